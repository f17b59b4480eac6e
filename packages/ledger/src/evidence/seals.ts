/** Seals: the chain over batches. */
import { sealText } from "@faceid-tally/core/engine"
import type { Seal } from "@faceid-tally/books/engine"
import * as Effect from "effect/Effect"

import { type Database, selectRows } from "../database/Database.ts"
import { batchTable, sealTable } from "../tables/batchTables.ts"
import { leafHash, merkleRoot, toHex } from "./merkle.ts"
import type { RecordIn, Value } from "../tables/Table.ts"

/** What the first seal links to. */
export const FIRST_PREVIOUS = "0".repeat(64)

export type SealRow = RecordIn<typeof sealTable>

/** Seals; `rest` says which. */
export const readSeals = (db: Database, rest: string, ...params: ReadonlyArray<Value>) =>
  Effect.map(db.rows(`SELECT ${sealTable.text} FROM seal ${rest}`, ...params), (rows) => rows.map(sealTable.decode))

/** The head that a seal must have: the hash of its text, which names the head before it. */
export const headOf = ({ seal, sealedAt, firstBatch, lastBatch, previous, root }: Omit<SealRow, "head">): string =>
  toHex(leafHash(sealText(seal, sealedAt, firstBatch, lastBatch, previous, root)))

/** The root over the roots of batches. */
export const rootOfBatches = (roots: ReadonlyArray<string>): string => merkleRoot(roots.map(leafHash))

export const lastSeal = Effect.fnUntraced(function* (db: Database) {
  const [row] = yield* readSeals(db, "WHERE seal = (SELECT max(seal) FROM seal)")
  return row ?? null
})

export const rootsOfBatches = Effect.fnUntraced(function* (db: Database, first: number, last: number) {
  const roots = batchTable.pick("root")
  const rows = yield* selectRows(db, roots, "WHERE batch >= ? AND batch <= ? ORDER BY batch", first, last)
  return rows.map(([root]) => root)
})

export const sealBatches = (db: Database, now: number) =>
  db.write(
    Effect.gen(function* () {
      const previous = yield* lastSeal(db)
      const firstBatch = (previous?.lastBatch ?? 0) + 1
      const roots = yield* rootsOfBatches(db, firstBatch, Number.MAX_SAFE_INTEGER)
      if (roots.length === 0 && previous !== null) return toSeal(previous, 0)
      const next = {
        seal: (previous?.seal ?? 0) + 1,
        sealedAt: now,
        firstBatch,
        lastBatch: firstBatch + roots.length - 1,
        previous: previous?.head ?? FIRST_PREVIOUS,
        root: rootOfBatches(roots),
      }
      const sealed = { ...next, head: headOf(next) }
      yield* db.insert(sealTable, [sealTable.encode(sealed)])
      return toSeal(sealed, roots.length)
    }),
  )

const toSeal = (row: SealRow, batches: number): Seal => ({
  seal: row.seal,
  head: row.head,
  lastBatch: row.lastBatch,
  batches,
  sealedAt: row.sealedAt,
})
