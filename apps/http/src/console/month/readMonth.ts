/** Reads what the month page shows. */
import { Inbox, Ledger, Work } from "@faceid-tally/books"
import type { Month } from "@faceid-tally/core"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"

import { findRuns } from "./findRuns.ts"
import { endOfMonth, type MonthView, monthView } from "./MonthView.ts"
import { type Needs, needsOf } from "./Needs.ts"

const LISTED_MAX = 20

export interface MonthPageData {
  readonly view: MonthView
  readonly needs: Needs
}

export const readMonth = (month: Month, accounts: ReadonlyArray<string>) =>
  Effect.gen(function* () {
    const ledger = yield* Ledger
    const work = yield* Work
    const inbox = yield* Inbox
    const now = yield* Clock.currentTimeMillis
    const status = yield* ledger.status(now, { fromDay: month.first, toDay: month.last })
    const { run, closes } = yield* findRuns(month.first, month.last, endOfMonth(month, now) - 1)
    const shown = (run === null ? closes : [run]).map(({ id }) => id)
    for (const id of shown) yield* ledger.checkRun(id)
    // An impact is one charge or none: without their signs they are the discrepancies that have one.
    const impacts = (yield* ledger.impacts(shown)).reduce((sum, { impact }) => sum + impact, 0)
    const failed = yield* work.list({ state: "failed", limit: LISTED_MAX })
    const conflicts = yield* inbox.conflicts(LISTED_MAX)
    const view = monthView({ month, now, grid: status.grid, accounts, run, closes, impacts })
    return { view, needs: needsOf({ status, failed, conflicts, now }), now } satisfies MonthPageData & { now: number }
  })
