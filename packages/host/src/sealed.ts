/** Work that writes into the books ends with a seal, also where it failed half-way: what was written is evidence. */
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
    const result = yield* Effect.onError(work, () => Effect.ignore(seal))
    return { result, seal: yield* seal }
  })
