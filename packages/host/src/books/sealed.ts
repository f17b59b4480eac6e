/**
 * Work that writes into the books is sealed as it goes, and ends with a seal, also where it failed half-way or was
 * interrupted: what was written is evidence.
 */
import { Ledger, type LedgerError, type Seal } from "@faceid-tally/books"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"

export interface Sealed<A> {
  readonly result: A
  readonly seal: Seal
}

export const sealed = <A, E, R>(work: Effect.Effect<A, E, R>): Effect.Effect<Sealed<A>, E | LedgerError, R | Ledger> =>
  Effect.gen(function* () {
    const ledger = yield* Ledger
    const seal = Effect.flatMap(Clock.currentTimeMillis, (now) => ledger.seal(now))
    // One that fails is made up for by the next, and a broken one by nobody: it is not interrupted.
    const eachMinute = Effect.forever(Effect.delay(Effect.ignore(Effect.uninterruptible(seal)), "1 minute"))
    const result = yield* Effect.raceFirst(work, eachMinute).pipe(Effect.onError(() => Effect.ignore(seal)))
    return { result, seal: yield* seal }
  })
