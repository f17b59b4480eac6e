/** The port Statements: closed months. */
import type { KeptStatement, StatementsShape } from "@faceid-tally/books/engine"
import * as Effect from "effect/Effect"

import { type Database, named } from "../database/Database.ts"
import { writeBatch } from "../evidence/batches.ts"
import { evidenceRow } from "../evidence/evidenceTables.ts"
import { statementEvidence, statementTable } from "../tables/decisionTables.ts"

const columns = statementTable.without("fingerprint", "batch")

const isLatest = `NOT EXISTS (
  SELECT 1 FROM statement AS later WHERE later.month = s.month AND later.revision > s.revision
)`

export const makeStatements = (db: Database): StatementsShape => ({
  latest: (month) =>
    read(db, `WHERE s.month = ? AND ${isLatest}`, month).pipe(
      Effect.map(([found]) => found ?? null),
      named("read a closed month"),
    ),
  all: read(db, `WHERE ${isLatest} ORDER BY s.month`).pipe(named("list closed months")),
  keep: (statement) => db.write(keep(db, statement)).pipe(named("close a month")),
})

const read = (db: Database, where: string, ...params: ReadonlyArray<string>) =>
  Effect.map(db.rows(`SELECT ${columns.of("s")} FROM statement AS s ${where}`, ...params), (rows) =>
    rows.map((row): KeptStatement => columns.decode(row)),
  )

const keep = Effect.fnUntraced(function* (db: Database, statement: KeptStatement) {
  const { month, revision, closedAt } = statement
  const [kept] = yield* db.rows("SELECT 1 FROM statement WHERE month = ? AND revision >= ?", month, revision)
  if (kept !== undefined) return false
  yield* writeBatch(db, "statement", 1, closedAt, () => [
    evidenceRow(statementEvidence, statementEvidence.values(statement)),
  ])
  return true
})
