/** A table of evidence of which every row is of a batch: all of them, in the order of their key. */
import * as Effect from "effect/Effect"

import type { EvidenceTable, Row, Value } from "../tables/Table.ts"
import type { Verifying } from "./verifyObservations.ts"

const ROWS_PER_PAGE = 5000

export const verifyRows = Effect.fnUntraced(function* ({ db, trees }: Verifying, table: EvidenceTable) {
  const key = table.evidence.slice(0, table.keyLength)
  const marks = key.map(() => "?").join(", ")
  let after: ReadonlyArray<Value> = key.map((column) =>
    table.columns[column] === "int" ? Number.MIN_SAFE_INTEGER : "",
  )
  for (;;) {
    const rows: ReadonlyArray<Row> = yield* db.rows(
      `SELECT fingerprint, batch, ${table.evidence.join(", ")} FROM ${table.name}
       WHERE (${key.join(", ")}) > (${marks}) ORDER BY ${key.join(", ")} LIMIT ?`,
      ...after,
      ROWS_PER_PAGE,
    )
    yield* trees.open(rows.map(([, batch]) => batch))
    for (const [fingerprint, batch, ...values] of rows) trees.add(table, batch, values, fingerprint)
    const last = rows[rows.length - 1]
    if (last === undefined || rows.length < ROWS_PER_PAGE) return
    after = last.slice(2, 2 + table.keyLength)
  }
})
