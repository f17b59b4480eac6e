/** The days of the stored bill, and the lines of one version, page by page. */
import type { BillDaysPage, LineCursor, LinesPage, ListedLine } from "@faceid-tally/books"
import { chargeOfFlag } from "@faceid-tally/core"
import * as Effect from "effect/Effect"

import { toBillVersion, versionColumns } from "../bill/BillVersions.ts"
import type { Database } from "../database/Database.ts"
import { listPage } from "../database/listPage.ts"
import { fromStored, fromStoredName, toStored } from "../database/StoredText.ts"
import type { Value } from "../database/Tables.ts"
import { Where } from "../database/Where.ts"

export const listBillDays = Effect.fnUntraced(function* (
  db: Database,
  { fromDay, toDay, account, after, limit }: BillDaysPage,
) {
  const where = new Where()
    .and("day >= ? AND day <= ? AND version > 0", fromDay, toDay)
    .andIf("account = ?", account === undefined ? undefined : toStored(account))
  if (after !== undefined) {
    const ruleId = after.ruleId === null ? "" : toStored(after.ruleId)
    where.and("(day, account, rule_id) > (?, ?, ?)", after.day, toStored(after.account), ruleId)
  }
  const rows = yield* db.rows(
    `SELECT ${versionColumns} FROM bill_version AS v ${where.text}
     AND NOT EXISTS (
       SELECT 1 FROM bill_version AS later WHERE later.day = v.day AND later.account = v.account
       AND later.rule_id = v.rule_id AND later.version > v.version
     )
     AND (rule_id = '' OR NOT EXISTS (
       SELECT 1 FROM bill_version AS whole WHERE whole.day = v.day AND whole.account = v.account
       AND whole.rule_id = '' AND whole.version > 0
     ))
     ORDER BY day, account, rule_id LIMIT ?`,
    ...where.params,
    limit + 1,
  )
  return listPage(
    rows.map((row) => toBillVersion(row, false)),
    { limit, cursorOf: ({ day, account: of, ruleId }) => ({ day, account: of, ruleId }), rowOf: (version) => version },
  )
})

/** A group without lines has a row of flag 0, which is no line. */
export const listBillLines = Effect.fnUntraced(function* (
  db: Database,
  version: number,
  { seq, after, limit }: LinesPage,
) {
  const [of] = yield* db.rows("SELECT day, account FROM bill_version WHERE id = ? AND version > 0", version)
  if (of === undefined) return { rows: [], next: null }
  const [day, account] = of as [number, string]
  const where = new Where()
    .and("day = ? AND version_id = ? AND flag <> 0", day, version)
    .andIf("seq = ?", seq === undefined ? undefined : toStored(seq))
  if (after !== undefined) where.and("(seq, page, place) > (?, ?, ?)", toStored(after.seq), after.page, after.line)
  const rows = yield* db.rows(
    `SELECT seq, page, place, biz_token, rule_id, charge_count, flag, errcode, at, charge_type FROM bill_line
     ${where.text} ORDER BY seq, page, place LIMIT ?`,
    ...where.params,
    limit + 1,
  )
  return listPage(rows, { limit, cursorOf: cursorOfLine, rowOf: (row) => toLine(row, fromStored(account)) })
})

const cursorOfLine = ([seq, page, line]: ReadonlyArray<Value>): LineCursor => ({
  seq: fromStored(seq as string),
  page: page as number,
  line: line as number,
})

const toLine = (row: ReadonlyArray<Value>, account: string): ListedLine => {
  const seq = fromStored(row[0] as string)
  return {
    seq: seq === "" ? null : seq,
    charge: chargeOfFlag(row[6] as number),
    errcode: row[7] as number | null,
    at: row[8] as number | null,
    bizToken: fromStoredName(row[3] as string | null),
    ruleId: fromStoredName(row[4] as string | null),
    account,
    chargeType: fromStoredName(row[9] as string | null),
    chargeCount: row[5] as number | null,
    page: row[1] as number,
    line: row[2] as number,
  }
}
