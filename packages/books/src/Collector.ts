/**
 * The Collector fetches what is due, oldest deadline first, until nothing is. Each BizToken is leased before it is asked
 * for and given back whatever happens, so any number of collectors can work on one ledger, and any of them can die.
 */
import * as Clock from "effect/Clock"
import type * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import * as Schedule from "effect/Schedule"
import * as Stream from "effect/Stream"

import type { Stop } from "./Lanes.ts"
import { Ledger } from "./Ledger.ts"
import type { LedgerError } from "./LedgerError.ts"
import { Provider } from "./Provider.ts"
import { Sweep, type Swept } from "./Sweep.ts"
import type { DueVerification } from "./Verifications.ts"

export interface CollectOptions {
  /** Who collects; no two at the same time may have the same name. */
  readonly worker: string
  /** How many results are asked for at a time. Default 32, which 100 a second need when an answer takes 0.3 s. */
  readonly concurrency?: number | undefined
}

const CONCURRENCY = 32
/** How many are leased ahead, for each that is asked for at a time. */
const LEASED_AHEAD = 4
/** Longer than all retries of all that are leased ahead; a collector that died is waited for so long. */
const LEASE_MS = 10 * 60_000

/** One sweep: everything that is due when it begins. */
export const collect = ({
  worker,
  concurrency = CONCURRENCY,
}: CollectOptions): Effect.Effect<Swept, LedgerError, Ledger | Provider> =>
  Effect.gen(function* () {
    const ledger = yield* Ledger
    const provider = yield* Provider
    const startedAt = yield* Clock.currentTimeMillis
    const sweep = new Sweep(ledger)

    // What fails is due again later than this sweep began, so no BizToken comes twice and the sweep ends.
    const take = Effect.gen(function* () {
      if (isOver(provider.accounts, sweep)) return []
      const leaseUntil = (yield* Clock.currentTimeMillis) + LEASE_MS
      const limit = concurrency * LEASED_AHEAD
      return sweep.lease(yield* ledger.takeDue({ worker, now: startedAt, leaseUntil, limit }))
    }).pipe(Effect.uninterruptible)

    const fetchAndSettle = (due: DueVerification) =>
      Effect.gen(function* () {
        const stopped = sweep.lanes.stopped(due)
        if (stopped !== undefined) return yield* sweep.settle(stopped, true)
        const { account, bizToken, ruleId, deadline } = due
        const fetched = yield* Effect.result(provider.result({ account, bizToken, ruleId, deadline }))
        if (Result.isSuccess(fetched)) return yield* sweep.store(due, fetched.success)
        return yield* sweep.settleAll(sweep.lanes.judge(due, fetched.failure))
      })

    yield* Stream.paginate(null, () =>
      Effect.map(take, (batch) => [batch, batch.length > 0 ? Option.some(null) : Option.none()] as const),
    ).pipe(
      Stream.mapEffect(fetchAndSettle, { concurrency, unordered: true }),
      Stream.runDrain,
      Effect.andThen(Effect.suspend(() => sweep.settleAll(sweep.lanes.finish()))),
      Effect.ensuring(sweep.giveBack),
    )
    const { swept } = sweep
    yield* Effect.forEach(swept.stopped, logStop, { discard: true })
    return swept
  })

/** Sweeps for ever, each some time after the one before; what a database that is away for a while fails is skipped. */
export const watchDue = ({
  interval = "5 seconds",
  ...options
}: CollectOptions & { readonly interval?: Duration.Input | undefined }): Stream.Stream<
  Swept,
  LedgerError,
  Ledger | Provider
> =>
  Stream.fromEffectSchedule(
    collect(options).pipe(
      Effect.map(Option.some),
      Effect.catchIf(
        (error) => error.isRetryable,
        (error) => Effect.as(Effect.logWarning(error.message), Option.none<Swept>()),
      ),
    ),
    Schedule.spaced(interval),
  ).pipe(Stream.filterMap((swept) => Result.fromOption(swept, () => undefined)))

/** Nobody is left to ask for. */
const isOver = (accounts: ReadonlyArray<string>, { lanes }: Sweep): boolean =>
  accounts.length > 0 && accounts.every((account) => lanes.isStopped(account))

const logStop = ({ error, isMostRefused, ruleId }: Stop) =>
  Effect.logWarning(
    isMostRefused
      ? `most BizTokens are refused, so it is a setting, and the sweep stops: ${error.message}`
      : error.message,
  ).pipe(Effect.annotateLogs({ reason: error.reason, account: error.account, ruleId }))
