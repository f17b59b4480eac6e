/** What came of each fetch of a BizToken, for people: the latest of them, oldest first. */
import type { FetchNote } from "@faceid-tally/books"
import * as Effect from "effect/Effect"

import type { Database } from "./Database.ts"
import { toStored } from "./StoredText.ts"

/** Notes that are kept of one BizToken: more than its three days hold, unless it is fetched by hand again and again. */
const NOTES_MAX = 100

/** Notes one fetch, inside the transaction that settles it. `bizToken` as it is stored. */
export const noteFetch = Effect.fnUntraced(function* (db: Database, bizToken: string, note: FetchNote) {
  const [last] = yield* db.rows("SELECT max(number) FROM fetch_note WHERE biz_token = ?", bizToken)
  const number = Number(last?.[0] ?? 0) + 1
  yield* db.rows(
    "INSERT INTO fetch_note (biz_token, number, at, outcome, code, attempts, observations) VALUES (?, ?, ?, ?, ?, ?, ?)",
    bizToken,
    number,
    note.at,
    note.outcome,
    note.code,
    note.attempts,
    note.observations,
  )
  if (number <= NOTES_MAX) return
  yield* db.rows("DELETE FROM fetch_note WHERE biz_token = ? AND number <= ?", bizToken, number - NOTES_MAX)
})

export const fetchesOf = Effect.fnUntraced(function* (db: Database, bizToken: string, limit: number) {
  const rows = yield* db.rows(
    `SELECT at, outcome, code, attempts, observations FROM fetch_note WHERE biz_token = ?
     ORDER BY number DESC LIMIT ?`,
    toStored(bizToken),
    limit,
  )
  return rows
    .map(([at, outcome, code, attempts, observations]): FetchNote => ({
      at: at as number,
      outcome: outcome as FetchNote["outcome"],
      code: code as string | null,
      attempts: attempts as number,
      observations: observations as number,
    }))
    .reverse()
})
