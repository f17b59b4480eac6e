/**
 * The rows of one file, which has no pages: they make one page for each account and day. Rows are added in the
 * file's order; `close` ends the file.
 */
import { flagOfCharge, NO_CODE, NO_TIME } from "../counting/Attempt.ts"
import { type Bill, NO_COUNT, NO_CURSOR } from "./Bill.ts"
import { dayOfInstant, NO_DAY } from "../calendar/day.ts"
import { internName, NO_NAME } from "../columns/Dictionaries.ts"
import type { BillPage } from "../decoding/BillPage.ts"

export class BillTable {
  readonly #bill: Bill
  readonly #pages = new Map<string, number>()
  readonly #spans = new Map<number, { account: number; first: number; last: number }>()
  // Rows mostly come sorted: the page and the group of the row before are tried first.
  #page = { id: -1, account: NO_NAME, day: NO_DAY }
  #group = { id: -1, page: -1, token: NO_NAME, rule: NO_NAME, chargeCount: NO_COUNT }

  constructor(bill: Bill) {
    this.#bill = bill
  }

  /** Adds one row; `date` is its Date column alone. */
  addRow(
    account: number,
    date: number,
    token: number,
    rule: number,
    chargeCount: number,
    seq: number,
    flag: number,
    errcode: number,
    at: number,
    chargeType: number,
  ): void {
    this.#bill.accepted++
    const day = date === NO_DAY && at !== NO_TIME ? dayOfInstant(at) : date
    if (this.#page.id < 0 || this.#page.account !== account || this.#page.day !== day) this.#turnTo(account, day)
    if (date !== NO_DAY) this.#cover(this.#bill.names.accountOf(account), date)
    const page = this.#page.id
    const last = this.#group
    if (last.page !== page || last.token !== token || last.rule !== rule || last.chargeCount !== chargeCount) {
      this.#group = { id: this.#bill.openGroup(page, token, rule, chargeCount), page, token, rule, chargeCount }
    }
    this.#bill.addLine(this.#group.id, seq, flag, errcode, at, chargeType)
  }

  /** Adds a flat line, which is decoded as a page of its own. */
  addPage({ account, day, groups }: BillPage): void {
    const { names } = this.#bill
    for (const group of groups) {
      for (const line of group.lines) {
        this.addRow(
          internName(names.accounts, account),
          day ?? NO_DAY,
          internName(names.tokens, group.bizToken),
          internName(names.rules, group.ruleId),
          group.chargeCount ?? NO_COUNT,
          internName(names.seqs, line.seq),
          flagOfCharge(line.charge),
          line.errcode ?? NO_CODE,
          line.at ?? NO_TIME,
          internName(names.chargeTypes, line.chargeType),
        )
      }
    }
  }

  /** Ends the file: tells which of its days were read before, and which days it covers. */
  close(): void {
    for (const page of this.#pages.values()) this.#bill.closePage(page)
    this.#bill.coverage.push(...this.#spans.values())
  }

  #turnTo(account: number, day: number): void {
    const key = `${this.#bill.names.accountOf(account)} ${day}`
    const known = this.#pages.get(key)
    const id =
      known ??
      this.#bill.openPage(
        { day, account, askedRule: NO_NAME, cursor: NO_CURSOR, nextCursor: NO_CURSOR, hasNextPage: false },
        "table",
      )
    if (known === undefined) this.#pages.set(key, id)
    this.#page = { id, account, day }
  }

  #cover(account: number, date: number): void {
    const span = this.#spans.get(account)
    if (span === undefined) this.#spans.set(account, { account, first: date, last: date })
    else if (date < span.first) span.first = date
    else if (date > span.last) span.last = date
  }
}
