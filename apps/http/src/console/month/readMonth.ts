/** Reads what the month page shows. */
import { Inbox, Ledger, Listings, type Run, Work } from "@faceid-tally/books"
import { discrepancyKinds } from "@faceid-tally/core"
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
    let impacts = 0
    for (const each of run === null ? closes : [run]) {
      yield* ledger.checkRun(each.id)
      impacts += yield* countImpacts(each)
    }
    const failed = yield* work.list({ state: "failed", limit: LISTED_MAX })
    const conflicts = yield* inbox.conflicts(LISTED_MAX)
    const view = monthView({ ...days, now, grid: status.grid, accounts, run, closes, impacts })
    return { view, needs: needsOf({ status, failed, conflicts, now }), now } satisfies MonthPageData & { now: number }
  })

/** How many discrepancies of a run have an impact: of each kind but one every item that counts has one of one sign. */
const countImpacts = (run: Run) =>
  Effect.gen(function* () {
    const { byKind } = run.document
    let count = 0
    for (const kind of discrepancyKinds) {
      if (kind === "missing_in_bill" || kind === "missing_in_ledger" || kind === "charge_mismatch") {
        count += byKind[kind].count
      } else if (kind === "duplicate_in_bill") count += byKind[kind].impact
    }
    if (byKind.day_shift.count === 0) return count
    const listings = yield* Listings
    const cut = yield* listings.runItems(run.id, {
      kind: "day_shift",
      hasImpact: true,
      order: "place",
      limit: byKind.day_shift.count,
    })
    return count + cut.rows.length
  })
