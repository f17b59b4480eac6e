/**
 * The description of a table: its columns, each with a key that never changes, a title in the reader's language, and
 * where the value comes from. One description serves the terminal, CSV, XLSX and HTML.
 */
import type { SharedText } from "../messages/sharedText.ts"
import { formatCount, formatMoney, type Money } from "../language/Money.ts"

/** What a cell holds, exactly; `null` is an empty cell. */
export type Cell = string | number | boolean | Money | null

export const isMoney = (cell: Cell): cell is Money => typeof cell === "object" && cell !== null

export interface Column<Row> {
  /** The column's name where no language is asked for. */
  readonly key: string
  readonly title: (say: SharedText) => string
  readonly value: (row: Row, say: SharedText) => Cell
  /** How the terminal shows it, where that is not simply the value. */
  readonly text?: (row: Row, say: SharedText) => string
  readonly align?: "right"
  /**
   * What its texts are, where a spreadsheet has more than text: a `day` is a date there, and a `time`, ISO 8601 at +08:00,
   * a date with its clock in China.
   */
  readonly holds?: "day" | "time"
  /** The texts that a spreadsheet lets people choose from in this column. */
  readonly choices?: (say: SharedText) => ReadonlyArray<string>
}

export type Table<Row> = ReadonlyArray<Column<Row>>

/** The text of a cell for people: numbers grouped by thousands, nothing for what is missing. */
export const cellText = <Row>(column: Column<Row>, row: Row, say: SharedText): string => {
  if (column.text !== undefined) return column.text(row, say)
  const value = column.value(row, say)
  if (value === null) return ""
  if (isMoney(value)) return formatMoney(value)
  return typeof value === "number" ? formatCount(value) : String(value)
}
