/** What the ledger counts, by RuleId or by what the settings say of each: its channel, its edition. */
import { Ledger } from "@faceid-tally/books/engine"
import { DEFAULT_ACCOUNT } from "@faceid-tally/core/engine"
import { type DayCounts, type Settings, totalOf } from "@faceid-tally/host/apps"
import {
  type BooksText,
  groupByRule,
  type RuleGrouping,
  type RuleKey,
  ruleKeyColumns,
  type Table,
} from "@faceid-tally/report"
import * as Effect from "effect/Effect"

import type { Period } from "../../arguments/days.ts"

export type RuleGroup = RuleKey & DayCounts

interface RuleGroupRequest extends Period {
  /** Only this account. */
  readonly account: string | undefined
}

export const ruleGroups = ({ account, ...period }: RuleGroupRequest, by: RuleGrouping, { rules = {} }: Settings) =>
  Effect.map(
    Effect.flatMap(Ledger, (ledger) =>
      ledger.daySums(period, account === undefined ? ["ruleId"] : ["ruleId", "account"]),
    ),
    (sums): ReadonlyArray<RuleGroup> =>
      groupByRule(
        sums.filter((sum) => account === undefined || (sum.account ?? DEFAULT_ACCOUNT) === account),
        by,
        rules,
      )
        .map(({ rows, ...name }) => ({ ...name, ...totalOf(rows) }))
        .sort((a, b) => b.charges - a.charges),
  )

export const ruleGroupTable = (by: RuleGrouping, words: BooksText): Table<RuleGroup> => [
  ...ruleKeyColumns<RuleGroup>(by),
  { key: "attempts", title: () => words.columns.attempts, value: ({ attempts }) => attempts, align: "right" },
  { key: "charges", title: () => words.columns.charges, value: ({ charges }) => charges, align: "right" },
  { key: "uncharged", title: (say) => say.columns.uncharged, value: ({ uncharged }) => uncharged, align: "right" },
  { key: "unknown", title: (say) => say.columns.unknown, value: ({ unknown }) => unknown, align: "right" },
]
