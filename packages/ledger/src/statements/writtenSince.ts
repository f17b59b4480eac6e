/** Whether the books have changed since a seal: runs, and what people said of them or paid, add nothing to compare. */
import type { Days } from "@faceid-tally/books/engine"
import { NO_DAY, startOfDay } from "@faceid-tally/core/engine"
import * as Effect from "effect/Effect"

import type { Database } from "../database/Database.ts"

export const writtenSince = Effect.fnUntraced(function* (db: Database, batch: number, days?: Days) {
  if (days !== undefined) return yield* writtenOf(db, batch, days)
  const rows = yield* db.rows(
    "SELECT 1 FROM batch WHERE batch > ? AND kind NOT IN ('run', 'decisions', 'statement', 'account_bill') LIMIT 1",
    batch,
  )
  return rows.length > 0
})

/** Pairs are sought one day wider than the days themselves. */
const NEAR = 1
/** A BizToken is issued at most so many days before its attempts. */
const ISSUED_BEFORE = 5

/**
 * Of these days alone. In doubt it is yes: of results without a day, of a BizToken without a time of issue, of what a removal
 * took. A Seq or a BizToken that is told of on other days as well concerns these too, since its charge may have left them.
 */
const writtenOf = Effect.fnUntraced(function* (db: Database, batch: number, { fromDay, toDay }: Days) {
  const [first, last] = [fromDay - NEAR, toDay + NEAR]
  const [from, to] = [startOfDay(first - ISSUED_BEFORE), startOfDay(last + 1)]
  const asked: ReadonlyArray<readonly [sql: string, ...values: ReadonlyArray<number>]> = [
    [
      `SELECT 1 FROM batch
       WHERE batch > ? AND kind NOT IN ('run', 'decisions', 'statement', 'account_bill', 'bill', 'registrations')
         AND (kind <> 'results' OR first_day IS NULL OR (first_day <= ? AND last_day >= ?)) LIMIT 1`,
      batch,
      last,
      first,
    ],
    ["SELECT 1 FROM observation WHERE day = ? AND batch > ? LIMIT 1", NO_DAY, batch],
    [
      `SELECT 1 FROM strayed AS s WHERE s.day BETWEEN ? AND ?
         AND EXISTS (SELECT 1 FROM observation AS o WHERE o.seq = s.seq AND o.batch > ?) LIMIT 1`,
      first,
      last,
      batch,
    ],
    ["SELECT 1 FROM bill_version WHERE batch > ? AND day BETWEEN ? AND ? LIMIT 1", batch, first, last],
    [
      "SELECT 1 FROM registration WHERE batch > ? AND (issued_at IS NULL OR issued_at BETWEEN ? AND ?) LIMIT 1",
      batch,
      from,
      to,
    ],
    [
      `SELECT 1 FROM registration AS r JOIN verification AS v ON v.biz_token = r.biz_token
       WHERE r.batch > ? AND v.first_day <= ? AND v.last_day >= ? LIMIT 1`,
      batch,
      last,
      first,
    ],
  ]
  for (const [sql, ...values] of asked) {
    if ((yield* db.rows(sql, ...values)).length > 0) return true
  }
  return false
})
