/**
 * Numbered versions of the schema. They run when a ledger is made or brought up to date, each once, in one transaction that
 * holds the writers' lock, so two processes that start at once do not meet. A version that was published is never edited,
 * and closed: its SQL, columns and rules are its own, so that what the program becomes later does not change it.
 */
import { LedgerError } from "@faceid-tally/books/engine"
import * as Effect from "effect/Effect"
import type { SqlError } from "effect/sql"

import type { Database } from "../database/Database.ts"
import type { Dialect } from "../database/Dialect.ts"
import { createTables } from "./createTables.ts"
import { ledgerTables, schemaTable } from "../tables/ledgerTables.ts"
import { schemaV1 } from "./schemaV1.ts"
import { fillV2, schemaV2 } from "./schemaV2.ts"
import { fillV3, schemaV3 } from "./schemaV3.ts"
import { fillV4, schemaV4 } from "./schemaV4.ts"
import { schemaV5 } from "./schemaV5.ts"
import { schemaV6 } from "./schemaV6.ts"
import { schemaV7 } from "./schemaV7.ts"
import { schemaV8 } from "./schemaV8.ts"
import { schemaV9 } from "./schemaV9.ts"

export interface Migration {
  readonly version: number
  readonly statements: (dialect: Dialect) => ReadonlyArray<string>
  /** Fills what is new from what was there, after the statements. */
  readonly fill?: ((db: Database) => Effect.Effect<void, SqlError.SqlError>) | undefined
}

export const migrations: ReadonlyArray<Migration> = [
  { version: 1, statements: schemaV1 },
  { version: 2, statements: schemaV2, fill: fillV2 },
  { version: 3, statements: schemaV3, fill: fillV3 },
  { version: 4, statements: schemaV4, fill: fillV4 },
  { version: 5, statements: schemaV5 },
  { version: 6, statements: schemaV6 },
  { version: 7, statements: schemaV7 },
  { version: 8, statements: schemaV8 },
  { version: 9, statements: schemaV9 },
]

export const latestOf = (versions: ReadonlyArray<Migration>): number =>
  Math.max(...versions.map(({ version }) => version))

/** The schema that this program knows. */
export const LATEST_VERSION = latestOf(migrations)

/** Brings the schema to the last of the versions, and marks the database as a ledger; fails where a later program has been here. */
export const migrate = (
  db: Database,
  versions: ReadonlyArray<Migration> = migrations,
): Effect.Effect<void, SqlError.SqlError | LedgerError> =>
  db.write(
    Effect.gen(function* () {
      yield* db.rows(`CREATE TABLE IF NOT EXISTS ledger_schema (version ${db.dialect.int} PRIMARY KEY)`)
      const [row] = yield* db.rows("SELECT max(version) FROM ledger_schema")
      const current = Number(row?.[0] ?? 0)
      const latest = latestOf(versions)
      if (current > latest) {
        return yield* new LedgerError({ operation: "open the ledger", reason: "newer", code: String(current) })
      }
      const isNew = current === 0 && versions === migrations
      const made = ledgerTables.filter((table) => table !== schemaTable)
      if (isNew) for (const statement of createTables(db.dialect, made)) yield* db.rows(statement)
      for (const { version, statements, fill } of versions) {
        if (version <= current) continue
        for (const statement of isNew ? [] : statements(db.dialect)) yield* db.rows(statement)
        if (fill !== undefined && !isNew) yield* fill(db)
        yield* db.rows("INSERT INTO ledger_schema (version) VALUES (?)", version)
      }
      yield* db.rows(db.dialect.mark.write)
    }),
  )
