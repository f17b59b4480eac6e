/**
 * Pairs that were found to agree and therefore not handed over, by a ledger or a reader of files: no discrepancy can come
 * of them, so all that matters of them is what they add to the totals. Each is one attempt and the one line of its Seq, on
 * the same day.
 */
import type { BilledTotal } from "./BilledTotals.ts"

export interface EqualPairTotals {
  /** The pairs of the window by what their lines are priced by. */
  readonly billed: ReadonlyArray<BilledTotal>
  /** The sum of stated ChargeCounts that equal their lines; the groups of these lines were handed over without theirs, or not at all. */
  readonly chargeCountTotal: number
  /** The accounts that attempts name, those near the window too. */
  readonly accounts: ReadonlyArray<string>
}
