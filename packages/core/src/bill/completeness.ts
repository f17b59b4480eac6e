/**
 * Which days of the bill are not whole: "pulled and empty" is not "not pulled" (M17).
 */
import type { Bill } from "./Bill.ts"
import { NO_CURSOR } from "./Bill.ts"
import type { BillingDay } from "../calendar/day.ts"
import { dayFromNumber } from "../calendar/day.ts"
import { compareBytes } from "../columns/Dictionary.ts"
import { NO_NAME } from "../columns/Dictionaries.ts"
import type { Tally } from "../counting/Tally.ts"
import { isInWindow, type Selection, type DayRange } from "../calendar/DayRange.ts"

/** Why a day is incomplete. A published list. */
export const incompleteReasons = [
  /** No page of this day was read. */
  "not_pulled",
  /** The last page that was read says that there is a next one. */
  "has_next_page",
  /** A page between the first and the last is missing. */
  "cursor_gap",
  /** Only pages that were asked for single RuleIds were read. */
  "single_rules_only",
  /** Only pages were read that say no day, and whose lines are of several. */
  "undated_page",
] as const
export type IncompleteReason = (typeof incompleteReasons)[number]

export interface IncompleteDay {
  readonly account: string
  readonly day: BillingDay
  readonly reason: IncompleteReason
}

/** The incomplete days of the window, in the order of day and account; without a window, of the days that were begun. */
export const incompleteDays = (
  ledger: Tally,
  bill: Bill,
  { window, rule, account: only }: Selection,
  moreAccounts: ReadonlyArray<string> = [],
): Array<IncompleteDay> => {
  const { accounts } = bill.names
  const pagesByDay = pagesByAccountAndDay(bill)
  const incomplete: Array<IncompleteDay> = []
  for (const account of only === null ? accountsOf(ledger, bill, moreAccounts) : [only]) {
    const days = pagesByDay.get(account) ?? new Map<number, Array<number>>()
    for (const day of window.bounds === null ? days.keys() : range(window.bounds)) {
      const reason = incompleteReason(bill, account, day, days.get(day) ?? [], rule)
      if (reason !== null) incomplete.push({ account: accounts.text(account), day: dayFromNumber(day), reason })
    }
  }
  return incomplete.sort((a, b) => compareBytes(a.day, b.day) || compareBytes(a.account, b.account))
}

const incompleteReason = (
  bill: Bill,
  account: number,
  day: number,
  pages: ReadonlyArray<number>,
  rule: number | null,
): IncompleteReason | null => {
  const isCovered = bill.coverage.some(
    (table) => bill.names.accountOf(table.account) === account && day >= table.first && day <= table.last,
  )
  if (isCovered) return null
  if (pages.length === 0) return "not_pulled"
  const dated = pages.filter((page) => !bill.isUndated(page))
  if (dated.length === 0) return "undated_page"
  const whole = reasonOfPull(
    bill,
    dated.filter((page) => bill.pageRule(page) === NO_NAME),
  )
  if (whole === null || rule === null) return whole
  const single = reasonOfPull(
    bill,
    dated.filter((page) => bill.pageRule(page) === rule),
  )
  return single === null ? null : whole === "single_rules_only" ? single : whole
}

/** The pages of one pull of one day: whether they lead from the first to the last. */
const reasonOfPull = (bill: Bill, pages: ReadonlyArray<number>): IncompleteReason | null => {
  if (pages.length === 0) return "single_rules_only"
  const isLast = (page: number) => !bill.hasNextPage(page)
  if (!pages.some(isLast)) return "has_next_page"
  if (pages.some((page) => isLast(page) && bill.pageCursor(page) === NO_CURSOR)) return null
  // Every last page knows its cursor: the cursors must lead to one of them from 0.
  const pagesByCursor = Map.groupBy(pages, (page) => bill.pageCursor(page))
  const pagesAt = (cursor: number) => pagesByCursor.get(cursor) ?? []
  const reached = new Set([0])
  for (const cursor of reached) {
    // A page that knows no cursor may stand anywhere, so at the beginning.
    for (const page of cursor === 0 ? [...pagesAt(0), ...pagesAt(NO_CURSOR)] : pagesAt(cursor)) {
      if (isLast(page)) return null
      if (bill.pageNext(page) !== NO_CURSOR) reached.add(bill.pageNext(page))
    }
  }
  return "cursor_gap"
}

/** The accounts that a bill is expected of: those it names, and those that the ledger names beside it. */
const accountsOf = (ledger: Tally, bill: Bill, more: ReadonlyArray<string>): ReadonlyArray<number> => {
  const accounts = new Set<number>()
  let isNamed = false
  for (let page = 0; page < bill.pages; page++) {
    isNamed ||= bill.pageAccount(page) !== NO_NAME
    accounts.add(bill.names.accountOf(bill.pageAccount(page)))
  }
  // Where the bill names no account, the customer does not tell them apart there, and ours cannot be missed.
  if (isNamed) {
    ledger.forEachSeq((seq) => {
      if (ledger.account(seq) !== NO_NAME) accounts.add(ledger.account(seq))
    })
    for (const account of more) accounts.add(bill.names.accounts.internText(account))
  }
  if (accounts.size === 0) accounts.add(bill.names.accountOf(NO_NAME))
  return [...accounts]
}

const pagesByAccountAndDay = (bill: Bill): Map<number, Map<number, Array<number>>> => {
  const byAccount = new Map<number, Map<number, Array<number>>>()
  for (let page = 0; page < bill.pages; page++) {
    const account = bill.names.accountOf(bill.pageAccount(page))
    const byDay = byAccount.get(account) ?? new Map<number, Array<number>>()
    byAccount.set(account, byDay)
    for (const day of bill.daysOfPage(page)) {
      const pages = byDay.get(day)
      if (pages === undefined) byDay.set(day, [page])
      else pages.push(page)
    }
  }
  return byAccount
}

/** The distinct pages, and the repeated ones, that have a day in the window. */
export const countPages = (
  bill: Bill,
  window: DayRange,
  isAsked: (page: number) => boolean,
): { pages: number; repeatedPages: number } => {
  let [pages, repeatedPages] = [0, 0]
  for (let page = 0; page < bill.pages; page++) {
    if (!isAsked(page)) continue
    if (window.bounds !== null && !bill.daysOfPage(page).some((day) => isInWindow(window, day))) continue
    if (bill.isRepeated(page)) repeatedPages++
    else pages++
  }
  return { pages, repeatedPages }
}

function* range({ first, last }: { first: number; last: number }): Generator<number> {
  for (let day = first; day <= last; day++) yield day
}
