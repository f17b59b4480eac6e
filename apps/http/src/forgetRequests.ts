/** Answers to requests with an `Idempotency-Key` are kept for a day: nobody sends a request again later than that. */
import { Requests } from "@faceid-tally/books"
import { logFailure } from "@faceid-tally/host"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Schedule from "effect/Schedule"

const MS_KEPT = 24 * 3_600_000

const forgetOld = Effect.gen(function* () {
  const requests = yield* Requests
  return yield* requests.forget((yield* Clock.currentTimeMillis) - MS_KEPT)
})

/** Forgets each hour, for ever. */
export const forgetRequests: Effect.Effect<void, never, Requests> = Effect.asVoid(
  Effect.repeat(logFailure("forget old requests", forgetOld), Schedule.spaced("1 hour")),
)
