/** Reads the rows of a batch in the order of its leaves. */
import { NO_DAY } from "@faceid-tally/core"
import * as Effect from "effect/Effect"

import type { Database } from "../database/Database.ts"
import {
  type EvidenceTable,
  itemEvidence,
  lineEvidence,
  observationEvidence,
  pageEvidence,
  registrationEvidence,
  removalEvidence,
  runEvidence,
  versionEvidence,
} from "./EvidenceTables.ts"
import type { Value } from "../database/Tables.ts"

/** A row of a batch as evidence has it. */
export interface BatchRow {
  readonly table: EvidenceTable
  readonly values: ReadonlyArray<Value>
  readonly fingerprint: string
}

/** Rows that are read at once. */
const ROWS_PER_PAGE = 5000

/** A batch as its table has it. */
export interface BatchHead {
  readonly batch: number
  readonly kind: string
  readonly writtenAt: number
  readonly rows: number
  readonly root: string
  readonly firstDay: number | null
  readonly lastDay: number | null
}

export const batchColumns = "batch, kind, written_at, row_count, root, first_day, last_day"

export const toBatchHead = (row: ReadonlyArray<Value>): BatchHead => ({
  batch: row[0] as number,
  kind: row[1] as string,
  writtenAt: row[2] as number,
  rows: row[3] as number,
  root: row[4] as string,
  firstDay: row[5] as number | null,
  lastDay: row[6] as number | null,
})

/**
 * Shows the rows of a batch, in order. Of a bill and a run they are read by page, of others at once: a batch of them is
 * small. What was adopted says by itself what it is of: `run` is the run whose items may be meant.
 */
export const visitBatch = Effect.fnUntraced(function* (
  db: Database,
  { batch, kind, firstDay, lastDay }: BatchHead,
  run: number | null,
  visit: (row: BatchRow) => void,
) {
  const show = (table: EvidenceTable) => (row: ReadonlyArray<Value>) => {
    const [fingerprint, ...values] = row
    visit({ table, values, fingerprint: fingerprint as string })
  }
  const select = (table: EvidenceTable, where: string, order: string, ...params: ReadonlyArray<Value>) =>
    db.rows(
      `SELECT fingerprint, ${table.evidence.join(", ")} FROM ${table.name} WHERE ${where} ORDER BY ${order}`,
      ...params,
    )
  switch (kind) {
    case "results": {
      const order = "day, seq, fingerprint"
      // What has no day comes first: its number is the least.
      const undated = yield* select(observationEvidence, "day = ? AND batch = ?", order, NO_DAY, batch)
      undated.forEach(show(observationEvidence))
      if (firstDay === null || lastDay === null) return
      const of = "day >= ? AND day <= ? AND batch = ?"
      const dated = yield* select(observationEvidence, of, order, firstDay, lastDay, batch)
      dated.forEach(show(observationEvidence))
      return
    }
    case "bill": {
      const versions = yield* select(versionEvidence, "batch = ?", "id", batch)
      versions.forEach(show(versionEvidence))
      for (const [, id, , day] of versions) {
        yield* visitPages(db, day as number, id as number, batch, show(pageEvidence))
        yield* visitLines(db, day as number, id as number, batch, show(lineEvidence))
      }
      return
    }
    case "run": {
      const runs = yield* select(runEvidence, "batch = ?", "id", batch)
      runs.forEach(show(runEvidence))
      for (const [, id] of runs) yield* visitItems(db, id as number, batch, show(itemEvidence))
      return
    }
    case "removal": {
      const removals = yield* select(removalEvidence, "batch = ?", "month, of", batch)
      removals.forEach(show(removalEvidence))
      const registered = yield* select(registrationEvidence, "batch = ?", "biz_token", batch)
      registered.forEach(show(registrationEvidence))
      return
    }
    default: {
      if (run !== null) yield* visitItems(db, run, batch, show(itemEvidence))
      const registered = yield* select(registrationEvidence, "batch = ?", "biz_token", batch)
      registered.forEach(show(registrationEvidence))
    }
  }
})

/** The items of a run that are of a batch: fingerprint, then the values. */
export const visitItems = Effect.fnUntraced(function* (
  db: Database,
  run: number,
  batch: number,
  visit: (row: ReadonlyArray<Value>) => void,
) {
  let after = -1
  for (;;) {
    const rows = yield* db.rows(
      `SELECT fingerprint, ${itemEvidence.evidence.join(", ")} FROM run_item
       WHERE run = ? AND place > ? AND batch = ? ORDER BY place LIMIT ?`,
      run,
      after,
      batch,
      ROWS_PER_PAGE,
    )
    rows.forEach(visit)
    if (rows.length < ROWS_PER_PAGE) return
    after = rows[rows.length - 1]?.[2] as number
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
