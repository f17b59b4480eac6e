/** Business time that starts when it is told to and runs faster than real time, pauses included. */
import * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"

/** Timeouts of real sockets are shorter than this; they need real time, also on a busy machine. */
const TIMEOUT_MS_MAX = 30_000
const TIMEOUT_FACTOR = 5

export const fastClock = (startsAt: number, factor: number): Layer.Layer<never> =>
  Layer.effect(
    Clock.Clock,
    Effect.clockWith((clock) =>
      Effect.sync((): Clock.Clock => {
        const begun = clock.currentTimeMillisUnsafe()
        const now = () => Math.round(startsAt + (clock.currentTimeMillisUnsafe() - begun) * factor)
        const nanos = () => BigInt(now()) * 1_000_000n
        return {
          ...clock,
          currentTimeMillisUnsafe: now,
          currentTimeMillis: Effect.sync(now),
          currentTimeNanosUnsafe: nanos,
          currentTimeNanos: Effect.sync(nanos),
          monotonicTimeNanosUnsafe: () => clock.monotonicTimeNanosUnsafe(),
          monotonicTimeNanos: clock.monotonicTimeNanos,
          sleep: (duration) => {
            const isTimeout = Duration.toMillis(duration) < TIMEOUT_MS_MAX
            return clock.sleep(Duration.divideUnsafe(duration, isTimeout ? TIMEOUT_FACTOR : factor))
          },
        }
      }),
    ),
  )
