/** The simulator's time for all who ask an Effect's clock; what waits, waits in real time. */
import type * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"

import type { SimulatorHandle } from "./Simulator.ts"

export const simulatedClock = ({ now }: Pick<SimulatorHandle, "now">): Effect.Effect<Clock.Clock> =>
  Effect.clockWith((real) =>
    Effect.succeed({
      currentTimeMillisUnsafe: () => now(),
      currentTimeMillis: Effect.sync(now),
      currentTimeNanosUnsafe: () => real.currentTimeNanosUnsafe(),
      currentTimeNanos: real.currentTimeNanos,
      monotonicTimeNanosUnsafe: () => real.monotonicTimeNanosUnsafe(),
      monotonicTimeNanos: real.monotonicTimeNanos,
      sleep: (duration) => real.sleep(duration),
    }),
  )
