/**
 * A batch: the rows of one write, whose digest is the Merkle root over them. The first leaf is the batch's own head
 * (its number, kind, time and size), so that none of these can be changed either.
 */
import { evidenceText } from "@faceid-tally/core"
import * as Effect from "effect/Effect"
import type { SqlError } from "effect/sql"

import type { Database } from "./Database.ts"
import { type EvidenceRow, storedRow } from "./EvidenceTables.ts"
import { leafHash, merkleRoot } from "./Merkle.ts"
import type { Row } from "./Tables.ts"

export const batchLeaf = (batch: number, kind: string, writtenAt: number, rows: number): Buffer =>
  leafHash(evidenceText("batch", [batch, kind, writtenAt, rows]))

/**
 * Writes rows as one batch, inside a transaction of the writer. They stand in the order of their tables and keys;
 * `store` puts them into their tables.
 */
export const writeBatch = Effect.fnUntraced(function* (
  db: Database,
  kind: string,
  rows: ReadonlyArray<EvidenceRow>,
  now: number,
) {
  const [last] = yield* db.rows("SELECT max(batch) FROM batch")
  const batch = Number(last?.[0] ?? 0) + 1
  const root = merkleRoot([batchLeaf(batch, kind, now, rows.length), ...rows.map(({ leaf }) => leaf)])
  yield* db.rows(
    "INSERT INTO batch (batch, kind, written_at, row_count, root) VALUES (?, ?, ?, ?, ?)",
    batch,
    kind,
    now,
    rows.length,
    root.toString("hex"),
  )
  return batch
})

/** Puts rows of one table into it. */
export const insertEvidence = (
  db: Database,
  rows: ReadonlyArray<EvidenceRow>,
  batch: number,
): Effect.Effect<void, SqlError.SqlError> => {
  const [first] = rows
  if (first === undefined) return Effect.void
  return db.insert(
    first.table,
    rows.map((row): Row => storedRow(row, batch)),
  )
}
