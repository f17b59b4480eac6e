/** Answers that are no pages: spreadsheets. */
import { type Sheet, sheetOf, type Table, workbookStream, XLSX_TYPE } from "@faceid-tally/report"
import type { Context } from "hono"

import type { ConsoleEnv, PageContext } from "./PageContext.ts"

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
) => workbookAnswer(c, file, [sheetOf(table, rows, { say, name, above })])

/** Several sheets. */
export const workbookAnswer = (c: Context<ConsoleEnv>, file: string, sheets: ReadonlyArray<Sheet>) =>
  c.body(workbookStream(sheets), 200, {
    "content-type": XLSX_TYPE,
    "content-disposition": `attachment; filename="${file.replaceAll(/[^\w-]/g, "_")}.xlsx"`,
  })
