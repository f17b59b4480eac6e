/** Which kept reconciliations say whether the bill of a month is right: one over the month, a wider one, or one of each day. */
import { Listings, type Run } from "@faceid-tally/books/engine"
import * as Effect from "effect/Effect"

/** Runs that cover a day of the month are looked through newest first, so many at most. */
const RUNS_PAGE = 100
const RUNS_PAGES_MAX = 10

export interface MonthRuns {
  /** The latest over the month, the one of most days; else the latest that goes beyond it. */
  readonly run: Run | null
  /** Where there is none of these: the latest of each day, if every day up to `lastDay` has one. */
  readonly closes: ReadonlyArray<Run>
}

/** `lastDay`: the last day of the month whose bill is out, or the one before the month. */
export const findRuns = (fromDay: number, toDay: number, lastDay: number) =>
  Effect.gen(function* () {
    const listings = yield* Listings
    let before: number | undefined
    let wider: Run | null = null
    const closes = new Map<number, Run>()
    for (let page = 0; page < RUNS_PAGES_MAX; page++) {
      const { rows, next } = yield* listings.runs({ fromDay, toDay, before, limit: RUNS_PAGE })
      const whole = rows.filter(({ ruleId, account, asOf }) => ruleId === null && account === null && asOf === null)
      const over = whole.filter((run) => run.fromDay === fromDay && run.toDay > fromDay && run.toDay <= toDay)
      // A run of more days is worth more than a later one of fewer.
      const [widest] = over.toSorted((a, b) => b.toDay - a.toDay || b.id - a.id)
      if (widest !== undefined) return { run: widest, closes: [] } satisfies MonthRuns
      wider ??= whole.find((run) => run.fromDay <= fromDay && run.toDay >= Math.max(lastDay, fromDay)) ?? null
      for (const run of whole) {
        const isClose = run.fromDay === run.toDay && run.fromDay >= fromDay && run.toDay <= lastDay
        if (isClose && !closes.has(run.fromDay)) closes.set(run.fromDay, run)
      }
      if (next === null) break
      before = next
    }
    const isWhole = lastDay >= fromDay && closes.size === lastDay - fromDay + 1
    const days = isWhole && wider === null ? [...closes.values()].toSorted((a, b) => a.fromDay - b.fromDay) : []
    return { run: wider, closes: days } satisfies MonthRuns
  })
