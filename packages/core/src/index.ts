/**
 * What a charge is, for plain callers: {@link tally} counts answers, {@link reconcile} holds them against the bill. Nothing
 * here loads Effect; what the other packages build on is `@faceid-tally/core/engine`.
 */
export { NotCountable } from "./plain/NotCountable.ts"
export { reconcile, type Reconciled, type ReconcileOptions } from "./plain/reconcile.ts"
export { tally, type Tallied, type TalliedAttempt } from "./plain/tally.ts"
export type { BillingDay } from "./calendar/day.ts"
export type { Discrepancy, DiscrepancyKind, Side, Why, WhyCode } from "./reconciling/Discrepancy.ts"
export type { RejectionCode } from "./rejections/Rejection.ts"
export type { Charge } from "./shapes/fieldValues.ts"
