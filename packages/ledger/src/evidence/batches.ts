/**
 * A batch: the rows of one write, whose digest is the Merkle root over them. The first leaf is the batch's own head
 * (its number, kind, time and size), so that none of these can be changed either.
 */
import { evidenceText, NO_DAY } from "@faceid-tally/core/engine"
import * as Effect from "effect/Effect"
import type { SqlError } from "effect/sql"

import { type Database, selectRows } from "../database/Database.ts"
import { observationEvidence } from "../tables/resultTables.ts"
import { batchTable } from "../tables/batchTables.ts"
import { type EvidenceRow, storedRow } from "./evidenceTables.ts"
import { type Digest, leafHash, MerkleTree } from "./merkle.ts"
import type { Row } from "../tables/Table.ts"

export const batchLeaf = (batch: number, kind: string, writtenAt: number, rows: number): Digest =>
  leafHash(evidenceText("batch", [batch, kind, writtenAt, rows]))

export interface OpenBatch {
  readonly batch: number
  readonly kind: string
  readonly writtenAt: number
  readonly rows: number
  readonly tree: MerkleTree
}

/** Begins a batch of so many rows, inside a transaction of the writer. */
export const openBatch = Effect.fnUntraced(function* (db: Database, kind: string, rows: number, now: number) {
  const [[lastBatch, lastAt] = [0, now]] = yield* selectRows(db, lastOf, "WHERE batch = (SELECT max(batch) FROM batch)")
  const batch = lastBatch + 1
  // Times never go back from batch to batch, whatever the clocks of several machines say: "as of" is a batch number.
  const writtenAt = Math.max(now, lastAt)
  const tree = new MerkleTree()
  tree.add(batchLeaf(batch, kind, writtenAt, rows))
  return { batch, kind, writtenAt, rows, tree } satisfies OpenBatch
})

const lastOf = batchTable.pick("batch", "written_at")

/** The days in which the results of a batch lie, but for those without a day. */
export interface BatchDays {
  readonly first: number
  readonly last: number
}

/** Ends a batch whose rows are all in its tree, in the order of their tables and keys. */
export const closeBatch = (
  db: Database,
  { batch, kind, writtenAt, rows, tree }: OpenBatch,
  days: BatchDays | null = null,
) =>
  db.insert(batchTable, [
    batchTable.encode({
      batch,
      kind,
      writtenAt,
      rowCount: rows,
      root: tree.root(),
      firstDay: days?.first ?? null,
      lastDay: days?.last ?? null,
    }),
  ])

/** Writes one batch of rows that stand in their order, all of one table; gives when it was written. */
export const writeBatch = Effect.fnUntraced(function* (
  db: Database,
  kind: string,
  count: number,
  now: number,
  rowsAt: (writtenAt: number) => ReadonlyArray<EvidenceRow>,
) {
  const batch = yield* openBatch(db, kind, count, now)
  const rows = rowsAt(batch.writtenAt)
  for (const { leaf } of rows) batch.tree.add(leaf)
  yield* closeBatch(db, batch, kind === "results" ? daysOf(rows) : null)
  yield* insertEvidence(db, rows, batch.batch)
  return batch.writtenAt
})

const daysOf = (rows: ReadonlyArray<EvidenceRow>): BatchDays | null => {
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const { values } of rows) {
    const day = observationEvidence.at.day(values)
    if (day === NO_DAY) continue
    first = Math.min(first, day)
    last = Math.max(last, day)
  }
  return first > last ? null : { first, last }
}

/** Puts rows of one table into it. */
export const insertEvidence = (
  db: Database,
  rows: ReadonlyArray<EvidenceRow>,
  batch: number | null,
): Effect.Effect<void, SqlError.SqlError> => {
  const [first] = rows
  if (first === undefined) return Effect.void
  return db.insert(
    first.table,
    rows.map((row): Row => storedRow(row, batch)),
  )
}

/** The last batch that was there at a time, or the one that is named; `null` where neither is asked for. */
export const lastBatchOf = Effect.fnUntraced(function* (
  db: Database,
  { asOf, throughBatch }: { readonly asOf?: number | undefined; readonly throughBatch?: number | undefined },
) {
  if (asOf === undefined) return throughBatch ?? null
  const [row] = yield* db.rows("SELECT max(batch) FROM batch WHERE written_at <= ?", asOf)
  return Math.min(Number(row?.[0] ?? 0), throughBatch ?? Number.MAX_SAFE_INTEGER)
})
