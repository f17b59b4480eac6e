/**
 * What the ledger asks of a database: statements with `?` for parameters, bulk writes, and transactions in which no
 * other process writes evidence. Errors leave here as reasons and codes, because a database's messages quote values.
 */
import { LedgerError, type LedgerReason } from "@faceid-tally/books"
import * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"
import type { SqlClient, SqlError } from "effect/sql"

import type { Dialect } from "./Dialect.ts"
import { makeMonths } from "./Partitions.ts"
import { columnsOf, type Row, type Table, type Value } from "./Tables.ts"

export interface Database {
  readonly dialect: Dialect
  /** The rows of a statement, as arrays. */
  readonly rows: (
    statement: string,
    ...params: ReadonlyArray<Value>
  ) => Effect.Effect<ReadonlyArray<Array<Value>>, SqlError.SqlError>
  /** Writes many rows; only inside a transaction. `onConflict` is the end of the statement. */
  readonly insert: (
    table: Table,
    rows: ReadonlyArray<Row>,
    onConflict?: string,
  ) => Effect.Effect<void, SqlError.SqlError>
  /** Deletes many rows of one table by their key columns; only inside a transaction. */
  readonly remove: (
    table: Table,
    key: ReadonlyArray<string>,
    keys: ReadonlyArray<Row>,
  ) => Effect.Effect<void, SqlError.SqlError>
  /** Reads over a connection of its own, all of it as it is now, whatever is written meanwhile. */
  readonly snapshot: <A, E>(body: (db: Database) => Effect.Effect<A, E>) => Effect.Effect<A, E | SqlError.SqlError>
  /** A transaction in which nobody else writes evidence. */
  readonly write: <A, E>(body: Effect.Effect<A, E>) => Effect.Effect<A, E | SqlError.SqlError>
}

/** What a client adds to effect/sql: how it runs many rows through one statement, `each` or `all` at once. */
export type RunMany = (
  statement: { readonly each: string; readonly all: (from: string) => string },
  table: Table,
  rows: ReadonlyArray<Row>,
) => Effect.Effect<void, SqlError.SqlError>

/** The parts of a database that its client brings. */
export interface DatabaseClient {
  readonly sql: SqlClient.SqlClient
  readonly runMany: RunMany
  /** Another connection that only reads, and sees all as it is when it first reads; `null` where a transaction does. */
  readonly reader: Effect.Effect<Pick<DatabaseClient, "sql" | "runMany">, SqlError.SqlError, Scope.Scope> | null
}

export const makeDatabase = (dialect: Dialect, { sql, runMany, reader }: DatabaseClient): Database => {
  const rows: Database["rows"] = (statement, ...params) =>
    sql.unsafe(dialect.name === "pg" ? numbered(statement) : statement, params).values as never
  const prepare = dialect.name === "pg" ? makeMonths(rows) : () => Effect.void
  const database: Database = {
    dialect,
    rows,
    snapshot: (body) =>
      reader === null
        ? sql
            .withTransaction(
              Effect.andThen(rows("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY"), () => body(database)),
            )
            .pipe(failWhereLost)
        : Effect.scoped(
            Effect.flatMap(reader, (client) => {
              const reading = makeDatabase(dialect, { ...client, reader: null })
              // In memory nobody else writes, and the connection is not this reading's to begin anything on.
              return client.sql === sql ? body(reading) : Effect.andThen(reading.rows("BEGIN"), body(reading))
            }),
          ),
    insert: (table, written, onConflict = "") => {
      const columns = columnsOf(table).join(", ")
      const into = `INSERT INTO ${table.name} (${columns})`
      const marks = columnsOf(table)
        .map(() => "?")
        .join(", ")
      const run = runMany(
        {
          each: `${into} VALUES (${marks}) ${onConflict}`,
          all: (from) => `${into} SELECT ${columns} FROM ${from} AS r ${onConflict}`,
        },
        table,
        written,
      )
      return Effect.andThen(prepare(table, written), run)
    },
    remove: (table, key, keys) => {
      const part: Table = {
        name: table.name,
        columns: Object.fromEntries(key.map((column) => [column, table.columns[column] ?? "text"])),
      }
      return runMany(
        {
          each: `DELETE FROM ${table.name} WHERE ${key.map((column) => `${column} = ?`).join(" AND ")}`,
          all: (from) =>
            `DELETE FROM ${table.name} AS t USING ${from} AS r WHERE ${key.map((c) => `t.${c} = r.${c}`).join(" AND ")}`,
        },
        part,
        keys,
      )
    },
    write: (body) =>
      sql
        .withTransaction(dialect.lockWrites === null ? body : Effect.andThen(rows(dialect.lockWrites), body))
        .pipe(failWhereLost),
  }
  return database
}

/** Where the connection is lost, the rollback fails too, which effect/sql takes for a defect. */
const failWhereLost = <A, E, R>(effect: Effect.Effect<A, E, R>): Effect.Effect<A, E | SqlError.SqlError, R> =>
  Effect.catchDefect(effect, (defect) => (isSqlError(defect) ? Effect.fail(defect) : Effect.die(defect)))

const numbered = (statement: string): string => {
  let n = 0
  return statement.replaceAll("?", () => `$${++n}`)
}

/** Names the method of the port that failed, and turns the database's error into a reason. */
export const named =
  (operation: string) =>
  <A, E, R>(
    effect: Effect.Effect<A, E | SqlError.SqlError, R>,
  ): Effect.Effect<A, Exclude<E, SqlError.SqlError> | LedgerError, R> =>
    Effect.mapError(effect, (error) =>
      isSqlError(error) ? toLedgerError(operation, error) : (error as Exclude<E, SqlError.SqlError>),
    )

const isSqlError = (error: unknown): error is SqlError.SqlError =>
  typeof error === "object" && error !== null && "_tag" in error && error._tag === "SqlError"

const reasonByTag: Record<string, LedgerReason> = {
  ConnectionError: "unavailable",
  AuthenticationError: "denied",
  AuthorizationError: "denied",
  LockTimeoutError: "busy",
  StatementTimeoutError: "busy",
  DeadlockError: "busy",
  SerializationError: "busy",
}
const reasonByCode: Record<string, LedgerReason> = {
  // SQLite's primary result codes.
  "5": "busy",
  "8": "denied",
  "10": "unavailable",
  "11": "corrupt",
  "13": "full",
  "14": "unavailable",
  "26": "corrupt",
  // PostgreSQL's: a server that stops, starts, or is no longer the first of several; a transaction that stood still.
  "25006": "unavailable",
  "25P03": "unavailable",
  "3D000": "unavailable",
  "57P01": "unavailable",
  "57P02": "unavailable",
  "57P03": "unavailable",
  "53100": "full",
  "53200": "busy",
  "53300": "busy",
  XX001: "corrupt",
  XX002: "corrupt",
}

export const toLedgerError = (operation: string, { reason }: SqlError.SqlError): LedgerError => {
  const code = codeOf(reason.cause)
  return new LedgerError({
    operation,
    reason: (code === null ? undefined : reasonByCode[code]) ?? reasonByTag[reason._tag] ?? "defect",
    code,
  })
}

/** A result code of SQLite without its extension, or an SQLSTATE. */
export const codeOf = (cause: unknown): string | null => {
  if (typeof cause !== "object" || cause === null) return null
  if ("errcode" in cause && typeof cause.errcode === "number") return String(cause.errcode & 0xff)
  if ("code" in cause && typeof cause.code === "string") return cause.code
  return "cause" in cause ? codeOf(cause.cause) : null
}
