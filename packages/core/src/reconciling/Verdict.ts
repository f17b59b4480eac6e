/**
 * What may be said of a bill. A verdict needs evidence: an attempt or a line that was asked for, or bill days that are whole
 * and empty. Where nothing was read, or nothing is there to compare, that is said instead (M36–M38).
 */
import { dayOfTime } from "../counting/Attempt.ts"
import type { Bill } from "../bill/Bill.ts"
import type { BillingDay } from "../calendar/day.ts"
import { dayFromNumber, NO_DAY } from "../calendar/day.ts"
import { NO_NAME } from "../columns/Dictionaries.ts"
import type { Reconciliation } from "./Reconciliation.ts"
import type { Tally } from "../counting/Tally.ts"

/**
 * What came of an input: `read`, or said to be `empty` by itself, as `[]` and a header without rows do; `nothing` where no
 * record is in it, `rejected` where none could be accepted.
 */
export type InputState = "read" | "empty" | "nothing" | "rejected"

export interface InputCounts {
  readonly hasRecords: boolean
  /** A list or a table was met. */
  readonly hasList: boolean
  readonly apiErrors: number
  readonly rejected: number
}

export const inputState = ({ hasRecords, hasList, apiErrors, rejected }: InputCounts): InputState => {
  if (hasRecords) return "read"
  if (rejected > 0) return "rejected"
  if (apiErrors > 0) return "read"
  return hasList ? "empty" : "nothing"
}

/** Whether the numbers of such an input are an answer, and no zeros of something that was not read. */
export const isAnswer = (state: InputState): boolean => state === "read" || state === "empty"

export type Verdict = "nothing_compared" | "cannot_tell" | "right" | "different"

export interface Evidence {
  /** Items that have an impact. */
  readonly impacts: number
  /** What came of both sides; of a ledger nothing need be said. */
  readonly sides?: readonly [InputState, InputState]
  /** Whether the RuleId that was asked for is known to anybody. */
  readonly isRuleKnown?: boolean
}

type Compared = Pick<Reconciliation, "from" | "complete"> & {
  readonly ledger: Pick<Reconciliation["ledger"], "attempts">
  readonly bill: Pick<Reconciliation["bill"], "lines" | "pages" | "repeatedPages">
}

export const verdictOf = (
  plan: Compared,
  { impacts, sides = ["read", "read"], isRuleKnown = true }: Evidence,
): Verdict => {
  if (sides.includes("rejected")) return "cannot_tell"
  if (!isCompared(plan, isRuleKnown)) return "nothing_compared"
  return impacts === 0 ? "right" : "different"
}

/** Whether anything was compared: something was selected, or whole days of the bill say that there is nothing. */
export const isCompared = ({ from, complete, ledger, bill }: Compared, isRuleKnown = true): boolean => {
  if (ledger.attempts + bill.lines > 0) return true
  const hasDays = from !== null || bill.pages + bill.repeatedPages > 0
  return isRuleKnown && complete && hasDays
}

/** What there is to ask for. */
export interface Seen {
  readonly ruleIds: ReadonlyArray<string>
  readonly days: ReadonlyArray<BillingDay>
}

/** The RuleIds and days of both sides. */
export const seenIn = (ledger: Tally, bill: Bill): Seen => {
  const { rules } = bill.names
  const days = new Set<number>()
  ledger.forEachSeq((seq) => days.add(dayOfTime(ledger.at(seq))))
  for (let page = 0; page < bill.pages; page++) days.add(bill.pageDay(page))
  for (let line = 0; line < bill.lines; line++) days.add(bill.lineDay(line))
  days.delete(NO_DAY)
  return {
    ruleIds: Array.from({ length: rules.size }, (_, rule) => rules.text(rule)).sort(),
    days: [...days].sort((a, b) => a - b).map(dayFromNumber),
  }
}

/** Whether a RuleId occurs on either side. */
export const isRuleSeen = ({ names }: Bill, ruleId: string): boolean => names.rules.find(ruleId) !== NO_NAME
