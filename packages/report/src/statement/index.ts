/** A month in money, and the prices behind it, for people. */
export { labelRows, labelTable } from "./StatementTables.ts"
export { statementText, type StatementText } from "./statementText.ts"
export * from "./PricesReport.ts"
export * from "./StatementReport.ts"
