/** What the other packages build on: decode, count, reconcile, audit; pure and synchronous. Plain callers have `index.ts`. */
export type { EqualPairTotals } from "./reconciling/EqualPairTotals.ts"
export type { AgreeingCondition } from "./reconciling/agreeing.ts"
export * from "./counting/Attempt.ts"
export * from "./bill/Bill.ts"
export { BillingDaySchema } from "./calendar/BillingDaySchema.ts"
export type { BillGroup, BillLine, BillPage } from "./decoding/BillPage.ts"
export * from "./bill/BillTable.ts"
export { dayOfLines } from "./calendar/dayOfLines.ts"
export * from "./calendar/instant.ts"
export * from "./calendar/Month.ts"
export * from "./rules/Audit.ts"
export * from "./rules/ChargeRules.ts"
export { parseChargeRules, type RulesFault } from "./rules/parseChargeRules.ts"
export * from "./rules/EditionRules.ts"
export { type BilledTotal, BilledTotals, type ChargeTypeTotal } from "./reconciling/BilledTotals.ts"
export * from "./columns/column.ts"
export { type IncompleteDay, incompleteDays, type IncompleteReason, incompleteReasons } from "./bill/completeness.ts"
export { type CountedDays, type RequestedDays, withinDays } from "./counting/withinDays.ts"
export * from "./calendar/day.ts"
export * from "./decoding/bizToken.ts"
export * from "./shapes/flatNames.ts"
export { logRecordIn } from "./shapes/logLine.ts"
export * from "./shapes/nearName.ts"
export { isNoName } from "./shapes/isNoName.ts"
export { Notes } from "./fields/spelledNames.ts"
export { type Place, placeOf } from "./shapes/Place.ts"
export * from "./decoding/answers.ts"
export { type HowToRead, isReadAtTop, type Outcome, type Reading, readRecord } from "./decoding/Reading.ts"
export * from "./decoding/registration.ts"
export type { RecordSide } from "./shapes/shapes.ts"
export type { ApiError, DetectInfo, Entry } from "./decoding/DetectInfo.ts"
export * from "./columns/Dictionary.ts"
export { Discrepancies, type KindCounts, type UncollectedToken } from "./reconciling/Discrepancies.ts"
export * from "./reconciling/Discrepancy.ts"
export * from "./lifecycle/evidence.ts"
export { checkWith } from "./decoding/checkWith.ts"
export * from "./shapes/fieldValues.ts"
export * from "./counting/groupBy.ts"
export * from "./counting/identity.ts"
export * from "./columns/Dictionaries.ts"
export * from "./reconciling/Reconciliation.ts"
export * from "./rejections/Rejection.ts"
export { expectedInWords, isOfRecord, pathText, rejectionSentences } from "./rejections/rejectionSentence.ts"
export * from "./rejections/Remark.ts"
export * from "./counting/Tally.ts"
export { type TokenKnowledge } from "./counting/TokenHistory.ts"
export * from "./lifecycle/verification.ts"
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
