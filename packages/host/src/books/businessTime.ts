/**
 * Business time: what tokens and bills go by. It is real time, but for one setting for tests: `FACEID_TALLY_NOW` says what
 * time it is when the program starts, and time runs on from there. Signatures go by real time all the same.
 */
import { INSTANT_EXPECTED, readInstant } from "@faceid-tally/core/engine"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"

import { ConfigError } from "../settings/ConfigError.ts"
import type { Environment } from "../settings/Environment.ts"

const VARIABLE = "FACEID_TALLY_NOW"

/** The clock of the environment: ISO 8601 with an offset, or epoch milliseconds. */
export const businessTime = (env: Environment): Layer.Layer<never, ConfigError> => {
  const text = env[VARIABLE]
  if (text === undefined || text === "") return Layer.empty
  const startsAt = readInstant(text)
  return typeof startsAt === "string"
    ? Layer.effectDiscard(Effect.fail(invalid()))
    : Layer.effect(
        Clock.Clock,
        Effect.clockWith((clock) => Effect.succeed(shifted(clock, startsAt - clock.currentTimeMillisUnsafe()))),
      )
}

const invalid = (): ConfigError => {
  const expected = `Expected ${INSTANT_EXPECTED}`
  return new ConfigError({ reason: "invalid", source: "environment", path: [VARIABLE], expected })
}

const shifted = (clock: Clock.Clock, ms: number): Clock.Clock => {
  const nanos = BigInt(ms) * 1_000_000n
  return {
    currentTimeMillisUnsafe: () => clock.currentTimeMillisUnsafe() + ms,
    currentTimeMillis: Effect.map(clock.currentTimeMillis, (now) => now + ms),
    currentTimeNanosUnsafe: () => clock.currentTimeNanosUnsafe() + nanos,
    currentTimeNanos: Effect.map(clock.currentTimeNanos, (now) => now + nanos),
    monotonicTimeNanosUnsafe: () => clock.monotonicTimeNanosUnsafe(),
    monotonicTimeNanos: clock.monotonicTimeNanos,
    sleep: (duration) => clock.sleep(duration),
  }
}
