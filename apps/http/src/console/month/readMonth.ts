/** Reads what the month page shows. */
import { Inbox, Ledger, Work } from "@faceid-tally/books"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"

import type { MonthDays } from "../Month.ts"
import { findRuns } from "./findRuns.ts"
import { endOfMonth, type MonthView, monthView } from "./MonthView.ts"
import { type Needs, needsOf } from "./Needs.ts"

const LISTED_MAX = 20

export interface MonthPageData {
  readonly view: MonthView
  readonly needs: Needs
}

export const readMonth = (days: MonthDays, accounts: ReadonlyArray<string>) =>
  Effect.gen(function* () {
    const ledger = yield* Ledger
    const work = yield* Work
    const inbox = yield* Inbox
    const now = yield* Clock.currentTimeMillis
    const status = yield* ledger.status(now, days)
    const { run, closes } = yield* findRuns(days.fromDay, days.toDay, endOfMonth(days, now) - 1)
    const shown = (run === null ? closes : [run]).map(({ id }) => id)
    for (const id of shown) yield* ledger.checkRun(id)
    // An impact is one charge or none: without their signs they are the discrepancies that have one.
    const impacts = (yield* ledger.impacts(shown)).reduce((sum, { impact }) => sum + impact, 0)
    const failed = yield* work.list({ state: "failed", limit: LISTED_MAX })
    const conflicts = yield* inbox.conflicts(LISTED_MAX)
    const view = monthView({ ...days, now, grid: status.grid, accounts, run, closes, impacts })
    return { view, needs: needsOf({ status, failed, conflicts, now }), now } satisfies MonthPageData & { now: number }
  })
