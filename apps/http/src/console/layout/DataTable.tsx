/** @jsxImportSource hono/jsx */
/** A table of packages/report on a page. `stacks`: too wide for a phone, where each row becomes a card. */
import { htmlTable, type HtmlTableOptions, type Table } from "@faceid-tally/report"
import { raw } from "hono/html"

import type { PageContext } from "../context/PageContext.ts"

interface DataTableProps<Row> extends Omit<HtmlTableOptions<Row>, "say"> {
  readonly context: PageContext
  readonly table: Table<Row>
  readonly rows: Iterable<Row>
}

export const DataTable = <Row,>({ context, table, rows, ...options }: DataTableProps<Row>) => (
  <>{raw(htmlTable(table, rows, { say: context.say, ...options }))}</>
)
