/** BizTokens by their day of issue, page by page. */
import type { VerificationCursor, VerificationsPage } from "@faceid-tally/books/engine"
import { compareBytes, verificationStates } from "@faceid-tally/core/engine"
import * as Effect from "effect/Effect"

import type { Database } from "../database/Database.ts"
import { listPage } from "../database/listPage.ts"
import { fromStored, toStored } from "../database/storedText.ts"
import type { Value } from "../tables/Table.ts"
import { tokenFacts, tokenOfRow, toVerification } from "../results/TokenFacts.ts"
import { Where } from "../database/Where.ts"

export const listVerifications = Effect.fnUntraced(function* (db: Database, page: VerificationsPage) {
  const { toDay, after, limit } = page
  const states = page.state === undefined ? verificationStates : [page.state]
  const found: Array<Found> = []
  let day = after === undefined ? page.fromDay - 1 : after.day - 1
  while (found.length <= limit) {
    const [next] = yield* db.rows(
      "SELECT min(issue_day) FROM verification WHERE issue_day > ? AND issue_day <= ?",
      day,
      toDay,
    )
    if (typeof next?.[0] !== "number") break
    day = next[0]
    const ofDay: Array<ReadonlyArray<Value>> = []
    // Each state has an order of its own, so that few in a rare state are found among many.
    for (const state of states) {
      const where = new Where()
        .and(
          "issue_day = ? AND state = ? AND biz_token > ?",
          day,
          state,
          day === after?.day ? toStored(after.bizToken) : "",
        )
        .andIf("coalesce(account, 'default') = ?", page.account === undefined ? undefined : toStored(page.account))
      ofDay.push(
        ...(yield* db.rows(
          `SELECT ${tokenFacts.text} FROM verification ${where.text} ORDER BY biz_token LIMIT ?`,
          ...where.params,
          limit + 1 - found.length,
        )),
      )
    }
    const issueDay = day
    found.push(...ofDay.sort(byBizToken).map((row) => ({ day: issueDay, row })))
  }
  return listPage(found, { limit, cursorOf, rowOf: ({ row }) => toVerification(tokenOfRow(row), null) })
})

interface Found {
  readonly day: number
  readonly row: ReadonlyArray<Value>
}

const cursorOf = ({ day, row }: Found): VerificationCursor => ({
  day,
  bizToken: fromStored(tokenFacts.at.bizToken(row)),
})

const byBizToken = (a: ReadonlyArray<Value>, b: ReadonlyArray<Value>): number =>
  compareBytes(tokenFacts.at.bizToken(a), tokenFacts.at.bizToken(b))
