/**
 * Recomputes the evidence: every row against its fingerprint, every batch against its rows, every seal against its
 * batches and the seal before, then the view and the sums against the statements. Names the first thing that does
 * not add up. Memory holds one batch, or one page of one day.
 */
import { evidenceText } from "@faceid-tally/core"
import type { Break, Verified } from "@faceid-tally/books"
import * as Effect from "effect/Effect"

import { batchLeaf } from "./Batches.ts"
import { visitBatch } from "./BatchRows.ts"
import type { Database } from "./Database.ts"
import { observationEvidence, runEvidence, versionEvidence } from "./EvidenceTables.ts"
import { fingerprintOf, leafHash, MerkleTree } from "./Merkle.ts"
import { FIRST_PREVIOUS, headOf, rootOfBatches, sealColumns, type SealRow, toSealRow } from "./Seals.ts"
import { verifyView } from "./VerifyView.ts"

/** Batches and seals that are read at once. */
const PER_PAGE = 1000

export const verify = Effect.fnUntraced(function* (db: Database, { head }: { readonly head?: string | undefined }) {
  const batches = yield* verifyBatches(db)
  const seals = yield* verifySeals(db, batches.last, head)
  const inBatches = batches.broken ?? (yield* rowsOutside(db, batches.last))
  const broken =
    inBatches === null
      ? (seals.broken ?? (yield* verifyView(db)))
      : { ...inBatches, seal: yield* sealOf(db, inBatches.batch) }
  return {
    ok: broken === null,
    rows: batches.rows,
    batches: batches.count,
    seals: seals.count,
    head: seals.head,
    unsealed: batches.last - seals.lastBatch,
    broken,
  } satisfies Verified
})

const breakAt = (what: Break["what"], at: Partial<Omit<Break, "what">>): Break => ({
  what,
  batch: null,
  seal: null,
  row: null,
  ...at,
})

const verifyBatches = Effect.fnUntraced(function* (db: Database) {
  let [last, rows, count] = [0, 0, 0]
  let broken: Break | null = null
  for (;;) {
    const page = yield* db.rows(
      "SELECT batch, kind, written_at, row_count, root FROM batch WHERE batch > ? ORDER BY batch LIMIT ?",
      last,
      PER_PAGE,
    )
    for (const [batch, kind, writtenAt, rowCount, root] of page as ReadonlyArray<
      [number, string, number, number, string]
    >) {
      if (broken === null && batch !== last + 1) broken = breakAt("batch_missing", { batch: last + 1 })
      broken ??= yield* verifyBatch(db, batch, kind, writtenAt, rowCount, root)
      last = batch
      count++
      rows += rowCount
    }
    if (page.length < PER_PAGE) return { last, rows, count, broken }
  }
})

const verifyBatch = Effect.fnUntraced(function* (
  db: Database,
  batch: number,
  kind: string,
  writtenAt: number,
  rowCount: number,
  root: string,
) {
  const tree = new MerkleTree()
  tree.add(batchLeaf(batch, kind, writtenAt, rowCount))
  let broken: Break | null = null
  yield* visitBatch(db, batch, kind, ({ table, values, fingerprint }) => {
    const leaf = leafHash(evidenceText(table.kind, values))
    tree.add(leaf)
    if (fingerprintOf(leaf) === fingerprint) return
    const key = values.slice(0, table.keyLength) as Array<string | number>
    broken ??= breakAt("row", { batch, row: { table: table.name, key } })
  })
  if (broken !== null) return broken
  if (tree.size - 1 < rowCount) return breakAt("row_missing", { batch })
  if (tree.size - 1 > rowCount) return breakAt("row_added", { batch })
  return tree.root() === root ? null : breakAt("batch", { batch })
})

/** A row that claims a batch that never was. */
const rowsOutside = Effect.fnUntraced(function* (db: Database, lastBatch: number) {
  for (const table of [observationEvidence, versionEvidence, runEvidence]) {
    const key = table.evidence.slice(0, table.keyLength)
    for (const outside of [`batch > ${lastBatch}`, "batch < 1"]) {
      const [row] = yield* db.rows(`SELECT batch, ${key.join(", ")} FROM ${table.name} WHERE ${outside} LIMIT 1`)
      if (row === undefined) continue
      const [batch, ...values] = row
      return breakAt("row_added", {
        batch: batch as number,
        row: { table: table.name, key: values as Array<string | number> },
      })
    }
  }
  return null
})

const sealOf = Effect.fnUntraced(function* (db: Database, batch: number | null) {
  const [row] = yield* db.rows("SELECT min(seal) FROM seal WHERE first_batch <= ? AND last_batch >= ?", batch, batch)
  return (row?.[0] ?? null) as number | null
})

const verifySeals = Effect.fnUntraced(function* (db: Database, lastBatch: number, head: string | undefined) {
  let previous: SealRow | null = null
  let [count, isHeadMet] = [0, head === undefined]
  let broken: Break | null = null
  for (;;) {
    const page: ReadonlyArray<SealRow> = (yield* db.rows(
      `SELECT ${sealColumns} FROM seal WHERE seal > ? ORDER BY seal LIMIT ?`,
      previous?.seal ?? 0,
      PER_PAGE,
    )).map(toSealRow)
    for (const row of page) {
      broken ??= yield* verifySeal(db, row, previous, lastBatch)
      if (row.head === head) isHeadMet = true
      previous = row
      count++
    }
    if (page.length < PER_PAGE) break
  }
  if (!isHeadMet) broken ??= breakAt("head", {})
  return { count, head: previous?.head ?? null, lastBatch: previous?.lastBatch ?? 0, broken }
})

const verifySeal = Effect.fnUntraced(function* (
  db: Database,
  row: SealRow,
  previous: SealRow | null,
  lastBatch: number,
) {
  if (row.seal !== (previous?.seal ?? 0) + 1) return breakAt("seal_missing", { seal: (previous?.seal ?? 0) + 1 })
  const follows =
    row.previous === (previous?.head ?? FIRST_PREVIOUS) && row.firstBatch === (previous?.lastBatch ?? 0) + 1
  if (!follows || row.head !== headOf(row)) return breakAt("seal", { seal: row.seal })
  if (row.lastBatch > lastBatch) return breakAt("batch_missing", { seal: row.seal, batch: lastBatch + 1 })
  const roots = yield* db.rows(
    "SELECT root FROM batch WHERE batch >= ? AND batch <= ? ORDER BY batch",
    row.firstBatch,
    row.lastBatch,
  )
  return rootOfBatches(roots.map(([root]) => root as string)) === row.root ? null : breakAt("seal", { seal: row.seal })
})
