/** Recomputes the current view and the sums from the evidence, one page of one day, or one bill, at a time. */
import type { Break } from "@faceid-tally/books"
import * as Effect from "effect/Effect"

import { readSums, sumLines } from "./BillSums.ts"
import { ATTEMPT, AttemptResolver, isSameRow, type Statement } from "./AttemptView.ts"
import type { Database } from "./Database.ts"
import { observationEvidence } from "./EvidenceTables.ts"
import { OBSERVED } from "./ObservationRows.ts"
import { DaySums } from "./StorePlan.ts"
import { attemptTable, columnsOf, daySumTable, type Row } from "./Tables.ts"

const ROWS_PER_PAGE = 5000

const observed = observationEvidence.evidence.map((column) => `o.${column}`).join(", ")
const viewed = columnsOf(attemptTable).join(", ")
const summed = columnsOf(daySumTable).join(", ")

/** The first row of the view, or of the sums, that is not what the statements say. */
export const verifyView = Effect.fnUntraced(function* (db: Database) {
  let day = Number.MIN_SAFE_INTEGER
  for (;;) {
    const next = yield* nextDay(db, day)
    if (next === null) return yield* verifyBillSums(db)
    day = next
    const broken = yield* verifyDay(db, day)
    if (broken !== null) return broken
  }
})

/** The next day that any of the three tables has. */
const nextDay = Effect.fnUntraced(function* (db: Database, day: number) {
  let next: number | null = null
  for (const table of ["observation", "attempt", "day_sum"]) {
    const [row] = yield* db.rows(`SELECT min(day) FROM ${table} WHERE day > ?`, day)
    const found = (row?.[0] ?? null) as number | null
    if (found !== null && (next === null || found < next)) next = found
  }
  return next
})

const verifyDay = Effect.fnUntraced(function* (db: Database, day: number) {
  const strays = new Set((yield* db.rows("SELECT seq FROM strayed WHERE day = ?", day)).map(([seq]) => seq as string))
  const sums = new DaySums()
  let [after, isLast] = ["", false]
  while (!isLast) {
    const page = yield* db.rows(
      `SELECT ${observed} FROM observation AS o WHERE o.day = ? AND o.seq > ? ORDER BY o.seq LIMIT ?`,
      day,
      after,
      ROWS_PER_PAGE,
    )
    isLast = page.length < ROWS_PER_PAGE
    const until = page[page.length - 1]?.[OBSERVED.seq] as string | undefined
    const statements = page.filter((row) => isLast || row[OBSERVED.seq] !== until)
    // The last Seq of a full page may go on beyond it: it is read whole.
    if (!isLast) statements.push(...(yield* statementsOf(db, day, until ?? "")))
    const bySeq = Map.groupBy(statements, (row) => row[OBSERVED.seq] as string)
    for (const seq of bySeq.keys()) if (strays.has(seq)) bySeq.set(seq, [...(yield* statementsOf(db, null, seq))])
    const expected = resolveAll(bySeq)
    const found = yield* db.rows(
      `SELECT ${viewed} FROM attempt WHERE day = ? AND seq > ? ${isLast ? "" : "AND seq <= ?"} ORDER BY seq`,
      ...(isLast ? [day, after] : [day, after, until ?? ""]),
    )
    const broken = compareViews(day, expected, found)
    if (broken !== null) return broken
    for (const row of found) sums.add(row, 1)
    after = until ?? after
  }
  const stored = yield* db.rows(`SELECT ${summed} FROM day_sum WHERE day = ?`, day)
  return compareSums(day, sums.rows(), stored)
})

const resolveAll = (bySeq: ReadonlyMap<string, ReadonlyArray<Statement>>): Array<Row> => {
  const resolver = new AttemptResolver()
  return [...bySeq].map(([seq, statements]) => resolver.resolve(seq, statements)).filter((row) => row !== undefined)
}

const statementsOf = (db: Database, day: number | null, seq: string) =>
  day === null
    ? db.rows(`SELECT ${observed} FROM observation AS o WHERE o.seq = ?`, seq)
    : db.rows(`SELECT ${observed} FROM observation AS o WHERE o.day = ? AND o.seq = ?`, day, seq)

const broken = (what: Break["what"], table: string, key: ReadonlyArray<string | number>): Break => ({
  what,
  batch: null,
  seal: null,
  row: { table, key },
})

const compareViews = (day: number, expected: ReadonlyArray<Row>, found: ReadonlyArray<Row>): Break | null => {
  const foundBySeq = new Map(found.map((row) => [row[ATTEMPT.seq] as string, row]))
  for (const row of expected) {
    const seq = row[ATTEMPT.seq] as string
    if (row[ATTEMPT.day] !== day) continue
    if (!isSameRow(row, foundBySeq.get(seq))) return broken("view", "attempt", [day, seq])
    foundBySeq.delete(seq)
  }
  for (const seq of foundBySeq.keys()) return broken("view", "attempt", [day, seq])
  return null
}

const compareSums = (day: number, expected: ReadonlyArray<Row>, found: ReadonlyArray<Row>): Break | null => {
  const texts = (rows: ReadonlyArray<Row>) => new Set(rows.map((row) => JSON.stringify(row)))
  const [ours, theirs] = [texts(expected), texts(found)]
  const odd = [...ours.symmetricDifference(theirs)].sort()[0]
  return odd === undefined ? null : broken("sums", "day_sum", [day, ...(JSON.parse(odd) as Array<string>).slice(1, 4)])
}

const verifyBillSums = Effect.fnUntraced(function* (db: Database) {
  const versions = yield* db.rows(
    "SELECT day, id FROM bill_version WHERE version > 0 AND stated IS NOT NULL ORDER BY id",
  )
  for (const [day, id] of versions as ReadonlyArray<[number, number]>) {
    const [stored, recomputed] = [yield* readSums(db, { day, id }), yield* sumLines(db, { day, id })]
    if (JSON.stringify(stored) !== JSON.stringify(recomputed)) return broken("sums", "bill_sum", [day, id])
  }
  return null
})
