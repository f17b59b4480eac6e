/** What the groups of a count are told apart by. */
import type { Grouping as AttemptGrouping } from "@faceid-tally/core/engine"

/** What the settings say of RuleIds. */
export const ruleGroupings = ["rule", "channel", "edition"] as const
export type RuleGrouping = (typeof ruleGroupings)[number]

export const isRuleGrouping = (grouping: string): grouping is RuleGrouping =>
  ruleGroupings.some((known) => known === grouping)

/** A property of each attempt, or what the settings say of its RuleId. */
export type Grouping = AttemptGrouping | RuleGrouping
