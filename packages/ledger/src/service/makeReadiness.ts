/** The port Readiness: asks the database which schema it has. */
import { LedgerError, type ReadinessShape } from "@faceid-tally/books/engine"
import * as Effect from "effect/Effect"

import { type Database, named } from "../database/Database.ts"
import { LATEST_VERSION } from "../migrations/migrations.ts"

const OPERATION = "say that it is ready"

export const makeReadiness = (db: Database): ReadinessShape => ({
  check: db.rows("SELECT max(version) FROM ledger_schema").pipe(
    Effect.flatMap(([row]) => {
      const version = Number(row?.[0] ?? 0)
      if (version === LATEST_VERSION) return Effect.void
      // An earlier one is put in place of ours, by a restored copy for instance: opened again, it is brought up to date.
      const reason = version > LATEST_VERSION ? "newer" : "unavailable"
      return Effect.fail(new LedgerError({ operation: OPERATION, reason, code: String(version) }))
    }),
    named(OPERATION),
  ),
})
