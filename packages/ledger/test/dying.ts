/** A database whose process kills itself, as by `kill -9`, at a call that was named. */
import process from "node:process"

import * as Effect from "effect/Effect"

import type { Database } from "../src/database/Database.ts"

/** Before or after the n-th call, from 1, whose statement or table has this text; `COMMIT` is a whole transaction. */
export interface Death {
  readonly when: "before" | "after"
  readonly at: string
  readonly nth: number
}

export const dyingDatabase = (db: Database, death: Death | null): Database => {
  if (death === null) return db
  let met = 0
  const die = Effect.sync(() => process.kill(process.pid, "SIGKILL"))
  const dying = <A, E, R>(text: string, call: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> =>
    Effect.suspend(() => {
      if (!text.includes(death.at) || ++met !== death.nth) return call
      return death.when === "before" ? Effect.andThen(die, call) : Effect.tap(call, () => die)
    })
  return {
    ...db,
    rows: (statement, ...params) => dying(statement, db.rows(statement, ...params)),
    insert: (table, rows, onConflict) => dying(`INSERT INTO ${table.name}`, db.insert(table, rows, onConflict)),
    write: (body) => dying("COMMIT", db.write(body)),
  }
}
