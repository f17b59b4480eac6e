/** The port Ledger, on SQLite or PostgreSQL. */
export { type Address, DEFAULT_ADDRESS, parseAddress } from "./Address.ts"
export { ledgerLayer } from "./LedgerLayer.ts"
export { checkReceipt } from "./Seals.ts"
