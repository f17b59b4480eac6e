/**
 * What a database is before it is opened as a ledger: nobody's yet, another program's, or a ledger of some version of the
 * schema. A ledger is marked as one (the application id of a SQLite file, a comment on PostgreSQL); those of earlier
 * programs are not, and are known by their table of versions.
 */
import * as Effect from "effect/Effect"
import type { SqlError } from "effect/sql"

import type { Database } from "../database/Database.ts"

export type Identity =
  | { readonly _tag: "Nothing" }
  | { readonly _tag: "Foreign" }
  | { readonly _tag: "Ledger"; readonly version: number; readonly isMarked: boolean }

export const nothing: Identity = { _tag: "Nothing" }

/** Only reads. */
export const identify = (db: Database): Effect.Effect<Identity, SqlError.SqlError> =>
  Effect.gen(function* (): Effect.gen.Return<Identity, SqlError.SqlError> {
    const { mark, tables } = db.dialect
    const [marked] = yield* db.rows(mark.read)
    const isMarked = marked?.[0] === mark.ours
    const names = (yield* db.rows(tables)).map(([name]) => name)
    if (names.includes("ledger_schema") && (isMarked || marked?.[0] === mark.none)) {
      const [last] = yield* db.rows("SELECT max(version) FROM ledger_schema")
      return { _tag: "Ledger", version: Number(last?.[0] ?? 0), isMarked }
    }
    return names.length === 0 ? nothing : { _tag: "Foreign" }
  })
