/**
 * Closing a day: its bill is pulled for every account, then the day and the three before it are reconciled, since a charge
 * at night may stand on a later bill. A day is one piece of kept work, so it is closed once, whoever does it, and a day
 * that was missed is closed later.
 */
import { dayFromNumber, dayNumberOf, dayOfInstant } from "@faceid-tally/core"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"

import { type Alert, type AlertRoutes, raise } from "./Alert.ts"
import { differenceAlerts, refusalAlert } from "./AlertDecisions.ts"
import { BILL_DAYS_BACK, billableFrom, type PullOutcome, pullBill } from "./BillKeeper.ts"
import { Ledger } from "./Ledger.ts"
import type { LedgerError, PullMismatch } from "./LedgerError.ts"
import { Provider } from "./Provider.ts"
import type { ProviderError } from "./ProviderError.ts"
import { keepRun } from "./reconciling/keepRun.ts"
import type { DayStatus } from "./Status.ts"
import { Work, type WorkItem, type WorkOutcome } from "./Work.ts"

const MS_PER_MINUTE = 60_000
/** Ten minutes after the provider has the bill: at 06:10 in China. */
const MS_AFTER_BILL = 10 * MS_PER_MINUTE
/** At 10:00 the bill is late. */
const MS_UNTIL_LATE = 240 * MS_PER_MINUTE
/** Charges of the night may come with the bill of a later day. */
const DAYS_AGAIN = 3
const ACCOUNTS_AT_A_TIME = 4

const PAUSE_MS = 5 * MS_PER_MINUTE
const PAUSE_MS_MAX = 60 * MS_PER_MINUTE
/** With such pauses it is tried for three days. */
const FAILURES_MAX = 76
/** With such pauses BizTokens of the day that are still to be fetched are waited for until 08:25. */
const WAITS_MAX = 5

/** When a day is to be closed, epoch milliseconds. */
export const closedFrom = (day: number): number => billableFrom(day) + MS_AFTER_BILL

/**
 * Plans the close of every day that is over and not planned, from the first day of which the ledger knows anything, at
 * most 365 days back; gives how many were new.
 */
export const planCloses: Effect.Effect<number, LedgerError, Ledger | Provider | Work> = Effect.gen(function* () {
  const { accounts } = yield* Provider
  const now = yield* Clock.currentTimeMillis
  const today = dayOfInstant(now)
  const last = now >= closedFrom(today - 1) ? today - 1 : today - 2
  const earliest = today - BILL_DAYS_BACK
  const first = Math.max((yield* firstUnplanned(earliest, last)) ?? today, earliest)
  if (first > last || accounts.length === 0) return 0
  const days = Array.from({ length: last - first + 1 }, (_, i) => first + i)
  const work = yield* Work
  return yield* work.plan(
    // The oldest is due first.
    days.map((day) => ({ kind: "close_day", subject: dayFromNumber(day), body: "{}", dueAt: closedFrom(day) })),
    now,
  )
})

const firstUnplanned = (fromDay: number, toDay: number) =>
  Effect.gen(function* () {
    const planned = yield* (yield* Work).lastSubject("close_day")
    if (planned !== null) return (dayNumberOf(planned) ?? toDay) + 1
    const { grid } = yield* (yield* Ledger).status(yield* Clock.currentTimeMillis, { fromDay, toDay })
    return grid[0]?.day
  })

export interface CloseOptions {
  readonly worker: string
  readonly programVersion: string
}

/** One try to close a day. */
export const closeDay = (
  item: WorkItem,
  options: CloseOptions,
): Effect.Effect<WorkOutcome, LedgerError, Ledger | Provider | Work | AlertRoutes> =>
  Effect.gen(function* () {
    const day = dayNumberOf(item.subject)
    if (day === undefined) return { _tag: "Failed", code: "unreadable" }
    const { accounts } = yield* Provider
    if (accounts.length === 0) return { _tag: "Failed", code: "credentials" }
    const pulls = yield* Effect.forEach(accounts, (account) => pullOnce(account, day, options.worker), {
      concurrency: ACCOUNTS_AT_A_TIME,
    })
    const missing = pulls.filter(({ isThere }) => !isThere)
    const now = yield* Clock.currentTimeMillis
    yield* raise(...missing.flatMap(({ outcome }) => pullAlerts(outcome, now)))

    const failed = missing.find(({ outcome }) => outcome._tag === "Failed")?.outcome
    const isGivenUp = failed !== undefined && item.failures + 1 >= FAILURES_MAX
    if (failed?._tag === "Failed" && !isGivenUp) {
      return { _tag: "Retry", code: reasonOf(failed.error), at: now + pauseOf(item.failures) }
    }
    const waits = waitsOf(item.body)
    const again = { _tag: "Again", at: now + pauseOf(waits), body: JSON.stringify({ waits: waits + 1 }) } as const
    if (missing.length > 0 && !isGivenUp) return again

    const grid = yield* statusAround(day)
    if (!isCollected(grid, day) && waits < WAITS_MAX) return again
    for (let each = day - DAYS_AGAIN; each <= day; each++) {
      if (each === day || isPulled(grid, each)) yield* reconcileDay(each, grid, options)
    }
    return failed?._tag === "Failed" ? { _tag: "Failed", code: reasonOf(failed.error) } : { _tag: "Done" }
  })

/** What there is of the bill of one account: pulled now, unless an earlier try did it. */
const pullOnce = (account: string, day: number, worker: string) =>
  Effect.gen(function* () {
    const ledger = yield* Ledger
    const versions = yield* ledger.versions({ account, day })
    const known = versions.findLast(
      ({ source, ruleId, closedAt }) => source === "pull" && ruleId === null && closedAt >= billableFrom(day),
    )
    const outcome: PullOutcome =
      known === undefined || known.lines === 0
        ? yield* pullBill({ account, day, ruleId: null }, worker)
        : { account, day, ruleId: null, _tag: "Pulled", version: known }
    const isThere = outcome._tag === "Pulled" && !(outcome.version.lines === 0 && (yield* isTooEmpty(account, day)))
    return { outcome, isThere }
  })

/** A bill without a line, of a day on which we have charges, was asked for too early; from 10:00 on it is what it is. */
const isTooEmpty = (account: string, day: number) =>
  Effect.gen(function* () {
    if ((yield* Clock.currentTimeMillis) >= billableFrom(day) + MS_UNTIL_LATE) return false
    const sums = yield* (yield* Ledger).daySums({ fromDay: day, toDay: day }, ["account"])
    return sums.some((sum) => sum.account === account && sum.charges > 0)
  })

const pullAlerts = (outcome: PullOutcome, now: number): ReadonlyArray<Alert> => {
  const { account, day } = outcome
  const error = outcome._tag === "Failed" ? outcome.error : undefined
  const refused = error?._tag === "ProviderError" ? refusalAlert(error, null, now) : undefined
  const isLate = now >= billableFrom(day) + MS_UNTIL_LATE
  const code = error === undefined ? null : reasonOf(error)
  return [
    ...(refused === undefined ? [] : [refused]),
    ...(isLate ? [{ kind: "pull_late" as const, day: dayFromNumber(day), account, code }] : []),
  ]
}

/** Of an open circuit why it opened. */
const reasonOf = (error: ProviderError | PullMismatch): string =>
  error._tag === "ProviderError" ? error.root.reason : error.reason

/** The days that are reconciled, and one more on each side. */
const statusAround = (day: number) =>
  Effect.gen(function* () {
    const days = { fromDay: day - DAYS_AGAIN, toDay: day + 1 }
    const { grid } = yield* (yield* Ledger).status(yield* Clock.currentTimeMillis, days)
    return grid
  })

type Grid = ReadonlyArray<DayStatus>

/** No BizToken is open that was issued on the day, or the evening before. */
const isCollected = (grid: Grid, day: number): boolean =>
  grid.every((each) => each.collected || (each.day !== day && each.day !== day - 1))

const isPulled = (grid: Grid, day: number): boolean => {
  const ofDay = grid.filter((each) => each.day === day)
  return ofDay.length > 0 && ofDay.every(({ pulled }) => pulled !== null)
}

const reconcileDay = (number: number, grid: Grid, { programVersion }: CloseOptions) =>
  Effect.gen(function* () {
    const day = dayFromNumber(number)
    const now = yield* Clock.currentTimeMillis
    const kept = yield* keepRun({ from: day, to: day, programVersion, now })
    if (kept.complete) yield* raise(...differenceAlerts(day, kept, isPulled(grid, number + 1)))
  })

/** How often the day was waited for. */
const waitsOf = (body: string): number => {
  const parsed: unknown = JSON.parse(body)
  const waits = typeof parsed === "object" && parsed !== null && "waits" in parsed ? parsed.waits : 0
  return typeof waits === "number" ? waits : 0
}

/** Twice as long each time, up to an hour. */
const pauseOf = (before: number): number => Math.min(PAUSE_MS * 2 ** before, PAUSE_MS_MAX)
