/**
 * The provider's bill as it was read: pages, the groups of lines on them, and the lines, in columns. Only reading is
 * done here (which page is a repeated one, which lines belong to which day); what it means is `Reconciliation`'s.
 */
import { dayOfTime, flagOfCharge, NO_CODE, NO_TIME } from "../counting/Attempt.ts"
import type { BillPage } from "../decoding/BillPage.ts"
import { grown, nextCapacity } from "../columns/column.ts"
import { NO_DAY } from "../calendar/day.ts"
import { type ApiError } from "../decoding/DetectInfo.ts"
import { internName, Dictionaries, NO_NAME } from "../columns/Dictionaries.ts"

/** Stands for a missing ChargeCount. */
export const NO_COUNT = -0x8000_0000
/** Stands for a missing Cursor or NextCursor, which are any integers that a number holds exactly. */
export const NO_CURSOR = -(2 ** 53)

/** A page in numbers and ids, as readers hand it over. */
export interface PageHead {
  readonly day: number
  readonly account: number
  readonly askedRule: number
  readonly cursor: number
  readonly nextCursor: number
  readonly hasNextPage: boolean
}

const REPEATED = 1
const HAS_NEXT = 2
/** One page of a table: its lines may lie between those of other days, and each row repeats the ChargeCount. */
const TABLE = 4
/** A page of which nobody knows the day: its lines have days of their own, and it covers none (M39). */
const UNDATED = 8

/** What a page is: one of the provider's, all rows of a day in a table, or one that covers no day. */
export type PageKind = "page" | "table" | "undated"
const stateOfKind: Readonly<Record<PageKind, number>> = { page: 0, table: TABLE, undated: UNDATED }

/** The days that one bill table covers, those without a line too. */
export interface Coverage {
  readonly account: number
  readonly first: number
  readonly last: number
}

export class Bill {
  readonly names: Dictionaries
  apiErrors = 0
  rejected = 0
  /** Records that are pages or rows. */
  accepted = 0

  pages = 0
  #pageState = new Uint8Array(64)
  #pageDay = new Int32Array(64)
  #pageAccount = new Int32Array(64)
  #pageRule = new Int32Array(64)
  #pageCursor = new Float64Array(64)
  #pageNext = new Float64Array(64)
  #pageFirstGroup = new Int32Array(64)
  #pageGroups = new Int32Array(64)
  #pageFirstLine = new Int32Array(64)
  #pageLines = new Int32Array(64)
  #pageHash = new Int32Array(64)
  /** Pages by hash, open addressing: page + 1. */
  #pageSlots = new Int32Array(128)
  #closedPages = 0

  groups = 0
  #groupPage = new Int32Array(256)
  #groupToken = new Int32Array(256)
  #groupRule = new Int32Array(256)
  #groupCount = new Int32Array(256)
  #groupDay = new Int32Array(256)

  /** The spans of days that tables cover. */
  readonly coverage: Array<Coverage> = []

  lines = 0
  #lineGroup = new Int32Array(1024)
  #lineSeq = new Int32Array(1024)
  #lineFlag = new Uint8Array(1024)
  #lineErrcode = new Int32Array(1024)
  #lineAt = new Float64Array(1024)
  #lineType = new Int32Array(1024)

  constructor(names: Dictionaries = new Dictionaries()) {
    this.names = names
  }

  /** Adds one decoded page, or one flat line as a page of its own; rows of a file are added by {@link BillTable}. */
  add(record: BillPage | ApiError): this {
    if (record._tag === "ApiError") {
      this.apiErrors++
      return this
    }
    this.accepted++
    const page = this.openPage(headOf(record, this.names))
    this.#addGroups(page, record)
    this.closePage(page)
    return this
  }

  #addGroups(page: number, record: BillPage): void {
    const { names } = this
    for (const group of record.groups) {
      const id = this.openGroup(
        page,
        internName(names.tokens, group.bizToken),
        internName(names.rules, group.ruleId),
        group.chargeCount ?? NO_COUNT,
      )
      for (const line of group.lines) {
        this.addLine(
          id,
          internName(names.seqs, line.seq),
          flagOfCharge(line.charge),
          line.errcode ?? NO_CODE,
          line.at ?? NO_TIME,
          internName(names.chargeTypes, line.chargeType),
        )
      }
    }
  }

  /** Begins a page. Every page is closed with {@link closePage}, which tells whether it was read before. */
  openPage(head: PageHead, kind: PageKind = "page"): number {
    const page = this.pages++
    // Of pages there are few, a hundred lines or more on each: what a million would take is worth a wait.
    if (page === this.#pageDay.length) this.#growPages(page * 16)
    this.#pageState[page] = (head.hasNextPage ? HAS_NEXT : 0) | stateOfKind[kind]
    this.#pageDay[page] = head.day
    this.#pageAccount[page] = head.account
    this.#pageRule[page] = head.askedRule
    this.#pageCursor[page] = head.cursor
    this.#pageNext[page] = head.nextCursor
    this.#pageGroups[page] = 0
    this.#pageFirstLine[page] = this.lines
    this.#pageLines[page] = 0
    this.#pageHash[page] = this.names.accountOf(head.account)
    return page
  }

  /** Begins the lines of one BizToken on a page. */
  openGroup(page: number, token: number, rule: number, chargeCount: number): number {
    const group = this.groups++
    if (group === this.#groupPage.length) this.#growGroups(nextCapacity(group))
    this.#groupPage[group] = page
    this.#groupToken[group] = token
    this.#groupRule[group] = rule
    this.#groupCount[group] = chargeCount
    this.#groupDay[group] = this.#pageDay[page] as number
    if (this.#pageGroups[page] === 0) this.#pageFirstGroup[page] = group
    this.#pageGroups[page] = (this.#pageGroups[page] as number) + 1
    const hash = Math.imul((this.#pageHash[page] as number) ^ token, 0x85ebca6b)
    this.#pageHash[page] = Math.imul(hash ^ rule ^ (hash >>> 15), 0x9e3779b1) ^ chargeCount
    return group
  }

  /** Adds a line to a group that is open. */
  addLine(group: number, seq: number, flag: number, errcode: number, at: number, chargeType: number): void {
    const line = this.lines++
    if (line === this.#lineGroup.length) this.#growLines(nextCapacity(line))
    this.#lineGroup[line] = group
    this.#lineSeq[line] = seq
    this.#lineFlag[line] = flag
    this.#lineErrcode[line] = errcode
    this.#lineAt[line] = at
    this.#lineType[line] = chargeType
    const day = this.lineDay(line)
    if (this.#groupDay[group] === NO_DAY) this.#groupDay[group] = day
    const page = this.#groupPage[group] as number
    if (this.#pageLines[page] === 0) this.#pageFirstLine[page] = line
    this.#pageLines[page] = (this.#pageLines[page] as number) + 1
    let hash = this.#pageHash[page] as number
    hash = Math.imul(hash ^ seq, 0x9e3779b1) ^ (hash >>> 13)
    hash = Math.imul(hash ^ day, 0x85ebca6b) ^ flag
    this.#pageHash[page] = Math.imul(hash ^ errcode ^ (hash >>> 15), 0x9e3779b1) ^ (at | 0)
  }

  /** Ends a page: one whose account, days and content equal those of an earlier page is marked as repeated. */
  closePage(page: number): void {
    if (this.#pageGroups[page] === 0) return
    const mask = this.#pageSlots.length - 1
    let slot = (this.#pageHash[page] as number) & mask
    for (;;) {
      const other = (this.#pageSlots[slot] as number) - 1
      if (other < 0) break
      if (this.#isSamePage(page, other)) {
        this.#pageState[page] = (this.#pageState[page] as number) | REPEATED
        // Of equal pages one may name the account that goes without saying: which came first plays no part.
        if (this.#pageAccount[other] === NO_NAME) this.#pageAccount[other] = this.#pageAccount[page] as number
        return
      }
      slot = (slot + 1) & mask
    }
    this.#pageSlots[slot] = page + 1
    if (++this.#closedPages * 2 > this.#pageSlots.length) this.#rehashPages()
  }

  #isSamePage(a: number, b: number): boolean {
    if (this.#pageHash[a] !== this.#pageHash[b]) return false
    if (this.names.accountOf(this.pageAccount(a)) !== this.names.accountOf(this.pageAccount(b))) return false
    return this.#haveSameGroups(a, b) && this.#haveSameLines(a, b)
  }

  #haveSameGroups(a: number, b: number): boolean {
    const groups = this.#pageGroups[a] as number
    if (groups !== this.#pageGroups[b]) return false
    let x = this.#pageFirstGroup[a] as number
    let y = this.#pageFirstGroup[b] as number
    for (let i = 0; i < groups; i++, x++, y++) {
      while (this.groupPage(x) !== a) x++
      while (this.groupPage(y) !== b) y++
      const same =
        this.groupToken(x) === this.groupToken(y) &&
        this.groupRule(x) === this.groupRule(y) &&
        this.groupCount(x) === this.groupCount(y) &&
        this.groupDay(x) === this.groupDay(y)
      if (!same) return false
    }
    return true
  }

  #haveSameLines(a: number, b: number): boolean {
    const lines = this.pageLines(a)
    if (lines !== this.pageLines(b)) return false
    let x = this.pageFirstLine(a)
    let y = this.pageFirstLine(b)
    for (let i = 0; i < lines; i++, x++, y++) {
      while (this.linePage(x) !== a) x++
      while (this.linePage(y) !== b) y++
      const same =
        this.lineSeq(x) === this.lineSeq(y) &&
        this.lineDay(x) === this.lineDay(y) &&
        this.lineFlag(x) === this.lineFlag(y) &&
        this.lineErrcode(x) === this.lineErrcode(y) &&
        this.lineAt(x) === this.lineAt(y) &&
        this.lineType(x) === this.lineType(y) &&
        this.lineToken(x) === this.lineToken(y) &&
        this.lineRule(x) === this.lineRule(y) &&
        this.groupCount(this.lineGroup(x)) === this.groupCount(this.lineGroup(y))
      if (!same) return false
    }
    return true
  }

  #rehashPages(): void {
    const old = this.#pageSlots
    const slots = new Int32Array(old.length * 2)
    for (const entry of old) {
      if (entry === 0) continue
      let slot = (this.#pageHash[entry - 1] as number) & (slots.length - 1)
      while (slots[slot] !== 0) slot = (slot + 1) & (slots.length - 1)
      slots[slot] = entry
    }
    this.#pageSlots = slots
  }

  isRepeated(page: number): boolean {
    return ((this.#pageState[page] as number) & REPEATED) !== 0
  }
  isTable(page: number): boolean {
    return ((this.#pageState[page] as number) & TABLE) !== 0
  }
  /** Whether the page covers no day, whatever days its lines have. */
  isUndated(page: number): boolean {
    return (
      ((this.#pageState[page] as number) & UNDATED) !== 0 || (this.pageDay(page) === NO_DAY && !this.#hasOneDay(page))
    )
  }
  #hasOneDay(page: number): boolean {
    const [first, second] = this.daysOfPage(page)
    return first !== undefined && second === undefined
  }
  /** The day of a page: its Date, else the days of its lines. */
  daysOfPage(page: number): ReadonlyArray<number> {
    const day = this.pageDay(page)
    if (day !== NO_DAY) return [day]
    const days = new Set<number>()
    const end = this.pageLines(page)
    for (let line = this.pageFirstLine(page), seen = 0; seen < end; line++) {
      if (this.linePage(line) !== page) continue
      seen++
      if (this.lineDay(line) !== NO_DAY) days.add(this.lineDay(line))
    }
    return [...days]
  }
  hasNextPage(page: number): boolean {
    return ((this.#pageState[page] as number) & HAS_NEXT) !== 0
  }
  pageDay(page: number): number {
    return this.#pageDay[page] as number
  }
  pageAccount(page: number): number {
    return this.#pageAccount[page] as number
  }
  /** The RuleId that the page was asked for, NO_NAME for a page of all. */
  pageRule(page: number): number {
    return this.#pageRule[page] as number
  }
  pageCursor(page: number): number {
    return this.#pageCursor[page] as number
  }
  pageNext(page: number): number {
    return this.#pageNext[page] as number
  }
  pageFirstLine(page: number): number {
    return this.#pageFirstLine[page] as number
  }
  pageLines(page: number): number {
    return this.#pageLines[page] as number
  }

  groupPage(group: number): number {
    return this.#groupPage[group] as number
  }
  groupToken(group: number): number {
    return this.#groupToken[group] as number
  }
  groupRule(group: number): number {
    return this.#groupRule[group] as number
  }
  /** The stated ChargeCount, NO_COUNT where none is. */
  groupCount(group: number): number {
    return this.#groupCount[group] as number
  }
  /** The page's day, else that of the group's first dated line. */
  groupDay(group: number): number {
    return this.#groupDay[group] as number
  }

  lineGroup(line: number): number {
    return this.#lineGroup[line] as number
  }
  linePage(line: number): number {
    return this.groupPage(this.lineGroup(line))
  }
  lineToken(line: number): number {
    return this.groupToken(this.lineGroup(line))
  }
  lineRule(line: number): number {
    return this.groupRule(this.lineGroup(line))
  }
  lineAccount(line: number): number {
    return this.pageAccount(this.linePage(line))
  }
  lineSeq(line: number): number {
    return this.#lineSeq[line] as number
  }
  lineFlag(line: number): number {
    return this.#lineFlag[line] as number
  }
  lineErrcode(line: number): number {
    return this.#lineErrcode[line] as number
  }
  lineAt(line: number): number {
    return this.#lineAt[line] as number
  }
  lineType(line: number): number {
    return this.#lineType[line] as number
  }
  /** The line's own day: its page's Date, else that of its ReqTime, else NO_DAY. */
  lineDay(line: number): number {
    const day = this.pageDay(this.linePage(line))
    if (day !== NO_DAY) return day
    return dayOfTime(this.lineAt(line))
  }

  #growPages(capacity: number): void {
    this.#pageState = grown(this.#pageState, new Uint8Array(capacity))
    this.#pageDay = grown(this.#pageDay, new Int32Array(capacity))
    this.#pageAccount = grown(this.#pageAccount, new Int32Array(capacity))
    this.#pageRule = grown(this.#pageRule, new Int32Array(capacity))
    this.#pageCursor = grown(this.#pageCursor, new Float64Array(capacity))
    this.#pageNext = grown(this.#pageNext, new Float64Array(capacity))
    this.#pageFirstGroup = grown(this.#pageFirstGroup, new Int32Array(capacity))
    this.#pageGroups = grown(this.#pageGroups, new Int32Array(capacity))
    this.#pageFirstLine = grown(this.#pageFirstLine, new Int32Array(capacity))
    this.#pageLines = grown(this.#pageLines, new Int32Array(capacity))
    this.#pageHash = grown(this.#pageHash, new Int32Array(capacity))
  }

  #growGroups(capacity: number): void {
    this.#groupPage = grown(this.#groupPage, new Int32Array(capacity))
    this.#groupToken = grown(this.#groupToken, new Int32Array(capacity))
    this.#groupRule = grown(this.#groupRule, new Int32Array(capacity))
    this.#groupCount = grown(this.#groupCount, new Int32Array(capacity))
    this.#groupDay = grown(this.#groupDay, new Int32Array(capacity))
  }

  #growLines(capacity: number): void {
    this.#lineGroup = grown(this.#lineGroup, new Int32Array(capacity))
    this.#lineSeq = grown(this.#lineSeq, new Int32Array(capacity))
    this.#lineFlag = grown(this.#lineFlag, new Uint8Array(capacity))
    this.#lineErrcode = grown(this.#lineErrcode, new Int32Array(capacity))
    this.#lineAt = grown(this.#lineAt, new Float64Array(capacity))
    this.#lineType = grown(this.#lineType, new Int32Array(capacity))
  }
}

const headOf = (page: BillPage, names: Dictionaries): PageHead => ({
  day: page.day ?? NO_DAY,
  account: internName(names.accounts, page.account),
  askedRule: internName(names.rules, page.askedRuleId),
  cursor: page.cursor ?? NO_CURSOR,
  nextCursor: page.nextCursor ?? NO_CURSOR,
  hasNextPage: page.hasNextPage,
})
