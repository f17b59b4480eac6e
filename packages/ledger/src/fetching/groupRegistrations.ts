/**
 * Registrations that come while one is being written are one write together, and one batch of evidence: a service at its
 * busiest writes as many batches as its disk has syncs, and one registration alone waits for nobody.
 */
import { setImmediate } from "node:timers/promises"

import type { Registration } from "@faceid-tally/books/engine"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"

type Registrations = ReadonlyArray<Registration>

interface Waiting<E> {
  readonly registrations: Registrations
  readonly now: number
  readonly resume: (told: Effect.Effect<number, E>) => void
}

/** Groups of one write. */
const GROUPS_MAX = 256

export const groupRegistrations = <E>(
  write: (groups: ReadonlyArray<Registrations>, now: number) => Effect.Effect<ReadonlyArray<number>, E>,
): ((registrations: Registrations, now: number) => Effect.Effect<number, E>) => {
  const waiting: Array<Waiting<E>> = []
  let isWriting = false

  const writeAll = async (): Promise<void> => {
    isWriting = true
    while (waiting.length > 0) {
      // What has come in already may join.
      await setImmediate()
      const group = waiting.splice(0, GROUPS_MAX)
      const now = Math.max(...group.map((one) => one.now))
      const exit = await Effect.runPromiseExit(
        write(
          group.map(({ registrations }) => registrations),
          now,
        ),
      )
      group.forEach(({ resume }, i) => resume(Exit.map(exit, (counts) => counts[i] ?? 0)))
    }
    isWriting = false
  }

  return (registrations, now) =>
    Effect.callback((resume) => {
      waiting.push({ registrations, now, resume })
      if (!isWriting) void writeAll()
    })
}
