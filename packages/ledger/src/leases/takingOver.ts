/** The leases of processes that are gone on this machine end as soon as somebody looks for work; those of others run out. */
import * as Effect from "effect/Effect"

import { billDayTable } from "../tables/billTables.ts"
import { type Database, readRows } from "../database/Database.ts"
import { type AnyTable, shape, text } from "../tables/Table.ts"
import { verificationTable } from "../tables/resultTables.ts"
import { workTable } from "../tables/serviceTables.ts"
import { isGone } from "./Owner.ts"

/** A table of due work, and which rows are due by a time. */
interface LeasedTable {
  readonly table: AnyTable
  readonly due: string
}

export const leasedTokens: LeasedTable = { table: verificationTable, due: "next_due <= ?" }
export const leasedDays: LeasedTable = { table: billDayTable, due: "next_due <= ?" }
export const leasedWork: LeasedTable = { table: workTable, due: "state = 'open' AND due_at <= ?" }

/** What `take` gives; where that is nothing, what it gives when the leases of those who are gone are ended. */
export const takingOver = <A, E>(
  db: Database,
  table: LeasedTable,
  now: number,
  take: Effect.Effect<ReadonlyArray<A>, E>,
) =>
  Effect.flatMap(take, (taken) =>
    taken.length > 0
      ? Effect.succeed(taken)
      : Effect.flatMap(endLost(db, table, now), (isAny) => (isAny ? take : Effect.succeed(taken))),
  )

/** Ends them; gives whether there were any. It reads all that is due and held, so it is done when nothing else is due. */
const endLost = Effect.fnUntraced(function* (db: Database, { table, due }: LeasedTable, now: number) {
  const [name, key] = [table.name, table.options.key.join(", ")]
  const holders = yield* readRows(
    db,
    shape(text()),
    `SELECT DISTINCT worker FROM ${name} WHERE ${due} AND lease_until > ? AND worker IS NOT NULL`,
    now,
    now,
  )
  const gone = holders.map(([worker]) => worker).filter(isGone)
  if (gone.length === 0) return false
  const ended = yield* db.rows(
    `UPDATE ${name} SET lease_until = NULL, worker = NULL WHERE (${key}) IN (
       SELECT ${key} FROM ${name} WHERE ${due} AND worker IN ${db.dialect.textsOf} ${db.dialect.skipLocked}
     ) RETURNING 1`,
    now,
    JSON.stringify(gone),
  )
  return ended.length > 0
})
