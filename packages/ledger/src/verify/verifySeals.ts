/** The chain: every seal against the one before, and against the batches that it links. */
import * as Effect from "effect/Effect"

import { type Database, selectRows } from "../database/Database.ts"
import { batchTable } from "../tables/batchTables.ts"
import { leafHash, MerkleTree } from "../evidence/merkle.ts"
import { FIRST_PREVIOUS, headOf, readSeals, type SealRow } from "../evidence/seals.ts"
import type { Findings } from "./Findings.ts"

/** Seals, and roots of batches, that are read at once. */
const PER_PAGE = 1000

/** With `head` also that nothing since that head was cut or rewritten. */
export const verifySeals = Effect.fnUntraced(function* (
  db: Database,
  findings: Findings,
  lastBatch: number,
  head: string | undefined,
) {
  let previous: SealRow | null = null
  let [count, isHeadMet] = [0, head === undefined]
  for (;;) {
    const page: ReadonlyArray<SealRow> = yield* readSeals(
      db,
      "WHERE seal > ? ORDER BY seal LIMIT ?",
      previous?.seal ?? Number.MIN_SAFE_INTEGER,
      PER_PAGE,
    )
    for (const row of page) {
      yield* verifySeal(db, findings, row, previous, lastBatch)
      if (row.head === head) isHeadMet = true
      previous = row
      count++
    }
    if (page.length < PER_PAGE) break
  }
  if (!isHeadMet) findings.add("seals", "head")
  return { count, head: previous?.head ?? null, lastBatch: previous?.lastBatch ?? 0 }
})

const verifySeal = Effect.fnUntraced(function* (
  db: Database,
  findings: Findings,
  row: SealRow,
  previous: SealRow | null,
  lastBatch: number,
) {
  const expected = (previous?.seal ?? 0) + 1
  if (row.seal !== expected) return findings.add("seals", "seal_missing", { seal: expected })
  const follows =
    row.previous === (previous?.head ?? FIRST_PREVIOUS) && row.firstBatch === (previous?.lastBatch ?? 0) + 1
  if (!follows || row.head !== headOf(row)) return findings.add("seals", "seal", { seal: row.seal })
  if (row.lastBatch > lastBatch) {
    return findings.add("seals", "batch_missing", { seal: row.seal, batch: lastBatch + 1 })
  }
  if ((yield* rootOver(db, row.firstBatch, row.lastBatch)) !== row.root) {
    findings.add("seals", "seal", { seal: row.seal })
  }
})

const rootsInOrder = batchTable.pick("batch", "root")

/** The root over the roots of the batches, read by page. */
const rootOver = Effect.fnUntraced(function* (db: Database, first: number, last: number) {
  const tree = new MerkleTree()
  let after = first - 1
  for (;;) {
    const rows = yield* selectRows(
      db,
      rootsInOrder,
      "WHERE batch > ? AND batch <= ? ORDER BY batch LIMIT ?",
      after,
      last,
      PER_PAGE,
    )
    for (const [, root] of rows) tree.add(leafHash(root))
    const end = rows.at(-1)
    if (end === undefined || rows.length < PER_PAGE) return tree.root()
    after = end[0]
  }
})
