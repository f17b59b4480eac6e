/** `/v1/statements` and `/v1/prices`: months in money. */
import { comparedFigures, lastStatement, pricesOfMonth, type StatementRequest } from "@faceid-tally/books"
import { dayOfInstant, type Month, monthOf, monthOfDay } from "@faceid-tally/core"
import { type Amount, readAmount, type StatementDocument } from "@faceid-tally/core/money"
import { accountNames } from "@faceid-tally/host"
import {
  csvRows,
  labelRows,
  labelTable,
  sharedText,
  statementSheets,
  type StatementReportOptions,
  statementText,
  workbookStream,
} from "@faceid-tally/report"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import type { Context } from "hono"
import { Hono } from "hono"

import { guard } from "../../edge/guard.ts"
import type { RequestContext } from "../../edge/RequestContext.ts"
import type { Env } from "../../edge/Env.ts"
import { mediaTypes } from "../../operations/formats.ts"
import { reply } from "../../operations/reply.ts"
import { invalid } from "../../problem/Problem.ts"
import { readPrices, readStatement } from "./operations.ts"

export const statementRoutes = (context: RequestContext) => {
  const { version: programVersion, settings } = context.service
  return new Hono<Env>()
    .get("/v1/statements/:month", guard(context, readStatement), async (c) => {
      const { account, invoice } = c.req.valid("query")
      const month = monthNamed(c.req.valid("param").month)
      const now = await context.service.now()
      const request: StatementRequest = { month, account, invoice: amountOf(invoice), programVersion, now }
      const { document, stale } = await context.run(c, lastStatement(request))
      c.header("Vary", "Accept, Accept-Language")
      if (c.get("format") !== "json") {
        const figures = await context.run(c, comparedFigures(month, account))
        return statementFile(c, document, {
          figures,
          hasPlan: settings.prices !== undefined,
          isOver: dayOfInstant(now) > month.last,
        })
      }
      return reply(c, readStatement, { ...document, stale }, 200)
    })
    .get("/v1/prices", guard(context, readPrices), async (c) => {
      const { month } = c.req.valid("query")
      const prices = Effect.gen(function* () {
        const now = yield* Clock.currentTimeMillis
        const asked = month === undefined ? monthOfDay(dayOfInstant(now)) : monthNamed(month)
        return yield* pricesOfMonth(asked, accountNames(settings))
      })
      return reply(c, readPrices, await context.run(c, prices), 200)
    })
}

/** Checked by the operation. */
const monthNamed = (name: string): Month => {
  const month = monthOf(name)
  if (month === undefined) throw invalid("path", "month", "a month YYYY-MM")
  return month
}

const amountOf = (text: string | undefined): Amount | undefined => {
  if (text === undefined) return undefined
  const amount = readAmount(text)
  if (amount === undefined) throw invalid("query", "invoice", "an amount in yuan such as 12345.67")
  return amount
}

/** The typed client asks for JSON: to it, a file is no other answer. */
const statementFile = (
  c: Context<Env>,
  document: StatementDocument,
  known: Pick<StatementReportOptions, "hasPlan" | "isOver" | "figures">,
): never => {
  const say = sharedText[c.get("language")]
  const words = statementText[c.get("language")]
  const format = c.get("format") === "csv" ? "csv" : "xlsx"
  c.header("Content-Type", format === "csv" ? `${mediaTypes.csv}; charset=utf-8; header=present` : mediaTypes.xlsx)
  c.header("Content-Disposition", `attachment; filename="statement-${document.month}.${format}"`)
  c.header("Cache-Control", "private, no-store")
  if (format === "csv") {
    return c.body(
      [...csvRows(labelTable(words), labelRows(document, known.figures.before), { say, header: "keys" })].join(""),
    ) as never
  }
  return c.body(workbookStream(statementSheets(document, { say, words, ...known })) as ReadableStream) as never
}
