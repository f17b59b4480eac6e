/** Attempts by day and Seq, page by page. The daily sums say on which days there is anything to be found. */
import type { AttemptCursor, AttemptsPage, ListedAttempt } from "@faceid-tally/books/engine"
import { type Charge, flagOfCharge, NO_DAY } from "@faceid-tally/core/engine"
import * as Effect from "effect/Effect"

import { toAttempt } from "../results/attempts.ts"
import type { Database } from "../database/Database.ts"
import { listPage } from "../database/listPage.ts"
import { readTokens } from "../results/results.ts"
import { asStored, toStored } from "../database/storedText.ts"
import type { Value } from "../tables/Table.ts"
import { Where } from "../database/Where.ts"
import { attemptTable, inAttempt } from "../tables/resultTables.ts"

export const listAttempts = Effect.fnUntraced(function* (db: Database, page: AttemptsPage) {
  const { after, limit } = page
  const found: Array<ReadonlyArray<Value>> = []
  for (const day of yield* daysOf(db, page)) {
    const where = new Where()
      .and("day = ? AND seq > ?", day, day === after?.day ? asStored(after.seq) : "")
      .andIf("biz_token = ?", stored(page.bizToken))
      .andIf("rule_id = ?", stored(page.ruleId))
      .andIf("coalesce(account, 'default') = ?", stored(page.account))
      .andIf("flag = ?", page.charge === undefined ? undefined : flagOfCharge(page.charge))
      .andIf("errcode = ?", page.errcode)
    const byToken = page.bizToken === undefined ? "" : db.dialect.byToken
    const rows = yield* db.rows(
      `SELECT ${attemptTable.text} FROM attempt ${byToken} ${where.text} ORDER BY seq LIMIT ?`,
      ...where.params,
      limit + 1 - found.length,
    )
    found.push(...rows)
    if (found.length > limit) break
  }
  return listPage(found, { limit, cursorOf, rowOf: toListed })
})

const stored = (text: string | undefined): string | undefined => (text === undefined ? undefined : toStored(text))

/** The days on which attempts as these lie, in their order; last of all no day. */
const daysOf = Effect.fnUntraced(function* (db: Database, page: AttemptsPage) {
  if (page.after?.day === NO_DAY) return [NO_DAY]
  let [fromDay, toDay] = [page.after?.day ?? page.fromDay, page.toDay]
  if (page.bizToken !== undefined) {
    const token = (yield* readTokens(db, [toStored(page.bizToken)])).get(toStored(page.bizToken))
    fromDay = Math.max(fromDay, token?.firstDay ?? Number.MAX_SAFE_INTEGER)
    toDay = Math.min(toDay, token?.lastDay ?? Number.MIN_SAFE_INTEGER)
  }
  const where = new Where()
    .and("day >= ? AND day <= ?", fromDay, toDay)
    .andIf("account = ?", stored(page.account))
    .andIf("rule_id = ?", stored(page.ruleId))
    .andIf("errcode = ?", page.errcode)
  if (page.charge !== undefined) where.and(`${sumOf(page.charge)} > 0`)
  const rows = yield* db.rows(`SELECT DISTINCT day FROM day_sum ${where.text} ORDER BY day`, ...where.params)
  return [...rows.map(([day]) => Number(day)), NO_DAY]
})

const sumOf = (charge: Charge): string => (charge === null ? "unknown" : charge ? "charges" : "uncharged")

const toListed = (row: ReadonlyArray<Value>): ListedAttempt => {
  const day = inAttempt.day(row)
  return { ...toAttempt(row), day: day === NO_DAY ? null : day }
}

const cursorOf = (row: ReadonlyArray<Value>): AttemptCursor => ({
  day: inAttempt.day(row),
  seq: inAttempt.seq(row),
})
