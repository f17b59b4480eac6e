/**
 * Billing errors, planted on purpose: each changes what the bill says of one attempt, and is listed in the truth with
 * what a reconciliation has to make of it. At most one error is planted in a verification, so none hides another.
 */
import { type BillingDay, dayFromNumber, dayOfInstant, type DiscrepancyKind } from "@faceid-tally/core/engine"

import type { BilledLine } from "./Bill.ts"
import type { Random } from "./Random.ts"
import type { Attempt, Verification } from "./Verification.ts"

export const plantKinds = [
  /** The bill charges what `IsNeedCharge: false` said is free. */
  "overcharge",
  /** The bill lets go what `IsNeedCharge: true` said is charged. */
  "undercharge",
  /** A charge is not on the bill. */
  "missing_line",
  /** A charge is on the bill twice. */
  "duplicate_line",
  /** A charge for a BizToken that was never issued. */
  "stranger_line",
  /** A charge is billed on the day after its own. */
  "shifted_day",
  /** The bill names another return code. */
  "code_mismatch",
  /** The bill names another BizToken. */
  "token_mismatch",
  /** ChargeCount is one more than the charges that it counts. */
  "wrong_count",
  /** The bill's flag of a charge is null. */
  "null_flag",
] as const
export type PlantKind = (typeof plantKinds)[number]

/**
 * One planted error. BizToken and day are the bill's, else the ledger's, as in a discrepancy. A `rule_violation` stands
 * in the results as well as on the bill: a flag that contradicts the published rules of its edition.
 */
export interface Planted {
  readonly kind: PlantKind | "rule_violation"
  readonly account: string
  readonly ruleId: string
  readonly bizToken: string
  /** `null` where the error is about a count. */
  readonly seq: string | null
  readonly day: BillingDay
  /** What it adds to (bill − ledger). */
  readonly impact: -1 | 0 | 1
  /** The discrepancies that it causes, without an edition's rules. */
  readonly discrepancies: ReadonlyArray<DiscrepancyKind>
  /** Whether the bill contradicts the published rules through it: one more discrepancy when they are asked. */
  readonly breaksRules: boolean
}

/** What each kind is worth to the bridge between the two totals. */
const consequences: { readonly [kind in Planted["kind"]]: Consequence } = {
  overcharge: { impact: 1, discrepancies: ["charge_mismatch"], breaksRules: true },
  undercharge: { impact: -1, discrepancies: ["charge_mismatch"], breaksRules: true },
  missing_line: { impact: -1, discrepancies: ["missing_in_bill"], breaksRules: false },
  duplicate_line: { impact: 1, discrepancies: ["duplicate_in_bill"], breaksRules: false },
  stranger_line: { impact: 1, discrepancies: ["missing_in_ledger"], breaksRules: false },
  shifted_day: { impact: 0, discrepancies: ["day_shift"], breaksRules: false },
  code_mismatch: { impact: 0, discrepancies: ["code_mismatch"], breaksRules: false },
  token_mismatch: { impact: 0, discrepancies: ["token_mismatch"], breaksRules: false },
  wrong_count: { impact: 0, discrepancies: ["count_mismatch"], breaksRules: false },
  null_flag: { impact: -1, discrepancies: ["charge_mismatch", "unknown_flag"], breaksRules: false },
  rule_violation: { impact: 0, discrepancies: [], breaksRules: true },
}
type Consequence = Pick<Planted, "impact" | "discrepancies" | "breaksRules">

/** The error as it is listed in the truth, when it is planted on this attempt. */
export const plantedIn = (
  kind: Planted["kind"],
  { account, rule, bizToken }: Verification,
  { seq, at }: Attempt,
): Planted => ({
  kind,
  account,
  ruleId: rule.ruleId,
  bizToken,
  seq: kind === "wrong_count" ? null : seq,
  day: dayFromNumber(dayOfInstant(at) + (kind === "shifted_day" ? 1 : 0)),
  ...consequences[kind],
})

/** The same, for an error whose names are the provider's invention. */
export const withInventedNames = (planted: Planted, random: Random): Planted => {
  if (planted.kind === "token_mismatch") return { ...planted, bizToken: random.uuid() }
  if (planted.kind === "stranger_line") return { ...planted, bizToken: random.uuid(), seq: random.uuid() }
  return planted
}

/** Whether the error can be planted on this attempt. */
export const canBear = (kind: PlantKind, { charge }: Attempt): boolean =>
  kind === "overcharge" ? charge === false : charge === true

/** The lines that stand on the bill in the place of a right one. */
export const spoiled = ({ kind, bizToken, seq }: Planted, line: BilledLine): ReadonlyArray<BilledLine> => {
  switch (kind) {
    case "overcharge":
      return [{ ...line, charge: true }]
    case "undercharge":
      return [{ ...line, charge: false }]
    case "missing_line":
      return []
    case "duplicate_line":
      return [line, line]
    case "shifted_day":
      return [{ ...line, day: line.day + 1 }]
    case "code_mismatch":
      return [{ ...line, errcode: otherChargedCode(line.errcode) }]
    case "token_mismatch":
      return [{ ...line, bizToken }]
    case "null_flag":
      return [{ ...line, charge: null }]
    case "stranger_line":
      return seq === null ? [line] : [line, { ...line, bizToken, seq }]
    case "wrong_count":
    case "rule_violation":
      return [line]
  }
}

/** Every edition charges 0 and 2016, so the other code breaks no rule. */
const otherChargedCode = (errcode: number): number => (errcode === 0 ? 2016 : 0)
