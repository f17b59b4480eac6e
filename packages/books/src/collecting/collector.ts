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

import { restOf, type Stop, type Verdict } from "./RefusalPolicy.ts"
import { Ledger } from "../ports/Ledger.ts"
import type { LedgerError } from "../ports/LedgerError.ts"
import { Provider } from "../ports/Provider.ts"
import { type Ending, Sweep, type SweepResult } from "./Sweep.ts"
import type { DueVerification } from "../ports/verifications.ts"

export interface CollectOptions {
  /** Who collects; no two at the same time may have the same name. */
  readonly worker: string
  /** How many results are asked for at a time. Default 32, which 100 a second need when an answer takes 0.3 s. */
  readonly concurrency?: number | undefined
  /** Only what is due of this account. */
  readonly account?: string | undefined
  /** Accounts that are left alone; what is due of them stays due. */
  readonly exceptAccounts?: ReadonlyArray<string> | undefined
}

const CONCURRENCY = 32
/** How many are leased ahead, for each that is asked for at a time. */
const LEASED_AHEAD = 4
/** Answers that are stored in one transaction, at most about so many. */
const SETTLED_AT_ONCE = 64
/** Longer than all retries of all that are leased ahead; a collector that died is waited for so long. */
const LEASE_MS = 10 * 60_000

/** One sweep: everything that is due when it begins. */
export const collect = ({
  worker,
  concurrency = CONCURRENCY,
  exceptAccounts = [],
  account: only,
}: CollectOptions): Effect.Effect<SweepResult, LedgerError, Ledger | Provider> =>
  Effect.gen(function* () {
    const ledger = yield* Ledger
    const provider = yield* Provider
    const sweep = new Sweep(ledger)
    const { lanes } = sweep

    yield* sweep.now
    // What fails is due again later than the earliest time that was seen: no BizToken comes again and again.
    const take = Effect.gen(function* () {
      const leftOut = [...exceptAccounts, ...lanes.stoppedAccounts]
      const accounts = only === undefined ? provider.accounts : [only]
      if (accounts.length > 0 && accounts.every((each) => leftOut.includes(each))) {
        return [[], Option.none()] as const
      }
      const { now, earliest: dueBy } = yield* sweep.now
      const limit = concurrency * LEASED_AHEAD
      const claim = { worker, now, leaseUntil: now + LEASE_MS, limit, dueBy, exceptAccounts: leftOut, account: only }
      const batch = yield* ledger.takeDue(claim)
      return [sweep.lease(batch), batch.length > 0 ? Option.some(null) : Option.none()] as const
    }).pipe(Effect.uninterruptible)

    const ask = (due: DueVerification) =>
      Effect.gen(function* (): Effect.fn.Return<ReadonlyArray<Ending>> {
        const stopped = lanes.stopped(due)
        if (stopped !== undefined) return [{ _tag: "Unasked", verdict: stopped }]
        const { account, bizToken, ruleId, deadline } = due
        const fetched = yield* Effect.result(provider.result({ account, bizToken, ruleId, deadline }))
        if (Result.isFailure(fetched)) return lanes.judge(due, fetched.failure).map(asked)
        lanes.succeed(due)
        return [{ _tag: "Fetched", due, record: fetched.success }]
      })

    yield* Stream.paginate(null, () => take).pipe(
      Stream.mapEffect(ask, { concurrency, unordered: true }),
      // What was answered while the ledger was busy is stored together.
      Stream.buffer({ capacity: SETTLED_AT_ONCE }),
      Stream.chunks,
      Stream.mapEffect((answers) => sweep.settle(answers.flat())),
      Stream.runDrain,
      Effect.andThen(Effect.suspend(() => sweep.settle(lanes.finish().map(asked)))),
      Effect.ensuring(sweep.giveBack),
    )
    const { swept } = sweep
    yield* Effect.forEach(swept.stopped, logStop, { discard: true })
    return swept
  })

const asked = (verdict: Verdict): Ending => ({ _tag: "Asked", verdict })

/** Sweeps that remember: an account that one of them stopped for is left alone by the next, for as long as its error asks for. */
export const collecting = (options: CollectOptions): Effect.Effect<SweepResult, LedgerError, Ledger | Provider> => {
  const restUntil = new Map<string, number>()
  return Effect.gen(function* () {
    const now = yield* Clock.currentTimeMillis
    const resting = [...restUntil].filter(([, until]) => now < until).map(([account]) => account)
    const swept = yield* collect({ ...options, exceptAccounts: [...(options.exceptAccounts ?? []), ...resting] })
    for (const { account, ruleId, error } of swept.stopped) {
      if (ruleId === null) restUntil.set(account, now + restOf(error))
    }
    return swept
  })
}

/** Sweeps for ever, each some time after the one before; what a database that is away for a while fails is skipped. */
export const watchDue = ({
  interval = "5 seconds",
  ...options
}: CollectOptions & { readonly interval?: Duration.Input | undefined }): Stream.Stream<
  SweepResult,
  LedgerError,
  Ledger | Provider
> =>
  Stream.suspend(() =>
    Stream.fromEffectSchedule(
      collecting(options).pipe(
        Effect.map(Option.some),
        Effect.catchIf(
          (error) => error.isRetryable,
          (error) => Effect.as(Effect.logWarning(error.message), Option.none<SweepResult>()),
        ),
      ),
      Schedule.spaced(interval),
    ),
  ).pipe(Stream.filterMap((swept) => Result.fromOption(swept, () => undefined)))

const logStop = ({ error, isMostRefused, ruleId }: Stop) =>
  Effect.logWarning(
    isMostRefused
      ? `most BizTokens are refused, so it is a setting, and the sweep stops: ${error.message}`
      : error.message,
  ).pipe(Effect.annotateLogs({ ...error.annotations, ruleId }))
