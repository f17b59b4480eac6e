/** Whether the books have changed since a seal: runs alone say nothing new of them. */
import * as Effect from "effect/Effect"

import type { Database } from "../database/Database.ts"

export const writtenSince = Effect.fnUntraced(function* (db: Database, batch: number) {
  const rows = yield* db.rows("SELECT 1 FROM batch WHERE batch > ? AND kind <> 'run' LIMIT 1", batch)
  return rows.length > 0
})
