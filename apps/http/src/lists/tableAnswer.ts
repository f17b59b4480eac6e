/** A document as a file, by the format that was asked for: its table as CSV, or as a workbook. */
import { csvRows, type Sheet, sharedText, sheetOf, type Table, workbookStream } from "@faceid-tally/report"
import type { Context } from "hono"

import type { Env } from "../edge/Env.ts"
import { mediaTypes } from "../operations/formats.ts"

interface TableAnswer<Row> {
  /** What the file is called, without its ending. */
  readonly name: string
  readonly table: Table<Row>
  readonly rows: ReadonlyArray<Row>
  /** The name of the sheet. */
  readonly title?: string
  /** Where a workbook has more than the table. */
  readonly sheets?: () => ReadonlyArray<Sheet>
}

/** The typed client asks for JSON: to it, a file is no other answer. */
export const tableAnswer = <Row>(
  c: Context<Env>,
  { name, table, rows, title = name, sheets }: TableAnswer<Row>,
): never => {
  const say = sharedText[c.get("language")]
  const format = c.get("format") === "csv" ? "csv" : "xlsx"
  c.header("Content-Type", format === "csv" ? `${mediaTypes.csv}; charset=utf-8; header=present` : mediaTypes.xlsx)
  c.header("Content-Disposition", `attachment; filename="${name}.${format}"`)
  c.header("Cache-Control", "private, no-store")
  if (format === "csv") return c.body([...csvRows(table, rows, { say, header: "keys" })].join("")) as never
  const made = sheets?.() ?? [sheetOf(table, rows, { say, name: title })]
  return c.body(workbookStream(made) as ReadableStream) as never
}
