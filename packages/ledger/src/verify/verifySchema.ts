/**
 * What the schema has that this program did not make. A trigger on a table of evidence can change what is written there,
 * and is a break; other triggers, and indexes that are missing or more, are remarks.
 */
import type { VerifyRemark } from "@faceid-tally/books/engine"
import * as Effect from "effect/Effect"

import type { Database } from "../database/Database.ts"
import { evidenceTables } from "../evidence/coverage.ts"
import { ledgerTables } from "../tables/ledgerTables.ts"
import type { Findings } from "./Findings.ts"

export const verifySchema = Effect.fnUntraced(function* (db: Database, findings: Findings) {
  const remarks: Array<VerifyRemark> = []
  for (const [name, table] of yield* namesOf(db, db.dialect.triggers)) {
    if (isEvidence(table)) findings.add("schema", "trigger", { row: { table, key: [name] } })
    else remarks.push({ what: "trigger", table, name })
  }
  const found = new Map(yield* namesOf(db, db.dialect.indexes))
  for (const [name, table] of expected) if (!found.has(name)) remarks.push({ what: "index_missing", table, name })
  for (const [name, table] of found) if (!expected.has(name)) remarks.push({ what: "index_added", table, name })
  return remarks
})

const namesOf = (db: Database, statement: string) =>
  Effect.map(db.rows(statement), (rows) =>
    rows.map(([name, table]): [name: string, table: string] => [String(name), String(table)]),
  )

/** Months of a table are parts of it. */
const isEvidence = (table: string): boolean =>
  evidenceTables.some((name) => table === name || new RegExp(`^${name}_(\\d{4}_\\d\\d|other)$`).test(table))

/** The indexes of the tables as they are described, with their tables. */
const expected: ReadonlyMap<string, string> = new Map(
  ledgerTables.flatMap(({ name, options }) =>
    Object.keys(options.indexes ?? {}).map((index) => [index, name] as const),
  ),
)
