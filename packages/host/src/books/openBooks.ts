/** The books for programs without Effect: open them once, register what `DetectAuth` brings, close them at the end. */
import { Ledger, type Registration } from "@faceid-tally/books"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as ManagedRuntime from "effect/ManagedRuntime"

import { businessTime } from "./businessTime.ts"
import { type Flags, readSettings } from "../settings/readSettings.ts"
import { ledgerOf } from "./wiring.ts"

export interface Books {
  /** Hand it to `registering`. */
  readonly register: (registration: Registration) => Promise<void>
  /** After a callback: the result is fetched by the next `collect`. False where the BizToken is unknown. */
  readonly makeDue: (bizToken: string) => Promise<boolean>
  readonly close: () => Promise<void>
}

/** Opens the ledger of the settings: the file in this folder, then the environment, then what is given here. */
export const openBooks = async (flags: Flags = {}): Promise<Books> => {
  const { env } = process
  const settings = await Effect.runPromise(readSettings({ flags, env, folder: process.cwd() }))
  const runtime = ManagedRuntime.make(Layer.merge(ledgerOf(settings), businessTime(env)))
  const run = <A, E>(work: (ledger: Ledger["Service"], now: number) => Effect.Effect<A, E>): Promise<A> =>
    runtime.runPromise(
      Effect.gen(function* () {
        return yield* work(yield* Ledger, yield* Clock.currentTimeMillis)
      }),
    )
  // What is wrong with the address or the database is told now, and not at the first person.
  await runtime.context()
  return {
    register: (registration) => run((ledger, now) => Effect.asVoid(ledger.register([registration], now))),
    makeDue: (bizToken) => run((ledger, now) => ledger.makeDue(bizToken, now)),
    close: () => runtime.dispose(),
  }
}
