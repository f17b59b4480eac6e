/** Work that may be interrupted by Ctrl-C and ends in order: leases are given back, the seal is made. */

import * as Effect from "effect/Effect"

export const INTERRUPTED = 130

/** Runs until done, or until Ctrl-C; a second one ends the program at once. */
export const untilInterrupted = <A, E, R>(work: Effect.Effect<A, E, R>): Effect.Effect<A | undefined, E, R> =>
  Effect.raceFirst(
    work,
    Effect.callback<undefined>((resume) => {
      const others = process.listeners("SIGINT")
      const stop = () => {
        for (const other of others) process.on("SIGINT", other)
        resume(Effect.succeed(undefined))
      }
      process.removeAllListeners("SIGINT")
      process.once("SIGINT", stop)
      return Effect.sync(() => {
        process.removeListener("SIGINT", stop)
      })
    }),
  )
