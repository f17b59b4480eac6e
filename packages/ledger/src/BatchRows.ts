/** Reads the rows of a batch in the order of its leaves. */
import * as Effect from "effect/Effect"

import type { Database } from "./Database.ts"
import {
  type EvidenceTable,
  lineEvidence,
  observationEvidence,
  pageEvidence,
  runEvidence,
  versionEvidence,
} from "./EvidenceTables.ts"
import type { Value } from "./Tables.ts"

/** A row of a batch as evidence has it. */
export interface BatchRow {
  readonly table: EvidenceTable
  readonly values: ReadonlyArray<Value>
  readonly fingerprint: string
}

/** Rows that are read at once. */
const ROWS_PER_PAGE = 5000

/** Shows the rows of a batch, in order. Of a bill they are read by page, of results at once: a batch of them is small. */
export const visitBatch = Effect.fnUntraced(function* (
  db: Database,
  batch: number,
  kind: string,
  visit: (row: BatchRow) => void,
) {
  const show = (table: EvidenceTable) => (row: ReadonlyArray<Value>) => {
    const [fingerprint, ...values] = row
    visit({ table, values, fingerprint: fingerprint as string })
  }
  const table = kind === "bill" ? versionEvidence : kind === "run" ? runEvidence : observationEvidence
  const order = [...table.evidence.slice(0, table.keyLength), "fingerprint"].join(", ")
  const rows = yield* db.rows(
    `SELECT fingerprint, ${table.evidence.join(", ")} FROM ${table.name} WHERE batch = ? ORDER BY ${order}`,
    batch,
  )
  rows.forEach(show(table))
  if (kind !== "bill") return
  for (const [, id, , day] of rows) {
    yield* visitPages(db, day as number, id as number, batch, show(pageEvidence))
    yield* visitLines(db, day as number, id as number, batch, show(lineEvidence))
  }
})

/** The pages of a version: fingerprint, then the values. `batch` is null while it is not closed. */
export const visitPages = Effect.fnUntraced(function* (
  db: Database,
  day: number,
  version: number,
  batch: number | null,
  visit: (row: ReadonlyArray<Value>) => void,
) {
  const { where, params } = ofBatch(batch)
  let after = -1
  for (;;) {
    const rows = yield* db.rows(
      `SELECT fingerprint, ${pageEvidence.evidence.join(", ")} FROM bill_page
       WHERE day = ? AND version_id = ? AND page > ? ${where} ORDER BY page LIMIT ?`,
      day,
      version,
      after,
      ...params,
      ROWS_PER_PAGE,
    )
    rows.forEach(visit)
    if (rows.length < ROWS_PER_PAGE) return
    after = rows[rows.length - 1]?.[3] as number
  }
})

/** The lines of a version in the order of Seq: fingerprint, then the values. */
export const visitLines = Effect.fnUntraced(function* (
  db: Database,
  day: number,
  version: number,
  batch: number | null,
  visit: (row: ReadonlyArray<Value>) => void,
) {
  const { where, params } = ofBatch(batch)
  let after: ReadonlyArray<Value> = ["", -1, -1]
  for (;;) {
    const rows = yield* db.rows(
      `SELECT fingerprint, ${lineEvidence.evidence.join(", ")} FROM bill_line
       WHERE day = ? AND version_id = ? AND (seq, page, place) > (?, ?, ?) ${where} ORDER BY seq, page, place LIMIT ?`,
      day,
      version,
      ...after,
      ...params,
      ROWS_PER_PAGE,
    )
    rows.forEach(visit)
    if (rows.length < ROWS_PER_PAGE) return
    after = rows[rows.length - 1]?.slice(3, 6) ?? after
  }
})

const ofBatch = (batch: number | null): { readonly where: string; readonly params: ReadonlyArray<Value> } =>
  batch === null ? { where: "AND batch IS NULL", params: [] } : { where: "AND batch = ?", params: [batch] }
