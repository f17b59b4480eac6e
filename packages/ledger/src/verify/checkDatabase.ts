/**
 * The database's own check of its files: tables and indexes that contradict each other, pages that make no sense. SQLite
 * always has one, PostgreSQL where the extension amcheck is installed and this user may run it.
 */
import * as Effect from "effect/Effect"

import type { SqlError } from "effect/sql"

import { codeOf, type Database } from "../database/Database.ts"

export type DatabaseCheck = "whole" | "broken" | "not_checked"

export const checkDatabase = (db: Database) =>
  db.dialect.name === "sqlite" ? db.snapshot(checkSqlite) : checkPostgres(db)

/** A database that is too damaged to be checked is damaged. */
const brokenIfCorrupt = <A>(check: Effect.Effect<A, SqlError.SqlError>) =>
  Effect.catchIf(check, isCorrupt, () => Effect.succeed<DatabaseCheck>("broken"))

const corruptCodes: ReadonlySet<string> = new Set(["11", "26", "XX001", "XX002"])
export const isCorrupt = ({ reason }: SqlError.SqlError): boolean => corruptCodes.has(codeOf(reason.cause) ?? "")

const checkSqlite = (db: Database) =>
  db.rows("PRAGMA integrity_check(1)").pipe(
    Effect.map((rows): DatabaseCheck => (rows.length === 1 && rows[0]?.[0] === "ok" ? "whole" : "broken")),
    brokenIfCorrupt,
  )

const checkPostgres = (db: Database) =>
  Effect.gen(function* (): Effect.gen.Return<DatabaseCheck, SqlError.SqlError> {
    const [installed] = yield* db.rows("SELECT count(*) FROM pg_extension WHERE extname = 'amcheck'")
    if (Number(installed?.[0]) === 0) return "not_checked"
    const indexes = yield* db.rows(
      `SELECT i.indexrelid::regclass::text FROM pg_index AS i
         JOIN pg_class AS c ON c.oid = i.indexrelid JOIN pg_am AS a ON a.oid = c.relam
       WHERE a.amname = 'btree' AND c.relkind = 'i' AND c.relnamespace = current_schema()::regnamespace
       ORDER BY 1`,
    )
    // Every row of the table must be found in its index.
    for (const [index = null] of indexes) yield* db.rows("SELECT bt_index_check(?::regclass, true)::text", index)
    return "whole"
  }).pipe(
    brokenIfCorrupt,
    Effect.catchIf(
      ({ reason }) => notAllowed.has(codeOf(reason.cause) ?? ""),
      () => Effect.succeed<DatabaseCheck>("not_checked"),
    ),
  )

/** No right, no such function. */
const notAllowed: ReadonlySet<string> = new Set(["42501", "42883"])
