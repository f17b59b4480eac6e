/** A place in a file as it is told: `file:line:column`; of a workbook of which several sheets are read, `file[sheet]:row:cell`. */
import { printable } from "../language/printable.ts"

export interface Place {
  readonly file: string
  readonly line: number
  readonly column: number
  readonly sheet?: string
}

export const placeText = ({ file, line, column, sheet }: Place): string =>
  printable(`${file}${sheet === undefined ? "" : `[${sheet}]`}:${line}:${column}`)
