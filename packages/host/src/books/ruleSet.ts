/**
 * By which editions flags are audited, as a run keeps it: the editions, and what names their rules, so that it can be told
 * whether they were the same.
 */
import { hash } from "node:crypto"

import { type RuleSet, RuleSetInForce } from "@faceid-tally/books/engine"
import { type Audit, auditBy, type ChargeRules, publishedRules } from "@faceid-tally/core/engine"
import * as Layer from "effect/Layer"

import type { Settings } from "../settings/Settings.ts"

const CODE_MAX = 9999

/** The digest of a table is that of what it says of every code; of several editions that of their digests. */
export const ruleSetOf = ({ rules, edition, byRule }: Audit): RuleSet => {
  const named = [...new Set(Object.values(byRule))].sort()
  const digest =
    edition !== null && named.length === 0
      ? digestOf(rules, edition)
      : hash("sha256", JSON.stringify([edition, ...named].map((each) => each && digestOf(rules, each))))
  return { edition, byRule, digest }
}

const digestOf = (rules: ChargeRules, edition: string): string => {
  const rulings = Array.from({ length: CODE_MAX + 1 }, (_, code) => rules.ruling(code, edition))
  return hash("sha256", JSON.stringify(rulings))
}

/** By one edition of the published rules. */
export const publishedRuleSet = (edition: string): RuleSet => ruleSetOf(auditBy(publishedRules, edition))

/** Each RuleId by the edition that the settings name for it; an edition without published rules is but a name. */
export const auditOfSettings = ({ rules = {} }: Pick<Settings, "rules">): Audit | undefined => {
  const named = Object.entries(rules).flatMap(([ruleId, { edition }]) =>
    edition !== undefined && publishedRules.editions.includes(edition) ? [[ruleId, edition] as const] : [],
  )
  return named.length === 0 ? undefined : { rules: publishedRules, edition: null, byRule: Object.fromEntries(named) }
}

/** In force for all that is done with the books. */
export const ruleSetLayer = (settings: Settings): Layer.Layer<never> => {
  const audit = auditOfSettings(settings)
  return Layer.succeed(RuleSetInForce, audit === undefined ? null : ruleSetOf(audit))
}
