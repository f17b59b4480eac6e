/** By which editions the books are audited where they are worked with, as a run keeps it. Without one no flag is audited. */
import type { Audit, ChargeRules } from "@faceid-tally/core/engine"
import * as Context from "effect/Context"

import type { NewRun } from "../ports/KeptReconciliation.ts"

export type RuleSet = NonNullable<NewRun["ruleSet"]>

/** What the settings say; whoever asks for an edition goes before them. */
export const RuleSetInForce = Context.Reference<RuleSet | null>("faceid-tally/RuleSet", { defaultValue: () => null })

export const auditOf = ({ edition, byRule }: RuleSet, rules: ChargeRules): Audit => ({ rules, edition, byRule })

/** Whether two audit all flags alike. */
export const isSameRuleSet = (a: RuleSet | null, b: RuleSet | null): boolean => textOf(a) === textOf(b)

const textOf = (ruleSet: RuleSet | null): string => {
  if (ruleSet === null) return ""
  const { edition, byRule, digest } = ruleSet
  return JSON.stringify([edition, digest, Object.entries(byRule).sort(([a], [b]) => (a < b ? -1 : 1))])
}
