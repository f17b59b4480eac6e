/**
 * Every document that is published, described once: its type, its JSON Schema for the command line, its answer in the
 * OpenAPI document, and the decoder of what was kept all come from here. Whoever prints a document imports its type
 * alone, so that a short command does not load what describes all of them.
 */
export * from "./attempts.ts"
export * from "./bills.ts"
export * from "./counts.ts"
export * from "./decisions.ts"
export * from "./evidence.ts"
export * from "./jsonSchema.ts"
export * from "./money.ts"
export * from "./published.ts"
export * from "./reconciliations.ts"
export * from "./service.ts"
export * from "./status.ts"
export * from "./values.ts"
export * from "./verifications.ts"
export * from "./work.ts"
