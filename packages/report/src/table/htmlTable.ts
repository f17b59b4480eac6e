/**
 * A table as HTML: safe to put into any page, whatever its cells hold. No style is in it, only classes, so that a strict
 * content security policy allows it: `number` for cells to align right. A cell names its column by `data-key`, and by its
 * title in `data-title`, which a stylesheet can show where a row becomes a card on a phone.
 */
import type { SharedText } from "../messages/sharedText.ts"
import { cellText, type Column, type Table } from "./Table.ts"

export interface HtmlTableOptions<Row> {
  readonly say: SharedText
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
  /** A box in front of each row, by which it is chosen in a form that stands beside the table. */
  readonly ticks?: Ticks<Row> | undefined
}

export interface Ticks<Row> {
  /** The id of the form, and the name of the field there. */
  readonly form: string
  readonly name: string
  /** What the column is called. */
  readonly title: string
  /** What is sent of a row, and what the box is called; `undefined`: the row cannot be chosen. */
  readonly of: (row: Row) => { readonly value: string; readonly label: string } | undefined
}

// The roles are those that the elements have: a stylesheet that shows rows as cards would take them away.
export const htmlTable = <Row>(table: Table<Row>, rows: Iterable<Row>, options: HtmlTableOptions<Row>): string => {
  const { say, caption, className, rowClass, ticks } = options
  const head = [
    ...(ticks === undefined
      ? []
      : [`<th role="columnheader" scope="col" data-key="tick">${escapeHtml(ticks.title)}</th>`]),
    ...table.map(
      (column) => `<th role="columnheader" scope="col"${numberClass(column)}>${escapeHtml(column.title(say))}</th>`,
    ),
  ]
  const body = Iterator.from(rows).map(
    (row) =>
      `<tr role="row"${classOf(rowClass?.(row))}>${tickCell(row, ticks)}${table.map((column) => cell(column, row, options)).join("")}</tr>\n`,
  )
  return [
    `<table role="table"${classOf(className)}>\n<caption>${escapeHtml(caption)}</caption>\n`,
    `<thead role="rowgroup"><tr role="row">${head.join("")}</tr></thead>\n<tbody role="rowgroup">\n`,
    ...body,
    "</tbody>\n</table>\n",
  ].join("")
}

const tickCell = <Row>(row: Row, ticks: Ticks<Row> | undefined): string => {
  if (ticks === undefined) return ""
  const { form, name, title } = ticks
  const tick = ticks.of(row)
  const box =
    tick === undefined
      ? ""
      : `<input type="checkbox" form="${escapeHtml(form)}" name="${escapeHtml(name)}" value="${escapeHtml(tick.value)}" aria-label="${escapeHtml(tick.label)}">`
  return `<td role="cell" data-key="tick" data-title="${escapeHtml(title)}">${box}</td>`
}

const cell = <Row>(column: Column<Row>, row: Row, { say, href, rowHeader }: HtmlTableOptions<Row>): string => {
  const text = escapeHtml(cellText(column, row, say))
  const target = href?.(row, column.key)
  const content = target === undefined ? text : `<a href="${escapeHtml(target)}">${text}</a>`
  const names = ` data-key="${escapeHtml(column.key)}" data-title="${escapeHtml(column.title(say))}"${numberClass(column)}`
  return column.key === rowHeader
    ? `<th role="rowheader" scope="row"${names}>${content}</th>`
    : `<td role="cell"${names}>${content}</td>`
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
