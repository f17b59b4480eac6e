/** A service seals what it wrote each minute, and once more when it ends. */
import { Ledger, type LedgerError } from "@faceid-tally/books"
import * as Clock from "effect/Clock"
import type * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Schedule from "effect/Schedule"

import { logFailure } from "../observing/logs.ts"

export const sealNow: Effect.Effect<void, LedgerError, Ledger> = Effect.gen(function* () {
  const ledger = yield* Ledger
  yield* ledger.seal(yield* Clock.currentTimeMillis)
})

/** Seals for ever; a database that is away for a while is asked again the next time. */
export const sealEvery = (interval: Duration.Input = "1 minute"): Effect.Effect<void, never, Ledger> =>
  Effect.asVoid(Effect.repeat(logFailure("seal", sealNow), Schedule.spaced(interval)))
