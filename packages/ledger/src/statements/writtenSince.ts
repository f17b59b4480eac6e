/** Whether the books have changed since a seal: runs, and what people said of them or paid, add nothing to compare. */
import * as Effect from "effect/Effect"

import type { Database } from "../database/Database.ts"

export const writtenSince = Effect.fnUntraced(function* (db: Database, batch: number) {
  const rows = yield* db.rows(
    "SELECT 1 FROM batch WHERE batch > ? AND kind NOT IN ('run', 'decisions', 'statement', 'account_bill') LIMIT 1",
    batch,
  )
  return rows.length > 0
})
