/**
 * A workbook (XLSX) as a table: the app gives the reader of its format, and its rows become lines of CSV, the row of the
 * sheet being the line, so that everything else is as in a table of text. It is read by the main thread, into which
 * alone a reader can be passed.
 */
import { type ColumnMap, hasRequired } from "./TableColumns.ts"

/** What a cell holds; a date is midnight UTC of its day. */
export type SpreadsheetCell = string | number | boolean | Date | null

export interface SpreadsheetRow {
  /** From 0. */
  readonly index: number
  readonly values: ReadonlyArray<SpreadsheetCell>
}

/** The rows of one sheet, by its place in the workbook; none where there is no such sheet. Throws if it is no workbook. */
export type SpreadsheetReader = (workbook: Uint8Array, sheet: number) => AsyncIterable<SpreadsheetRow>

/** Thrown where a workbook cannot be read; what was read before stands. */
export class BrokenWorkbook extends Error {}

/** A zip, or what Excel wrote before and still writes for a workbook with a password. */
export const isWorkbook = (head: Uint8Array): boolean =>
  magics.some((magic) => magic.every((byte, i) => head[i] === byte))

export const WORKBOOK_HEAD_BYTES = 4
const magics = [
  [0x50, 0x4b, 0x03, 0x04],
  [0xd0, 0xcf, 0x11, 0xe0],
] as const

/** A workbook is held as a whole while it is read. */
const WORKBOOK_BYTES_MAX = 512 << 20
/** In so many sheets the table is looked for. */
const SHEETS_MAX = 32
const CHUNK_CHARS = 1 << 16

/** The lines of the first sheet whose header fits, else of the first one. */
export async function* workbookLines(
  packed: AsyncIterable<Uint8Array>,
  read: SpreadsheetReader | undefined,
  columns: ColumnMap,
): AsyncGenerator<Uint8Array, undefined> {
  const workbook = await gathered(packed)
  if (read === undefined) throw new BrokenWorkbook()
  try {
    yield* lines(read(workbook, await fittingSheet(workbook, read, columns)))
  } catch (error) {
    throw new BrokenWorkbook(undefined, { cause: error })
  }
}

const gathered = async (packed: AsyncIterable<Uint8Array>): Promise<Uint8Array> => {
  const chunks: Array<Uint8Array> = []
  let length = 0
  for await (const chunk of packed) {
    length += chunk.length
    if (length > WORKBOOK_BYTES_MAX) throw new BrokenWorkbook()
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

const fittingSheet = async (workbook: Uint8Array, read: SpreadsheetReader, columns: ColumnMap): Promise<number> => {
  for (let sheet = 0; sheet < SHEETS_MAX; sheet++) {
    for await (const { values } of read(workbook, sheet)) {
      const names = values.map((value) => cellText(value).trim())
      if (names.every((name) => name === "")) continue
      if (hasRequired(names, columns)) return sheet
      break
    }
  }
  return 0
}

async function* lines(rows: AsyncIterable<SpreadsheetRow>): AsyncGenerator<Uint8Array, undefined> {
  let text = ""
  let line = 0
  for await (const { index, values } of rows) {
    text += `${"\n".repeat(Math.max(0, index - line))}${values.map(csvCell).join(",")}\n`
    line = index + 1
    if (text.length < CHUNK_CHARS) continue
    yield Buffer.from(text)
    text = ""
  }
  yield Buffer.from(text)
}

/** A line is a row: what breaks lines within a cell becomes a space. */
const csvCell = (cell: SpreadsheetCell): string => {
  const text = cellText(cell).replaceAll(/[\r\n]+/g, " ")
  return /[",\t;]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** More digits than a spreadsheet keeps. */
const EXACT_MAX = 1e15

const cellText = (cell: SpreadsheetCell): string => {
  if (cell === null) return ""
  if (cell instanceof Date) {
    const iso = Number.isNaN(cell.getTime()) ? "" : cell.toISOString()
    return iso.endsWith("T00:00:00.000Z") ? iso.slice(0, 10) : iso
  }
  // So written it is seen to be spoiled.
  if (typeof cell === "number" && Math.abs(cell) >= EXACT_MAX) return cell.toExponential()
  return String(cell)
}
