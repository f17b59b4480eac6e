/**
 * Which tables and columns are evidence, which follow from it, and which are work in progress that nothing proves: as the
 * tables say of themselves. A test reads the schema itself and tries each column.
 */
import { ledgerTables } from "../tables/ledgerTables.ts"

const namesOf = (stands: "evidence" | "derived" | "work"): ReadonlyArray<string> =>
  ledgerTables.filter(({ options }) => options.stands === stands).map(({ name }) => name)

/** Tables whose rows are hashed into batches and seals, or are these. */
export const evidenceTables = namesOf("evidence")

/** Tables that `verify` makes anew from the evidence, and compares. */
export const derivedTables = namesOf("derived")

/** What is to be done, by whom, and when: nothing that a report is made of. Whole tables, or columns of the tables above. */
export const workInProgress: Readonly<Record<string, "all" | ReadonlyArray<string>>> = Object.fromEntries([
  ...namesOf("work").map((name) => [name, "all"] as const),
  ...ledgerTables.flatMap(({ name, options: { work } }) => (work === undefined ? [] : [[name, work] as const])),
])

/** The same as names: `table`, or `table.column`. */
export const workInProgressNames: ReadonlyArray<string> = Object.entries(workInProgress).flatMap(([table, columns]) =>
  columns === "all" ? [table] : columns.map((column) => `${table}.${column}`),
)
