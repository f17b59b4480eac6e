/**
 * How many requests a second an account may make. Requests are spread evenly, one a slot, because a burst that fits the
 * limit on average is refused by the provider all the same.
 */
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as RateLimiter from "effect/persistence/RateLimiter"

/** Limits in the memory of this process. For several processes, build the RateLimiter on a store that they share. */
export const limitsInMemory: Layer.Layer<RateLimiter.RateLimiter> = RateLimiter.layer.pipe(
  Layer.provide(RateLimiter.layerStoreMemory),
)

/** Waits until it is this request's turn. */
export const waitForTurn = (
  limiter: RateLimiter.RateLimiter,
  key: string,
  perSecond: number,
): Effect.Effect<void, RateLimiter.RateLimiterError> =>
  limiter
    .consume({
      key: `faceid-tally:${key}`,
      algorithm: "token-bucket",
      onExceeded: "delay",
      limit: 1,
      window: Duration.millis(1000 / perSecond),
    })
    .pipe(Effect.flatMap(({ delay }) => (Duration.isZero(delay) ? Effect.void : Effect.sleep(delay))))
