/** Reads the rows of a batch in the order of its leaves. */
import { NO_DAY } from "@faceid-tally/core/engine"
import * as Effect from "effect/Effect"

import { lineEvidence, pageEvidence, versionEvidence } from "../tables/billTables.ts"
import type { Database } from "../database/Database.ts"
import type { EvidenceTable, RecordIn, Row, Value } from "../tables/Table.ts"
import { registrationEvidence } from "../tables/fetchTables.ts"
import { itemEvidence, runEvidence } from "../tables/runTables.ts"
import { observationEvidence } from "../tables/resultTables.ts"
import { batchTable } from "../tables/batchTables.ts"
import { tablesByBatchKind } from "./evidenceTables.ts"

/** A row of a batch as evidence has it. */
export interface BatchRow {
  readonly table: EvidenceTable
  readonly values: ReadonlyArray<Value>
  readonly fingerprint: string
}

/** Rows that are read at once. */
const ROWS_PER_PAGE = 5000

/** A batch as its table has it. */
export interface BatchHead extends Omit<RecordIn<typeof batchTable>, "rowCount"> {
  readonly rows: number
}

/** The heads of batches; `rest` says of which. */
export const readHeads = (db: Database, rest: string, ...params: ReadonlyArray<Value>) =>
  Effect.map(db.rows(`SELECT ${batchTable.text} FROM batch ${rest}`, ...params), (rows) =>
    rows.map((row): BatchHead => {
      const { rowCount, ...head } = batchTable.decode(row)
      return { ...head, rows: rowCount }
    }),
  )

type Visit = (values: Row, fingerprint: string) => void

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
  const show =
    (table: EvidenceTable): Visit =>
    (values, fingerprint) =>
      visit({ table, values, fingerprint })
  /** Shows rows of a table, and gives their values. */
  const showAll = (table: EvidenceTable, where: string, order: string, ...params: ReadonlyArray<Value>) =>
    Effect.map(
      db.rows(
        `SELECT fingerprint, ${table.evidence.join(", ")} FROM ${table.name} WHERE ${where} ORDER BY ${order}`,
        ...params,
      ),
      (rows) => visitAll(rows, show(table)),
    )
  switch (kind) {
    case "results": {
      const order = "day, seq, fingerprint"
      // What has no day comes first: its number is the least.
      yield* showAll(observationEvidence, "day = ? AND batch = ?", order, NO_DAY, batch)
      if (firstDay === null || lastDay === null) return
      yield* showAll(observationEvidence, "day >= ? AND day <= ? AND batch = ?", order, firstDay, lastDay, batch)
      return
    }
    case "bill": {
      for (const version of yield* showAll(versionEvidence, "batch = ?", "id", batch)) {
        const [day, id] = [versionEvidence.at.day(version), versionEvidence.at.id(version)]
        yield* visitPages(db, day, id, batch, show(pageEvidence))
        yield* visitLines(db, day, id, batch, show(lineEvidence))
      }
      return
    }
    case "run": {
      for (const values of yield* showAll(runEvidence, "batch = ?", "id", batch)) {
        yield* visitItems(db, runEvidence.at.id(values), batch, show(itemEvidence))
      }
      return
    }
    case "adopted": {
      if (run !== null) yield* visitItems(db, run, batch, show(itemEvidence))
      yield* showAll(registrationEvidence, "batch = ?", "biz_token", batch)
      return
    }
    default: {
      for (const table of tablesByBatchKind[kind] ?? []) {
        yield* showAll(table, "batch = ?", table.evidence.slice(0, table.keyLength).join(", "), batch)
      }
    }
  }
})

/** Rows of a fingerprint and values; gives the values. */
const visitAll = (rows: ReadonlyArray<Row>, visit: Visit): ReadonlyArray<Row> =>
  rows.map((row) => {
    const values = row.slice(1)
    visit(values, String(row[0]))
    return values
  })

/** The items of a run that are of a batch. */
export const visitItems = Effect.fnUntraced(function* (db: Database, run: number, batch: number, visit: Visit) {
  let after = -1
  for (;;) {
    const rows = yield* db.rows(
      `SELECT fingerprint, ${itemEvidence.text} FROM run_item
       WHERE run = ? AND place > ? AND batch = ? ORDER BY place LIMIT ?`,
      run,
      after,
      batch,
      ROWS_PER_PAGE,
    )
    const last = visitAll(rows, visit).at(-1)
    if (last === undefined || rows.length < ROWS_PER_PAGE) return
    after = itemEvidence.at.place(last)
  }
})

/** The pages of a version. `batch` is null while it is not closed. */
export const visitPages = Effect.fnUntraced(function* (
  db: Database,
  day: number,
  version: number,
  batch: number | null,
  visit: Visit,
) {
  const { where, params } = ofBatch(batch)
  let after = -1
  for (;;) {
    const rows = yield* db.rows(
      `SELECT fingerprint, ${pageEvidence.text} FROM bill_page
       WHERE day = ? AND version_id = ? AND page > ? ${where} ORDER BY page LIMIT ?`,
      day,
      version,
      after,
      ...params,
      ROWS_PER_PAGE,
    )
    const last = visitAll(rows, visit).at(-1)
    if (last === undefined || rows.length < ROWS_PER_PAGE) return
    after = pageEvidence.at.page(last)
  }
})

/** The lines of a version in the order of Seq. */
export const visitLines = Effect.fnUntraced(function* (
  db: Database,
  day: number,
  version: number,
  batch: number | null,
  visit: Visit,
) {
  const { where, params } = ofBatch(batch)
  const { seq, page, place } = lineEvidence.at
  let after: Row = ["", -1, -1]
  for (;;) {
    const rows = yield* db.rows(
      `SELECT fingerprint, ${lineEvidence.text} FROM bill_line
       WHERE day = ? AND version_id = ? AND (seq, page, place) > (?, ?, ?) ${where} ORDER BY seq, page, place LIMIT ?`,
      day,
      version,
      ...after,
      ...params,
      ROWS_PER_PAGE,
    )
    const last = visitAll(rows, visit).at(-1)
    if (last === undefined || rows.length < ROWS_PER_PAGE) return
    after = [seq(last), page(last), place(last)]
  }
})

const ofBatch = (batch: number | null): { readonly where: string; readonly params: Row } =>
  batch === null ? { where: "AND batch IS NULL", params: [] } : { where: "AND batch = ?", params: [batch] }
