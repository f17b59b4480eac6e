/** What came of each fetch of a BizToken, for people: the latest of them, oldest first. */
import type { FetchNote } from "@faceid-tally/books"
import * as Effect from "effect/Effect"

import type { Database } from "../database/Database.ts"
import { toStored } from "../database/StoredText.ts"
import { fetchNoteTable, type Row } from "../database/Tables.ts"

/** Notes that are kept of one BizToken: more than its three days hold, unless it is fetched by hand again and again. */
const NOTES_MAX = 100

/** Notes fetches, inside the transaction that settles them. `bizToken` as it is stored. */
export const noteFetches = Effect.fnUntraced(function* (
  db: Database,
  notes: ReadonlyArray<FetchNote & { readonly bizToken: string }>,
) {
  if (notes.length === 0) return
  const lasts = yield* db.rows(
    `SELECT biz_token, max(number) FROM fetch_note WHERE biz_token IN ${db.dialect.textsOf} GROUP BY biz_token`,
    JSON.stringify(notes.map(({ bizToken }) => bizToken)),
  )
  const numbers = new Map(lasts.map(([bizToken, number]) => [bizToken as string, number as number]))
  const rows = notes.map(({ bizToken, at, outcome, code, attempts, observations }): Row => {
    const number = (numbers.get(bizToken) ?? 0) + 1
    numbers.set(bizToken, number)
    return [bizToken, number, at, outcome, code, attempts, observations]
  })
  yield* db.insert(fetchNoteTable, rows)
  for (const [bizToken, number] of numbers) {
    if (number <= NOTES_MAX) continue
    yield* db.rows("DELETE FROM fetch_note WHERE biz_token = ? AND number <= ?", bizToken, number - NOTES_MAX)
  }
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
