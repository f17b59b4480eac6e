/** Stores a bill that was read from files: each day of each account is a version of its own. */
import { type Bill, NO_CODE, NO_COUNT, NO_CURSOR, NO_NAME, NO_TIME, nameOf } from "@faceid-tally/core/engine"
import type { BillDay, BillVersion } from "@faceid-tally/books/engine"
import * as Effect from "effect/Effect"

import { daysBetween } from "../results/attempts.ts"
import type { LineRecord } from "../tables/billTables.ts"
import { closeVersion, openVersion, stagePage, type StagedPage } from "./billVersions.ts"
import type { Database } from "../database/Database.ts"
import { refuseRemoved } from "../evidence/removals.ts"
import { toStored, toStoredName } from "../database/storedText.ts"

/** Lines that are staged at once. */
const LINES_PER_WRITE = 10_000

export const importBill = Effect.fnUntraced(function* (db: Database, bill: Bill, now: number) {
  const versions: Array<BillVersion> = []
  const parts = partsOf(bill)
  yield* refuseRemoved(
    db,
    parts.map(({ day }) => day),
    now,
  )
  for (const part of parts) versions.push(yield* db.write(storePart(db, bill, part, now)))
  return versions
})

/** What a bill has of one day of one account: lines, and groups without lines, by page. */
interface Part extends BillDay {
  readonly itemsByPage: Map<number, Array<number>>
}

/** A group without lines stands among the lines as −1 − its number. */
const itemOfGroup = (group: number): number => -1 - group

const partsOf = (bill: Bill): ReadonlyArray<Part> => {
  const parts = new Map<string, Part>()
  const { names } = bill
  const partOf = (accountId: number, day: number, ruleId: number): Part => {
    const account = names.accounts.text(names.accountOf(accountId))
    const key = `${day} ${ruleId} ${account}`
    let part = parts.get(key)
    if (part === undefined) {
      part = { account, day, ruleId: nameOf(names.rules, ruleId), itemsByPage: new Map() }
      parts.set(key, part)
    }
    return part
  }
  const add = (page: number, day: number, item?: number): void => {
    if (bill.isRepeated(page)) return
    const { itemsByPage } = partOf(bill.pageAccount(page), day, bill.pageRule(page))
    const items = itemsByPage.get(page)
    if (items === undefined) itemsByPage.set(page, item === undefined ? [] : [item])
    else if (item !== undefined) items.push(item)
  }
  const hasLines = new Uint8Array(bill.groups)
  // Days that were covered and empty are versions as well.
  for (const { account, first, last } of bill.coverage) {
    for (const day of daysBetween(first, last)) partOf(account, day, NO_NAME)
  }
  for (let page = 0; page < bill.pages; page++) if (bill.pageLines(page) === 0) add(page, bill.pageDay(page))
  for (let line = 0; line < bill.lines; line++) {
    hasLines[bill.lineGroup(line)] = 1
    add(bill.linePage(line), bill.lineDay(line), line)
  }
  for (let group = 0; group < bill.groups; group++) {
    if (hasLines[group] === 0) add(bill.groupPage(group), bill.groupDay(group), itemOfGroup(group))
  }
  return [...parts.values()].sort((a, b) => a.day - b.day || (a.account < b.account ? -1 : 1))
}

const storePart = Effect.fnUntraced(function* (db: Database, bill: Bill, part: Part, now: number) {
  const open = yield* openVersion(db, part, "import", now)
  let number = 0
  for (const [page, items] of part.itemsByPage) {
    yield* stagePage(
      db,
      open,
      stagedPage(bill, page, number),
      linesOf(bill, items.slice(0, LINES_PER_WRITE), number, 0),
    )
    for (let i = LINES_PER_WRITE; i < items.length; i += LINES_PER_WRITE) {
      yield* stagePage(db, open, null, linesOf(bill, items.slice(i, i + LINES_PER_WRITE), number, i))
    }
    number++
  }
  if (number === 0) yield* stagePage(db, open, emptyTable(part), [])
  return yield* closeVersion(db, open, now)
})

const stagedPage = (bill: Bill, page: number, number: number): StagedPage => ({
  page: number,
  kind: bill.isTable(page) ? "table" : bill.isUndated(page) ? "undated" : "page",
  askedRuleId: toStoredName(nameOf(bill.names.rules, bill.pageRule(page))),
  account: toStoredName(nameOf(bill.names.accounts, bill.pageAccount(page))),
  cursor: numberOrNull(bill.pageCursor(page), NO_CURSOR),
  nextCursor: numberOrNull(bill.pageNext(page), NO_CURSOR),
  hasNext: bill.hasNextPage(page),
})

const emptyTable = ({ account }: Part): StagedPage => ({
  page: 0,
  kind: "table",
  askedRuleId: null,
  account: toStored(account),
  cursor: null,
  nextCursor: null,
  hasNext: false,
})

const numberOrNull = (value: number, missing: number): number | null => (value === missing ? null : value)

const linesOf = (bill: Bill, items: ReadonlyArray<number>, page: number, firstPlace: number) => {
  const { names } = bill
  return items.map((item, i): LineRecord => {
    const line = item < 0 ? null : item
    const group = line === null ? -1 - item : bill.lineGroup(line)
    const seq = line === null ? NO_NAME : bill.lineSeq(line)
    return {
      seq: seq === NO_NAME ? "" : toStored(names.seqs.text(seq)),
      page,
      place: firstPlace + i,
      grp: group,
      bizToken: toStoredName(nameOf(names.tokens, bill.groupToken(group))),
      ruleId: toStoredName(nameOf(names.rules, bill.groupRule(group))),
      chargeCount: numberOrNull(bill.groupCount(group), NO_COUNT),
      flag: line === null ? 0 : bill.lineFlag(line),
      errcode: line === null ? null : numberOrNull(bill.lineErrcode(line), NO_CODE),
      at: line === null ? null : numberOrNull(bill.lineAt(line), NO_TIME),
      chargeType: line === null ? null : toStoredName(nameOf(names.chargeTypes, bill.lineType(line))),
    }
  })
}
