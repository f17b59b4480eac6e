/**
 * Which tables and columns are evidence, which follow from it, and which are work in progress that nothing proves. Every
 * column of the schema is in exactly one of the three: a test reads the schema itself and tries each of them.
 */

/** Tables whose rows are hashed into batches and seals, or are these. */
export const evidenceTables = [
  "batch",
  "seal",
  "observation",
  "registration",
  "bill_version",
  "bill_page",
  "bill_line",
  "run",
  "run_item",
  "removal",
] as const

/** Tables that `verify` makes anew from the evidence, and compares. */
export const derivedTables = [
  "attempt",
  "strayed",
  "day_sum",
  "verification",
  "token_sum",
  "bill_sum",
  "bill_count",
] as const

/** What is to be done, by whom, and when: nothing that a report is made of. Whole tables, or columns of the tables above. */
export const workInProgress: Readonly<Record<string, "all" | ReadonlyArray<string>>> = {
  api_key: "all",
  request: "all",
  session: "all",
  inbox_event: "all",
  inbox_conflict: "all",
  work: "all",
  fetch_note: "all",
  bill_day: "all",
  request_limit: "all",
  ledger_schema: "all",
  bill_version: ["opened_at"],
  verification: ["failures", "failure_code", "refused", "next_due", "lease_until", "worker", "leased_at"],
  token_sum: ["refused"],
}

/** The same as names: `table`, or `table.column`. */
export const workInProgressNames: ReadonlyArray<string> = Object.entries(workInProgress).flatMap(([table, columns]) =>
  columns === "all" ? [table] : columns.map((column) => `${table}.${column}`),
)
