/** That months were removed is evidence; of them nothing may be there again, and their sums must be as they were. */
import { dayNumberOf } from "@faceid-tally/core/engine"
import * as Effect from "effect/Effect"

import { monthlyTables } from "../tables/ledgerTables.ts"
import { endOf, sumsDigest } from "../evidence/removals.ts"
import type { Row, Value } from "../tables/Table.ts"
import type { Verifying } from "./verifyObservations.ts"
import { removalEvidence } from "../tables/batchTables.ts"

const ROWS_PER_PAGE = 5000

/** Gives the first day that was not removed. */
export const verifyRemovals = Effect.fnUntraced(function* ({ db, trees, findings }: Verifying) {
  let kept = Number.MIN_SAFE_INTEGER
  let after: ReadonlyArray<Value> = [Number.MIN_SAFE_INTEGER, "", Number.MIN_SAFE_INTEGER]
  for (;;) {
    const rows: ReadonlyArray<Row> = yield* db.rows(
      `SELECT fingerprint, batch, ${removalEvidence.text} FROM removal
       WHERE (batch, month, of) > (?, ?, ?) ORDER BY batch, month, of LIMIT ?`,
      ...after,
      ROWS_PER_PAGE,
    )
    yield* trees.open(rows.map(([, batch]) => batch))
    for (const [fingerprint, batch, ...values] of rows) {
      trees.add(removalEvidence, batch, values, fingerprint)
      if (removalEvidence.at.of(values) !== 0) continue
      const month = removalEvidence.at.month(values)
      const [first, end] = [dayNumberOf(`${month}-01`), endOf(month)]
      kept = Math.max(kept, end)
      if (first === undefined || (yield* sumsDigest(db, first, end)) !== removalEvidence.at.leftRoot(values)) {
        findings.add("derived", "sums", { row: { table: "day_sum", key: [month] } })
      }
    }
    const last = rows[rows.length - 1]
    if (last === undefined || rows.length < ROWS_PER_PAGE) break
    after = [last[1] ?? 0, last[2] ?? "", last[3] ?? 0]
  }
  for (const { name } of monthlyTables) {
    const [row] = yield* db.rows(`SELECT day FROM ${name} WHERE day < ? AND day >= ? LIMIT 1`, kept, 0)
    if (row !== undefined) findings.add("rows", "row_added", { row: { table: name, key: [Number(row[0])] } })
  }
  return kept
})
