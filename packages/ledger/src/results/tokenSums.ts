/**
 * How many BizTokens there are of each day of issue, account and state: kept with every write of them, so that whoever
 * asks how the books stand need not count. Only inside a transaction of the writer; a sum of 0 has no row.
 */
import type { VerificationState } from "@faceid-tally/core/engine"
import * as Effect from "effect/Effect"

import type { Database } from "../database/Database.ts"
import { tokenSumTable } from "../tables/resultTables.ts"

/** Where a BizToken is counted. */
export interface Counted {
  readonly issueDay: number
  /** As it is stored. */
  readonly account: string
  readonly state: VerificationState
  readonly refused: boolean
}

/** What writes change in the sums. */
export class TokenMoves {
  readonly #changes = new Map<string, Change>()

  /** From where it was counted, if it was, to where it is counted now. */
  move(from: Counted | null, to: Counted): void {
    if (from !== null) this.#add(from, -1)
    this.#add(to, 1)
  }

  #add({ issueDay, account, state, refused }: Counted, count: 1 | -1): void {
    const key = `${issueDay} ${state} ${account}`
    let change = this.#changes.get(key)
    if (change === undefined) this.#changes.set(key, (change = { issueDay, account, state, tokens: 0, refused: 0 }))
    change.tokens += count
    if (refused) change.refused += count
  }

  write(db: Database) {
    const changes = [...this.#changes.values()].filter(({ tokens, refused }) => tokens !== 0 || refused !== 0)
    if (changes.length === 0) return Effect.void
    const lessened = new Set(changes.filter(({ tokens }) => tokens < 0).map(({ issueDay }) => issueDay))
    return Effect.andThen(
      db.insert(tokenSumTable, changes.map(tokenSumTable.encode), addCounts),
      forgetEmpty(db, [...lessened]),
    )
  }
}

type Change = Omit<Counted, "refused"> & { tokens: number; refused: number }

const addCounts = `ON CONFLICT (issue_day, account, state) DO UPDATE SET
  tokens = token_sum.tokens + excluded.tokens, refused = token_sum.refused + excluded.refused`

const forgetEmpty = (db: Database, days: ReadonlyArray<number>) =>
  days.length === 0
    ? Effect.void
    : db.rows(`DELETE FROM token_sum WHERE tokens = 0 AND issue_day IN ${db.dialect.intsOf}`, JSON.stringify(days))

/** Moves all BizTokens of a condition to the states that they are about to get: `state` and `nextState` are SQL. */
export const moveAll = Effect.fnUntraced(function* (
  db: Database,
  { where, nextState }: { readonly where: string; readonly nextState: string },
  now: number,
) {
  const days = yield* db.rows(`SELECT DISTINCT issue_day FROM verification WHERE ${where}`, now)
  for (const [state, sign] of [
    ["state", "-"],
    [nextState, ""],
  ] as const) {
    yield* db.rows(
      `INSERT INTO token_sum (issue_day, account, state, tokens, refused)
       SELECT issue_day, coalesce(account, 'default'), ${state}, ${sign}count(*), ${sign}sum(refused)
       FROM verification WHERE ${where} GROUP BY 1, 2, 3 ${addCounts}`,
      now,
    )
  }
  yield* forgetEmpty(
    db,
    days.map(([day]) => Number(day)),
  )
})
