/** Answers to requests with an `Idempotency-Key` are kept for a day, as nobody sends one again later; sessions until they are over. */
import { Requests, Sessions } from "@faceid-tally/books/engine"
import { logFailure } from "@faceid-tally/host/apps"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Schedule from "effect/Schedule"

const MS_KEPT = 24 * 3_600_000

const forgetOld = Effect.gen(function* () {
  const now = yield* Clock.currentTimeMillis
  yield* (yield* Requests).forget(now - MS_KEPT)
  yield* (yield* Sessions).forget(now)
})

/** Forgets each hour, for ever. */
export const forgetRequests: Effect.Effect<void, never, Requests | Sessions> = Effect.asVoid(
  Effect.repeat(logFailure("forget old requests", forgetOld), Schedule.spaced("1 hour")),
)
