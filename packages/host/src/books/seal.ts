/**
 * Work that writes into the books is sealed as it goes, and ends with a seal, also where it failed half-way or was
 * interrupted: what was written is evidence. A service seals each minute, and once more when it ends.
 */
import { Ledger, type LedgerError, type Seal } from "@faceid-tally/books/engine"
import * as Clock from "effect/Clock"
import type * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Schedule from "effect/Schedule"

import { logFailure } from "../observing/logs.ts"

/** Seals what was written until now. */
export const sealNow: Effect.Effect<Seal, LedgerError, Ledger> = Effect.gen(function* () {
  const ledger = yield* Ledger
  return yield* ledger.seal(yield* Clock.currentTimeMillis)
})

/** Seals for ever; a database that is away for a while is asked again the next time. */
export const sealEvery = (interval: Duration.Input = "1 minute"): Effect.Effect<void, never, Ledger> =>
  Effect.asVoid(Effect.repeat(logFailure("seal", sealNow), Schedule.spaced(interval)))

export interface Sealed<A> {
  readonly result: A
  readonly seal: Seal
}

export const sealed = <A, E, R>(work: Effect.Effect<A, E, R>): Effect.Effect<Sealed<A>, E | LedgerError, R | Ledger> =>
  Effect.gen(function* () {
    // One that fails is made up for by the next, and a broken one by nobody: it is not interrupted.
    const eachMinute = Effect.forever(Effect.delay(Effect.ignore(Effect.uninterruptible(sealNow)), "1 minute"))
    const result = yield* Effect.raceFirst(work, eachMinute).pipe(Effect.onError(() => Effect.ignore(sealNow)))
    return { result, seal: yield* sealNow }
  })
