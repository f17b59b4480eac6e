/**
 * What becomes of the rows by which somebody decides (F4.4): pure, so that whoever writes them has only to append what is
 * applied. Applied twice, a row is the same the second time; of rows that contradict each other none is applied.
 */
import * as Result from "effect/Result"

import { type DecidedItem, type Decision, isSameSaid } from "./Decision.ts"
import { stateBy } from "./carryOver.ts"
import { type DecisionRow, readDecisionRow, type RowFault, type RowValues } from "./DecisionRow.ts"

/** What is known of a key: its item in the run, and its latest decision. */
export interface KeyState {
  readonly item: (DecidedItem & { readonly facts: string }) | null
  readonly latest: Decision | null
}

export type RowOutcome =
  | ({ readonly outcome: "invalid" } & RowFault)
  | { readonly outcome: "unknown" | "same" | "changed" }
  | { readonly outcome: "conflict"; readonly latest: Decision | null }
  | { readonly outcome: "applied"; readonly number: number }

/** The outcome of one row, by its number: 1 is the first. */
export type NumberedOutcome = RowOutcome & { readonly row: number; readonly key: string | null }

export interface Writer {
  readonly month: string
  readonly by: string
  /** Epoch milliseconds. */
  readonly at: number
}

export interface Decided {
  readonly outcomes: ReadonlyArray<NumberedOutcome>
  /** What is to be appended, in the order of the rows. */
  readonly decisions: ReadonlyArray<Decision>
}

export const decideRows = (
  rows: ReadonlyArray<RowValues>,
  stateOf: (key: string) => KeyState,
  writer: Writer,
): Decided => {
  const read = rows.map(readDecisionRow)
  const contradicted = contradictedKeys(
    read.flatMap((row) => (row !== null && Result.isSuccess(row) ? [row.success] : [])),
  )
  const written = new Map<string, Decision>()
  const outcomes = read.flatMap((row, i): ReadonlyArray<NumberedOutcome> => {
    if (row === null) return []
    if (Result.isFailure(row)) {
      const key = rows[i]?.key
      return [{ row: i + 1, key: typeof key === "string" ? key : null, outcome: "invalid", ...row.failure }]
    }
    const { key } = row.success
    const { item, latest } = stateOf(key)
    const state = { item, latest: written.get(key) ?? latest }
    const outcome = outcomeOf(row.success, state, contradicted.has(key))
    if (outcome.outcome === "applied") written.set(key, decisionOf(row.success, state, outcome.number, writer))
    return [{ row: i + 1, key, ...outcome }]
  })
  return { outcomes, decisions: [...written.values()] }
}

/** The first that fits. */
const outcomeOf = (row: DecisionRow, { item, latest }: KeyState, isContradicted: boolean): RowOutcome => {
  if (item === null && latest === null) return { outcome: "unknown" }
  // It is the other row that stands against it, and no decision.
  if (isContradicted) return { outcome: "conflict", latest: null }
  if (isSame(row, { item, latest })) return { outcome: "same" }
  if (item === null) return { outcome: "unknown" }
  if (row.base !== (latest?.number ?? 0)) return { outcome: "conflict", latest }
  if (row.facts !== item.facts) return { outcome: "changed" }
  return { outcome: "applied", number: row.base + 1 }
}

/** Said already, of the same facts; or left open what is open. */
const isSame = (row: DecisionRow, { item, latest }: KeyState): boolean => {
  if (latest !== null && isSameSaid(row, latest) && row.facts === latest.facts) return true
  const state = item === null ? (latest?.state ?? "open") : stateBy(latest, item.facts)
  return row.state === "open" && state === "open"
}

const decisionOf = (row: DecisionRow, { item }: KeyState, number: number, { month, by, at }: Writer): Decision => {
  if (item === null) throw new Error("a decision is of an item")
  const { facts, ...identity } = item
  const { state, reason, ref, amount, units, note, key } = row
  return { month, key, number, facts, state, reason, ref, amount, units, note, by, at, item: identity }
}

/** The keys of which rows of one batch say different things. */
const contradictedKeys = (rows: ReadonlyArray<DecisionRow>): ReadonlySet<string> => {
  const first = new Map<string, DecisionRow>()
  const contradicted = new Set<string>()
  for (const row of rows) {
    const known = first.get(row.key)
    if (known === undefined) first.set(row.key, row)
    else if (!isSameSaid(row, known) || row.facts !== known.facts || row.base !== known.base) contradicted.add(row.key)
  }
  return contradicted
}
