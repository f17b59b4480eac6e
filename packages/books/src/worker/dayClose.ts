/**
 * Closing a day of an account: its bill is pulled, then the day and the three before it are reconciled, since a charge at
 * night may stand on a later bill. A day of an account is one piece of kept work, so it is closed once, whoever does it, a
 * day that was missed is closed later, and an account that is refused or slow holds up no other. The account that is
 * through last has the whole day reconciled, over all accounts.
 */
import { dayFromNumber, dayNumberOf, dayOfInstant } from "@faceid-tally/core/engine"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"

import type { AlertRoutes } from "../alerts/Alert.ts"
import { answeredNotes, differenceNotes, failureNote } from "../alerts/alertDecisions.ts"
import type { IncidentNote } from "../alerts/Incident.ts"
import { lasting, lateSubject, note, over } from "../alerts/noting.ts"
import { BILL_DAYS_BACK, billableFrom, type PullOutcome, pullBill } from "../reconciling/pullBill.ts"
import { Ledger } from "../ports/Ledger.ts"
import type { LedgerError, PullMismatch } from "../ports/LedgerError.ts"
import { Provider } from "../ports/Provider.ts"
import type { ProviderError } from "../ports/ProviderError.ts"
import { keepRun } from "../reconciling/keepRun.ts"
import type { DayStatus } from "../ports/Status.ts"
import { pullsAgain } from "./pullsAgain.ts"
import { subjectOf, Work, type WorkItem, type WorkOutcome } from "../service/Work.ts"

const MS_PER_MINUTE = 60_000
/** Ten minutes after the provider has the bill: at 06:10 in China. */
const MS_AFTER_BILL = 10 * MS_PER_MINUTE
/** At 10:00 the bill is late. */
const MS_UNTIL_LATE = 240 * MS_PER_MINUTE
/** Charges of the night may come with the bill of a later day. */
const DAYS_AGAIN = 3

const PAUSE_MS = 5 * MS_PER_MINUTE
const PAUSE_MS_MAX = 60 * MS_PER_MINUTE
/** With such pauses it is tried for three days. */
const FAILURES_MAX = 76
/** With such pauses BizTokens of the day that are still to be fetched are waited for until 08:25. */
const WAITS_MAX = 5

/** When a day is to be closed, epoch milliseconds. */
const closedFrom = (day: number): number => billableFrom(day) + MS_AFTER_BILL

/**
 * Plans the close of every day that is over and not planned, for every account, at most 365 days back; gives how many
 * were new.
 */
export const planCloses: Effect.Effect<number, LedgerError, Ledger | Provider | Work> = Effect.gen(function* () {
  const { accounts } = yield* Provider
  const now = yield* Clock.currentTimeMillis
  const today = dayOfInstant(now)
  const last = now >= closedFrom(today - 1) ? today - 1 : today - 2
  const earliest = today - BILL_DAYS_BACK
  const firsts = yield* firstsToPlan(accounts, earliest, last)
  const planned = firsts.flatMap(({ account, day }) => {
    const first = Math.max(day, earliest)
    return Array.from({ length: Math.max(last - first + 1, 0) }, (_, i) => closeOf(first + i, account))
  })
  return planned.length === 0 ? 0 : yield* (yield* Work).plan(planned, now)
})

const closeOf = (day: number, account: string) => ({
  kind: "close_day" as const,
  subject: subjectOf(dayFromNumber(day), account),
  body: "{}",
  // The oldest is due first.
  dueAt: closedFrom(day),
})

/**
 * Where each account goes on. Of a ledger that was never planned all begin with the first day of which it knows anything,
 * since a bill can have charges of an account that we know nothing of; one that is new begins with its own.
 */
const firstsToPlan = (accounts: ReadonlyArray<string>, fromDay: number, toDay: number) =>
  Effect.gen(function* () {
    const work = yield* Work
    // Earlier versions closed a day for all accounts at once.
    const together = dayIn(yield* work.lastSubject("close_day", "nobody"))
    const lasts = yield* Effect.forEach(accounts, (account) =>
      Effect.map(work.lastSubject("close_day", { name: account }), (subject) => ({
        account,
        last: Math.max(dayIn(subject), together),
      })),
    )
    if (lasts.every(({ last }) => last >= 0)) return lasts.map(({ account, last }) => ({ account, day: last + 1 }))
    const { grid } = yield* (yield* Ledger).status(yield* Clock.currentTimeMillis, { fromDay, toDay })
    const isNew = lasts.every(({ last }) => last < 0)
    return lasts.flatMap(({ account, last }) => {
      const known = grid.find((row) => isNew || row.account === account)?.day
      const first = last >= 0 ? last + 1 : (known ?? (isNew ? undefined : toDay))
      return first === undefined ? [] : [{ account, day: first }]
    })
  })

export const DAY_LENGTH = "2026-10-01".length

/** The day of a subject, -1 for none. */
const dayIn = (subject: string | null): number => dayNumberOf(subject?.slice(0, DAY_LENGTH) ?? "") ?? -1

export interface CloseOptions {
  readonly worker: string
  readonly programVersion: string
}

type CloseServices = Ledger | Provider | Work | AlertRoutes

/** One try to close a day of an account. */
export const closeDay = (
  item: WorkItem,
  options: CloseOptions,
): Effect.Effect<WorkOutcome, LedgerError, CloseServices> =>
  Effect.gen(function* () {
    const day = dayNumberOf(item.subject.slice(0, DAY_LENGTH))
    if (day === undefined) return { _tag: "Failed", code: "unreadable" }
    const { accounts } = yield* Provider
    if (accounts.length === 0) return { _tag: "Failed", code: "credentials" }
    if (item.subject.length === DAY_LENGTH) return yield* handOver(day, accounts)
    const account = item.subject.slice(DAY_LENGTH + 1)
    if (!accounts.includes(account)) return { _tag: "Failed", code: "account_unknown" }

    const { outcome, isThere } = yield* pullOnce(account, day, options.worker)
    const now = yield* Clock.currentTimeMillis
    yield* note(...pullNotes(outcome, isThere, now))
    const failed = !isThere && outcome._tag === "Failed" ? outcome : undefined
    const isGivenUp = failed !== undefined && item.failures + 1 >= FAILURES_MAX
    if (failed !== undefined && !isGivenUp) {
      return { _tag: "Retry", code: reasonOf(failed.error), at: now + pauseOf(item.failures) }
    }
    const waits = waitsOf(item.body)
    const again = { _tag: "Again", at: now + pauseOf(waits), body: JSON.stringify({ waits: waits + 1 }) } as const
    if (!isThere && !isGivenUp) return again

    const grid = yield* statusAround(day)
    if (!isCollected(grid, day, account) && waits < WAITS_MAX) return again
    for (let each = day - DAYS_AGAIN; each <= day; each++) {
      if (each === day || isPulled(grid, each, account))
        yield* reconcileDay({ day: each, account, accounts, grid }, options)
    }
    if (failed !== undefined) return { _tag: "Failed", code: reasonOf(failed.error) }
    yield* (yield* Work).plan(pullsAgain(day, account, now), now)
    return { _tag: "Done" }
  })

/** What an earlier version planned for all accounts becomes work of each. */
const handOver = (day: number, accounts: ReadonlyArray<string>) =>
  Effect.gen(function* (): Effect.fn.Return<WorkOutcome, LedgerError, Work> {
    yield* (yield* Work).plan(
      accounts.map((account) => closeOf(day, account)),
      yield* Clock.currentTimeMillis,
    )
    return { _tag: "Done" }
  })

/** What there is of the bill: pulled now, unless an earlier try did it. */
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

const pullNotes = (outcome: PullOutcome, isThere: boolean, now: number): ReadonlyArray<IncidentNote> => {
  const { account, day: number } = outcome
  const day = dayFromNumber(number)
  const error = outcome._tag === "Failed" ? outcome.error : undefined
  const isLate = !isThere && now >= billableFrom(number) + MS_UNTIL_LATE
  const late = { kind: "pull_late" as const, day, account, code: error === undefined ? null : reasonOf(error) }
  return [
    ...(error?._tag === "ProviderError" ? [failureNote(error, null, now)] : []),
    ...(outcome._tag === "Pulled" ? answeredNotes(account, null) : []),
    ...(isLate ? [lasting(lateSubject(day, account), late)] : []),
    ...(isThere ? [over(lateSubject(day, account))] : []),
  ]
}

/** Of an open circuit why it opened. */
export const reasonOf = (error: ProviderError | PullMismatch): string =>
  error._tag === "ProviderError" ? error.root.reason : error.reason

/** The days that are reconciled, and one more on each side. */
export const statusAround = (day: number) =>
  Effect.gen(function* () {
    const days = { fromDay: day - DAYS_AGAIN, toDay: day + 1 }
    const { grid } = yield* (yield* Ledger).status(yield* Clock.currentTimeMillis, days)
    return grid
  })

type Grid = ReadonlyArray<DayStatus>

/** No BizToken of the account is open that was issued on the day, or the evening before. */
const isCollected = (grid: Grid, day: number, account: string): boolean =>
  grid.every((each) => each.collected || each.account !== account || (each.day !== day && each.day !== day - 1))

export const isPulled = (grid: Grid, day: number, account: string): boolean =>
  grid.some((each) => each.day === day && each.account === account && each.pulled !== null)

interface Reconciling {
  readonly day: number
  readonly account: string
  /** All that the settings name. */
  readonly accounts: ReadonlyArray<string>
  readonly grid: Grid
}

/** The day of the account, whose differences are told; and of all accounts, when each of them has its bill. */
export const reconcileDay = ({ day: number, account, accounts, grid }: Reconciling, { programVersion }: CloseOptions) =>
  Effect.gen(function* () {
    const day = dayFromNumber(number)
    const asked = { from: day, to: day, programVersion, now: yield* Clock.currentTimeMillis }
    const isAlone = accounts.length === 1
    const isWhole = accounts.every((each) => isPulled(grid, number, each))
    const kept = yield* keepRun(isAlone ? asked : { ...asked, account, keep: true })
    if (!isAlone && isWhole) yield* keepRun(asked)
    if (kept.complete) yield* note(...differenceNotes({ day, account }, kept, isPulled(grid, number + 1, account)))
  })

/** How often the day was waited for. */
const waitsOf = (body: string): number => {
  const parsed: unknown = JSON.parse(body)
  const waits = typeof parsed === "object" && parsed !== null && "waits" in parsed ? parsed.waits : 0
  return typeof waits === "number" ? waits : 0
}

/** Twice as long each time, up to an hour. */
export const pauseOf = (before: number): number => Math.min(PAUSE_MS * 2 ** before, PAUSE_MS_MAX)
