/** What a charge is: decode, count, reconcile, audit. Pure and synchronous; the front door is {@link tally}. */
export type { EqualPairTotals } from "./reconciling/EqualPairTotals.ts"
export type { AgreeingCondition } from "./reconciling/agreeing.ts"
export * from "./counting/Attempt.ts"
export * from "./bill/Bill.ts"
export * from "./calendar/BillingDay.ts"
export type { BillGroup, BillLine, BillPage } from "./decoding/BillPage.ts"
export * from "./bill/BillTable.ts"
export { dayOfLines } from "./calendar/dayOfLines.ts"
export * from "./calendar/Instant.ts"
export * from "./calendar/Month.ts"
export * from "./rules/Audit.ts"
export * from "./rules/ChargeRules.ts"
export { type BilledTotal, BilledTotals, type ChargeTypeTotal } from "./reconciling/BilledTotals.ts"
export * from "./columns/Column.ts"
export { type IncompleteDay, incompleteDays, type IncompleteReason, incompleteReasons } from "./bill/Completeness.ts"
export { type CountedDays, type RequestedDays, withinDays } from "./counting/withinDays.ts"
export * from "./calendar/Day.ts"
export * from "./decoding/BizToken.ts"
export * from "./shapes/FlatNames.ts"
export { logRecordIn } from "./shapes/LogLine.ts"
export * from "./shapes/NearName.ts"
export { isNoName } from "./shapes/NoName.ts"
export { Notes } from "./decoding/SpelledNames.ts"
export { type Place, placeOf } from "./shapes/Place.ts"
export * from "./decoding/Reading.ts"
export * from "./decoding/Registration.ts"
export type { RecordSide } from "./shapes/Shapes.ts"
export type { ApiError, DetectInfo, Entry } from "./decoding/DetectInfo.ts"
export * from "./columns/Dictionary.ts"
export { Discrepancies, type KindCounts, type UncollectedToken } from "./reconciling/Discrepancies.ts"
export * from "./reconciling/Discrepancy.ts"
export * from "./lifecycle/Evidence.ts"
export * from "./decoding/Fields.ts"
export * from "./shapes/FieldValues.ts"
export * from "./counting/groupBy.ts"
export * from "./counting/Identity.ts"
export * from "./columns/Dictionaries.ts"
export * from "./reconciling/Reconciliation.ts"
export * from "./rejections/Rejection.ts"
export * from "./rejections/Remark.ts"
export * from "./counting/Tally.ts"
export * from "./counting/tallyResponse.ts"
export { type TokenKnowledge } from "./counting/TokenHistory.ts"
export * from "./lifecycle/Verification.ts"
export {
  type Evidence as VerdictEvidence,
  type InputCounts,
  type InputState,
  inputState,
  isAnswer,
  isCompared,
  isRuleSeen,
  type Seen,
  seenIn,
  type Verdict,
  verdictOf,
} from "./reconciling/Verdict.ts"
export { isInWindow, type DayRange } from "./calendar/DayRange.ts"
