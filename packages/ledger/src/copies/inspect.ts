/**
 * What a copy proves. It is read as it lies, without bringing its schema up to date: of an older schema only the
 * database's own check can be made, since `verify` knows the schema of today.
 */
import type { LedgerError, Verified } from "@faceid-tally/books/engine"
import * as Effect from "effect/Effect"
import * as Reactivity from "effect/reactivity/Reactivity"
import type { SqlError } from "effect/sql"

import { codeOf, type Database, makeDatabase, named } from "../database/Database.ts"
import { sqlite } from "../database/Dialect.ts"
import { LATEST_VERSION } from "../migrations/migrations.ts"
import { makeSqliteReader } from "../database/sqliteClient.ts"
import { checkDatabase } from "../verify/checkDatabase.ts"
import { verify } from "../verify/verify.ts"
import { CopyError } from "./CopyError.ts"

export interface Inspected {
  /** The version of its schema. */
  readonly schema: number
  /** The head of its last seal. */
  readonly head: string | null
  /** `null` where its schema is older: it can be verified when it has been brought up to date. */
  readonly verified: Verified | null
}

/** Reads the copy; fails where it is none, or not intact, or does not go on from `head`. */
export const inspect = (path: string, head?: string): Effect.Effect<Inspected, CopyError | LedgerError> =>
  withCopy(path, (db) =>
    Effect.gen(function* () {
      const schema = yield* schemaOf(db)
      if (schema === null) return yield* new CopyError({ fault: { reason: "not_a_ledger", path } })
      if (schema > LATEST_VERSION) return yield* new CopyError({ fault: { reason: "newer", path } })
      if (schema < LATEST_VERSION) {
        if ((yield* checkDatabase(db)) === "broken") return yield* brokenAt(path)
        return { schema, head: yield* lastHeadOf(db), verified: null }
      }
      const verified = yield* verify(db, { head })
      if (!verified.ok) return yield* new CopyError({ fault: { reason: "broken", path, broken: verified.broken } })
      return { schema, head: verified.head, verified }
    }),
  )

/** The head of what lies there; fails where it is no ledger. */
export const headAt = (path: string): Effect.Effect<string | null, CopyError | LedgerError> =>
  withCopy(path, (db) =>
    Effect.gen(function* () {
      if ((yield* schemaOf(db)) === null) return yield* new CopyError({ fault: { reason: "not_a_ledger", path } })
      return yield* lastHeadOf(db)
    }),
  )

const withCopy = <A>(
  path: string,
  read: (db: Database) => Effect.Effect<A, CopyError | SqlError.SqlError>,
): Effect.Effect<A, CopyError | LedgerError> =>
  Effect.scoped(
    Effect.flatMap(makeSqliteReader(path), (client) =>
      read(makeDatabase(sqlite, { ...client, reader: Effect.succeed(client) })),
    ),
  ).pipe(
    Effect.catchIf(isSqlError, (error): Effect.Effect<never, CopyError | SqlError.SqlError> => {
      const code = codeOf(error.reason.cause) ?? ""
      if (code === NOT_A_DATABASE) return Effect.fail(new CopyError({ fault: { reason: "not_a_ledger", path } }))
      return code === CORRUPT ? brokenAt(path) : Effect.fail(error)
    }),
    named("read the copy"),
    Effect.provide(Reactivity.layer),
  )

const isSqlError = (error: CopyError | SqlError.SqlError): error is SqlError.SqlError => error._tag === "SqlError"

/** SQLite's result codes. */
const CORRUPT = "11"
const NOT_A_DATABASE = "26"

const brokenAt = (path: string) => Effect.fail(new CopyError({ fault: { reason: "broken", path, broken: null } }))

const schemaOf = Effect.fnUntraced(function* (db: Database) {
  const [table] = yield* db.rows("SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = 'ledger_schema'")
  if (Number(table?.[0]) === 0) return null
  const [row] = yield* db.rows("SELECT max(version) FROM ledger_schema")
  return Number(row?.[0] ?? 0)
})

const lastHeadOf = (db: Database) =>
  Effect.map(db.rows("SELECT head FROM seal ORDER BY seal DESC LIMIT 1"), ([row]) =>
    typeof row?.[0] === "string" ? row[0] : null,
  )
