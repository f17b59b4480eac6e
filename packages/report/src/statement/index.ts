/** A month in money, and the prices behind it, for people. */
export { labelRows, labelTable } from "./StatementTables.ts"
export { type StatementMessages } from "./StatementMessages.ts"
export { statementMessagesOf } from "./statementMessagesOf.ts"
export * from "./PricesReport.ts"
export * from "./StatementReport.ts"
