/** Reads what the page of a day shows. */
import {
  type AttemptCursor,
  billableFrom,
  type BillChange,
  type BillVersion,
  type DayStatus,
  type DaySum,
  Ledger,
  Listings,
  type Run,
  type RunItem,
} from "@faceid-tally/books/engine"
import { monthOfDay } from "@faceid-tally/core/engine"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"

import { findRuns } from "../runs/findRuns.ts"

/** So many discrepancies and changes of the bill are shown; there are pages and files for all of them. */
const SHOWN_MAX = 20

export interface DayView {
  readonly day: number
  readonly now: number
  /** By account. */
  readonly rows: ReadonlyArray<DayStatus>
  readonly versions: ReadonlyArray<BillVersion>
  /** What changed in the bill, where it has several versions. */
  readonly changes: {
    readonly from: BillVersion
    readonly to: BillVersion
    readonly shown: ReadonlyArray<BillChange>
  } | null
  readonly byErrcode: ReadonlyArray<DaySum>
  /** The run that tells of the day; `null` where none did. */
  readonly run: Run | null
  readonly items: ReadonlyArray<RunItem>
  /** Whether the bill of the day is out. */
  readonly isOut: boolean
}

export const readDay = (day: number, accounts: ReadonlyArray<string>) =>
  Effect.gen(function* () {
    const ledger = yield* Ledger
    const listings = yield* Listings
    const now = yield* Clock.currentTimeMillis
    const days = { fromDay: day, toDay: day }
    const { grid } = yield* ledger.status(now, days)
    const names = new Set([...accounts, ...grid.map(({ account }) => account)])
    const versions = (yield* Effect.forEach(names, (account) => ledger.versions({ account, day }))).flat()
    const { first, last } = monthOfDay(day)
    const { run } = yield* findRuns(first, last, day)
    const latest = grid[0]?.reconciled?.run ?? null
    const covers = run !== null && run.toDay >= day ? run : latest === null ? null : yield* ledger.run(latest)
    if (covers !== null) yield* ledger.checkRun(covers.id)
    return {
      day,
      now,
      rows: grid,
      versions,
      changes: yield* changesOf(versions),
      byErrcode: (yield* ledger.daySums(days, ["errcode"])).toSorted((a, b) => b.attempts - a.attempts),
      run: covers,
      items:
        covers === null ? [] : (yield* listings.runItems(covers.id, { day, order: "impact", limit: SHOWN_MAX })).rows,
      isOut: billableFrom(day) <= now,
    } satisfies DayView
  })

/** Of the first account whose bill has several versions: from the last but one to the last. */
const changesOf = (versions: ReadonlyArray<BillVersion>) =>
  Effect.gen(function* () {
    const to = versions.findLast(({ version }) => version > 1)
    const from = versions.find(
      ({ account, ruleId, version }) =>
        to !== undefined && account === to.account && ruleId === to.ruleId && version === to.version - 1,
    )
    if (to === undefined || from === undefined) return null
    const ledger = yield* Ledger
    return { from, to, shown: (yield* ledger.diff(from.id, to.id, { limit: SHOWN_MAX })).rows }
  })

export const readAttempts = (day: number, after: AttemptCursor | undefined, limit: number) =>
  Effect.flatMap(Listings, (listings) => listings.attempts({ fromDay: day, toDay: day, after, limit }))
