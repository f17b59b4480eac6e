/** Reads what the month page shows, by kept sums: no attempt, and of a run's items few or none, until something of the month is decided: then all of them. */
import {
  type ComparedFigures,
  closedStatement,
  Inbox,
  Ledger,
  openFigures,
  type Run,
  type RunImpact,
  Work,
} from "@faceid-tally/books/engine"
import type { Month } from "@faceid-tally/core/engine"
import { type StatementDocument, sumAmountTexts } from "@faceid-tally/core/money"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"

import { claimsOfMonth, type ClaimsInBrief } from "../runs/readClaims.ts"
import { findRuns } from "../runs/findRuns.ts"
import { endOfMonth } from "../runs/endOfMonth.ts"
import { type MonthView, monthView } from "./view/MonthView.ts"
import { type NextStep, nextSteps } from "./next/nextSteps.ts"

const LISTED_MAX = 20

export interface MonthPageData {
  readonly view: MonthView
  readonly steps: ReadonlyArray<NextStep>
  readonly figures: ComparedFigures
  /** How the month was closed. */
  readonly close: StatementDocument["close"]
}

export const readMonth = (month: Month, accounts: ReadonlyArray<string>) =>
  Effect.gen(function* () {
    const { view, status, runs, impacts, now } = yield* readView(month, accounts)
    const claims =
      runs.length === 0 ? null : together(yield* Effect.forEach(runs, (run) => claimsOf(month, run, impacts)))
    const failed = yield* (yield* Work).list({ state: "failed", limit: LISTED_MAX })
    const conflicts = yield* (yield* Inbox).conflicts(LISTED_MAX)
    const closed = yield* closedStatement(month)
    return {
      view,
      steps: nextSteps({ view, claims, status, failed, conflicts, now }),
      figures: closed?.figures ?? (yield* openFigures(month))(),
      close: closed?.document.close ?? null,
    } satisfies MonthPageData
  })

/** The days of the month and its verdict. */
export const readView = (month: Month, accounts: ReadonlyArray<string>) =>
  Effect.gen(function* () {
    const ledger = yield* Ledger
    const now = yield* Clock.currentTimeMillis
    const status = yield* ledger.status(now, { fromDay: month.first, toDay: month.last })
    const { run, closes } = yield* findRuns(month.first, month.last, endOfMonth(month, now) - 1)
    const runs = run === null ? closes : [run]
    for (const { id } of runs) yield* ledger.checkRun(id)
    const impacts = yield* ledger.impacts(runs.map(({ id }) => id))
    const view = monthView({ month, now, grid: status.grid, accounts, run, closes, impacts: sumOf(impacts) })
    return { view, status, runs, impacts, now }
  })

/** An impact is one charge or none: without their signs they are the discrepancies that have one. */
const sumOf = (impacts: ReadonlyArray<RunImpact>): number => impacts.reduce((sum, { impact }) => sum + impact, 0)

const claimsOf = (month: Month, run: Run, impacts: ReadonlyArray<RunImpact>) =>
  claimsOfMonth(month, run, sumOf(impacts.filter((each) => each.run === run.id)))

const together = (all: ReadonlyArray<ClaimsInBrief>): ClaimsInBrief => ({
  undecided: all.reduce((sum, { undecided }) => sum + undecided, 0),
  owed: all.reduce((sum, { owed }) => sum + owed, 0),
  eitherWay: sumAmountTexts(all.map(({ eitherWay }) => eitherWay)),
  isByState: all.every(({ isByState }) => isByState),
})
