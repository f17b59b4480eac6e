/** Money: what charges cost by a customer's own price plan, and what is really paid. */
export * from "./accountBill/accountBill.ts"
export { readCanonicalRow } from "./accountBill/readCanonicalRow.ts"
export { isEarlyBill } from "./statement/accountStatement.ts"
export type { AccountBillVersion } from "./statement/accountStatement.ts"
export { adjustmentOf, type ClosedMonthNow, earlierOf } from "./statement/adjustments.ts"
export { type Blocker, type BlockerCode, blockerCodes } from "./statement/blockers.ts"
export * from "./money/Amount.ts"
export { ChargeValues, type Charged, type LabelValue, labelValues } from "./money/ChargeValues.ts"
export * from "./statement/claim.ts"
export * from "./decisions/carryOver.ts"
export * from "./decisions/Decision.ts"
export * from "./decisions/DecisionRow.ts"
export * from "./decisions/decideRows.ts"
export { AUTHOR_MAX, authorFault, type AuthorFault } from "./decisions/authorFault.ts"
export { isPersonal } from "./decisions/isPersonal.ts"
export * from "./accountBill/Invoice.ts"
export * from "./statement/MonthFigures.ts"
export { type History, type OpenPack, openPacks, worthOf } from "./money/packs.ts"
export { type BilledCharges, type BilledMonth, type BilledLabel, EMPTY_PLAN, priceBill } from "./money/priceBill.ts"
export { type ChargeOrigin, labelOf } from "./money/planLabels.ts"
export { type MonthPrice, type PackMonth, priceMonth, type UnitsByDay } from "./money/priceMonth.ts"
export * from "./money/PricePlan.ts"
export * from "./money/planText.ts"
export * from "./money/pricesDocument.ts"
export * from "./statement/statement.ts"
export * from "./statement/StatementDocument.ts"
export { type Cost, priceOn, stepCost, stepOf } from "./money/stepCost.ts"
export {
  amountOfItem,
  chargedOf,
  type ReconciledAmounts,
  valuesOfBill,
  weigh,
  type WeighedItem,
} from "./money/weighing.ts"
