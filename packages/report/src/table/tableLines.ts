/**
 * A table as lines for a terminal. Columns are aligned by the width that a terminal gives to the text, where a
 * Chinese character takes two cells; control characters that data might hold never reach the terminal.
 */
import { printable } from "../language/printable.ts"
import stringWidth from "fast-string-width"

import type { SharedText } from "../messages/sharedText.ts"
import { plainStyle, type Style } from "./Style.ts"
import { cellText, type Table } from "./Table.ts"

export interface TextOptions<Row> {
  readonly say: SharedText
  readonly style?: Style
  /** Spaces before each line. */
  readonly indent?: number
  /** Colours a row that is ready. */
  readonly paint?: (row: Row, style: Style) => (line: string) => string
  /** A line of its own under a row. */
  readonly under?: (row: Row) => string
  /** Without titles the table is a list of names and values. */
  readonly titles?: boolean
}

const GAP = "  "

export const tableLines = <Row>(
  table: Table<Row>,
  rows: ReadonlyArray<Row>,
  options: TextOptions<Row>,
): Array<string> => {
  const { say, style = plainStyle, indent = 2, paint, under, titles = true } = options
  const head = table.map(({ title }) => title(say))
  const body = rows.map((row) => table.map((column) => printable(cellText(column, row, say))))
  const widths = table.map((_, i) =>
    Math.max(...(titles ? [head, ...body] : body).map((cells) => stringWidth(cells[i] ?? ""))),
  )
  const line = (cells: ReadonlyArray<string>): string =>
    table
      .map(({ align }, i) => {
        const text = cells[i] ?? ""
        const padding = " ".repeat((widths[i] ?? 0) - stringWidth(text))
        return align === "right" ? padding + text : text + padding
      })
      .join(GAP)
      .trimEnd()

  const margin = " ".repeat(indent)
  const lines = titles
    ? [margin + style.faint(line(head)), margin + style.faint(widths.map((n) => "─".repeat(n)).join(GAP))]
    : []
  rows.forEach((row, i) => {
    const text = line(body[i] ?? [])
    lines.push(margin + (paint === undefined ? text : paint(row, style)(text)))
    if (under !== undefined) lines.push(margin + GAP + style.faint(printable(under(row))))
  })
  return lines
}
