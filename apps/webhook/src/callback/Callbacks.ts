/**
 * Callbacks from the request to the books: taken at once into a bounded queue, whatever they name, and settled beside the
 * answers. So a browser never waits for a database, and how long it waits tells nothing.
 */
import type { Wake } from "@faceid-tally/books/engine"
import type { Settings } from "@faceid-tally/host/apps"
import * as Effect from "effect/Effect"

import type { Books } from "../books/Books.ts"
import type { Counts } from "../watching/counts.ts"
import { CallbackPolicy, type Settled } from "./CallbackPolicy.ts"
import { type Callback, CallbackQueue } from "./CallbackQueue.ts"

/** How many BizTokens wait at most: some megabytes. */
const QUEUE_MAX = 10_000
/** How many are looked at in one turn: a flood gets 2000 lookups a second, and no more. */
const TURN_MAX = 100
const CONCURRENCY = 4
const MS_BETWEEN_TURNS = 50
/** How long the database is left alone after it failed. */
const MS_AFTER_FAILURE = 1000
/** What nobody could look at for so long is left to the sweep. */
const MS_KEPT = 10 * 60_000

export interface CallbackOptions {
  readonly settings: Settings
  readonly books: Books
  readonly counts: Counts
  /** A worker in this process, to be told that something is due. */
  readonly wake?: Wake | undefined
}

export class Callbacks {
  readonly #queue = new CallbackQueue(QUEUE_MAX)
  readonly #policy: CallbackPolicy
  readonly #books: Books
  readonly #counts: Counts
  readonly #nudge: Effect.Effect<void>

  constructor({ settings, books, counts, wake }: CallbackOptions) {
    this.#policy = new CallbackPolicy(settings)
    this.#books = books
    this.#counts = counts
    this.#nudge = wake?.nudge ?? Effect.void
  }

  get waiting(): number {
    return this.#queue.size
  }

  /** Notes a call. It cannot fail, and does the same whether the BizToken is known or not. */
  arrive(name: string, bizToken: string): void {
    this.#count(this.#queue.offer(name, bizToken, Date.now()))
  }

  /** Settles what arrives, for ever. */
  get work(): Effect.Effect<never> {
    const turn = this.#turn(0)
    return Effect.forever(Effect.flatMap(turn, (isGood) => Effect.sleep(isGood ? MS_BETWEEN_TURNS : MS_AFTER_FAILURE)))
  }

  /** Looks once more at everything before the end; what still has to wait is left to the sweep. */
  get finish(): Effect.Effect<void> {
    return Effect.gen({ self: this }, function* () {
      for (let turns = QUEUE_MAX / TURN_MAX; turns > 0 && this.#queue.size > 0; turns--) {
        if (!(yield* this.#turn(MS_KEPT))) return
      }
    })
  }

  /** One turn, `ahead` of time by so many milliseconds; false where the books failed. */
  #turn(ahead: number): Effect.Effect<boolean> {
    return Effect.suspend(() => {
      const open = new Set(this.#queue.take(TURN_MAX, Date.now() + ahead))
      if (open.size === 0) return Effect.succeed(true)
      const settle = (callback: Callback) =>
        Effect.flatMap(this.#policy.settle(callback), (settled) => {
          open.delete(callback)
          return this.#end(callback, settled)
        })
      return this.#books
        .use(Effect.forEach([...open], settle, { concurrency: CONCURRENCY, discard: true }))
        .pipe(
          Effect.match({ onSuccess: () => true, onFailure: () => false }),
          Effect.ensuring(Effect.sync(() => open.forEach((callback) => this.#putBack(callback, MS_AFTER_FAILURE)))),
        )
    })
  }

  #end(callback: Callback, settled: Settled): Effect.Effect<void> {
    if ("wait" in settled) return Effect.sync(() => this.#putBack(callback, settled.wait))
    this.#queue.remove(callback)
    this.#count(settled.outcome)
    return settled.outcome === "made_due" || settled.outcome === "due" ? this.#nudge : Effect.void
  }

  #putBack(callback: Callback, waitMs: number): void {
    const now = Date.now()
    if (now - callback.firstAt <= MS_KEPT) return this.#queue.postpone(callback, now + waitMs)
    this.#queue.remove(callback)
    this.#count("given_up")
  }

  #count(outcome: string): void {
    this.#counts.callbacks.add({ outcome })
  }
}
