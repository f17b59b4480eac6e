/** Kept work for people. */
export * from "./workTable.ts"
