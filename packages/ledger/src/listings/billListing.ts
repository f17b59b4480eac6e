/** The days of the stored bill, and the lines of one version, page by page. */
import type { BillDaysPage, LineCursor, LinesPage, ListedLine } from "@faceid-tally/books/engine"
import { chargeOfFlag } from "@faceid-tally/core/engine"
import * as Effect from "effect/Effect"

import { billVersionTable, lineColumns, type LineRecord } from "../tables/billTables.ts"
import { readVersions } from "../bill/billVersions.ts"
import { type Database, selectRows } from "../database/Database.ts"
import { listPage } from "../database/listPage.ts"
import { fromStored, fromStoredName, toStored } from "../database/storedText.ts"
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
  const found = yield* readVersions(
    db,
    `AS v ${where.text} AND NOT EXISTS (
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
  return listPage(found, {
    limit,
    cursorOf: ({ version: { day, account: of, ruleId } }) => ({ day, account: of, ruleId }),
    rowOf: ({ version }) => version,
  })
})

/** A group without lines has a row of flag 0, which is no line. */
export const listBillLines = Effect.fnUntraced(function* (
  db: Database,
  version: number,
  { seq, after, limit }: LinesPage,
) {
  const [of] = yield* selectRows(db, billVersionTable.pick("day", "account"), "WHERE id = ? AND version > 0", version)
  if (of === undefined) return { rows: [], next: null }
  const [day, account] = of
  const where = new Where()
    .and("day = ? AND version_id = ? AND flag <> 0", day, version)
    .andIf("seq = ?", seq === undefined ? undefined : toStored(seq))
  if (after !== undefined) where.and("(seq, page, place) > (?, ?, ?)", toStored(after.seq), after.page, after.line)
  const rows = yield* db.rows(
    `SELECT ${lineColumns.text} FROM bill_line ${where.text} ORDER BY seq, page, place LIMIT ?`,
    ...where.params,
    limit + 1,
  )
  return listPage(rows.map(lineColumns.decode), {
    limit,
    cursorOf: cursorOfLine,
    rowOf: (line) => toLine(line, fromStored(account)),
  })
})

const cursorOfLine = ({ seq, page, place }: LineRecord): LineCursor => ({ seq: fromStored(seq), page, line: place })

const toLine = ({ seq, flag, page, place, ...line }: LineRecord, account: string): ListedLine => ({
  seq: seq === "" ? null : fromStored(seq),
  charge: chargeOfFlag(flag),
  errcode: line.errcode,
  at: line.at,
  bizToken: fromStoredName(line.bizToken),
  ruleId: fromStoredName(line.ruleId),
  account,
  chargeType: fromStoredName(line.chargeType),
  chargeCount: line.chargeCount,
  page,
  line: place,
})
