/** Results against bill for plain callers: answers and pages in, plain data out, without Effect. */
import { dayNumberOf, type BillingDay } from "../calendar/day.ts"
import { Dictionaries } from "../columns/Dictionaries.ts"
import type { Discrepancy } from "../reconciling/Discrepancy.ts"
import { reconcile as reconcileSides, type Reconciliation } from "../reconciling/Reconciliation.ts"
import { type Verdict, verdictOf } from "../reconciling/Verdict.ts"
import { readBills, readResults } from "./readAnswers.ts"

/** Which part of both sides is compared; all of it, where nothing is said. */
export interface ReconcileOptions {
  /** The first day, `YYYY-MM-DD` at +08:00, on which the provider cuts its bill. */
  readonly from?: string
  /** The last day, inclusive. */
  readonly to?: string
  readonly ruleId?: string
  readonly account?: string
}

/** The verdict with all that it rests on; plain data, as JSON holds it. */
export interface Reconciled extends Omit<Reconciliation, "items" | "billed"> {
  /**
   * `right`: the charges agree one by one. `different`: they do not, and each difference is in `discrepancies`.
   * `incomplete`: bill days are not whole, as `incomplete` lists them, so neither is said; what differs may yet come.
   * `nothing_compared`: there was nothing to compare, so nothing is said of the bill.
   */
  readonly verdict: Exclude<Verdict, "cannot_tell"> | "incomplete"
  /** Each way in which both sides differ; the sum of `impact` is the bill's charges less ours. */
  readonly discrepancies: ReadonlyArray<Discrepancy>
}

/**
 * Reconciles answers of `GetDetectInfoEnhanced` with pages of `GetWeChatBillDetails`, charge by charge. Write `Date` beside
 * each page as it was asked for (`{ Date: "2026-10-01", Response }`), and `BizToken` and `RuleId` beside each answer.
 *
 * @example
 * ```js
 * const { verdict, difference, discrepancies } = reconcile(answers, pages, { from: "2026-10-01", to: "2026-10-31" })
 * ```
 * @throws {@link NotCountable} if an answer or a page is none; its path begins with `results` or `bills`.
 * @throws {RangeError} if a day is no date.
 * @see docs/rules.md M1 to M7
 */
export const reconcile = (results: unknown, bills: unknown, options: ReconcileOptions = {}): Reconciled => {
  const { from, to, ruleId, account } = options
  const days = { from: dayOf("from", from), to: dayOf("to", to) }
  const names = new Dictionaries()
  const ledger = readResults(results, "results", names)
  const bill = readBills(bills, "bills", names)
  const { items, billed: _billed, ...plan } = reconcileSides(ledger, bill, { ...days, ruleId, account })
  const verdict = plainVerdict(verdictOf(plan, { impacts: items.impacts }), plan.complete)
  return { verdict, ...plan, discrepancies: [...items] }
}

/** Who reads one word reads that the bill is not whole in it. */
const plainVerdict = (verdict: Verdict, isComplete: boolean): Reconciled["verdict"] => {
  if (verdict === "right" || verdict === "different") return isComplete ? verdict : "incomplete"
  return "nothing_compared"
}

const dayOf = (name: string, day: string | undefined): BillingDay | undefined => {
  if (day !== undefined && dayNumberOf(day) === undefined) throw new RangeError(`${name} is no date YYYY-MM-DD`)
  return day as BillingDay | undefined
}
