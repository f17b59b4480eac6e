/**
 * Removes whole months: what was observed and billed in them goes, their sums, runs and versions stay. It is one sealed
 * act, after a proof that everything was whole. Months that somebody detached by hand are recorded in the same way.
 */
import { LedgerError, type Removed, type Removing } from "@faceid-tally/books/engine"
import { dayOfInstant } from "@faceid-tally/core/engine"
import * as Effect from "effect/Effect"

import { AttemptResolver, isSameRow } from "../results/attemptView.ts"
import { closeBatch, insertEvidence, openBatch } from "../evidence/batches.ts"
import type { Database } from "../database/Database.ts"
import { type EvidenceRow, evidenceRow } from "../evidence/evidenceTables.ts"
import { partitionOf } from "../database/partitions.ts"
import { monthlyTables } from "../tables/ledgerTables.ts"
import { addSums } from "../results/results.ts"
import { sealBatches } from "../evidence/seals.ts"
import { DaySums } from "../results/StorePlan.ts"
import type { AnyTable, Row, Value } from "../tables/Table.ts"
import { BatchTrees } from "../verify/BatchTrees.ts"
import { Findings } from "../verify/Findings.ts"
import { verify } from "../verify/verify.ts"
import { DAYS_UNTIL_REMOVABLE, endOf, firstKeptDay, nameOfMonth, sumsDigest } from "../evidence/removals.ts"
import { lineEvidence, pageEvidence, versionEvidence } from "../tables/billTables.ts"
import { removalEvidence } from "../tables/batchTables.ts"
import { registrationEvidence } from "../tables/fetchTables.ts"
import { attemptTable, observationEvidence } from "../tables/resultTables.ts"

const ROWS_PER_PAGE = 5000

export const removeMonths = Effect.fnUntraced(function* (
  db: Database,
  { until, head, isTrial }: Removing,
  now: number,
) {
  const end = endOf(until)
  if (end + DAYS_UNTIL_REMOVABLE > dayOfInstant(now)) {
    return yield* new LedgerError({ operation: "remove months", reason: "removed", code: "too_early" })
  }
  const [sealed] = yield* db.rows("SELECT 1 FROM seal WHERE head = ?", head)
  if (sealed === undefined) {
    return yield* new LedgerError({ operation: "remove months", reason: "removed", code: "head_unknown" })
  }
  const plan = yield* planOf(db, end)
  // Of months that were detached by hand the rows are gone already: there is nothing to prove them by.
  const verified = plan.detached.length > 0 ? null : yield* verify(db, { head, now })
  const about = { until, months: plan.months, detached: plan.detached }
  if (verified?.ok === false) return { ...about, rows: 0, head: null, verified } satisfies Removed
  if (isTrial === true || plan.months.length === 0) return { ...about, rows: 0, head: null, verified } satisfies Removed
  const rows = yield* db.write(remove(db, plan.months, end, now))
  const seal = yield* sealBatches(db, now)
  return { ...about, rows, head: seal.head, verified: yield* verify(db, { head, now }) } satisfies Removed
})

/** The months before a day of which there is something and that are not removed yet; which of them are detached. */
const planOf = Effect.fnUntraced(function* (db: Database, end: number) {
  const first = (yield* firstKeptDay(db)) ?? Number.MIN_SAFE_INTEGER
  const days = yield* db.rows(
    `SELECT day FROM day_sum WHERE day >= ? AND day < ? UNION SELECT day FROM bill_version WHERE day >= ? AND day < ?`,
    first,
    end,
    first,
    end,
  )
  const months = [...new Set(days.map(([day]) => nameOfMonth(Number(day))))].filter((name) => name !== "").sort()
  const detached: Array<string> = []
  for (const month of months) if (yield* isDetached(db, month)) detached.push(month)
  return { months, detached }
})

/** Whether a month of which there are sums has no partition any more. */
const isDetached = Effect.fnUntraced(function* (db: Database, month: string) {
  if (db.dialect.name === "sqlite") return false
  const end = endOf(month)
  const summed = yield* db.rows("SELECT 1 FROM day_sum WHERE day >= ? AND day < ? LIMIT 1", firstOf(month), end)
  return summed.length > 0 && !(yield* isAttached(db, "observation", month))
})

const isAttached = Effect.fnUntraced(function* (db: Database, table: string, month: string) {
  const rows = yield* db.rows(
    "SELECT 1 FROM pg_inherits WHERE inhparent = to_regclass(?) AND inhrelid = to_regclass(?)",
    table,
    partitionOf(table, month),
  )
  return rows.length > 0
})

const firstOf = (month: string): number => Date.parse(`${month}-01`) / MS_PER_DAY
const MS_PER_DAY = 86_400_000

/** Inside the writer's transaction; gives how many rows of evidence went. */
const remove = Effect.fnUntraced(function* (db: Database, months: ReadonlyArray<string>, end: number, now: number) {
  const [first = ""] = months
  const range = [firstOf(first), end] as const
  const sums = new Map<string, string>()
  for (const month of months) sums.set(month, yield* sumsDigest(db, firstOf(month), endOf(month)))
  const tokens = yield* tokensOf(db, ...range)
  const multiDaySeqs = yield* db.rows("SELECT DISTINCT seq FROM strayed WHERE day >= ? AND day < ?", ...range)
  for (const table of monthlyTables) yield* empty(db, table, months, ...range)
  // A pull that never ended is no evidence.
  yield* db.rows("DELETE FROM bill_version WHERE state = 'open' AND day >= ? AND day < ?", ...range)
  yield* db.rows("DELETE FROM bill_day WHERE day >= ? AND day < ?", ...range)
  yield* resolveAgain(
    db,
    multiDaySeqs.map(([seq]) => String(seq)),
  )

  const trees = new BatchTrees(db, new Findings())
  yield* readLeft(db, trees)
  const billed = yield* db.rows("SELECT batch FROM bill_version WHERE day < ? AND batch IS NOT NULL", end)
  const bills = new Set(billed.map(([batch]) => batch))
  const left = yield* trees.leftovers(
    ({ batch, kind, firstDay }) => (kind === "results" && firstDay !== null && firstDay < end) || bills.has(batch),
  )
  const removed = left.reduce((total, { gone }) => total + gone, 0)
  const rows = [
    ...left.map(({ batch, rows: count, root, firstDay, lastDay }) =>
      evidenceRow(
        removalEvidence,
        removalEvidence.values({ month: "", of: batch, leftRows: count, leftRoot: root, firstDay, lastDay }),
      ),
    ),
    ...months.map((month) => {
      const digest = sums.get(month) ?? ""
      const values = { month, of: 0, leftRows: 0, leftRoot: digest, firstDay: null, lastDay: null }
      return evidenceRow(removalEvidence, removalEvidence.values(values))
    }),
  ]
  yield* writeRemoval(db, rows, tokens, now)
  return removed
})

/** All that is known of the BizTokens of which something goes: from now on this says it. */
const tokensOf = (db: Database, first: number, end: number) =>
  Effect.map(
    db.rows(
      `SELECT ${registrationEvidence.text} FROM verification WHERE first_day < ? AND last_day >= ? ORDER BY biz_token`,
      end,
      first,
    ),
    (rows) => rows.map((row) => evidenceRow(registrationEvidence, row)),
  )

const empty = Effect.fnUntraced(function* (
  db: Database,
  { name: table, isPartitioned }: AnyTable,
  months: ReadonlyArray<string>,
  first: number,
  end: number,
) {
  if (db.dialect.name === "sqlite" || isPartitioned !== true) {
    yield* db.rows(`DELETE FROM ${table} WHERE day >= ? AND day < ?`, first, end)
    return
  }
  for (const month of months) {
    if (!(yield* isAttached(db, table, month))) continue
    yield* db.rows(`ALTER TABLE ${table} DETACH PARTITION ${partitionOf(table, month)}`)
    yield* db.rows(`DROP TABLE ${partitionOf(table, month)}`)
  }
})

/** Attempts of which statements went are what the others say. */
const resolveAgain = Effect.fnUntraced(function* (db: Database, seqs: ReadonlyArray<string>) {
  const resolver = new AttemptResolver()
  const sums = new DaySums()
  for (const seq of seqs) {
    const statements = yield* db.rows(`SELECT ${observationEvidence.text} FROM observation WHERE seq = ?`, seq)
    const [before] = yield* db.rows(`SELECT ${attemptTable.text} FROM attempt WHERE seq = ?`, seq)
    const expected = resolver.resolve(seq, statements)
    if (new Set(statements.map(([day]) => day)).size < 2) yield* db.rows("DELETE FROM strayed WHERE seq = ?", seq)
    if (isSameRow(before, expected)) continue
    if (before !== undefined) {
      yield* db.rows("DELETE FROM attempt WHERE seq = ?", seq)
      sums.add(before, -1)
    }
    if (expected !== undefined) {
      yield* db.insert(attemptTable, [expected])
      sums.add(expected, 1)
    }
  }
  yield* addSums(db, sums.rows())
})

/** Reads what is left of results and bills, each table in the order of its key. */
const readLeft = Effect.fnUntraced(function* (db: Database, trees: BatchTrees) {
  for (const table of [observationEvidence, versionEvidence, pageEvidence, lineEvidence]) {
    const { key } = table
    let after: ReadonlyArray<Value> = key.map((column) =>
      table.columns[column] === "int" ? Number.MIN_SAFE_INTEGER : "",
    )
    for (;;) {
      const rows: ReadonlyArray<Row> = yield* db.rows(
        `SELECT ${key.join(", ")}, fingerprint, batch, ${table.evidence.join(", ")} FROM ${table.name}
         WHERE (${key.join(", ")}) > (${key.map(() => "?").join(", ")}) ORDER BY ${key.join(", ")} LIMIT ?`,
        ...after,
        ROWS_PER_PAGE,
      )
      const at = key.length
      yield* trees.open(rows.map((row) => row[at + 1]))
      for (const row of rows) {
        if (row[at + 1] !== null) trees.add(table, row[at + 1], row.slice(at + 2), row[at])
      }
      const last = rows[rows.length - 1]
      if (last === undefined || rows.length < ROWS_PER_PAGE) break
      after = last.slice(0, at)
    }
  }
})

const writeRemoval = Effect.fnUntraced(function* (
  db: Database,
  removals: ReadonlyArray<EvidenceRow>,
  tokens: ReadonlyArray<EvidenceRow>,
  now: number,
) {
  const batch = yield* openBatch(db, "removal", removals.length + tokens.length, now)
  for (const { leaf } of [...removals, ...tokens]) batch.tree.add(leaf)
  yield* closeBatch(db, batch)
  yield* insertEvidence(db, removals, batch.batch)
  yield* insertEvidence(db, tokens, batch.batch)
})
