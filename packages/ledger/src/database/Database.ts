/**
 * What the ledger asks of a database: statements with `?` for parameters, bulk writes, and transactions in which no
 * other process writes evidence. Errors leave here as reasons and codes, because a database's messages quote values.
 */
import { LedgerError, type LedgerReason } from "@faceid-tally/books/engine"
import * as Effect from "effect/Effect"
import * as Schedule from "effect/Schedule"
import type * as Scope from "effect/Scope"
import type { SqlClient, SqlError } from "effect/sql"

import type { Dialect } from "./Dialect.ts"
import { makeMonths } from "./partitions.ts"
import { columnsOf, type Row, type Shape, type Table, UnreadableValue, type Value } from "../tables/Table.ts"

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

/** The rows of a statement, whose values are what the shape says. */
export const readRows = <T extends ReadonlyArray<unknown>>(
  db: Pick<Database, "rows">,
  shape: Shape<T>,
  statement: string,
  ...params: ReadonlyArray<Value>
): Effect.Effect<ReadonlyArray<T>, SqlError.SqlError> => Effect.map(db.rows(statement, ...params), shape.check)

/** Columns of a table; `rest` is what follows the table in the statement. */
export const selectRows = <T extends ReadonlyArray<unknown>>(
  db: Pick<Database, "rows">,
  picked: Shape<T> & { readonly name: string; readonly text: string },
  rest: string,
  ...params: ReadonlyArray<Value>
): Effect.Effect<ReadonlyArray<T>, SqlError.SqlError> =>
  readRows(db, picked, `SELECT ${picked.text} FROM ${picked.name} ${rest}`, ...params)

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
  /** What a transaction of a writer begins with, where the database would begin it otherwise. */
  readonly isolate?: string | undefined
  readonly reader: Effect.Effect<Pick<DatabaseClient, "sql" | "runMany">, SqlError.SqlError, Scope.Scope> | null
}

export const makeDatabase = (dialect: Dialect, { sql, runMany, reader, isolate }: DatabaseClient): Database => {
  const again = retrying(sql)
  const rows: Database["rows"] = (statement, ...params) =>
    dialect.name === "pg"
      ? again(sql.unsafe(numbered(statement), params).values as never)
      : (sql.unsafe(statement, params).values as never)
  const begun = [isolate, dialect.lockWrites].filter((statement) => typeof statement === "string")
  const beginning = Effect.forEach(begun, (statement) => rows(statement), { discard: true })
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
      sql.withTransaction(begun.length === 0 ? body : Effect.andThen(beginning, body)).pipe(failWhereLost, again),
  }
  return database
}

/** How often, and after what pause first, that is done again which another transaction has made impossible. */
const AGAIN_MAX = 8
const FIRST_PAUSE = "10 millis"

/** Does again what stands by itself; what is part of a transaction fails with it, and the whole is done again. */
const retrying =
  ({ transactionService }: SqlClient.SqlClient) =>
  <A, E>(effect: Effect.Effect<A, E>): Effect.Effect<A, E> =>
    Effect.flatMap(Effect.serviceOption(transactionService), (within) =>
      within._tag === "Some"
        ? effect
        : Effect.retry(effect, {
            while: isConflict,
            schedule: Schedule.exponential(FIRST_PAUSE).pipe(Schedule.jittered, Schedule.upTo({ times: AGAIN_MAX })),
          }),
    )

const isConflict = (error: unknown): boolean =>
  isSqlError(error) && (error.reason._tag === "SerializationError" || error.reason._tag === "DeadlockError")

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
    effect.pipe(
      Effect.mapError((error) =>
        isSqlError(error) ? toLedgerError(operation, error) : (error as Exclude<E, SqlError.SqlError>),
      ),
      Effect.catchDefect((defect) =>
        defect instanceof UnreadableValue
          ? Effect.fail(new LedgerError({ operation, reason: "corrupt", code: null }))
          : Effect.die(defect),
      ),
    )

export const isSqlError = (error: unknown): error is SqlError.SqlError =>
  typeof error === "object" && error !== null && "_tag" in error && error._tag === "SqlError"

const reasonByTag: Record<string, LedgerReason> = {
  ConnectionError: "unavailable",
  AuthenticationError: "denied",
  AuthorizationError: "denied",
  LockTimeoutError: "busy",
  StatementTimeoutError: "timeout",
  DeadlockError: "busy",
  SerializationError: "busy",
  UniqueViolation: "refused",
  ConstraintError: "refused",
}
const reasonByCode: Record<string, LedgerReason> = {
  // SQLite's primary result codes.
  "5": "busy",
  "6": "busy",
  "8": "denied",
  "10": "unavailable",
  "11": "corrupt",
  "13": "full",
  "14": "unavailable",
  "19": "refused",
  "26": "corrupt",
  // PostgreSQL's: a server that stops, starts, or is no longer the first of several; a transaction that stood still.
  "25006": "read_only",
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
  // What a pooler loses, or keeps of somebody else.
  "26000": "pooler",
  "42P05": "pooler",
  // Another schema is looked at, or another program's tables stand in the way.
  "3F000": "schema",
  "42P01": "schema",
  "42P06": "schema",
  "42P07": "schema",
  "42701": "schema",
  "42703": "schema",
  "42710": "schema",
  // A trigger's own words, a view that takes no such row, texts that its encoding has no signs for.
  "22021": "refused",
  "22P05": "refused",
  "44000": "refused",
  P0001: "refused",
}
/** The same by the first two signs of an SQLSTATE. */
const reasonByClass: Record<string, LedgerReason> = {
  "23": "refused",
  "40": "busy",
  "53": "busy",
  "55": "busy",
  "57": "unavailable",
  "58": "unavailable",
}

export const toLedgerError = (operation: string, { reason }: SqlError.SqlError): LedgerError => {
  const code = codeOf(reason.cause)
  return new LedgerError({
    operation,
    reason: reasonOf(code) ?? reasonByTag[reason._tag] ?? "defect",
    code,
  })
}

const reasonOf = (code: string | null): LedgerReason | undefined => {
  if (code === null) return undefined
  const ofClass = code.length === SQLSTATE_LENGTH && code !== CANCELED ? reasonByClass[code.slice(0, 2)] : undefined
  return reasonByCode[code] ?? ofClass
}

const SQLSTATE_LENGTH = 5
/** Of a statement that took too long, or was broken off: its tag says which. */
const CANCELED = "57014"

/** A result code of SQLite without its extension, or an SQLSTATE. */
export const codeOf = (cause: unknown): string | null => {
  if (typeof cause !== "object" || cause === null) return null
  if ("errcode" in cause && typeof cause.errcode === "number") return String(cause.errcode & 0xff)
  if ("code" in cause && typeof cause.code === "string") return cause.code
  return "cause" in cause ? codeOf(cause.cause) : null
}
