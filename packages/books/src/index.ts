/** Keeping the books with Effect: the ports Ledger and Provider, and the use cases over them. Without Effect: `openBooks()` of the host. */
export {
  type FetchedAnswer,
  type Keeper,
  registering,
  type RegisteringOptions,
  type Registration,
} from "./client/registering.ts"
export { Ledger, type LedgerShape } from "./ports/Ledger.ts"
export { EvidenceBroken, LedgerError, ledgerReasons, PullMismatch } from "./ports/LedgerError.ts"
export { Provider } from "./ports/Provider.ts"
export { ProviderError, providerReasons } from "./ports/ProviderError.ts"
export type { Seal, Verified } from "./ports/evidence.ts"
export type { Status } from "./ports/Status.ts"
export type { BillDay, BillVersion } from "./ports/storedBill.ts"
export type { Settled, Verification } from "./ports/verifications.ts"
export { type Registered, registerAll } from "./registration/registerAll.ts"
export { NotRecorded, recordAnswer, type Recorded } from "./collecting/recordAnswer.ts"
export { type Imported, importResults } from "./collecting/importer.ts"
export { collect, type CollectOptions, watchDue } from "./collecting/collector.ts"
export { collectOne, NoRuleId } from "./collecting/collectOne.ts"
export type { SweepResult } from "./collecting/Sweep.ts"
export { type BillDays, pullBill, pullBills, pullDueBills, type PullOutcome } from "./reconciling/pullBill.ts"
export { reconcileBooks, type Reconciled, type ReconcileRequest } from "./reconciling/reconcileBooks.ts"
export { type RuleSet, RuleSetInForce } from "./reconciling/RuleSet.ts"
export { Prices } from "./prices/Prices.ts"
