/** Kept runs and their items: every item is of a run, and together they explain its difference. */
import * as Effect from "effect/Effect"

import type { Row, Value } from "../tables/Table.ts"
import { rowOf } from "./BatchTrees.ts"
import type { Verifying } from "./verifyObservations.ts"
import { itemEvidence, runEvidence } from "../tables/runTables.ts"

const ROWS_PER_PAGE = 5000

/** What is left of a run to be found among its items. */
interface Remaining {
  items: number
  impact: number
}

export const verifyRuns = Effect.fnUntraced(function* (verifying: Verifying) {
  const { findings } = verifying
  const remaining = yield* readRuns(verifying)
  yield* readItems(verifying, remaining)
  for (const [run, { items, impact }] of remaining) {
    if (items !== 0 || impact !== 0) findings.add("derived", "sums", { row: { table: "run", key: [run] } })
  }
})

const { id, itemCount, difference } = runEvidence.at

const readRuns = Effect.fnUntraced(function* ({ db, trees }: Verifying) {
  const remaining = new Map<number, Remaining>()
  let after = Number.MIN_SAFE_INTEGER
  for (;;) {
    const rows: ReadonlyArray<Row> = yield* db.rows(
      `SELECT fingerprint, batch, ${runEvidence.text} FROM run WHERE id > ? ORDER BY id LIMIT ?`,
      after,
      ROWS_PER_PAGE,
    )
    yield* trees.open(rows.map(([, batch]) => batch))
    for (const [fingerprint, batch, ...values] of rows) {
      trees.add(runEvidence, batch, values, fingerprint)
      after = id(values)
      remaining.set(after, { items: itemCount(values), impact: difference(values) })
    }
    if (rows.length < ROWS_PER_PAGE) return remaining
  }
})

const readItems = Effect.fnUntraced(function* (
  { db, trees, findings }: Verifying,
  remaining: ReadonlyMap<number, Remaining>,
) {
  let after: ReadonlyArray<Value> = [Number.MIN_SAFE_INTEGER, 0]
  for (;;) {
    const rows: ReadonlyArray<Row> = yield* db.rows(
      `SELECT fingerprint, batch, ${itemEvidence.text} FROM run_item
       WHERE (run, place) > (?, ?) ORDER BY run, place LIMIT ?`,
      ...after,
      ROWS_PER_PAGE,
    )
    yield* trees.open(rows.map(([, batch]) => batch))
    for (const row of rows) {
      const values = row.slice(2)
      trees.add(itemEvidence, row[1], values, row[0])
      const of = remaining.get(itemEvidence.at.run(values))
      if (of === undefined) findings.add("rows", "row_added", { row: rowOf(itemEvidence, values) })
      else {
        of.items--
        of.impact -= itemEvidence.at.impact(values)
      }
    }
    const last = rows[rows.length - 1]
    if (last === undefined || rows.length < ROWS_PER_PAGE) return
    after = [last[2] ?? 0, last[3] ?? 0]
  }
})
