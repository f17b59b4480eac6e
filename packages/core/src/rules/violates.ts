/** How a flag is held against published rules, whichever these are. */
import { CHARGED, chargeOfFlag, NO_CODE, UNKNOWN } from "../counting/Attempt.ts"
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
