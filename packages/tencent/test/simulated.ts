/** The provider under test, on the real SDK, pointed at a simulator. */
import { type Provider } from "@faceid-tally/books/engine"
import { type Account, Simulator, type SimulatorHandle, type SimulatorOptions } from "@faceid-tally/simulator"
import * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"

import { limitsInMemory, tencentLayer, type TencentSettings } from "../src/index.ts"

/** A short history whose results can all still be fetched, and whose first day has its bill. */
export const HISTORY = { from: "2026-10-01", days: 2, verificationsPerDay: 20 }
export const NOW = Date.parse("2026-10-03T09:00:00+08:00")

export const settingsFor = (simulator: SimulatorHandle): TencentSettings => ({
  accounts: Object.fromEntries(
    simulator.accounts.map(({ name, secretId, secretKey }: Account) => [
      name,
      { secretId: Redacted.make(secretId), secretKey: Redacted.make(secretKey) },
    ]),
  ),
  endpoint: simulator.url,
})

/** A simulator of its own for each build, and a provider on it. */
export const simulated = (
  options: SimulatorOptions = {},
  change: (settings: TencentSettings) => TencentSettings = (settings) => settings,
) =>
  Layer.unwrap(Effect.map(Simulator, (simulator) => Layer.orDie(tencentLayer(change(settingsFor(simulator)))))).pipe(
    Layer.provide(limitsInMemory),
    Layer.provideMerge(Layer.orDie(Simulator.layer({ history: HISTORY, now: NOW, billPageSize: 3, ...options }))),
  ) satisfies Layer.Layer<Provider | Simulator>

/** Real time, shifted to that of the simulated business. */
export const atBusinessTime = <A, E, R>(effect: Effect.Effect<A, E, R>): Effect.Effect<A, E, R | Simulator> =>
  Effect.flatMap(Simulator, ({ now }) =>
    withClock(effect, { currentTimeMillisUnsafe: now, currentTimeMillis: Effect.sync(now) }),
  )

/** Pauses take a twentieth of their time. */
export const hurried = <A, E, R>(effect: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> =>
  Effect.clockWith((clock) =>
    withClock(effect, { sleep: (duration) => clock.sleep(Duration.divideUnsafe(duration, 20)) }),
  )

const withClock = <A, E, R>(effect: Effect.Effect<A, E, R>, change: Partial<Clock.Clock>): Effect.Effect<A, E, R> =>
  Effect.clockWith((clock) =>
    Effect.provideService(effect, Clock.Clock, Object.assign(Object.create(clock) as Clock.Clock, change)),
  )
