/** Flags held against the rules of one edition, whichever rules these are. */
import { CHARGED, chargeOfFlag, dayOfTime, NO_CODE, UNKNOWN } from "../counting/Attempt.ts"
import type { Tally } from "../counting/Tally.ts"
import type { ChargeRules } from "./ChargeRules.ts"

/** A rule set with the edition that is to be applied. */
export interface EditionRules {
  readonly rules: ChargeRules
  readonly edition: string
}

/** Whether a known flag contradicts the rules: what was charged is free, or what was not charged is charged. */
export const violates = (
  { rules, edition }: EditionRules,
  flag: number,
  errcode: number,
  day: number,
): "charged_but_free_by_rules" | "free_but_charged_by_rules" | undefined => {
  if (flag === UNKNOWN || errcode === NO_CODE) return undefined
  const ruling = rules.ruling(errcode, edition, day)
  if (ruling === "unlisted" || (ruling === "charged") === chargeOfFlag(flag)) return undefined
  return flag === CHARGED ? "charged_but_free_by_rules" : "free_but_charged_by_rules"
}

/** Of the attempts whose flag the provider left open: what the rules would say. Only `charged` should worry anyone. */
export const unknownByRules = (
  tally: Tally,
  { rules, edition }: EditionRules,
): { charged: number; free: number; unlisted: number } => {
  const counts = { charged: 0, free: 0, unlisted: 0 }
  tally.forEachSeq((seq) => {
    if (tally.flag(seq) !== UNKNOWN) return
    const errcode = tally.errcode(seq)
    counts[errcode === NO_CODE ? "unlisted" : rules.ruling(errcode, edition, dayOfTime(tally.at(seq)))]++
  })
  return counts
}
