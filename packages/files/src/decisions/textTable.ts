/** A small table of text, whole: what people save of a sheet as CSV, in whatever encoding their program chose. */
import { cellText } from "../table/cell.ts"
import { RowSplitter } from "../table/RowSplitter.ts"

export interface TextRow {
  /** As a spreadsheet counts rows, from 0: a cell may have several lines. */
  readonly index: number
  readonly values: ReadonlyArray<string>
}

const delimiters = [",", ";", "\t"]

/** `undefined` where the bytes are no text. */
export const textTable = (bytes: Uint8Array): ReadonlyArray<TextRow> | undefined => {
  const text = decoded(bytes)
  if (text === undefined || text.includes("\0")) return undefined
  const utf8 = new TextEncoder().encode(text)
  const rows = delimiters.map((delimiter) => rowsOf(utf8, delimiter.charCodeAt(0)))
  // The delimiter is the one that cuts out a cell `key`.
  return rows.find((all) => all.some(({ values }) => values.includes("key"))) ?? rows[0]
}

const decoded = (bytes: Uint8Array): string | undefined => {
  const [first, second] = bytes
  const marked =
    first === 0xff && second === 0xfe ? "utf-16le" : first === 0xfe && second === 0xff ? "utf-16be" : undefined
  for (const encoding of marked === undefined ? ["utf-8", "gb18030"] : [marked]) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes)
    } catch {
      // The next encoding.
    }
  }
  return undefined
}

const rowsOf = (bytes: Uint8Array, delimiter: number): ReadonlyArray<TextRow> => {
  const splitter = new RowSplitter(delimiter)
  const rows: Array<TextRow> = []
  for (let at = 0; at < bytes.length; at = splitter.next) {
    // A quote that never closes takes the rest of the file for its cell.
    if (splitter.split(bytes, at, bytes.length, true) === "unclosed") break
    const values = Array.from({ length: splitter.count }, (_, cell) => cellText(splitter.text(bytes, cell) ?? ""))
    rows.push({ index: rows.length, values })
  }
  return rows
}
