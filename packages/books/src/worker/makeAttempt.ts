/** How the loops of the worker go on, whatever fails, and what the log says of it. */
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"

import type { LedgerError } from "../ports/LedgerError.ts"

type Attempt = <A, R>(name: string, work: Effect.Effect<A, LedgerError, R>) => Effect.Effect<void, never, R>

/** One failure ends nothing: it is logged, and the next time comes. After a ledger was away it is logged that it is back. */
export const makeAttempt = (): Attempt => {
  let isAway = false
  const back = Effect.suspend(() => {
    if (!isAway) return Effect.void
    isAway = false
    return Effect.logInfo("the ledger is back")
  })
  return (name, work) =>
    Effect.catchCause(Effect.andThen(work, back), (cause) => {
      if (Cause.hasInterruptsOnly(cause)) return Effect.interrupt
      const error = Cause.findErrorOption(cause)
      if (error._tag === "None" || !error.value.isRetryable) return Effect.logError(`${name} failed`, cause)
      isAway ||= error.value.reason === "unavailable"
      return Effect.logWarning(`${name}: ${error.value.message}`)
    })
}
