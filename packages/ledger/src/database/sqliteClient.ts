/**
 * An effect/sql client over node:sqlite: one connection, one map of prepared statements, one writer at a time. Statements
 * run in this thread, but it never stands still to wait for another process, and everybody else has a turn between them.
 */
import { closeSync, openSync, statSync } from "node:fs"
import { DatabaseSync, type SQLInputValue, type StatementSync } from "node:sqlite"
import { pathToFileURL } from "node:url"

import * as Effect from "effect/Effect"
import * as Reactivity from "effect/reactivity/Reactivity"
import * as Semaphore from "effect/Semaphore"
import { SqlClient, type SqlConnection, SqlError, Statement } from "effect/sql"
import * as Stream from "effect/Stream"

import type { RunMany } from "./Database.ts"

/** How long a statement waits for another process, and how often it looks. */
const BUSY_MS_MAX = 10_000
const BUSY_MS_PAUSE = 5
/** Prepared statements that are kept. */
const STATEMENTS_MAX = 500

const MEMORY = ":memory:"

const settings = [
  // The page size counts only before the first write.
  "PRAGMA journal_mode = WAL",
  "PRAGMA cache_size = -65536",
  "PRAGMA temp_store = MEMORY",
  "PRAGMA wal_autocheckpoint = 8000",
  // Nothing that was deleted stays legible in the file.
  "PRAGMA secure_delete = FAST",
]

const toSqlError = (cause: unknown): SqlError.SqlError =>
  new SqlError.SqlError({ reason: SqlError.classifySqliteError(cause, { operation: "execute" }) })

const attempt = <A>(run: () => A): Effect.Effect<A, SqlError.SqlError> => Effect.try({ try: run, catch: toSqlError })

/** After so long others have a turn. */
const TURN_MS = 10
/** Rows that are written without looking at the time. */
const ROWS_PER_LOOK = 200

let turnBeganAt = 0

const letOthersIn: Effect.Effect<void> = Effect.suspend(() =>
  performance.now() - turnBeganAt < TURN_MS ? Effect.void : haveTurn,
)

const haveTurn = Effect.promise(async () => {
  await new Promise(setImmediate)
  turnBeganAt = performance.now()
})

/** While another process writes it is tried again, and this process goes on with everything else. */
const attemptInTurn = <A>(run: () => A): Effect.Effect<A, SqlError.SqlError> =>
  Effect.suspend(() => {
    const startedAt = performance.now()
    const mayWait = ({ reason }: SqlError.SqlError) =>
      isBusy(reason.cause) && performance.now() - startedAt < BUSY_MS_MAX
    const tryOnce: Effect.Effect<A, SqlError.SqlError> = Effect.catchIf(attempt(run), mayWait, () =>
      Effect.andThen(pause, tryOnce),
    )
    return Effect.andThen(letOthersIn, tryOnce)
  })

/** SQLITE_BUSY, whatever its extension. */
const isBusy = (cause: unknown): boolean =>
  cause instanceof Error && "errcode" in cause && typeof cause.errcode === "number" && (cause.errcode & 0xff) === 5

/** Of real time, whatever clock the books go by. */
const pause = Effect.promise(() => new Promise((resolve) => setTimeout(resolve, BUSY_MS_PAUSE)))

export interface SqliteOptions {
  /** A seal whose head was printed must survive a power cut: FULL, the default, syncs the log once a transaction. */
  readonly synchronous?: "FULL" | "NORMAL" | undefined
}

/** A connection to the file, and the means to open another that only reads. */
export const makeSqliteClient = (path: string, { synchronous = "FULL" }: SqliteOptions = {}) =>
  Effect.map(
    connect(() => open(path, synchronous)),
    (client) => ({
      ...client,
      // What lies in memory is this connection's alone.
      reader: path === MEMORY ? Effect.succeed(client) : Effect.provide(connectToRead(path), Reactivity.layer),
    }),
  )

/** A connection that only reads: it needs no lock and no right to write. */
export const makeSqliteReader = (path: string) =>
  Effect.map(connectToRead(path), (client) => ({
    ...client,
    reader: Effect.provide(connectToRead(path), Reactivity.layer),
  }))

const connectToRead = (path: string) =>
  connect(
    () => openToRead(path),
    (db) => {
      db.close()
      removeEmptyLog(path)
    },
  )

const connect = Effect.fnUntraced(function* (
  opening: () => DatabaseSync,
  closing: (db: DatabaseSync) => void = (db) => db.close(),
) {
  const db = yield* Effect.acquireRelease(attempt(opening), (opened) => Effect.sync(() => closing(opened)))
  const statements = new Map<string, StatementSync>()
  const prepare = (sql: string, asArrays: boolean): StatementSync => {
    const key = asArrays ? `values ${sql}` : sql
    const known = statements.get(key)
    if (known !== undefined) return known
    const statement = db.prepare(sql)
    statement.setReturnArrays(asArrays)
    if (statements.size >= STATEMENTS_MAX) statements.clear()
    statements.set(key, statement)
    return statement
  }
  const all = (sql: string, params: ReadonlyArray<unknown>, asArrays: boolean) =>
    attemptInTurn(() => prepare(sql, asArrays).all(...(params as Array<SQLInputValue>)) as ReadonlyArray<unknown>)

  const connection: SqlConnection.Connection = {
    execute: (sql, params, transform) =>
      Effect.map(all(sql, params, false), (rows) =>
        transform === undefined ? rows : transform(rows as Array<object>),
      ),
    executeRaw: (sql, params) => attemptInTurn(() => prepare(sql, false).run(...(params as Array<SQLInputValue>))),
    executeValues: (sql, params) => all(sql, params, true) as never,
    executeValuesUnprepared: (sql, params) => all(sql, params, true) as never,
    executeUnprepared: (sql, params) => all(sql, params, false),
    // Reading is paged by key here; a cursor would hold the connection.
    executeStream: (sql, params) => Stream.fromIterableEffect(all(sql, params, false)),
  }
  const semaphore = yield* Semaphore.make(1)
  const sql = yield* SqlClient.make({
    ...SqlClient.makeSqliteAcquirers({
      connection: Effect.succeed(connection),
      semaphore,
      isTransaction: () => db.isTransaction,
    }),
    compiler: Statement.makeCompilerSqlite(),
    driver: "node:sqlite",
    beginTransaction: "BEGIN IMMEDIATE",
    spanAttributes: [],
  })
  const runMany: RunMany = (statement, _table, rows) => {
    const runFrom = (first: number): Effect.Effect<void, SqlError.SqlError> =>
      first >= rows.length
        ? Effect.void
        : letOthersIn.pipe(
            Effect.andThen(
              attempt(() => {
                const prepared = prepare(statement.each, false)
                for (const row of rows.slice(first, first + ROWS_PER_LOOK)) prepared.run(...row)
              }),
            ),
            Effect.andThen(runFrom(first + ROWS_PER_LOOK)),
          )
    return runFrom(0)
  }
  return { sql, runMany }
})

/**
 * A new file is its owner's alone; what SQLite puts beside it has the same rights. Why it cannot be made, SQLite says. One
 * that is there is not opened: closing it would drop the locks that this process has on it.
 */
const createPrivately = (path: string): void => {
  try {
    closeSync(openSync(path, "ax", 0o600))
  } catch {
    return
  }
}

/**
 * A file that only reads are made of needs a log and an index beside it, which cannot be made where nothing may be
 * written. Without a log there nobody writes, and the file alone is all there is.
 */
const openToRead = (path: string): DatabaseSync => {
  try {
    return openReadOnly(path)
  } catch (error) {
    if (logSize(path) > 0) throw error
    return openReadOnly(new URL(`${pathToFileURL(path).href}?immutable=1`))
  }
}

const openReadOnly = (path: string | URL): DatabaseSync => {
  const db = new DatabaseSync(path, { readOnly: true, timeout: BUSY_MS_MAX })
  try {
    // The first thing that reads the file.
    db.exec("PRAGMA schema_version; PRAGMA cache_size = -65536")
    return db
  } catch (error) {
    db.close()
    throw error
  }
}

/** Bytes of the log beside a file; 0 where none is. */
const logSize = (path: string): number => statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0

/** What a reader leaves beside the file, who may not clear it away: whoever may write is asked, and does it if nobody is there. */
const removeEmptyLog = (path: string): void => {
  if (statSync(`${path}-wal`, { throwIfNoEntry: false })?.size !== 0) return
  try {
    const db = new DatabaseSync(path, { timeout: 0 })
    try {
      db.exec("PRAGMA schema_version")
    } finally {
      db.close()
    }
  } catch {
    return
  }
}

const open = (path: string, synchronous: "FULL" | "NORMAL"): DatabaseSync => {
  if (path !== MEMORY) createPrivately(path)
  const db = new DatabaseSync(path, { timeout: BUSY_MS_MAX })
  try {
    for (const setting of [...settings, `PRAGMA synchronous = ${synchronous}`]) db.exec(setting)
    db.exec("PRAGMA busy_timeout = 0")
  } catch (error) {
    db.close()
    throw error
  }
  return db
}
