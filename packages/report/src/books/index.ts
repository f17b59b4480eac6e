/** The books for people. */
export * from "./billChangeTable.ts"
export * from "./bookDocuments.ts"
export * from "./booksSentences.ts"
export * from "./statusReport.ts"
export * from "./runReport.ts"
export * from "./verifyReport.ts"
export * from "./booksText.ts"
