/** Decisions of people about discrepancies: the sheet in which they decide, and what became of each row. */
export { codeByWord, decisionText, fieldByHead, type DecisionText } from "./decisionText.ts"
export * from "./decisionTable.ts"
export * from "./outcomeLines.ts"
