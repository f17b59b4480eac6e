/** Deletes what is old enough, in pieces, so that nobody waits long for it. */
import * as Effect from "effect/Effect"

import type { Database } from "./Database.ts"
import type { AnyTable } from "../tables/Table.ts"

/** Rows that are deleted at once. */
const ROWS_PER_STATEMENT = 1000

/** Deletes the rows whose time is before; gives how many they were. */
export const deleteBefore = Effect.fnUntraced(function* (
  db: Database,
  { name, options }: AnyTable,
  time: string,
  before: number,
) {
  const columns = options.key.join(", ")
  let forgotten = 0
  for (;;) {
    const rows = yield* db.rows(
      `DELETE FROM ${name} WHERE (${columns}) IN (SELECT ${columns} FROM ${name} WHERE ${time} < ? LIMIT ?)
       RETURNING ${time}`,
      before,
      ROWS_PER_STATEMENT,
    )
    forgotten += rows.length
    if (rows.length < ROWS_PER_STATEMENT) return forgotten
  }
})
