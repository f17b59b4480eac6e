/** The ports of the books, on SQLite or PostgreSQL. */
export { type Address, DEFAULT_ADDRESS, parseAddress } from "./Address.ts"
export { booksLayer, ledgerLayer } from "./LedgerLayer.ts"
export { ownerName } from "./leases/Owner.ts"
export { checkReceipt } from "./Seals.ts"
export { limitsLayer } from "./SharedLimits.ts"
