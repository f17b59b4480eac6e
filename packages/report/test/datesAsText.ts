/** The cells of a workbook that are nothing but a day or a time and stand there as text, where nobody can reckon with them. */
import { readWorkbook } from "../src/index.ts"

export interface FoundDates {
  /** Texts that should be dates, by sheet. */
  readonly asText: ReadonlyArray<string>
  /** How many dates there are. */
  readonly dates: number
  readonly rows: number
}

/** As programs write them, and as the pages for people do, in both languages. */
const notations = [
  /^\d{4}[-/.]\d\d?[-/.]\d\d?([T ]\d\d?:\d\d.*)?$/,
  /^\d\d?:\d\d(:\d\d.*)?$/,
  /^\d{4}年\d\d?月\d\d?日.*$/,
  /^\d\d?月\d\d?日.*$/,
  /^(\w{3,9} )?\d\d? [A-Z][a-z]{2,8}( \d{4})?( \d\d:\d\d.*)?$/,
]

export const datesIn = async (workbook: Uint8Array): Promise<FoundDates> => {
  const found = { asText: new Array<string>(), dates: 0, rows: 0 }
  for (const { name, rows } of await readWorkbook(workbook)) {
    for await (const { values } of rows()) {
      found.rows++
      for (const value of values) {
        if (value instanceof Date) found.dates++
        if (typeof value !== "string" || !notations.some((notation) => notation.test(value.trim()))) continue
        found.asText.push(`${name}: ${value}`)
      }
    }
  }
  return found
}
