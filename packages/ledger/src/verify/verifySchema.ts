/**
 * What the schema has that this program did not make. A trigger on a table of evidence can change what is written there,
 * and is a break; other triggers, and indexes that are missing or more, are remarks.
 */
import type { VerifyRemark } from "@faceid-tally/books"
import * as Effect from "effect/Effect"

import type { Database } from "../database/Database.ts"
import { evidenceTables } from "../evidence/coverage.ts"
import { migrations } from "../migrations/Migrations.ts"
import type { Findings } from "./Findings.ts"

export const verifySchema = Effect.fnUntraced(function* (db: Database, findings: Findings) {
  const remarks: Array<VerifyRemark> = []
  for (const [name, table] of yield* namesOf(db, db.dialect.triggers)) {
    if (isEvidence(table)) findings.add("schema", "trigger", { row: { table, key: [name] } })
    else remarks.push({ what: "trigger", table, name })
  }
  const expected = indexesOf(db)
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

/** The indexes that the versions of the schema made and did not drop, with their tables. */
const indexesOf = ({ dialect }: Database): ReadonlyMap<string, string> => {
  const indexes = new Map<string, string>()
  for (const { statements } of migrations) {
    for (const statement of statements(dialect)) {
      const [, name, table] = /^CREATE (?:UNIQUE )?INDEX (\w+) ON (\w+)/.exec(statement) ?? []
      if (name !== undefined && table !== undefined) indexes.set(name, table)
      const [, dropped] = /^DROP INDEX (\w+)/.exec(statement) ?? []
      if (dropped !== undefined) indexes.delete(dropped)
    }
  }
  return indexes
}
