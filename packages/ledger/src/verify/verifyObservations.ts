/**
 * Reads the observations once, day by day in the order of their key, and holds against them what follows: the current
 * view, the daily sums, the Seqs that lie on several days, and what is known of the BizTokens. Where a Seq has one
 * statement, as nearly all have, the database compares it with the view; the others are resolved here.
 */
import * as Effect from "effect/Effect"

import { AttemptResolver, isSameRow, type Observation } from "../results/attemptView.ts"
import { type Database, readRows, selectRows } from "../database/Database.ts"
import { isEmptyKey } from "../database/storedText.ts"
import { DaySums } from "../results/StorePlan.ts"
import { int, orNull, type Row, shape, type Value } from "../tables/Table.ts"
import type { BatchTrees } from "./BatchTrees.ts"
import type { Findings } from "./Findings.ts"
import { CONTRADICTED, marksOf, statedByObservation } from "./tokenFacts.ts"
import type { TokenMarks } from "./TokenMarks.ts"
import {
  attemptTable,
  daySumTable,
  inAttempt,
  inObservation,
  observationEvidence,
  observationTable,
  multiDaySeqTable,
} from "../tables/resultTables.ts"

const ROWS_PER_PAGE = 5000

export interface Verifying {
  readonly db: Database
  readonly trees: BatchTrees
  readonly marks: TokenMarks
  readonly findings: Findings
}

/** The view says what this one statement says; day and Seq are those by which it is found. */
const isSaidByView = [
  "a.statements = 1",
  "a.several = 0",
  ...attemptTable.names
    .slice(0, attemptTable.place.several)
    .filter((column) => column !== "day" && column !== "seq")
    .map((column) => `a.${column} IS NOT DISTINCT FROM o.${column}`),
].join(" AND ")

/** Rows: fingerprint, batch, whether the view says the same, the marks of the BizToken, then the values. */
const page = `
  SELECT o.fingerprint, o.batch, CASE WHEN ${isSaidByView} THEN 1 ELSE 0 END,
    CASE WHEN o.biz_token IS NULL OR o.batch <= ? THEN 0 ELSE ${marksOf(statedByObservation)} END, ${observationEvidence.of("o")}
  FROM observation AS o
    LEFT JOIN attempt AS a ON a.day = o.day AND a.seq = o.seq
    LEFT JOIN verification AS v ON v.biz_token = o.biz_token
    LEFT JOIN batch AS b ON b.batch = o.batch
  WHERE o.day = ? AND (o.seq, o.fingerprint) > (?, ?) ORDER BY o.seq, o.fingerprint LIMIT ?`

const VALUES = 4

/** What an upgrade took in stands for all that was observed before it: `adopted` is the last batch before. */
export const verifyObservations = Effect.fnUntraced(function* (verifying: Verifying, adopted: number, kept: number) {
  let day = Number.MIN_SAFE_INTEGER
  for (;;) {
    const next = yield* nextDay(verifying.db, day)
    if (next === null) return
    day = next
    // Of what was removed nothing but sums is there.
    if (day >= 0 && day < kept) continue
    yield* verifyDay(verifying, day, adopted)
  }
})

/** The next day that any of the tables has. */
const nextDay = Effect.fnUntraced(function* (db: Database, day: number) {
  let next: number | null = null
  for (const { name } of [observationTable, attemptTable, daySumTable, multiDaySeqTable]) {
    const least = shape(orNull(int()))
    const [[found] = [null]] = yield* readRows(db, least, `SELECT min(day) FROM ${name} WHERE day > ?`, day)
    if (found !== null && (next === null || found < next)) next = found
  }
  return next
})

const verifyDay = Effect.fnUntraced(function* (verifying: Verifying, day: number, adopted: number) {
  const { db, trees, marks, findings } = verifying
  const view = new DayView(verifying, day, yield* multiDaySeqsOn(db, day))
  let after: ReadonlyArray<Value> = ["", ""]
  for (;;) {
    const rows: ReadonlyArray<Row> = yield* db.rows(page, adopted, day, ...after, ROWS_PER_PAGE)
    yield* trees.open(rows.map(([, batch]) => batch))
    for (const row of rows) {
      // A pattern with a rest would cost half as much as the row's hash.
      const values = row.slice(VALUES)
      trees.add(observationEvidence, row[1], values, row[0])
      const [bits, bizToken] = [Number(row[3]), inObservation.bizToken(values)]
      if (bits !== 0 && bizToken !== null) {
        if ((bits & CONTRADICTED) !== 0) {
          findings.add("derived", "view", { row: { table: "verification", key: [bizToken] } })
        }
        marks.add(bizToken, bits)
      }
      view.add(values, row[2] === 1)
    }
    const isLast = rows.length < ROWS_PER_PAGE
    yield* view.compare(isLast)
    if (isLast) break
    const last = rows[rows.length - 1]
    after = [last?.[VALUES + observationEvidence.place.seq] ?? "", last?.[0] ?? ""]
  }
  yield* view.finish()
})

const multiDaySeqsOn = Effect.fnUntraced(function* (db: Database, day: number) {
  const rows = yield* selectRows(db, multiDaySeqTable.pick("seq"), "WHERE day = ?", day)
  return new Set(rows.map(([seq]) => seq))
})

const statementsOf = (db: Database, seq: string) =>
  db.rows(`SELECT ${observationEvidence.of("o")} FROM observation AS o WHERE o.seq = ?`, seq)

/** The view of one day, held against its statements as they come. */
class DayView {
  readonly #db: Database
  readonly #findings: Findings
  readonly #day: number
  /** Seqs of the day that lie on other days too, as far as they have not come. */
  readonly #multiDaySeqs: Set<string>
  /** Rows of the view that were met, and what they sum up to. */
  #right = 0
  readonly #sums = new DaySums()
  /** The Seq that is coming, and what came of it. */
  #seq: string | null = null
  #statements: Array<Observation> = []
  #isViewed = false
  /** Seqs that the database could not compare. */
  #odd = new Map<string, ReadonlyArray<Observation>>()

  constructor({ db, findings }: Verifying, day: number, multiDaySeqs: ReadonlySet<string>) {
    this.#db = db
    this.#findings = findings
    this.#day = day
    this.#multiDaySeqs = new Set(multiDaySeqs)
  }

  add(statement: Observation, isViewed: boolean): void {
    const seq = inObservation.seq(statement)
    if (seq !== this.#seq) {
      this.#close()
      this.#seq = seq
    }
    this.#statements.push(statement)
    this.#isViewed = isViewed
  }

  #close(): void {
    const [seq, statements] = [this.#seq, this.#statements]
    if (seq === null || isEmptyKey(seq)) this.#statements = []
    else if (statements.length === 1 && this.#isViewed && !this.#multiDaySeqs.has(seq)) {
      this.#right++
      // Day, Seq, facts and names stand in a statement as they do in the view.
      this.#sums.add(statements[0] ?? [], 1)
      this.#statements = []
    } else {
      this.#odd.set(seq, statements)
      this.#statements = []
    }
  }

  /** Compares what has come; the last Seq of a page may go on after it. */
  readonly compare = Effect.fnUntraced({ self: this }, function* (this: DayView, isLast: boolean) {
    if (isLast) {
      this.#close()
      this.#seq = null
    }
    if (this.#odd.size === 0) return
    const odd = this.#odd
    this.#odd = new Map()
    for (const seq of odd.keys()) {
      if (!this.#multiDaySeqs.delete(seq)) continue
      const everywhere = yield* statementsOf(this.#db, seq)
      const days = new Set(everywhere.map((statement) => inObservation.day(statement)))
      if (days.size < 2) this.#add("strayed", seq)
      odd.set(seq, everywhere)
    }
    const found = yield* this.#db.rows(
      `SELECT ${attemptTable.text} FROM attempt WHERE day = ? AND seq IN ${this.#db.dialect.textsOf}`,
      this.#day,
      JSON.stringify([...odd.keys()]),
    )
    const bySeq = new Map(found.map((row) => [inAttempt.seq(row), row]))
    const resolver = new AttemptResolver()
    for (const [seq, statements] of odd) {
      const expected = resolver.resolve(seq, statements)
      const isOfDay = expected !== undefined && inAttempt.day(expected) === this.#day
      const row = bySeq.get(seq)
      if (!isSameRow(isOfDay ? expected : undefined, row)) this.#add("attempt", seq)
      if (row === undefined) continue
      this.#right++
      this.#sums.add(row, 1)
    }
  })

  /** When all statements of the day have come: what is there that none of them says. */
  readonly finish = Effect.fnUntraced({ self: this }, function* (this: DayView) {
    const [multiDaySeq] = this.#multiDaySeqs
    if (multiDaySeq !== undefined) this.#add("strayed", multiDaySeq)
    const sums = yield* this.#db.rows(`SELECT ${daySumTable.text} FROM day_sum WHERE day = ?`, this.#day)
    compareSums(this.#findings, this.#sums.rows(), sums)
    const [counted] = yield* this.#db.rows("SELECT count(*) FROM attempt WHERE day = ?", this.#day)
    if (Number(counted?.[0]) === this.#right) return
    const [row] = yield* this.#db.rows(
      `SELECT a.seq FROM attempt AS a WHERE a.day = ?
       AND NOT EXISTS (SELECT 1 FROM observation AS o WHERE o.day = a.day AND o.seq = a.seq) LIMIT 1`,
      this.#day,
    )
    this.#add("attempt", String(row?.[0] ?? ""))
  })

  #add(table: "attempt" | "strayed", seq: string): void {
    this.#findings.add("derived", "view", { row: { table, key: [this.#day, seq] } })
  }
}

const compareSums = (findings: Findings, expected: ReadonlyArray<Row>, stored: ReadonlyArray<Row>): void => {
  const byText = (rows: ReadonlyArray<Row>) => new Map(rows.map((row) => [JSON.stringify(row), row]))
  const [ours, theirs] = [byText(expected), byText(stored)]
  const [odd] = [...new Set(ours.keys()).symmetricDifference(new Set(theirs.keys()))].sort()
  const row = odd === undefined ? undefined : (ours.get(odd) ?? theirs.get(odd))
  if (row === undefined) return
  const key = row.slice(0, daySumTable.options.key.length).map((value) => value ?? "")
  findings.add("derived", "sums", { row: { table: "day_sum", key } })
}
