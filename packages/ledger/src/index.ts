/** The ports of the books, on SQLite or PostgreSQL. */
export { type Address, DEFAULT_ADDRESS, parseAddress } from "./Address.ts"
export { booksLayer, ledgerLayer } from "./LedgerLayer.ts"
export { checkReceipt } from "./evidence/checkReceipt.ts"
export { workInProgressNames } from "./evidence/coverage.ts"
export { ownerName } from "./leases/Owner.ts"
export { limitsLayer } from "./SharedLimits.ts"
export { serviceLayer } from "./threads/serviceLayer.ts"
