/** @jsxImportSource hono/jsx */
/** Kept reconciliations: those of a month as a page, one as a workbook, and what of it to ask back. */
import { comparedFigures, type KeptDiscrepancy, Ledger, Listings, type Run } from "@faceid-tally/books/engine"
import { dayFromNumber, monthOf, monthOfDay } from "@faceid-tally/core/engine"
import {
  byPlan,
  keptPlan,
  keptSummary,
  reconcileSheets,
  ruleRows,
  ruleTable,
  type Sheet,
  sheetOf,
  statementText,
} from "@faceid-tally/report"
import * as Effect from "effect/Effect"
import { type Context, Hono } from "hono"

import { sheetAnswer, workbookAnswer } from "../context/answers.ts"
import type { ConsoleEnv, PageContext } from "../context/PageContext.ts"
import { missing } from "../faults/faults.tsx"
import { claimTable } from "./claimTable.ts"
import { type ClaimedItem, readClaims } from "./readClaims.ts"
import { RunsPage } from "./RunsPage.tsx"
import { runsText } from "./runsText.ts"

const PAGE_ROWS = 50
const ITEMS_PER_PAGE = 2000

export const runRoutes = () => {
  const app = new Hono<ConsoleEnv>()

  app.get("/months/:month/reconciliations", async (c) => {
    const { context } = c.var
    const month = monthOf(c.req.param("month"))
    if (month === undefined) return missing(c)
    const before = /^\d{1,15}$/.test(c.req.query("before") ?? "") ? Number(c.req.query("before")) : undefined
    const { rows, next } = await context.service.run(
      Effect.flatMap(Listings, (listings) =>
        listings.runs({ fromDay: month.first, toDay: month.last, before, limit: PAGE_ROWS }),
      ),
    )
    return c.html(
      <RunsPage context={context} month={month.name} runs={rows} next={next} isFirst={before === undefined} />,
    )
  })

  app.get("/reconciliations/:file{\\d+\\.xlsx}", async (c) => {
    const { context } = c.var
    const run = await runNamed(c, c.req.param("file"))
    return run === null ? missing(c) : wholeWorkbook(c, context, run)
  })

  app.get("/reconciliations/:run{\\d+}/claims.xlsx", async (c) => {
    const { context } = c.var
    const run = await runNamed(c, c.req.param("run"))
    if (run === null) return missing(c)
    const owed = (await context.service.run(readClaims(run.id))).filter(({ claim }) => claim > 0)
    const text = runsText[context.language]
    const [from, to] = [dayFromNumber(run.fromDay), dayFromNumber(run.toDay)]
    return sheetAnswer(c, context, {
      name: text.claimsSheet,
      file: `faceid-claims-${from}-${to}`,
      above: [text.claimsOf(from, to, owed.length)],
      table: claimTable(context, accountsOf(owed).size > 1),
      rows: owed,
    })
  })

  return app
}

const accountsOf = (owed: ReadonlyArray<ClaimedItem>) => new Set(owed.map(({ item }) => item.account))

const runNamed = (c: Context<ConsoleEnv>, name: string) =>
  c.var.context.service.run(
    Effect.flatMap(Ledger, (ledger) => {
      const id = Number.parseInt(name, 10)
      return Number.isSafeInteger(id) ? Effect.andThen(ledger.checkRun(id), ledger.run(id)) : Effect.succeed(null)
    }),
  )

const wholeWorkbook = async (c: Context<ConsoleEnv>, context: PageContext, run: Run) => {
  const { say, language, formats, service } = context
  const text = runsText[language]
  const impacts = (await service.run(Effect.flatMap(Ledger, (ledger) => ledger.impacts([run.id])))).reduce(
    (sum, { impact }) => sum + impact,
    0,
  )
  // All of them are written from the list; of the plan's own none are needed.
  const plan = keptPlan(run, [], impacts)
  const sheets = reconcileSheets(plan, keptSummary(plan, run.amounts), {
    say,
    pricing: run.amounts === null ? undefined : byPlan(run.amounts),
    above: [
      text.ran(run.id, formats.exactInstant(run.ranAt)),
      ...(run.seal === null ? [] : [text.sealed(run.seal.head)]),
    ],
    between: await figuresSheets(context, run),
    items: itemsOf(context, run.id),
  })
  return workbookAnswer(c, `faceid-reconciliation-${run.id}`, sheets)
}

/** By RuleId and account, of a run that is of one calendar month. */
const figuresSheets = async ({ say, language, service }: PageContext, run: Run): Promise<ReadonlyArray<Sheet>> => {
  const month = monthOfDay(run.fromDay)
  if (run.toDay > month.last || run.ruleId !== null || run.account !== null) return []
  const words = statementText[language]
  const figures = await service.run(comparedFigures(month))
  return [sheetOf(ruleTable(words), ruleRows(figures), { say, name: words.sections.rules })]
}

async function* itemsOf({ service }: PageContext, run: number): AsyncGenerator<KeptDiscrepancy> {
  for (let after = -1; ;) {
    const start = after
    const page = await service.run(
      Effect.flatMap(Ledger, (ledger) => ledger.runItems(run, { after: start, limit: ITEMS_PER_PAGE })),
    )
    for (const { item } of page) yield item
    const last = page.at(-1)
    if (last === undefined || page.length < ITEMS_PER_PAGE) return
    after = last.place
  }
}
