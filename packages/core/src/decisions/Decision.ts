/** What somebody said of a discrepancy (F4): appended, never edited. The key names the item in every run of its month. */
import type { Amount } from "../money/Amount.ts"

export const decisionStates = ["open", "accepted", "disputed", "credited"] as const
/** `open`: nobody has decided, or a decision was withdrawn. */
export type DecisionState = (typeof decisionStates)[number]

/** Why a charge is accepted. */
export const acceptedReasons = [
  "our_records",
  "other_period",
  "provider_refused",
  "immaterial",
  "in_our_favour",
] as const
export type AcceptedReason = (typeof acceptedReasons)[number]

/** What is said. A state has the fields that belong to it, and no others. */
export interface Said {
  readonly state: DecisionState
  readonly reason: AcceptedReason | null
  /** A ticket number. */
  readonly ref: string | null
  /** What was credited: yuan, or units given back to a pack. */
  readonly amount: Amount | null
  readonly units: number | null
  readonly note: string | null
}

/** What an item is: kept with the decision, since the key alone tells nobody what is gone. */
export interface DecidedItem {
  readonly account: string
  readonly kind: string
  readonly seq: string | null
  readonly bizToken: string | null
  readonly ruleId: string | null
  readonly day: string | null
}

export interface Decision extends Said {
  /** YYYY-MM */
  readonly month: string
  readonly key: string
  /** 1, 2 … of its key. */
  readonly number: number
  readonly facts: string
  readonly by: string
  /** Epoch milliseconds. */
  readonly at: number
  readonly item: DecidedItem
}

export const isSameSaid = (a: Said, b: Said): boolean =>
  a.state === b.state &&
  a.reason === b.reason &&
  a.ref === b.ref &&
  a.amount === b.amount &&
  a.units === b.units &&
  a.note === b.note
