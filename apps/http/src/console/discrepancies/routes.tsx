/** @jsxImportSource hono/jsx */
/** The discrepancies: the page, and the spreadsheet with every column of them. */
import type { Run, RunItemCursor } from "@faceid-tally/books/engine"
import { monthOf, monthOfDay } from "@faceid-tally/core/engine"
import { accountNames } from "@faceid-tally/host/apps"
import { byPlan, itemTable } from "@faceid-tally/report"
import { type Context, Hono } from "hono"

import { sheetAnswer } from "../context/answers.ts"
import type { ConsoleEnv, Service } from "../context/PageContext.ts"
import { missing } from "../faults/faults.tsx"
import { cursorIn, cursorText, runItemCursor } from "../../lists/cursors.ts"
import { pagesOf, rowsOf } from "../../lists/pagesOf.ts"
import { DiscrepanciesPage } from "./DiscrepanciesPage.tsx"
import { discrepanciesText } from "./discrepanciesText.ts"
import { isDecided, pageOf, readStated } from "../decisions/statedItems.ts"
import { type Filter, filterOf, statedAsked } from "./Filter.ts"
import { findRun, readCounts, readItems, runsOfMonth } from "./readRunItems.ts"

const PAGE_ROWS = 50

export const discrepancyRoutes = () => {
  const app = new Hono<ConsoleEnv>()

  app.get("/discrepancies", async (c) => {
    const { context } = c.var
    const { service } = context
    const filter = filterOf((name) => c.req.query(name))
    const named = askedIn(c)
    if (named === undefined) return missing(c)
    const run = await service.run(findRun(named))
    const month = named.month ?? (run === null ? undefined : monthOfDay(run.toDay))
    const runs = month === undefined ? [] : await service.run(runsOfMonth(month))
    const accounts = accountNames(service.settings)
    const place = { context, month: month?.name, filter, accounts, runs }
    if (run === null) return c.html(<DiscrepanciesPage {...place} found={null} />)
    const after = cursorIn(runItemCursor, c.req.query("after"))
    const list = { run: run.id, filter, settings: service.settings }
    const asked = statedAsked(filter, service.settings)
    const stated = await service.run(readStated({ month: month ?? monthOfDay(run.toDay), run, asked }))
    // The ledger's list knows no states.
    const byState = filter.state !== undefined && isDecided(stated) ? stated : null
    const page = { after, limit: PAGE_ROWS }
    const { rows, next } =
      byState === null ? await service.run(readItems(list, page)) : pageOf(byState, { ...page, order: filter.order })
    const found = {
      run,
      rows,
      counts: byState === null ? await service.run(readCounts(list)) : byState.kinds,
      stated,
      skipped: after === undefined ? 0 : skippedIn(c),
      next: next === null ? null : cursorText(next),
    }
    return c.html(<DiscrepanciesPage {...place} found={found} />)
  })

  app.get("/discrepancies.xlsx", async (c) => {
    const { context } = c.var
    const { formats, service } = context
    const asked = askedIn(c)
    const run = asked === undefined ? null : await service.run(findRun(asked))
    if (run === null) return missing(c)
    const text = discrepanciesText[context.language]
    const filter = filterOf((name) => c.req.query(name))
    return sheetAnswer(c, context, {
      name: text.title,
      file: `faceid-discrepancies-${run.id}`,
      above: [text.of(run.id, formats.day(run.fromDay), formats.day(run.toDay))],
      table: itemTable(run.amounts === null ? undefined : byPlan(run.amounts)),
      rows: await itemsOfState(service, run, filter),
    })
  })

  return app
}

/** The month and the run that the address names; `undefined` where it names no run by what stands for one. */
const askedIn = (c: Context<ConsoleEnv>) => {
  const [run, month] = [c.req.query("run") || undefined, c.req.query("month") || undefined]
  const id = run === undefined ? undefined : Number(run)
  if (id !== undefined && !(Number.isSafeInteger(id) && id > 0)) return undefined
  return { id, month: monthOf(month ?? "") }
}

/** How many rows stand on the pages before. */
const skippedIn = (c: Context<ConsoleEnv>): number => {
  const text = c.req.query("skipped") ?? ""
  return /^\d{1,9}$/.test(text) ? Number(text) : 0
}

/** Those of a state are known together; the others are read while they are written. */
const itemsOfState = async (service: Service, run: Run, filter: Filter) => {
  if (filter.state === undefined) return itemsOf(service, run.id, filter)
  const asked = statedAsked(filter, service.settings)
  const stated = await service.run(readStated({ month: monthOfDay(run.toDay), run, asked }))
  return isDecided(stated) ? stated.shown.map((each) => each.item.item) : itemsOf(service, run.id, filter)
}

/** All of them, read while the spreadsheet is written. */
async function* itemsOf(service: Service, run: number, filter: Filter) {
  const list = { run, filter, settings: service.settings }
  const pages = pagesOf((after: RunItemCursor | undefined, limit) => service.run(readItems(list, { after, limit })))
  for await (const { item } of rowsOf(pages)) yield item
}
