/**
 * A table as CSV (RFC 4180): CRLF, quotes where needed, values exactly as they are. A text that a spreadsheet would
 * run as a formula gets an apostrophe before it. Rows are made one by one, so a million of them need no memory.
 */
import type { SharedText } from "../messages/sharedText.ts"
import { decimalText } from "../language/Money.ts"
import { type Cell, isMoney, type Table } from "./Table.ts"

export interface CsvOptions {
  readonly say: SharedText
  /** `keys` never change; `titles` are in the reader's language. */
  readonly header: "keys" | "titles"
  /** Excel takes CSV for UTF-8 only when it begins with a byte order mark. */
  readonly bom?: boolean
}

export function* csvRows<Row>(table: Table<Row>, rows: Iterable<Row>, options: CsvOptions): Generator<string> {
  yield csvHead(table, options)
  for (const row of rows) yield csvRow(table, row, options)
}

/** The same of rows that come in pages. */
export async function* csvStream<Row>(
  table: Table<Row>,
  rows: AsyncIterable<Row>,
  options: CsvOptions,
): AsyncGenerator<string> {
  yield csvHead(table, options)
  for await (const row of rows) yield csvRow(table, row, options)
}

const csvHead = <Row>(table: Table<Row>, { say, header, bom = false }: CsvOptions): string =>
  (bom ? "\uFEFF" : "") + csvLine(table.map(({ key, title }) => (header === "keys" ? key : title(say))))

const csvRow = <Row>(table: Table<Row>, row: Row, { say }: CsvOptions): string =>
  csvLine(table.map(({ value }) => value(row, say)))

const csvLine = (cells: ReadonlyArray<Cell>): string => `${cells.map(csvCell).join(",")}\r\n`

const csvCell = (cell: Cell): string => {
  if (cell === null) return ""
  if (typeof cell !== "string") return isMoney(cell) ? decimalText(cell) : String(cell)
  const text = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell
  return /[",\r\n]/.test(text) || text !== text.trim() ? `"${text.replaceAll('"', '""')}"` : text
}
