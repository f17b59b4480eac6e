/** @jsxImportSource hono/jsx */
/** The discrepancies: the page, and the spreadsheet with every column of them. */
import { Ledger, Listings, type RunItemCursor } from "@faceid-tally/books"
import { type Month, monthOf } from "@faceid-tally/core"
import { accountNames } from "@faceid-tally/host"
import { byPlan, itemTable } from "@faceid-tally/report"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import { type Context, Hono } from "hono"

import { sheetAnswer } from "../context/answers.ts"
import type { ConsoleEnv, Service } from "../context/PageContext.ts"
import { missing } from "../faults/faults.tsx"
import { cursorIn, cursorText, runItemCursor } from "../../lists/cursors.ts"
import { pagesOf, rowsOf } from "../../lists/pagesOf.ts"
import { findRuns } from "../month/findRuns.ts"
import { endOfMonth } from "../month/MonthView.ts"
import { DiscrepanciesPage } from "./DiscrepanciesPage.tsx"
import { discrepanciesText } from "./discrepanciesText.ts"
import { type Filter, filterOf, pageOf } from "./Filter.ts"

const PAGE_ROWS = 50

export const discrepancyRoutes = () => {
  const app = new Hono<ConsoleEnv>()

  app.get("/discrepancies", async (c) => {
    const { context } = c.var
    const filter = filterOf((name) => c.req.query(name))
    const accounts = accountNames(context.service.settings)
    const run = await runOf(c)
    if (run === undefined) return missing(c)
    const after = cursorIn(runItemCursor, c.req.query("after"))
    const { rows, next } =
      run === null ? { rows: [], next: null } : await context.service.run(readItems(run.id, filter, after, PAGE_ROWS))
    const nextText = next === null ? null : cursorText(next)
    const page = {
      run,
      month: monthIn(c),
      filter,
      accounts,
      rows,
      isFirst: after === undefined,
      next: nextText,
    }
    return c.html(<DiscrepanciesPage context={context} {...page} />)
  })

  app.get("/discrepancies.xlsx", async (c) => {
    const { context } = c.var
    const run = await runOf(c)
    if (run === undefined || run === null) return missing(c)
    const { formats } = context
    const text = discrepanciesText[context.language]
    return sheetAnswer(c, context, {
      name: text.title,
      file: `faceid-discrepancies-${run.id}`,
      above: [text.of(run.id, formats.day(run.fromDay), formats.day(run.toDay))],
      table: itemTable(run.amounts === null ? undefined : byPlan(run.amounts)),
      rows: itemsOf(
        context.service,
        run.id,
        filterOf((name) => c.req.query(name)),
      ),
    })
  })

  return app
}

/** The month that the address names. */
const monthIn = (c: Context<ConsoleEnv>): string | undefined => {
  const month = c.req.query("month")
  return month === undefined || monthOf(month) === undefined ? undefined : month
}

/** The run that was asked for, else that of the month, else the latest; `null`: there is none, `undefined`: not that one. */
const runOf = async (c: Context<ConsoleEnv>) => {
  const asked = c.req.query("run")
  const id = Number(asked)
  const { run } = c.var.context.service
  const month = monthOf(c.req.query("month") ?? "")
  if (asked === undefined || asked === "") return await run(month === undefined ? latestRun : runOfMonth(month))
  return Number.isSafeInteger(id) && id > 0 ? ((await run(runById(id))) ?? undefined) : undefined
}

const latestRun = Effect.gen(function* () {
  const { rows } = yield* (yield* Listings).runs({ limit: 1 })
  const run = rows[0] ?? null
  if (run !== null) yield* (yield* Ledger).checkRun(run.id)
  return run
})

/** Of days that were reconciled one by one, the last. */
const runOfMonth = (month: Month) =>
  Effect.gen(function* () {
    const now = yield* Clock.currentTimeMillis
    const { run, closes } = yield* findRuns(month.first, month.last, endOfMonth(month, now) - 1)
    const found = run ?? closes.at(-1) ?? null
    if (found !== null) yield* (yield* Ledger).checkRun(found.id)
    return found
  })

const runById = (id: number) => Effect.flatMap(Ledger, (ledger) => Effect.andThen(ledger.checkRun(id), ledger.run(id)))

const readItems = (run: number, filter: Filter, after: RunItemCursor | undefined, limit: number) =>
  Effect.flatMap(Listings, (listings) => listings.runItems(run, { ...pageOf(filter), after, limit }))

/** All of them, read while the spreadsheet is written. */
async function* itemsOf(service: Service, run: number, filter: Filter) {
  const pages = pagesOf((after: RunItemCursor | undefined, limit) => service.run(readItems(run, filter, after, limit)))
  for await (const { item } of rowsOf(pages)) yield item
}
