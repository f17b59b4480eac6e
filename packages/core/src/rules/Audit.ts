/**
 * By whose rules flags are audited: each RuleId by the edition that is named for it, or all by one. What neither says is not
 * audited (M2).
 */
import type { ChargeRules } from "./ChargeRules.ts"

export interface Audit {
  readonly rules: ChargeRules
  /** That of RuleIds that have none of their own, and of what has no RuleId; `null`: they are not audited. */
  readonly edition: string | null
  /** That of each RuleId. */
  readonly byRule: Readonly<Record<string, string>>
}

/** All by one edition, whatever RuleId they have. */
export const auditBy = (rules: ChargeRules, edition: string): Audit => ({ rules, edition, byRule: {} })
