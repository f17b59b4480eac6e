/** Reconciliations that were kept, with their items. */
import { dayNumberOf } from "@faceid-tally/core/engine"
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
} from "@faceid-tally/books/engine"
import * as Effect from "effect/Effect"

import { closeBatch, insertEvidence, openBatch } from "../evidence/batches.ts"
import { type Database, readRows, selectRows } from "../database/Database.ts"
import { type EvidenceRow, evidenceRow } from "../evidence/evidenceTables.ts"
import { listPage } from "../database/listPage.ts"
import { fromStored, toStored } from "../database/storedText.ts"
import { int, orNull, type Row, type RowOf, shape, text } from "../tables/Table.ts"
import { Where } from "../database/Where.ts"
import { itemEvidence, runEvidence, runItemTable, runTable } from "../tables/runTables.ts"

/** Items that are written at once. */
const ITEMS_PER_WRITE = 5000

export const saveRun = (db: Database, run: NewRun, items: RunItems, now: number) =>
  db.write(
    Effect.gen(function* () {
      const [last] = yield* db.rows("SELECT max(id) FROM run")
      const id = Number(last?.[0] ?? 0) + 1
      const batch = yield* openBatch(db, "run", 1 + items.length, now)
      const { fromDay, toDay, difference } = run
      const head = { id, ranAt: now, fromDay, toDay, difference, itemCount: items.length, body: encodeRun(run) }
      let chunk: Array<EvidenceRow> = [evidenceRow(runEvidence, runEvidence.values(head))]
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
const itemValues = (run: number, { place, item }: RunItem): Row =>
  itemEvidence.values({
    run,
    place,
    body: JSON.stringify(item),
    kind: item.kind,
    impact: item.impact,
    day: item.day === null ? null : (dayNumberOf(item.day) ?? null),
    account: toStored(item.account),
  })

const runColumns = runTable.pick("id", "ran_at", "item_count", "body")

/** What is kept can be read, whatever version of this program kept it: else it is not what was kept. */
const asKept = Effect.mapError(() => new LedgerError({ operation: "read a run", reason: "corrupt", code: null }))

const toRun = ([id, ranAt, items, body]: RowOf<typeof runColumns>) =>
  decodeRun(body).pipe(
    Effect.map((run): Run => ({ ...run, id, ranAt, items })),
    asKept,
  )

export const listRuns = Effect.fnUntraced(function* (
  db: Database,
  { before = Number.MAX_SAFE_INTEGER, fromDay, toDay, limit }: RunsPage,
) {
  const where = new Where().and("id < ?", before).andIf("to_day >= ?", fromDay).andIf("from_day <= ?", toDay)
  const rows = yield* selectRows(db, runColumns, `${where.text} ORDER BY id DESC LIMIT ?`, ...where.params, limit + 1)
  return listPage(yield* Effect.forEach(rows, toRun), { limit, cursorOf: ({ id }) => id, rowOf: (run) => run })
})

export const readRun = Effect.fnUntraced(function* (db: Database, id: number) {
  const [row] = yield* selectRows(db, runColumns, "WHERE id = ?", id)
  return row === undefined ? null : yield* toRun(row)
})

export const runItems = Effect.fnUntraced(function* (
  db: Database,
  id: number,
  { after, limit }: { readonly after: number; readonly limit: number },
) {
  const rows = yield* selectRows(
    db,
    placedItems,
    "WHERE run = ? AND place > ? ORDER BY place LIMIT ?",
    id,
    after,
    limit,
  )
  return yield* toRunItems(rows)
})

/** What the items amount to by day and account, each impact without its sign. */
export const impactsOf = Effect.fnUntraced(function* (db: Database, runs: ReadonlyArray<number>) {
  const rows = yield* readRows(
    db,
    shape(int(), orNull(int()), text(), int()),
    `SELECT run, day, account, sum(abs(impact)) FROM run_item WHERE run IN ${db.dialect.intsOf} AND impact <> 0
     GROUP BY run, day, account`,
    JSON.stringify(runs),
  )
  return rows.map(([run, day, account, impact]): RunImpact => ({ run, day, account: fromStored(account), impact }))
})

export const placedItems = runItemTable.pick("place", "body")

export const toRunItems = (rows: ReadonlyArray<RowOf<typeof placedItems>>) =>
  decodeRunItems(rows.map(([, body]) => body)).pipe(
    Effect.map((items) => items.flatMap((item, i): Array<RunItem> => (rows[i] ? [{ place: rows[i][0], item }] : []))),
    asKept,
  )
