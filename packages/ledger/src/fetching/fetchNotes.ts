/** What came of each fetch of a BizToken, for people: the latest of them, oldest first. */
import type { FetchNote } from "@faceid-tally/books/engine"
import * as Effect from "effect/Effect"

import { type Database, readRows } from "../database/Database.ts"
import { toStored } from "../database/storedText.ts"
import type { Row } from "../tables/Table.ts"
import { fetchNoteTable } from "../tables/fetchTables.ts"

/** Notes that are kept of one BizToken: more than its three days hold, unless it is fetched by hand again and again. */
const NOTES_MAX = 100

/** Notes fetches, inside the transaction that settles them. `bizToken` as it is stored. */
export const noteFetches = Effect.fnUntraced(function* (
  db: Database,
  notes: ReadonlyArray<FetchNote & { readonly bizToken: string }>,
) {
  if (notes.length === 0) return
  const lasts = yield* readRows(
    db,
    fetchNoteTable.pick("biz_token", "number"),
    `SELECT biz_token, max(number) FROM fetch_note WHERE biz_token IN ${db.dialect.textsOf} GROUP BY biz_token`,
    JSON.stringify(notes.map(({ bizToken }) => bizToken)),
  )
  const numbers = new Map(lasts)
  const rows = notes.map((note): Row => {
    const number = (numbers.get(note.bizToken) ?? 0) + 1
    numbers.set(note.bizToken, number)
    return fetchNoteTable.encode({ ...note, number })
  })
  yield* db.insert(fetchNoteTable, rows)
  for (const [bizToken, number] of numbers) {
    if (number <= NOTES_MAX) continue
    yield* db.rows("DELETE FROM fetch_note WHERE biz_token = ? AND number <= ?", bizToken, number - NOTES_MAX)
  }
})

export const fetchesOf = Effect.fnUntraced(function* (db: Database, bizToken: string, limit: number) {
  const rows = yield* db.rows(
    `SELECT ${shown.text} FROM fetch_note WHERE biz_token = ? ORDER BY number DESC LIMIT ?`,
    toStored(bizToken),
    limit,
  )
  return rows.map((row): FetchNote => shown.decode(row)).reverse()
})

const shown = fetchNoteTable.without("biz_token", "number")
