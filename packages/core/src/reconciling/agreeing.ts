/**
 * What rules out each kind of discrepancy. Of an attempt and a line for which all of these conditions hold nothing can be said, so
 * whoever has them need not hand them over (`EqualPairTotals`): the readers of files and the ledger. Both make their short cut from this
 * list, so a new kind compiles only when each of them says how it is ruled out.
 */
import type { DiscrepancyKind } from "./Discrepancy.ts"

export const agreeing = {
  /** An attempt and a line of one Seq. */
  missing_in_bill: "paired",
  missing_in_ledger: "paired",
  /** No other line of the Seq. */
  duplicate_in_bill: "single",
  charge_mismatch: "sameCharge",
  day_shift: "sameDay",
  /** Or one that a side does not state. */
  code_mismatch: "sameCode",
  token_mismatch: "sameToken",
  /** The group of the line states as many charges as it has, or none. */
  count_mismatch: "statedCount",
  /** What the provider left open in the result and did not charge is as if it had not been open. */
  unknown_flag: "closedFlag",
  /** It is told beside all pairs. */
  uncollected: "ofNoPair",
  rule_violation: "byTheRules",
} as const satisfies Readonly<Record<DiscrepancyKind, string>>

export type AgreeingCondition = (typeof agreeing)[DiscrepancyKind]
