/** Reads what the month page shows. */
import { Inbox, Ledger, Listings, type Run, Work } from "@faceid-tally/books"
import { discrepancyKinds } from "@faceid-tally/core"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"

import type { MonthDays } from "../Month.ts"
import { type MonthView, monthView } from "./MonthView.ts"
import { type Needs, needsOf } from "./Needs.ts"

/** Runs are looked through newest first, so many at most. */
const RUNS_PAGE = 100
const RUNS_PAGES_MAX = 10
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
    const run = yield* latestRun(days)
    if (run !== null) yield* ledger.checkRun(run.id)
    const impacts = run === null ? 0 : yield* countImpacts(run)
    const failed = yield* work.list({ state: "failed", limit: LISTED_MAX })
    const conflicts = yield* inbox.conflicts(LISTED_MAX)
    const view = monthView({ ...days, now, grid: status.grid, accounts, run, impacts })
    return { view, needs: needsOf({ status, failed, conflicts, now }), now } satisfies MonthPageData & { now: number }
  })

/** The latest run over all RuleIds that begins with the month and does not go beyond it. */
export const latestRun = ({ fromDay, toDay }: MonthDays) =>
  Effect.gen(function* () {
    const listings = yield* Listings
    let before: number | undefined
    for (let page = 0; page < RUNS_PAGES_MAX; page++) {
      const { rows, next } = yield* listings.runs({ before, limit: RUNS_PAGE })
      const found = rows.filter((run) => isOverMonth(run, fromDay, toDay))
      // A run of more days is worth more than a later one of fewer.
      const [widest] = found.toSorted((a, b) => b.toDay - a.toDay || b.id - a.id)
      if (widest !== undefined) return widest
      if (next === null) break
      before = next
    }
    return null
  })

const isOverMonth = (run: Run, fromDay: number, toDay: number): boolean =>
  run.ruleId === null && run.asOf === null && run.fromDay === fromDay && run.toDay > fromDay && run.toDay <= toDay

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
