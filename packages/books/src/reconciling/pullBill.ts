/**
 * Pulls the provider's bill, day by day. A pull is state of the ledger: it goes on at the page where it
 * stopped, in whatever process, and a day counts as pulled when its last page is stored, not before.
 */
import { type BillPage, dayFromNumber, startOfDay } from "@faceid-tally/core/engine"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Stream from "effect/Stream"

import type { BillDay, BillVersion, Pull } from "../ports/storedBill.ts"
import { Ledger } from "../ports/Ledger.ts"
import type { LedgerError, PullMismatch } from "../ports/LedgerError.ts"
import { Provider } from "../ports/Provider.ts"
import type { ProviderError } from "../ports/ProviderError.ts"

/** What became of the wish to have a day's bill. */
export type PullOutcome = BillDay &
  (
    | { readonly _tag: "Pulled"; readonly version: BillVersion }
    /** The provider has the bill from then on, epoch milliseconds. */
    | { readonly _tag: "NotYet"; readonly from: number }
    /** Another worker is at it. */
    | { readonly _tag: "Held" }
    /** It goes on with the next pull; nothing of the day counts until then. */
    | { readonly _tag: "Failed"; readonly error: ProviderError | PullMismatch }
    /** Not asked for, because a day before failed in a way that concerns the whole account. */
    | { readonly _tag: "Skipped" }
  )

const MS_PER_MINUTE = 60_000
/** Renewed while the pull goes on, when half of it is over. */
const LEASE_MS = 10 * MS_PER_MINUTE
const RETRY_MS = 5 * MS_PER_MINUTE
const PERSON_RETRY_MS = 60 * MS_PER_MINUTE

/** The provider gives bills of so many days back. */
export const BILL_DAYS_BACK = 365

/** From here on the provider has the bill of a day: 06:00 of the next day in China. */
export const billableFrom = (day: number): number => startOfDay(day + 1) + 6 * 60 * MS_PER_MINUTE

/** Pulls one day of one account, from its beginning or from where the last pull stopped. */
export const pullBill = (day: BillDay, worker: string): Effect.Effect<PullOutcome, LedgerError, Ledger | Provider> =>
  Effect.gen(function* () {
    const ledger = yield* Ledger
    const now = yield* Clock.currentTimeMillis
    const from = billableFrom(day.day)
    if (now < from) return { ...day, _tag: "NotYet", from }
    const outcome = yield* underLease(ledger.openPull(day, { worker, now, leaseUntil: now + LEASE_MS }), finish)
    return outcome ?? { ...day, _tag: "Held" }
  })

export interface BillDays {
  readonly account: string
  readonly fromDay: number
  /** Inclusive. */
  readonly toDay: number
  readonly ruleId?: string | null | undefined
}

/** Pulls the days from the first to the last, one after the other. */
export const pullBills = (
  { account, fromDay, toDay, ruleId = null }: BillDays,
  worker: string,
): Effect.Effect<ReadonlyArray<PullOutcome>, LedgerError, Ledger | Provider> =>
  Effect.gen(function* () {
    const outcomes: Array<PullOutcome> = []
    for (let day = fromDay; day <= toDay; day++) {
      const billDay = { account, day, ruleId }
      outcomes.push(outcomes.some(isOfAccount) ? { ...billDay, _tag: "Skipped" } : yield* pullBill(billDay, worker))
    }
    return outcomes
  })

/** Pulls what the ledger has planned and what is due, oldest day first, at most `limit` days. */
export const pullDueBills = (
  worker: string,
  limit: number,
): Effect.Effect<ReadonlyArray<PullOutcome>, LedgerError, Ledger | Provider> =>
  Effect.gen(function* () {
    const ledger = yield* Ledger
    // What fails is due again later than this, so no day comes twice.
    const startedAt = yield* Clock.currentTimeMillis
    const outcomes: Array<PullOutcome> = []
    const finishOrSkip = (pull: Pull) =>
      outcomes.some((outcome) => outcome.account === pull.account && isOfAccount(outcome))
        ? Effect.as(giveBack(pull, PERSON_RETRY_MS), { ...dayOf(pull), _tag: "Skipped" } as const)
        : finish(pull)
    while (outcomes.length < limit) {
      // One at a time: what is not begun is left to others.
      const leaseUntil = (yield* Clock.currentTimeMillis) + LEASE_MS
      const take = ledger.takeDuePulls({ worker, now: startedAt, leaseUntil, limit: 1 })
      const outcome = yield* underLease(
        Effect.map(take, ([pull]) => pull ?? null),
        finishOrSkip,
      )
      if (outcome === null) break
      outcomes.push(outcome)
    }
    return outcomes
  })

/** Whatever happens to the work, the day is not held longer than it goes on. */
const underLease = <E, R>(
  acquire: Effect.Effect<Pull | null, LedgerError>,
  work: (pull: Pull) => Effect.Effect<PullOutcome, E, R>,
): Effect.Effect<PullOutcome | null, E | LedgerError, R | Ledger> =>
  Effect.acquireUseRelease(
    acquire,
    (pull) => (pull === null ? Effect.succeed(null) : work(pull)),
    (pull, exit) => (pull === null || Exit.isSuccess(exit) ? Effect.void : Effect.ignore(giveBack(pull, 0))),
  )

/** Pulls from where the pull stands to its end, or from its beginning where it cannot be gone on with. */
const finish = (opened: Pull): Effect.Effect<PullOutcome, LedgerError, Ledger | Provider> =>
  Effect.gen(function* () {
    const ledger = yield* Ledger
    let pull = opened
    const store = (page: BillPage) =>
      Effect.gen(function* () {
        pull = yield* ledger.storePage(yield* renew(pull), page, yield* Clock.currentTimeMillis)
      })
    if (!pull.isAtEnd) {
      yield* pages(opened, store).pipe(
        Effect.catchIf(
          (error) => pull.pages > 0 && pull.pages === opened.pages && isOfCursor(error),
          (error) =>
            Effect.gen(function* () {
              yield* Effect.logWarning(`the bill of ${dayFromNumber(pull.day)} is pulled anew: ${error.message}`)
              pull = yield* restart(pull)
              yield* pages(pull, store)
            }),
        ),
      )
    }
    const version = yield* ledger.closePull(pull, yield* Clock.currentTimeMillis)
    return { ...dayOf(opened), _tag: "Pulled", version } as const
  }).pipe(
    Effect.catchTags({
      ProviderError: (error) => fail(opened, error),
      PullMismatch: (error) =>
        error.reason === "not_the_holder"
          ? Effect.succeed({ ...dayOf(opened), _tag: "Held" } as const)
          : fail(opened, error),
    }),
  )

const pages = <E>(pull: Pull, store: (page: BillPage) => Effect.Effect<void, E, Ledger>) =>
  Effect.flatMap(Provider, (provider) => Stream.runForEach(provider.billPages(pull), store))

/** Drops the pages that the pull has, and begins anew. */
const restart = (pull: Pull): Effect.Effect<Pull, LedgerError, Ledger> =>
  Effect.gen(function* () {
    const ledger = yield* Ledger
    const now = yield* Clock.currentTimeMillis
    const claim = { worker: pull.worker, now, leaseUntil: now + LEASE_MS }
    // Where it was lost, the page will be refused.
    return (yield* ledger.openPull(dayOf(pull), claim, { restart: true })) ?? pull
  })

const CURSOR_REASONS: ReadonlyArray<PullMismatch["reason"]> = ["cursor_stands_still", "repeated_page", "empty_pages"]

/** What comes of a cursor that the provider no longer knows, or that leads elsewhere by now: asking again does not help. */
const isOfCursor = (error: ProviderError | PullMismatch | LedgerError): error is ProviderError | PullMismatch => {
  switch (error._tag) {
    case "ProviderError":
      return error.scope === "request" && error.retryClass !== "retry"
    case "PullMismatch":
      return CURSOR_REASONS.includes(error.reason)
    case "LedgerError":
      return false
  }
}

/** Holds on to the day for as long as pages come. */
const renew = (pull: Pull): Effect.Effect<Pull, LedgerError, Ledger> =>
  Effect.gen(function* () {
    const now = yield* Clock.currentTimeMillis
    if (now < pull.leaseUntil - LEASE_MS / 2) return pull
    const ledger = yield* Ledger
    const claim = { worker: pull.worker, now, leaseUntil: now + LEASE_MS }
    // Where it was lost, the page will be refused.
    return (yield* ledger.openPull(dayOf(pull), claim)) ?? pull
  })

const fail = (pull: Pull, error: ProviderError | PullMismatch): Effect.Effect<PullOutcome, LedgerError, Ledger> =>
  Effect.gen(function* () {
    yield* giveBack(pull, waitsForPerson(error) ? PERSON_RETRY_MS : RETRY_MS)
    yield* Effect.logWarning(`the bill of ${dayFromNumber(pull.day)} is not pulled yet: ${error.message}`).pipe(
      Effect.annotateLogs(error._tag === "ProviderError" ? error.annotations : { reason: error.reason }),
    )
    return { ...dayOf(pull), _tag: "Failed", error }
  })

const giveBack = (pull: Pull, pauseMs: number): Effect.Effect<void, LedgerError, Ledger> =>
  Effect.gen(function* () {
    const ledger = yield* Ledger
    const now = yield* Clock.currentTimeMillis
    yield* ledger.releasePull(pull, now + pauseMs, now)
  })

const dayOf = ({ account, day, ruleId }: BillDay): BillDay => ({ account, day, ruleId })

const waitsForPerson = (error: ProviderError | PullMismatch): boolean =>
  error._tag === "ProviderError" && (error.retryClass === "person" || error.retryClass === "clock")

const isOfAccount = (outcome: PullOutcome): boolean =>
  outcome._tag === "Failed" && outcome.error._tag === "ProviderError" && outcome.error.scope !== "request"
