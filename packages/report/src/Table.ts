/**
 * The description of a table: its columns, each with a key that never changes, a title in the reader's language, and
 * where the value comes from. One description serves the terminal, CSV, and whatever comes later.
 */
import type { Messages } from "./Messages.ts"
import { formatCount } from "./Money.ts"

/** What a cell holds, exactly; `null` is an empty cell. */
export type Cell = string | number | boolean | null

export interface Column<Row> {
  /** The column's name where no language is asked for. */
  readonly key: string
  readonly title: (say: Messages) => string
  readonly value: (row: Row, say: Messages) => Cell
  /** How the terminal shows it, where that is not simply the value. */
  readonly text?: (row: Row, say: Messages) => string
  readonly align?: "right"
}

export type Table<Row> = ReadonlyArray<Column<Row>>

/** The text of a cell for people: numbers grouped by thousands, nothing for what is missing. */
export const cellText = <Row>(column: Column<Row>, row: Row, say: Messages): string => {
  if (column.text !== undefined) return column.text(row, say)
  const value = column.value(row, say)
  return value === null ? "" : typeof value === "number" ? formatCount(value) : String(value)
}
