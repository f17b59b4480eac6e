/** The days of the stored bill, and the lines of one version, page by page. */
import type { ListedLine, ListingsShape } from "@faceid-tally/books"
import { chargeOfFlag } from "@faceid-tally/core"
import * as Effect from "effect/Effect"

import { toBillVersion, versionColumns } from "./BillVersions.ts"
import type { Database } from "./Database.ts"
import { fromStored, fromStoredName, toStored } from "./StoredText.ts"
import type { Value } from "./Tables.ts"
import { Where } from "./Where.ts"

export const listBillDays = Effect.fnUntraced(function* (
  db: Database,
  { fromDay, toDay, account, after, limit }: Parameters<ListingsShape["billDays"]>[0],
) {
  const where = new Where()
    .and("day >= ? AND day <= ? AND version > 0", fromDay, toDay)
    .andIf("account = ?", account === undefined ? undefined : toStored(account))
  if (after !== undefined) {
    const place = [after.day, toStored(after.account)]
    if (after.ruleId === undefined) where.and("(day, account) > (?, ?)", ...place)
    else where.and("(day, account, rule_id) > (?, ?, ?)", ...place, after.ruleId === null ? "" : toStored(after.ruleId))
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
    limit,
  )
  return rows.map((row) => toBillVersion(row, false))
})

/** A group without lines has a row of flag 0, which is no line. */
export const listBillLines = Effect.fnUntraced(function* (
  db: Database,
  version: number,
  { after, limit }: Parameters<ListingsShape["billLines"]>[1],
) {
  const [of] = yield* db.rows("SELECT day, account FROM bill_version WHERE id = ? AND version > 0", version)
  if (of === undefined) return []
  const [day, account] = of as [number, string]
  const rows = yield* db.rows(
    `SELECT seq, page, place, biz_token, rule_id, charge_count, flag, errcode, at, charge_type FROM bill_line
     WHERE day = ? AND version_id = ? AND (seq, page, place) > (?, ?, ?) AND flag <> 0 ORDER BY seq, page, place LIMIT ?`,
    day,
    version,
    ...(after === undefined ? ["", -1, -1] : [toStored(after.seq), after.page, after.line]),
    limit,
  )
  return rows.map((row) => toLine(row, fromStored(account)))
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
    place: { seq, page: row[1] as number, line: row[2] as number },
  }
}
