/**
 * One call of the provider, from its turn among others to its last retry. From the inside out: a try waits for its turn,
 * is cut off by its timeout and counted by the circuit breaker; where it is worth it, it is made again after a pause.
 */
import { ProviderError, type ProviderFailure, type ProviderReason } from "@faceid-tally/books/engine"
import * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as CircuitBreaker from "effect/persistence/CircuitBreaker"
import * as RateLimiter from "effect/persistence/RateLimiter"
import type * as Result from "effect/Result"
import * as Schedule from "effect/Schedule"
import type * as Scope from "effect/Scope"

import type { FaceIdClient } from "./FaceIdClient.ts"
import { type RequestKind, brokenBy, failureOf } from "./failures.ts"
import { waitForTurn } from "./limits.ts"
import { makeWatch, type Seen, type Watch } from "./wire.ts"

export interface Call<A> extends RequestKind {
  readonly client: FaceIdClient
  readonly perSecond: number
  readonly action: string
  readonly parameters: object
  /** Reads the answer to a try that began at that time, epoch milliseconds. */
  readonly read: (answer: unknown, startedAt: number) => Result.Result<A, ProviderError>
  /** Epoch milliseconds; no try after the first begins later. */
  readonly deadline?: number | undefined
}

export type MakeCall = <A>(call: Call<A>) => Effect.Effect<A, ProviderError>

const RETRIES_MAX = 5
const FIRST_PAUSE = "200 millis"
/** So many tries in a row that found the provider away or in trouble, and the account leaves it alone for a while. */
const FAILURES_UNTIL_OPEN = 10
const OPEN_FOR = "30 seconds"

/** How calls are made, with a circuit for each account that lives as long as the scope. */
export const makeCalls = (
  timeout: Duration.Duration,
): Effect.Effect<MakeCall, never, RateLimiter.RateLimiter | Scope.Scope> =>
  Effect.gen(function* () {
    const limiter = yield* RateLimiter.RateLimiter
    const watch = yield* makeWatch
    /** By account, why the provider was last away: what is behind a circuit that opens. */
    const lastAway = new Map<string, ProviderFailure>()
    const breaker = yield* CircuitBreaker.make({
      tripPolicy: CircuitBreaker.consecutive(FAILURES_UNTIL_OPEN),
      openDuration: OPEN_FOR,
    })

    const attempt = <A>(call: Call<A>): Effect.Effect<A, ProviderError> => {
      const turn = waitForTurn(limiter, `${call.operation}:${call.account}`, call.perSecond)
      const turnAndRequest = turn.pipe(
        // The database that the limit is shared through may be away for a moment.
        Effect.retry(pauses(call.deadline ?? Infinity)),
        Effect.mapError(() => failed(call, "limit_unknown")),
        Effect.andThen(request(call, timeout, watch)),
        Effect.tapError((error) => Effect.sync(() => isAway(error) && lastAway.set(call.account, error.root))),
      )
      return breaker
        .execute(turnAndRequest, { key: call.account, classify: outcomeOf })
        .pipe(
          Effect.mapError((error) =>
            error._tag === "ProviderError" ? error : circuitOpen(call, error, lastAway.get(call.account)),
          ),
        )
    }

    return <A>(call: Call<A>) =>
      Effect.retry(attempt(call), {
        while: (error) => error.retryClass === "retry" || isProbed(error),
        schedule: pauses(call.deadline ?? Infinity),
      })
  }).pipe(Effect.provide(CircuitBreaker.layerStoreMemory()))

const request = <A>(call: Call<A>, timeout: Duration.Duration, watch: Watch): Effect.Effect<A, ProviderError> =>
  Effect.suspend(() => {
    const seen: Seen = {}
    const ask = Effect.gen(function* () {
      const startedAt = yield* Clock.currentTimeMillis
      const answer = yield* Effect.tryPromise({
        try: (signal) => watch(seen, signal, () => call.client.request(call.action, call.parameters, { signal })),
        catch: (cause) => failureOf(call, cause, seen),
      })
      return yield* Effect.fromResult(call.read(answer, startedAt))
    })
    // Of an answer that breaks off the SDK may take no notice, and wait on.
    const late = () => (seen.fault === undefined ? failed(call, "timeout") : failed(call, ...brokenBy(seen.fault)))
    return Effect.timeoutOrElse(ask, { duration: timeout, orElse: () => Effect.fail(late()) })
  })

const pauses = (deadline: number) =>
  Schedule.exponential(FIRST_PAUSE).pipe(
    Schedule.jittered,
    Schedule.while(({ attempt, now, duration }) =>
      Effect.succeed(attempt <= RETRIES_MAX && now + Duration.toMillis(duration) < deadline),
    ),
  )

/** A refusal is an answer: the provider is there. */
const outcomeOf = (exit: Exit.Exit<unknown, ProviderError>): CircuitBreaker.Outcome => {
  if (Exit.isSuccess(exit)) return CircuitBreaker.success
  const error = Exit.findErrorOption(exit)
  if (error._tag === "None" || error.value.reason === "limit_unknown") return CircuitBreaker.ignored
  return isAway(error.value) ? CircuitBreaker.failure() : CircuitBreaker.success
}

const isAway = ({ retryClass, reason }: ProviderError): boolean => retryClass === "retry" && reason !== "rate_limited"

const circuitOpen = (
  call: RequestKind,
  { reason }: CircuitBreaker.CircuitBreakerError,
  behind: ProviderFailure | undefined,
): ProviderError =>
  failed(call, "circuit_open", {
    ...(reason._tag === "CircuitOpen" && { retryAfterMs: Duration.toMillis(reason.retryAfter) }),
    ...(behind !== undefined && { behind }),
  })

/** Another request finds out whether the provider is back: that is soon known. */
const isProbed = ({ reason, retryAfterMs }: ProviderError): boolean =>
  reason === "circuit_open" && retryAfterMs === undefined

type About = Partial<Pick<ProviderError, "fault" | "retryAfterMs" | "behind">>

const failed = ({ operation, account }: RequestKind, reason: ProviderReason, about: About = {}) =>
  new ProviderError({ operation, account, reason, ...about })
