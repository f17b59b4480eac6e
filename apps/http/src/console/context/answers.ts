/** Answers that are no pages: charts and spreadsheets. */
import { type Table, XLSX_TYPE, xlsxStream } from "@faceid-tally/report"
import type { Context } from "hono"

import type { ConsoleEnv, PageContext } from "./PageContext.ts"

/** A chart has styles of its own: what the page forbids is allowed in the picture alone, which can load nothing. */
const CHART_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"

export const svgAnswer = (c: Context<ConsoleEnv>, svg: string) =>
  c.body(svg, 200, { "content-type": "image/svg+xml; charset=utf-8", "content-security-policy": CHART_POLICY })

interface Download<Row> {
  /** The sheet's name. */
  readonly name: string
  /** The file's name, without its ending. */
  readonly file: string
  readonly table: Table<Row>
  readonly rows: AsyncIterable<Row> | Iterable<Row>
  /** Sentences over the table. */
  readonly above?: ReadonlyArray<string>
}

/** A spreadsheet, written while its rows are read. */
export const sheetAnswer = <Row>(
  c: Context<ConsoleEnv>,
  { say }: PageContext,
  { name, file, table, rows, above = [] }: Download<Row>,
) =>
  c.body(xlsxStream(table, rows, { say, name, above }), 200, {
    "content-type": XLSX_TYPE,
    "content-disposition": `attachment; filename="${file.replaceAll(/[^\w-]/g, "_")}.xlsx"`,
  })
