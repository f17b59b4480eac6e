/** Kept work for people. */
export * from "./WorkTable.ts"
