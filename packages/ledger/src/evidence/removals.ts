/**
 * Months that were removed, as evidence: that they were, what their sums are, and of each batch that lost rows what is left
 * of it. So the roots that seals link stay as they were, and what is left can be proved.
 */
import { LedgerError, type RemovedMonth } from "@faceid-tally/books/engine"
import { dayOfInstant, monthOf, NO_DAY } from "@faceid-tally/core/engine"
import * as Effect from "effect/Effect"
import { hash } from "node:crypto"

import { billCountTable, billSumTable } from "../tables/billTables.ts"
import { type Database, selectRows } from "../database/Database.ts"
import { partitionMonth } from "../database/partitions.ts"
import { daySumTable } from "../tables/resultTables.ts"
import { removalTable } from "../tables/batchTables.ts"

/** Nothing can be removed of a month that ended later: its results and its bill may still be on their way. */
export const DAYS_UNTIL_REMOVABLE = 31

/** What is left of a batch of which rows were removed. */
export interface Leftover {
  readonly rows: number
  readonly root: string
  readonly firstDay: number | null
  readonly lastDay: number | null
}

const leftOf = removalTable.pick("of", "left_rows", "left_root", "first_day", "last_day")

/** Of batches of which something was removed, what is left of them; the last removal says it. */
export const leftoversOf = (db: Database, where: string, ...params: ReadonlyArray<number | string>) =>
  Effect.map(
    selectRows(db, leftOf, `WHERE ${where} ORDER BY batch`, ...params),
    (found) =>
      new Map(
        found.map(([of, rows, root, firstDay, lastDay]): [number, Leftover] => [of, { rows, root, firstDay, lastDay }]),
      ),
  )

export const removedMonths = Effect.fnUntraced(function* (db: Database) {
  const rows = yield* db.rows(
    `SELECT r.month, b.written_at FROM removal AS r JOIN batch AS b ON b.batch = r.batch WHERE r.of = 0 ORDER BY r.month`,
  )
  return rows.map(([month, removedAt]): RemovedMonth => ({ month: String(month), removedAt: Number(removedAt) }))
})

/** The first day of which rows may be there; `null` where nothing was removed. */
export const firstKeptDay = Effect.fnUntraced(function* (db: Database) {
  const [row] = yield* db.rows("SELECT max(month) FROM removal WHERE of = 0")
  return typeof row?.[0] === "string" ? endOf(row[0]) : null
})

/** The day after a month. */
export const endOf = (month: string): number => {
  const found = monthOf(month)
  return found === undefined ? NO_DAY : found.last + 1
}

export const nameOfMonth = (day: number): string => partitionMonth(day)?.name ?? ""

/** Refuses days of months that were removed. Of days that are recent nothing is asked. */
export const refuseRemoved = Effect.fnUntraced(function* (db: Database, days: Iterable<number>, now: number) {
  let earliest = Number.MAX_SAFE_INTEGER
  for (const day of days) if (day !== NO_DAY && day < earliest) earliest = day
  if (earliest >= dayOfInstant(now) - DAYS_UNTIL_REMOVABLE) return
  const kept = yield* firstKeptDay(db)
  if (kept !== null && earliest < kept) {
    return yield* new LedgerError({ operation: "write", reason: "removed", code: nameOfMonth(earliest) })
  }
})

/** The sums that are kept of a month, as one digest: nothing else proves them any more. */
export const sumsDigest = Effect.fnUntraced(function* (db: Database, first: number, end: number) {
  const texts: Array<string> = []
  for (const [{ name, text }, key] of keptSums) {
    const rows = yield* db.rows(`SELECT ${text} FROM ${name} WHERE day >= ? AND day < ? ORDER BY ${key}`, first, end)
    texts.push(JSON.stringify(rows))
  }
  return hash("sha256", texts.join("\n"))
})

/** Their columns make the digest: it holds for these, whatever else comes to be summed up. */
const keptSums = [
  [
    daySumTable.pick("day", "account", "rule_id", "errcode", "attempts", "charges", "uncharged", "unknown"),
    "day, account, rule_id, errcode",
  ],
  [
    billSumTable.pick("day", "version_id", "charge_type", "rule_id", "line_count", "charges"),
    "day, version_id, charge_type, rule_id",
  ],
  [
    billCountTable.pick("day", "version_id", "biz_token", "rule_id", "charge_count", "charged"),
    "day, version_id, biz_token, rule_id",
  ],
] as const
