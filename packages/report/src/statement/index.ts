/** A month in money, and the prices behind it, for people. */
export * from "./StatementTables.ts"
export { statementText, type StatementText } from "./statementText.ts"
export * from "./PricesReport.ts"
export * from "./StatementReport.ts"
export * from "./FigureTables.ts"
export { absolute, moneyOf, yuan } from "./amounts.ts"
