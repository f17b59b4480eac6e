/** Results that were read from files go into the ledger in batches, each one transaction; then they are sealed. */
import { type DetectInfo, EqualRows } from "@faceid-tally/core/engine"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"

import type { Seal } from "../ports/evidence.ts"
import { Ledger, type Stored, type StoredRecord } from "../ports/Ledger.ts"
import type { LedgerError } from "../ports/LedgerError.ts"

/** Records that one transaction stores: enough that its disk sync costs nothing, few enough that memory stays small. */
const RECORDS_PER_BATCH = 10_000

export interface Imported extends Stored {
  /** The seal over what was stored. */
  readonly seal: Seal
}

/** A long import is sealed as it goes: what was stored is proved from then on. */
const MS_PER_SEAL = 60_000

const NOTHING_STORED: Stored = { records: 0, observations: 0, known: 0, attempts: 0, changed: 0 }

/**
 * Stores records as they come; what was stored before a failure or an interruption stays and is sealed, and storing it
 * again changes nothing.
 */
export const importResults = <E, R>(
  records: Stream.Stream<StoredRecord, E, R>,
): Effect.Effect<Imported, E | LedgerError, R | Ledger> =>
  Effect.gen(function* () {
    const ledger = yield* Ledger
    const seal = Effect.flatMap(Clock.currentTimeMillis, (now) => ledger.seal(now))
    let sealedAt = yield* Clock.currentTimeMillis
    const store = Effect.fnUntraced(function* (batch: ReadonlyArray<StoredRecord>) {
      const now = yield* Clock.currentTimeMillis
      const stored = yield* ledger.store(batch, now)
      if (now - sealedAt < MS_PER_SEAL) return stored
      yield* ledger.seal(now)
      sealedAt = now
      return stored
    })
    const stored = yield* records.pipe(
      Stream.grouped(RECORDS_PER_BATCH),
      // While a server works on one, the next is read.
      Stream.buffer({ capacity: 1 }),
      Stream.mapEffect(store),
      Stream.runFold(() => NOTHING_STORED, sum),
      Effect.onError(() => Effect.ignore(seal)),
    )
    return { ...stored, seal: yield* seal }
  })

const sum = (a: Stored, b: Stored): Stored => ({
  records: a.records + b.records,
  observations: a.observations + b.observations,
  known: a.known + b.known,
  attempts: a.attempts + b.attempts,
  changed: a.changed + b.changed,
})

/** Numbers the equal rows of one file, by which rows without Seq are told apart; one for each file. */
export class RowNumbers {
  readonly #rows = new EqualRows()

  number(record: DetectInfo): StoredRecord {
    return { record, rowsBefore: this.#rows.before(record) }
  }
}
