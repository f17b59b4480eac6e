/**
 * Which bill line answers to an attempt. Of the lines of one Seq one is paired, by a total order in which the order of
 * reading plays no part (M1, M14).
 */
import { CHARGED, dayOfTime, NO_CODE, NO_TIME, UNKNOWN } from "../counting/Attempt.ts"
import type { Bill } from "../bill/Bill.ts"
import { NO_DAY } from "../calendar/day.ts"
import { compareNumbers } from "../columns/nullsLast.ts"
import { compareNames, NO_NAME } from "../columns/Dictionaries.ts"
import type { Tally } from "../counting/Tally.ts"

/** Stands for "this side has nothing": no attempt, or no line. */
export const NOTHING = -1

/** The lines of each Seq, as chains through two columns; those of repeated pages are left out. */
export class LinesBySeq {
  readonly #first: Int32Array
  readonly #next: Int32Array
  /** The first line without Seq. */
  readonly firstWithoutSeq: number

  constructor(bill: Bill) {
    this.#first = new Int32Array(bill.names.seqs.size).fill(-1)
    this.#next = new Int32Array(bill.lines)
    let withoutSeq = -1
    for (let line = bill.lines - 1; line >= 0; line--) {
      if (bill.isRepeated(bill.linePage(line))) continue
      const seq = bill.lineSeq(line)
      if (seq === NO_NAME) {
        this.#next[line] = withoutSeq
        withoutSeq = line
      } else {
        this.#next[line] = this.#first[seq] as number
        this.#first[seq] = line
      }
    }
    this.firstWithoutSeq = withoutSeq
  }

  /** The first line of a Seq, −1 where there is none. */
  first(seq: number): number {
    return this.#first[seq] as number
  }

  /** The line after `line` of the same Seq, −1 after the last. */
  next(line: number): number {
    return this.#next[line] as number
  }
}

/**
 * Negative where line `a` is to be paired rather than `b`: charged before others, then on the attempt's own day, then the
 * earliest day, then the smallest code, ReqTime, BizToken, RuleId, ChargeType; what is missing comes last.
 */
export const compareLines = (bill: Bill, a: number, b: number, ownDay: number): number => {
  const { names } = bill
  const day = (line: number) => (bill.lineDay(line) === NO_DAY ? ownDay : bill.lineDay(line))
  const isOwnDay = (line: number) => (ownDay !== NO_DAY && day(line) === ownDay ? 0 : 1)
  return (
    Number(bill.lineFlag(b) === CHARGED) - Number(bill.lineFlag(a) === CHARGED) ||
    isOwnDay(a) - isOwnDay(b) ||
    compareNumbers(day(a), day(b), NO_DAY) ||
    compareNumbers(bill.lineErrcode(a), bill.lineErrcode(b), NO_CODE) ||
    compareNumbers(bill.lineAt(a), bill.lineAt(b), NO_TIME) ||
    compareNames(names.tokens, bill.lineToken(a), bill.lineToken(b)) ||
    compareNames(names.rules, bill.lineRule(a), bill.lineRule(b)) ||
    compareNames(names.chargeTypes, bill.lineType(a), bill.lineType(b)) ||
    Number(bill.lineFlag(a) === UNKNOWN) - Number(bill.lineFlag(b) === UNKNOWN) ||
    compareNames(names.accounts, bill.lineAccount(a), bill.lineAccount(b))
  )
}

/** Each side's own day; one without takes that of its partner. */
export const daysOfPair = (ledger: Tally, bill: Bill, attempt: number, line: number): PairDays => {
  const own = attempt === NOTHING ? NO_DAY : dayOfTime(ledger.at(attempt))
  const billed = line === NOTHING ? NO_DAY : bill.lineDay(line)
  return { ledgerDay: own === NO_DAY ? billed : own, billDay: billed === NO_DAY ? own : billed }
}

interface PairDays {
  readonly ledgerDay: number
  readonly billDay: number
}
