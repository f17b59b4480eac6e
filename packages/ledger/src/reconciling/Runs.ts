/** Reconciliations that were kept, with their items. */
import { dayNumberOf } from "@faceid-tally/core"
import {
  decodeRun,
  decodeRunItems,
  encodeRun,
  LedgerError,
  type NewRun,
  type Run,
  type RunImpact,
  type RunItem,
  type RunItems,
  type RunsPage,
} from "@faceid-tally/books"
import * as Effect from "effect/Effect"

import { closeBatch, insertEvidence, openBatch } from "../evidence/Batches.ts"
import type { Database } from "../database/Database.ts"
import { type EvidenceRow, evidenceRow, itemEvidence, runEvidence } from "../evidence/EvidenceTables.ts"
import { listPage } from "../database/listPage.ts"
import { fromStored, toStored } from "../database/StoredText.ts"
import type { Row, Value } from "../database/Tables.ts"
import { Where } from "../database/Where.ts"

/** Items that are written at once. */
const ITEMS_PER_WRITE = 5000

export const saveRun = (db: Database, run: NewRun, items: RunItems, now: number) =>
  db.write(
    Effect.gen(function* () {
      const [last] = yield* db.rows("SELECT max(id) FROM run")
      const id = Number(last?.[0] ?? 0) + 1
      const batch = yield* openBatch(db, "run", 1 + items.length, now)
      const values = [id, now, run.fromDay, run.toDay, run.difference, items.length, encodeRun(run)]
      let chunk: Array<EvidenceRow> = [evidenceRow(runEvidence, values)]
      const write = Effect.suspend(() => {
        for (const { leaf } of chunk) batch.tree.add(leaf)
        const written = chunk
        chunk = []
        return insertEvidence(db, written, batch.batch)
      })
      yield* write
      for (const item of items) {
        chunk.push(evidenceRow(itemEvidence, itemValues(id, item)))
        if (chunk.length === ITEMS_PER_WRITE) yield* write
      }
      yield* write
      yield* closeBatch(db, batch)
      return id
    }),
  )

/** An item as evidence has it: whole, and beside that what it is listed by. */
const itemValues = (run: number, { place, item }: RunItem): Row => [
  run,
  place,
  JSON.stringify(item),
  item.kind,
  item.impact,
  item.day === null ? null : (dayNumberOf(item.day) ?? null),
  toStored(item.account),
]

const runColumns = "id, ran_at, item_count, body"

/** What is kept can be read, whatever version of this program kept it: else it is not what was kept. */
const asKept = Effect.mapError(() => new LedgerError({ operation: "read a run", reason: "corrupt", code: null }))

const toRun = ([id, ranAt, items, body]: ReadonlyArray<Value>) =>
  decodeRun(body).pipe(
    Effect.map((run): Run => ({ ...run, id: id as number, ranAt: ranAt as number, items: items as number })),
    asKept,
  )

export const listRuns = Effect.fnUntraced(function* (
  db: Database,
  { before = Number.MAX_SAFE_INTEGER, fromDay, toDay, limit }: RunsPage,
) {
  const where = new Where().and("id < ?", before).andIf("to_day >= ?", fromDay).andIf("from_day <= ?", toDay)
  const rows = yield* db.rows(
    `SELECT ${runColumns} FROM run ${where.text} ORDER BY id DESC LIMIT ?`,
    ...where.params,
    limit + 1,
  )
  return listPage(yield* Effect.forEach(rows, toRun), { limit, cursorOf: ({ id }) => id, rowOf: (run) => run })
})

export const readRun = Effect.fnUntraced(function* (db: Database, id: number) {
  const [row] = yield* db.rows(`SELECT ${runColumns} FROM run WHERE id = ?`, id)
  return row === undefined ? null : yield* toRun(row)
})

export const runItems = Effect.fnUntraced(function* (
  db: Database,
  id: number,
  { after, limit }: { readonly after: number; readonly limit: number },
) {
  const rows = yield* db.rows(
    "SELECT place, body FROM run_item WHERE run = ? AND place > ? ORDER BY place LIMIT ?",
    id,
    after,
    limit,
  )
  return yield* toRunItems(rows)
})

/** What the items amount to by day and account, each impact without its sign. */
export const impactsOf = Effect.fnUntraced(function* (db: Database, runs: ReadonlyArray<number>) {
  const rows = yield* db.rows(
    `SELECT run, day, account, sum(abs(impact)) FROM run_item WHERE run IN ${db.dialect.intsOf} AND impact <> 0
     GROUP BY run, day, account`,
    JSON.stringify(runs),
  )
  return rows.map(([run, day, account, impact]): RunImpact => ({
    run: run as number,
    day: day as number | null,
    account: fromStored(account as string),
    impact: Number(impact),
  }))
})

/** Of rows of place and body. */
export const toRunItems = (rows: ReadonlyArray<ReadonlyArray<Value>>) =>
  decodeRunItems(rows.map(([, body]) => body)).pipe(
    Effect.map((items) => items.map((item, i): RunItem => ({ place: rows[i]?.[0] as number, item }))),
    asKept,
  )
