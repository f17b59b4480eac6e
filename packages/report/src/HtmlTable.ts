/**
 * A table as HTML: safe to put into any page, whatever its cells hold. No style is in it, only classes, so that a strict
 * content security policy allows it: `number` for cells to align right.
 */
import type { Messages } from "./Messages.ts"
import { cellText, type Column, type Table } from "./Table.ts"

export interface HtmlTableOptions<Row> {
  readonly say: Messages
  /** What the table shows, for people who cannot see the page around it. */
  readonly caption: string
  /** The class of the table itself. */
  readonly className?: string
  /** The class of a row, to colour it. */
  readonly rowClass?: (row: Row) => string | undefined
  /** Where the cell of a column leads, if anywhere: a path or address of this service. */
  readonly href?: (row: Row, key: string) => string | undefined
  /** The column that names its row. */
  readonly rowHeader?: string
}

export const htmlTable = <Row>(table: Table<Row>, rows: Iterable<Row>, options: HtmlTableOptions<Row>): string => {
  const { say, caption, className, rowClass } = options
  const head = table.map((column) => `<th scope="col"${numberClass(column)}>${escapeHtml(column.title(say))}</th>`)
  const body = Iterator.from(rows).map(
    (row) => `<tr${classOf(rowClass?.(row))}>${table.map((column) => cell(column, row, options)).join("")}</tr>\n`,
  )
  return [
    `<table${classOf(className)}>\n<caption>${escapeHtml(caption)}</caption>\n`,
    `<thead><tr>${head.join("")}</tr></thead>\n<tbody>\n`,
    ...body,
    "</tbody>\n</table>\n",
  ].join("")
}

const cell = <Row>(column: Column<Row>, row: Row, { say, href, rowHeader }: HtmlTableOptions<Row>): string => {
  const text = escapeHtml(cellText(column, row, say))
  const target = href?.(row, column.key)
  const content = target === undefined ? text : `<a href="${escapeHtml(target)}">${text}</a>`
  return column.key === rowHeader
    ? `<th scope="row"${numberClass(column)}>${content}</th>`
    : `<td${numberClass(column)}>${content}</td>`
}

const numberClass = <Row>({ align }: Column<Row>): string => (align === "right" ? ' class="number"' : "")

const classOf = (name: string | undefined): string => (name === undefined ? "" : ` class="${escapeHtml(name)}"`)

const entityByChar: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
}

/** Text for the content of an element or for an attribute in quotes. */
export const escapeHtml = (text: string): string => text.replaceAll(/[&<>"']/g, (char) => entityByChar[char] ?? char)
