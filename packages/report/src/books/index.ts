/** The books for people. */
export * from "./BillChangeTable.ts"
export * from "./BookDocuments.ts"
export * from "./BooksSentences.ts"
export * from "./StatusReport.ts"
export * from "./RunReport.ts"
export * from "./VerifyReport.ts"
export * from "./booksText.ts"
