/** What a charge is: decode, count, reconcile, audit. Pure and synchronous; the front door is {@link tally}. */
export type { Agreed, ChargeTypeTotal } from "./Agreed.ts"
export * from "./Attempt.ts"
export * from "./Bill.ts"
export * from "./BillingDay.ts"
export type { BillGroup, BillLine, BillPage } from "./BillPage.ts"
export * from "./BillTable.ts"
export { dayOfLines } from "./calendar/dayOfLines.ts"
export * from "./calendar/Instant.ts"
export * from "./ChargeRules.ts"
export { ChargeTypeTotals } from "./ChargeTypeTotals.ts"
export * from "./Column.ts"
export { type IncompleteDay, incompleteDays, type IncompleteReason, incompleteReasons } from "./Completeness.ts"
export { type CountedDays, type DaysAsked, withinDays } from "./counting/withinDays.ts"
export * from "./Day.ts"
export * from "./decoding/BizToken.ts"
export * from "./decoding/FlatNames.ts"
export { logRecordIn } from "./decoding/LogLine.ts"
export * from "./decoding/NearName.ts"
export { isNoName } from "./decoding/NoName.ts"
export { Notes } from "./decoding/SpelledNames.ts"
export { type Place, placeOf } from "./decoding/Place.ts"
export * from "./decoding/Reading.ts"
export * from "./decoding/Registration.ts"
export type { RecordSide } from "./decoding/Shapes.ts"
export type { ApiError, DetectInfo, Entry } from "./DetectInfo.ts"
export * from "./Dictionary.ts"
export { Discrepancies, type KindCounts, type UncollectedToken } from "./Discrepancies.ts"
export * from "./Discrepancy.ts"
export * from "./Evidence.ts"
export * from "./Fields.ts"
export * from "./FieldValues.ts"
export * from "./groupBy.ts"
export * from "./Identity.ts"
export * from "./Names.ts"
export * from "./Reconciliation.ts"
export * from "./Rejection.ts"
export * from "./Remark.ts"
export * from "./Tally.ts"
export * from "./tallyResponse.ts"
export { type TokenKnowledge } from "./TokenHistory.ts"
export * from "./Verification.ts"
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
export { isInWindow, type Window } from "./Window.ts"
