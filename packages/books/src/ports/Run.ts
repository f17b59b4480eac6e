/** A reconciliation that was kept: what went in, by version and digest, what came out, and enough to repeat it. */
import type { KeptDiscrepancy, NewRun } from "./KeptReconciliation.ts"

export type RunInput = Pick<NewRun, "fromDay" | "toDay" | "ruleId" | "account" | "asOf" | "ruleSet" | "programVersion">

export interface Run extends NewRun {
  readonly id: number
  readonly ranAt: number
  readonly items: number
}

/** The items of a run that is to be kept, in their order; how many they are is part of what is hashed first. */
export interface RunItems extends Iterable<RunItem> {
  readonly length: number
}

/** `day` is null for items that have none. */
export interface RunImpact {
  readonly run: number
  readonly day: number | null
  readonly account: string
  readonly impact: number
}

/** An item with its place in the run, 0, 1, 2 … */
export interface RunItem {
  readonly place: number
  readonly item: KeptDiscrepancy
}
