/** `/v1/decisions`: what the discrepancies of a month are. */
import { decide, decisionsOf } from "@faceid-tally/books/engine"
import { type Month, monthOf } from "@faceid-tally/core/engine"
import type { RowValues } from "@faceid-tally/core/money"
import { decisionTable, decisionText, isRefused, outcomeDocument } from "@faceid-tally/report"
import type { Context } from "hono"
import { Hono } from "hono"

import type { Env } from "../../edge/Env.ts"
import { guard } from "../../edge/guard.ts"
import type { RequestContext } from "../../edge/RequestContext.ts"
import { tableAnswer } from "../../lists/tableAnswer.ts"
import { reply } from "../../operations/reply.ts"
import { monthNamed } from "../../operations/values.ts"
import { invalid } from "../../problem/Problem.ts"
import { readDecisions } from "../../reading/readDecisions.ts"
import { listDecisions, writeDecisions } from "./operations.ts"

export const decisionRoutes = (context: RequestContext) =>
  new Hono<Env>()
    .get("/v1/decisions", guard(context, listDecisions), async (c) => {
      const { month: name, ...filter } = c.req.valid("query")
      const document = await context.run(c, decisionsOf(monthNamed(name), filter))
      c.header("Vary", "Accept, Accept-Language")
      if (c.get("format") === "json") return reply(c, listDecisions, document, 200)
      const title = decisionText[c.get("language")].title(name)
      return tableAnswer(c, { name: `decisions-${name}`, title, table: decisionTable, rows: document.items })
    })
    .post("/v1/decisions", guard(context, writeDecisions), async (c) => {
      const { dryRun = false } = c.req.valid("query")
      const { month, rows, rowOf } = await readRows(context, c)
      const now = await context.service.now()
      const { outcomes } = await context.run(c, decide({ month, rows, by: c.get("author"), now, dryRun }))
      const document = { outcomes: outcomes.map((each) => outcomeDocument({ ...each, row: rowOf(each.row) })) }
      return outcomes.some(isRefused)
        ? reply(c, writeDecisions, document, 207)
        : reply(c, writeDecisions, document, 200)
    })

interface Rows {
  readonly month: Month
  readonly rows: ReadonlyArray<RowValues>
  /** The number by which a row is told: of a sheet, its row there. */
  readonly rowOf: (row: number) => number
}

const readRows = async ({ readingRoom }: RequestContext, c: Context<Env>): Promise<Rows> => {
  const bytes = await c.get("body").bytes()
  const type = (c.req.header("content-type") ?? "").split(";")[0]?.trim().toLowerCase()
  if (type === "application/json") return rowsOfJson(bytes)
  const reader = readingRoom.enter()
  const sheet = await readDecisions(bytes, reader).finally(() => reader.leave())
  if (sheet._tag === "NoDecisions") throw invalid("body", sheet.columns.join(", "), expectedOfSheet[sheet.why])
  const month = monthOf(sheet.month)
  if (month === undefined) throw invalid("body", "month", "a month YYYY-MM")
  return { month, rows: sheet.rows.map(({ values }) => values), rowOf: (row) => sheet.rows[row - 1]?.row ?? row }
}

const expectedOfSheet = {
  unreadable: "a workbook or a table of text",
  no_header: "a row with the head key",
  missing_columns: "the columns month, key, facts, base and decision",
  no_month: "a month in each row",
  several_months: "rows of one month",
} as const

const rowsOfJson = (bytes: Uint8Array): Rows => {
  const body = parsed(bytes)
  if (typeof body !== "object" || body === null) throw invalid("body", "", "one JSON object in UTF-8")
  const month = "month" in body && typeof body.month === "string" ? monthOf(body.month) : undefined
  if (month === undefined) throw invalid("body", "month", "a month YYYY-MM")
  if (!("rows" in body) || !Array.isArray(body.rows)) throw invalid("body", "rows", "a list of rows")
  const rows: ReadonlyArray<unknown> = body.rows
  return {
    month,
    rows: rows.map((row, i) => {
      if (typeof row !== "object" || row === null) throw invalid("body", `rows.${i}`, "an object")
      return row
    }),
    rowOf: (row) => row,
  }
}

const parsed = (bytes: Uint8Array): unknown => {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes))
  } catch {
    // The parser's own message would quote the body.
    throw invalid("body", "", "one JSON object in UTF-8")
  }
}
