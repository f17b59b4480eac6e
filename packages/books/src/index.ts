/** Keeping the books: the ports Provider and Ledger, and the use cases over them. */
export * from "./BillKeeping.ts"
export * from "./Evidence.ts"
export * from "./Ledger.ts"
export * from "./LedgerError.ts"
export * from "./Run.ts"
export * from "./Status.ts"
export * from "./Verifications.ts"
