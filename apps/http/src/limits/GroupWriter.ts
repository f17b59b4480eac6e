/**
 * Results that come at the same time are stored in one transaction, so that they wait for one sync of the disk together.
 * Each request is answered when the transaction that holds its records is on the disk, and not before.
 */
import { setImmediate } from "node:timers/promises"

import { Ledger, type Stored, type StoredRecord } from "@faceid-tally/books/engine"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"

type Records = ReadonlyArray<StoredRecord>

interface Waiting {
  readonly records: Records
  readonly resolve: (stored: Stored) => void
  readonly reject: (error: unknown) => void
}

/** Requests of one transaction; as many as are let in at a time. */
const GROUP_MAX = 64

export class GroupWriter {
  readonly #write: (groups: ReadonlyArray<Records>) => Promise<ReadonlyArray<Stored>>
  #waiting: Array<Waiting> = []
  #isWriting = false

  constructor(write: (groups: ReadonlyArray<Records>) => Promise<ReadonlyArray<Stored>>) {
    this.#write = write
  }

  /** Stores records; what they changed is told when they are safe. */
  store(records: Records): Promise<Stored> {
    const { promise, resolve, reject } = Promise.withResolvers<Stored>()
    this.#waiting.push({ records, resolve, reject })
    if (!this.#isWriting) void this.#writeAll()
    return promise
  }

  async #writeAll(): Promise<void> {
    this.#isWriting = true
    while (this.#waiting.length > 0) {
      // What has come in already may join.
      await setImmediate()
      const group = this.#waiting.splice(0, GROUP_MAX)
      try {
        const stored = await this.#write(group.map(({ records }) => records))
        for (const [i, { resolve, reject }] of group.entries()) {
          const own = stored[i]
          if (own === undefined) reject(new Error("a group was answered in part"))
          else resolve(own)
        }
      } catch (error) {
        for (const { reject } of group) reject(error)
      }
    }
    this.#isWriting = false
  }
}

/** What the writer runs. */
export const storeGroups = (groups: ReadonlyArray<Records>) =>
  Effect.gen(function* () {
    const ledger = yield* Ledger
    return yield* ledger.storeEach(groups, yield* Clock.currentTimeMillis)
  })
