/** Versions of the bill with their pages and lines, and what was summed up of them. */
import * as Effect from "effect/Effect"

import { readSums, sumLines } from "../bill/BillSums.ts"
import {
  billCountTable,
  billSumTable,
  billVersionTable,
  lineEvidence,
  pageEvidence,
  versionEvidence,
} from "../tables/billTables.ts"
import { readRows, selectRows } from "../database/Database.ts"
import type { Row } from "../tables/Table.ts"
import { rowOf } from "./BatchTrees.ts"
import type { Verifying } from "./verifyObservations.ts"

const ROWS_PER_PAGE = 5000

export const verifyBills = Effect.fnUntraced(function* (verifying: Verifying, kept: number) {
  const open = yield* verifyVersions(verifying)
  yield* verifyParts(verifying, pageEvidence, open)
  yield* verifyParts(verifying, lineEvidence, open)
  yield* verifySums(verifying, kept)
})

/** Gives the versions that are open: their pages and lines are no evidence yet. */
const verifyVersions = Effect.fnUntraced(function* ({ db, trees, findings }: Verifying) {
  const open = new Set<number>()
  let after = Number.MIN_SAFE_INTEGER
  for (;;) {
    const rows: ReadonlyArray<Row> = yield* db.rows(
      `SELECT fingerprint, batch, state, ${versionEvidence.text} FROM bill_version
       WHERE id > ? ORDER BY id LIMIT ?`,
      after,
      ROWS_PER_PAGE,
    )
    yield* trees.open(rows.map(([, batch]) => batch))
    for (const [fingerprint, batch, state, ...values] of rows) {
      const [id, version] = [versionEvidence.at.id(values), versionEvidence.at.version(values)]
      if (batch !== null && state === "closed") trees.add(versionEvidence, batch, values, fingerprint)
      else if (batch === null && state === "open" && version === -id) open.add(id)
      else findings.add("rows", "row_added", { row: { table: "bill_version", key: [id] } })
      after = id
    }
    if (rows.length < ROWS_PER_PAGE) return open
  }
})

/** Pages, or lines: those of open versions are no evidence yet. */
const verifyParts = (
  { trees, findings }: Verifying,
  table: typeof pageEvidence | typeof lineEvidence,
  open: ReadonlySet<number>,
) =>
  trees.readTable(table, (values) => {
    if (!open.has(table.at.versionId(values))) findings.add("rows", "row_added", { row: rowOf(table, values) })
  })

const verifySums = Effect.fnUntraced(function* ({ db, findings }: Verifying, kept: number) {
  const versions = yield* selectRows(db, billVersionTable.pick("day", "id"), "WHERE version > 0 ORDER BY id")
  for (const [day, id] of versions) {
    if (day < kept) continue
    const [stored, recomputed] = [yield* readSums(db, { day, id }), yield* sumLines(db, { day, id })]
    if (JSON.stringify(stored) !== JSON.stringify(recomputed)) {
      findings.add("derived", "sums", { row: { table: "bill_sum", key: [day, id] } })
    }
  }
  for (const { name } of [billSumTable, billCountTable]) {
    const [row] = yield* readRows(
      db,
      billSumTable.pick("day", "version_id"),
      `SELECT s.day, s.version_id FROM ${name} AS s
       LEFT JOIN bill_version AS v ON v.id = s.version_id AND v.day = s.day AND v.version > 0
       WHERE v.id IS NULL LIMIT 1`,
    )
    if (row !== undefined) findings.add("derived", "sums", { row: { table: name, key: [...row] } })
  }
})
