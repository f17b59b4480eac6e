/** `/v1/statements` and `/v1/prices`: months in money. */
import {
  closeMonth,
  comparedFigures,
  lastStatement,
  pricesOfMonth,
  type StatementRequest,
  storeAccountBill,
} from "@faceid-tally/books/engine"
import { DEFAULT_ACCOUNT, dayOfInstant, monthOfDay } from "@faceid-tally/core/engine"
import {
  accountBillPart,
  type Invoice,
  invoiceFault,
  readInvoice,
  type StatementDocument,
} from "@faceid-tally/core/money"
import { accountNames } from "@faceid-tally/host/apps"
import {
  labelRows,
  labelTable,
  sharedText,
  statementSheets,
  type StatementReportOptions,
  statementText,
} from "@faceid-tally/report"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import type { Context } from "hono"
import { Hono } from "hono"

import { guard } from "../../edge/guard.ts"
import type { RequestContext } from "../../edge/RequestContext.ts"
import type { Env } from "../../edge/Env.ts"
import { tableAnswer } from "../../lists/tableAnswer.ts"
import { reply } from "../../operations/reply.ts"
import { monthNamed } from "../../operations/values.ts"
import { readAccountBill } from "../../reading/readAccountBill.ts"
import { invalid, Problem } from "../../problem/Problem.ts"
import { closeStatement, putAccountBill, readPrices, readStatement } from "./operations.ts"

export const statementRoutes = (context: RequestContext) => {
  const { version: programVersion, settings } = context.service
  return new Hono<Env>()
    .get("/v1/statements/:month", guard(context, readStatement), async (c) => {
      const { account, invoice } = c.req.valid("query")
      const month = monthNamed(c.req.valid("param").month)
      const now = await context.service.now()
      const told = account === undefined ? accountNames(settings) : [account]
      const invoices = invoicesOf("query", told, invoice === undefined ? [] : [invoice])
      const request: StatementRequest = { month, account, invoices, programVersion, now }
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
    .post("/v1/statements/:month/close", guard(context, closeStatement), async (c) => {
      const month = monthNamed(c.req.valid("param").month)
      const { force = false, reason = null, invoice = null, invoices: named = {} } = c.req.valid("json")
      const written = Object.entries(named).map(([account, amount]) => `${account}=${amount}`)
      const invoices = invoicesOf("body", accountNames(settings), [...(invoice === null ? [] : [invoice]), ...written])
      const closing = await context.run(
        c,
        closeMonth({
          month,
          invoices,
          namedRules: Object.keys(settings.rules ?? {}),
          programVersion,
          now: await context.service.now(),
          by: c.get("author"),
          force,
          reason,
        }),
      )
      switch (closing._tag) {
        case "BadReason":
          throw invalid("body", "reason", reasonExpected[closing.fault])
        case "NotLatest":
          throw new Problem("not_latest_month", { members: { latest: closing.latest } })
        case "Blocked":
          throw new Problem("month_blocked", { members: { blockers: closing.document.blockers } })
        case "Closed":
          return closing.isNew
            ? reply(c, closeStatement, closing.document, 201)
            : reply(c, closeStatement, closing.document, 200)
      }
    })
    .put("/v1/account-bills/:month", guard(context, putAccountBill), async (c) => {
      const { account = DEFAULT_ACCOUNT } = c.req.valid("query")
      const known = accountNames(settings)
      if (!known.includes(account)) throw invalid("query", "account", `one of ${known.join(", ")}`)
      const month = monthNamed(c.req.valid("param").month)
      const { rows, dropped } = await readAccountBill(context, c)
      const stored = await context.run(c, storeAccountBill(month, { account, rows, dropped }))
      const document = {
        month: stored.month,
        account: stored.account,
        version: stored.version,
        digest: stored.digest,
        isNew: stored.isNew,
        early: stored.early,
        rows: rows.length,
        dropped,
        otherMonths: rows.filter((row) => accountBillPart(row, month) === "other_month").length,
      }
      return reply(c, putAccountBill, document, stored.isNew ? 201 : 200)
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

const reasonExpected = {
  missing: "a reason, which force needs",
  too_long: "at most 500 characters",
  personal: "no phone number and no ID number: it is kept for good",
} as const

/** `accounts`: those that are told of. */
const invoicesOf = (
  place: "query" | "body",
  accounts: ReadonlyArray<string>,
  texts: ReadonlyArray<string>,
): ReadonlyArray<Invoice> => {
  const invoices = texts.map((text) => {
    const invoice = readInvoice(text)
    if (invoice === undefined) throw invalid(place, "invoice", "an amount in yuan such as 12345.67")
    return invoice
  })
  if (invoiceFault(invoices, accounts) !== null) {
    throw invalid(place, "invoice", `one invoice of each account, <account>=12345.67: ${accounts.join(", ")}`)
  }
  return invoices
}

const statementFile = (
  c: Context<Env>,
  document: StatementDocument,
  known: Pick<StatementReportOptions, "hasPlan" | "isOver" | "figures">,
): never => {
  const language = c.get("language")
  const words = statementText[language]
  const rows = labelRows(document, known.figures.before)
  return tableAnswer(c, {
    name: `statement-${document.month}`,
    table: labelTable(words),
    rows,
    sheets: () => statementSheets(document, { say: sharedText[language], words, ...known }),
  })
}
