/** Whether a kept run is what was kept: by the roots of its batches, and by the law. */
import { evidenceText } from "@faceid-tally/core/engine"
import { EvidenceBroken } from "@faceid-tally/books/engine"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"

import { batchLeaf } from "../evidence/batches.ts"
import { readHeads, visitItems } from "../evidence/batchRows.ts"
import type { Database } from "../database/Database.ts"
import { leafHash, MerkleTree } from "../evidence/merkle.ts"
import { type EvidenceTable, type Row, type Value } from "../tables/Table.ts"
import { itemEvidence, runEvidence } from "../tables/runTables.ts"

/** Of so many items a run is looked at each time; what has more is believed for a minute, so that pages of it come at once. */
const ITEMS_MAX = 2000
const MS_BELIEVED = 60_000

/** Checks runs; one that is read page by page need not be read whole for each page. */
export const makeCheckRun = (db: Database) => {
  const believed = new Map<number, number>()
  return Effect.fnUntraced(function* (id: number) {
    const now = yield* Clock.currentTimeMillis
    const since = believed.get(id)
    if (since !== undefined && now >= since && now - since < MS_BELIEVED) return
    believed.delete(id)
    const items = yield* checkRun(db, id)
    if (items > ITEMS_MAX) believed.set(id, now)
  })
}

/** Gives how many items it has. */
const checkRun = Effect.fnUntraced(function* (db: Database, id: number) {
  const [row] = yield* db.rows(`SELECT batch, ${runEvidence.text} FROM run WHERE id = ?`, id)
  if (row === undefined) return 0
  const [batch, ...values] = row
  const [first] = yield* db.rows("SELECT batch FROM run_item WHERE run = ? ORDER BY place LIMIT 1", id)
  // What an earlier schema kept has its items in a batch of their own.
  const itemBatch = first?.[0] ?? batch ?? null
  const trees = { run: yield* treeOf(db, batch ?? null), items: yield* treeOf(db, itemBatch) }
  trees.run.add(runEvidence, values)
  const items = itemBatch === batch ? trees.run : trees.items
  let [seen, impact] = [0, 0]
  yield* visitItems(db, id, Number(itemBatch), (item) => {
    items.add(itemEvidence, item)
    seen++
    impact += itemEvidence.at.impact(item)
  })
  if (!trees.run.isWhole() || (items !== trees.run && !items.isWhole())) {
    return yield* new EvidenceBroken({ of: "run", reason: "hash" })
  }
  const { itemCount, difference } = runEvidence.at
  if (seen !== itemCount(values) || impact !== difference(values)) {
    return yield* new EvidenceBroken({ of: "run", reason: "law" })
  }
  return seen
})

/** The tree of a batch, to be grown row by row. */
const treeOf = Effect.fnUntraced(function* (db: Database, batch: Value) {
  const [head = null] = yield* readHeads(db, "WHERE batch = ?", batch)
  const tree = new MerkleTree()
  if (head !== null) tree.add(batchLeaf(head.batch, head.kind, head.writtenAt, head.rows))
  return {
    add: (table: EvidenceTable, values: Row): void => tree.add(leafHash(evidenceText(table.kind, values))),
    isWhole: (): boolean => head !== null && tree.size === head.rows + 1 && tree.root() === head.root,
  }
})
