/** @jsxImportSource hono/jsx */
/** The discrepancies: the page, and the spreadsheet with every column of them. */
import { Ledger, Listings, type RunItem } from "@faceid-tally/books"
import { accountNames } from "@faceid-tally/host"
import { itemTable } from "@faceid-tally/report"
import * as Effect from "effect/Effect"
import { type Context, Hono } from "hono"

import { sheetAnswer } from "../answers.ts"
import type { ConsoleEnv, Service } from "../Desk.ts"
import { missing } from "../faults.tsx"
import { DiscrepanciesPage } from "./DiscrepanciesPage.tsx"
import { cursorOf, type Filter, filterOf, pageOf } from "./Filter.ts"

const PAGE_ROWS = 50
const SHEET_PAGE_ROWS = 1000

export const discrepancyRoutes = () => {
  const app = new Hono<ConsoleEnv>()

  app.get("/discrepancies", async (c) => {
    const { desk } = c.var
    const filter = filterOf((name) => c.req.query(name))
    const accounts = accountNames(desk.service.settings)
    const run = await runOf(c)
    if (run === undefined) return missing(c)
    const after = cursorOf(c.req.query("after"))
    const found = run === null ? [] : await desk.service.run(rowsOf(run.id, filter, after, PAGE_ROWS + 1))
    const rows = found.slice(0, PAGE_ROWS)
    const last = rows.at(-1)
    const next = found.length > PAGE_ROWS && last !== undefined ? `${last.item.impact}.${last.place}` : null
    const page = { run, filter, accounts, rows, isFirst: after === undefined, next }
    return c.html(<DiscrepanciesPage desk={desk} {...page} />)
  })

  app.get("/discrepancies.xlsx", async (c) => {
    const { desk } = c.var
    const run = await runOf(c)
    if (run === undefined || run === null) return missing(c)
    const { text, formats } = desk
    return sheetAnswer(c, desk, {
      name: text.discrepancies.title,
      file: `faceid-discrepancies-${run.id}`,
      above: [text.discrepancies.of(run.id, formats.day(run.fromDay), formats.day(run.toDay))],
      table: itemTable,
      rows: itemsOf(
        desk.service,
        run.id,
        filterOf((name) => c.req.query(name)),
      ),
    })
  })

  return app
}

/** The run that was asked for, else the latest; `null` where there is none at all, `undefined` where that one is not. */
const runOf = async (c: Context<ConsoleEnv>) => {
  const asked = c.req.query("run")
  const id = Number(asked)
  const { run } = c.var.desk.service
  if (asked === undefined || asked === "") return await run(latestRun)
  return Number.isSafeInteger(id) && id > 0 ? ((await run(runById(id))) ?? undefined) : undefined
}

const latestRun = Effect.gen(function* () {
  const [run] = yield* (yield* Ledger).runs({ limit: 1 })
  return run ?? null
})

const runById = (id: number) => Effect.flatMap(Ledger, (ledger) => ledger.run(id))

const rowsOf = (run: number, filter: Filter, after: ReturnType<typeof cursorOf>, limit: number) =>
  Effect.flatMap(Listings, (listings) => listings.runItems(run, { ...pageOf(filter), after, limit }))

/** All of them, read while the spreadsheet is written. */
async function* itemsOf(service: Service, run: number, filter: Filter) {
  let last: RunItem | undefined
  do {
    const after = last === undefined ? undefined : { impact: last.item.impact, place: last.place }
    const rows: ReadonlyArray<RunItem> = await service.run(rowsOf(run, filter, after, SHEET_PAGE_ROWS))
    for (const { item } of rows) yield item
    last = rows.length < SHEET_PAGE_ROWS ? undefined : rows.at(-1)
  } while (last !== undefined)
}
