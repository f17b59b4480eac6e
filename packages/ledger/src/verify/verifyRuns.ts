/** Kept runs and their items: every item is of a run, and together they explain its difference. */
import * as Effect from "effect/Effect"

import { itemEvidence, runEvidence } from "../evidence/EvidenceTables.ts"
import type { Row, Value } from "../database/Tables.ts"
import type { Verifying } from "./verifyObservations.ts"

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

const readRuns = Effect.fnUntraced(function* ({ db, trees }: Verifying) {
  const remaining = new Map<number, Remaining>()
  let after = Number.MIN_SAFE_INTEGER
  for (;;) {
    const rows: ReadonlyArray<Row> = yield* db.rows(
      `SELECT fingerprint, batch, item_count, ${runEvidence.evidence.join(", ")} FROM run WHERE id > ? ORDER BY id LIMIT ?`,
      after,
      ROWS_PER_PAGE,
    )
    yield* trees.open(rows.map(([, batch]) => batch as number))
    for (const [fingerprint = null, batch, items, ...values] of rows) {
      trees.add(runEvidence, batch as number, values, fingerprint)
      remaining.set(values[0] as number, { items: items as number, impact: values[DIFFERENCE] as number })
    }
    if (rows.length < ROWS_PER_PAGE) return remaining
    after = rows[rows.length - 1]?.[3] as number
  }
})

/** The place of the difference among the values of a run, of the impact among those of an item. */
const DIFFERENCE = runEvidence.evidence.indexOf("difference")
const IMPACT = itemEvidence.evidence.indexOf("impact")

const readItems = Effect.fnUntraced(function* (
  { db, trees, findings }: Verifying,
  remaining: ReadonlyMap<number, Remaining>,
) {
  let after: ReadonlyArray<Value> = [Number.MIN_SAFE_INTEGER, 0]
  for (;;) {
    const rows: ReadonlyArray<Row> = yield* db.rows(
      `SELECT fingerprint, batch, ${itemEvidence.evidence.join(", ")} FROM run_item
       WHERE (run, place) > (?, ?) ORDER BY run, place LIMIT ?`,
      ...after,
      ROWS_PER_PAGE,
    )
    yield* trees.open(rows.map(([, batch]) => batch as number))
    for (const row of rows) {
      const values = row.slice(2)
      trees.add(itemEvidence, row[1] as number, values, row[0] ?? null)
      const [run, place] = values as ReadonlyArray<number>
      const of = remaining.get(run ?? 0)
      if (of === undefined)
        findings.add("rows", "row_added", { row: { table: "run_item", key: [run ?? 0, place ?? 0] } })
      else {
        of.items--
        of.impact -= values[IMPACT] as number
      }
    }
    const last = rows[rows.length - 1]
    if (last === undefined || rows.length < ROWS_PER_PAGE) return
    after = [last[2] ?? 0, last[3] ?? 0]
  }
})
