/** The calls of a program on the books: each a promise that fails with a `BooksError`; none is begun once the books are closed. */
import type { Ledger } from "@faceid-tally/books/engine"
import type { Language } from "@faceid-tally/report"
import * as Cause from "effect/Cause"
import type * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import type * as ManagedRuntime from "effect/ManagedRuntime"

import { BooksError } from "./BooksError.ts"
import { failureOf } from "./failureOf.ts"
import { plainText } from "./plainText.ts"

export class Calls {
  readonly #runtime: ManagedRuntime.ManagedRuntime<Ledger, unknown>
  readonly #language: Language
  readonly #going = new Set<Promise<unknown>>()
  readonly #closing = new AbortController()
  #closed: Promise<void> | undefined

  constructor(runtime: ManagedRuntime.ManagedRuntime<Ledger, unknown>, language: Language) {
    this.#runtime = runtime
    this.#language = language
  }

  /** One that is waited for when the books are closed. */
  run<A, E>(work: Effect.Effect<A, E, Ledger>): Promise<A> {
    return this.#begin(work, undefined)
  }

  /** One that is ended then, as by the signal: it gives back what it holds. */
  async runLong<A, E>(work: Effect.Effect<A, E, Ledger>, signal?: AbortSignal): Promise<A> {
    signal?.throwIfAborted()
    const ends = signal === undefined ? this.#closing.signal : AbortSignal.any([signal, this.#closing.signal])
    return this.#begin(work, ends, signal)
  }

  /** Ends with the last work, after which the database is let go. */
  close(last: Effect.Effect<void, never, Ledger>): Promise<void> {
    this.#closed ??= this.#end(last)
    return this.#closed
  }

  async #begin<A, E>(work: Effect.Effect<A, E, Ledger>, ends?: AbortSignal, given?: AbortSignal): Promise<A> {
    if (this.#closing.signal.aborted) throw new BooksError("closed", plainText[this.#language].closed)
    const going = this.#runtime.runPromiseExit(work, ends && { signal: ends })
    this.#going.add(going)
    const exit = await going
    this.#going.delete(going)
    if (Exit.isSuccess(exit)) return exit.value
    if (!Cause.hasInterruptsOnly(exit.cause)) throw failureOf(exit.cause, this.#language)
    given?.throwIfAborted()
    throw new BooksError("closed", plainText[this.#language].closedMeanwhile)
  }

  async #end(last: Effect.Effect<void, never, Ledger>): Promise<void> {
    this.#closing.abort()
    await Promise.all(this.#going)
    await this.#runtime.runPromiseExit(last)
    await this.#runtime.dispose()
  }
}
