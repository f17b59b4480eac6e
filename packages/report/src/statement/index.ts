/** A month in money, and the prices behind it, for people. */
export * from "./statementTables.ts"
export { statementText, type StatementText } from "./statementText.ts"
export * from "./pricesLines.ts"
export * from "./statementReport.ts"
export * from "./figureTables.ts"
export { absolute, moneyOf, yuan } from "../language/amounts.ts"
export { blockerLines, closedSentences } from "./closedTables.ts"
