/**
 * The ways in which ledger and bill can differ. Kinds and reasons are stable codes; sentences are made from them
 * elsewhere, in the reader's language.
 */
import type { BillingDay } from "../calendar/day.ts"
import type { Charge } from "../shapes/fieldValues.ts"

/** Every kind, in the order in which reports list them: those with an impact first. */
export const discrepancyKinds = [
  "missing_in_bill",
  "missing_in_ledger",
  "charge_mismatch",
  "duplicate_in_bill",
  "day_shift",
  "code_mismatch",
  "token_mismatch",
  "count_mismatch",
  "unknown_flag",
  "uncollected",
  "rule_violation",
] as const
export type DiscrepancyKind = (typeof discrepancyKinds)[number]

/** Every reason, with the parameters that its sentence needs. A published list. */
export const whyCodes = [
  /** missing_in_bill: our charge has a Seq that no line of the bill has. */
  "no_line_with_this_seq",
  /** missing_in_bill: our charge has no Seq, so no line can answer to it. */
  "attempt_without_seq",
  /** missing_in_ledger: we never fetched this BizToken. */
  "token_unknown",
  /** missing_in_ledger: we fetched the BizToken while it could still gain attempts, and not again. */
  "token_not_final",
  /** missing_in_ledger: we fetched the BizToken when it was final, and this attempt was not there. */
  "token_final",
  /** missing_in_ledger: the line names no BizToken. */
  "line_without_token",
  /** charge_mismatch, by the two flags. */
  "charged_against_uncharged",
  "charged_against_unknown",
  "uncharged_against_charged",
  "unknown_against_charged",
  /** duplicate_in_bill. */
  "repeated_charge",
  "repeated_line",
  /** day_shift: `ledgerDay`, `billDay`. */
  "both_days_in_window",
  "cut_by_window",
  /** code_mismatch: `ledgerCode`, `billCode`. */
  "codes_differ",
  /** token_mismatch: among our own entries, or `ledgerToken` against the line's. */
  "several_tokens_in_ledger",
  "tokens_differ",
  /** count_mismatch: `chargeCount`, `charged`. */
  "count_differs",
  /** unknown_flag. */
  "bill_flag_unknown",
  "ledger_flag_unknown",
  /** uncollected: a BizToken that was fetched but never final, or never fetched, before it lapsed. */
  "lapsed",
  "expired",
  /** rule_violation: `errcode`, `edition`. */
  "charged_but_free_by_rules",
  "free_but_charged_by_rules",
] as const
export type WhyCode = (typeof whyCodes)[number]

export interface Why {
  readonly code: WhyCode
  readonly params: { readonly [name: string]: string | number | null }
}

/** What one side says of an attempt. */
export interface Side {
  readonly charge: Charge
  readonly errcode: number | null
  /** ISO 8601 at +08:00. */
  readonly at: string | null
  readonly day: BillingDay | null
  /** The bill's side only. */
  readonly chargeType?: string | null
  /** Of the bill's line, only where they are not those of the item: by them the charge is priced. */
  readonly ruleId?: string | null
  readonly account?: string
}

/** One way in which ledger and bill differ; `impact` is what it adds to (bill − ledger). */
export interface Discrepancy {
  readonly kind: DiscrepancyKind
  readonly impact: -1 | 0 | 1
  readonly seq: string | null
  readonly bizToken: string | null
  readonly ruleId: string | null
  readonly account: string
  /** The bill's day, else the ledger's. */
  readonly day: BillingDay | null
  readonly ledger: Side | null
  readonly bill: Side | null
  readonly why: Why
}
