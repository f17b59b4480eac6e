/** What the ledger counts, by RuleId or by what the settings say of each: its channel, its edition. */
import { type DaySum, Ledger } from "@faceid-tally/books"
import { type Settings } from "@faceid-tally/host"
import {
  type BooksMessages,
  groupByRule,
  type RuleGrouping,
  type RuleKey,
  ruleKeyColumns,
  type Table,
} from "@faceid-tally/report"
import * as Effect from "effect/Effect"

import type { Period } from "./arguments.ts"

export interface RuleGroup extends RuleKey {
  readonly attempts: number
  readonly charges: number
  readonly uncharged: number
  readonly unknown: number
}

export const ruleGroups = (period: Period, by: RuleGrouping, { rules = {} }: Settings) =>
  Effect.map(
    Effect.flatMap(Ledger, (ledger) => ledger.daySums(period, ["ruleId"])),
    (sums): ReadonlyArray<RuleGroup> =>
      groupByRule(sums, by, rules)
        .map(({ rows, ...name }) => ({ ...name, ...total(rows) }))
        .sort((a, b) => b.charges - a.charges),
  )

const total = (sums: ReadonlyArray<DaySum>) => {
  const sum = (count: "attempts" | "charges" | "uncharged" | "unknown") =>
    sums.reduce((so, each) => so + each[count], 0)
  return { attempts: sum("attempts"), charges: sum("charges"), uncharged: sum("uncharged"), unknown: sum("unknown") }
}

export const ruleGroupTable = (by: RuleGrouping, words: BooksMessages): Table<RuleGroup> => [
  ...ruleKeyColumns<RuleGroup>(by),
  { key: "attempts", title: () => words.columns.attempts, value: ({ attempts }) => attempts, align: "right" },
  { key: "charges", title: () => words.columns.charges, value: ({ charges }) => charges, align: "right" },
  { key: "uncharged", title: (say) => say.columns.uncharged, value: ({ uncharged }) => uncharged, align: "right" },
  { key: "unknown", title: (say) => say.columns.unknown, value: ({ unknown }) => unknown, align: "right" },
]
