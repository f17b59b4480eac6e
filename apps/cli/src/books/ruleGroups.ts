/** What the ledger counts, by RuleId or by what the settings say of each: its channel, its edition. */
import { type DaySum, Ledger } from "@faceid-tally/books"
import { type Channel, type RuleConfig, type Settings } from "@faceid-tally/host"
import { type BooksMessages, type Table } from "@faceid-tally/report"
import * as Effect from "effect/Effect"

import type { Period } from "./arguments.ts"
import type { DeskText } from "./DeskText.ts"

export const ruleGroupings = ["rule", "channel", "edition"] as const
export type RuleGrouping = (typeof ruleGroupings)[number]

export interface RuleGroup {
  /** `null` for what the settings do not say. */
  readonly key: string | null
  /** The title of a RuleId. */
  readonly title: string | null
  readonly attempts: number
  readonly charges: number
  readonly uncharged: number
  readonly unknown: number
}

export const ruleGroups = (period: Period, by: RuleGrouping, { rules = {} }: Settings) =>
  Effect.map(
    Effect.flatMap(Ledger, (ledger) => ledger.daySums(period, ["ruleId"])),
    (sums): ReadonlyArray<RuleGroup> => {
      const sumsByKey = Map.groupBy(sums, ({ ruleId }) => keyOf(ruleId, by, rules))
      return [...sumsByKey]
        .map(([key, ofKey]) => ({
          key,
          title: by === "rule" && key !== null ? (rules[key]?.title ?? null) : null,
          ...total(ofKey),
        }))
        .sort((a, b) => b.charges - a.charges)
    },
  )

const keyOf = (ruleId: string | null, by: RuleGrouping, rules: Readonly<Record<string, RuleConfig>>): string | null => {
  if (ruleId === null || ruleId === "") return null
  const rule = Object.hasOwn(rules, ruleId) ? rules[ruleId] : undefined
  return by === "rule" ? ruleId : (rule?.[by] ?? null)
}

const total = (sums: ReadonlyArray<DaySum>) => {
  const sum = (count: "attempts" | "charges" | "uncharged" | "unknown") =>
    sums.reduce((so, each) => so + each[count], 0)
  return { attempts: sum("attempts"), charges: sum("charges"), uncharged: sum("uncharged"), unknown: sum("unknown") }
}

export const ruleGroupTable = (
  by: RuleGrouping,
  words: BooksMessages,
  { channel, by: titles }: DeskText,
): Table<RuleGroup> => [
  {
    key: by,
    title: () => titles[by],
    value: ({ key }) => key,
    text: ({ key }, say) => (key === null ? say.unknown : by === "channel" ? (channel[key as Channel] ?? key) : key),
  },
  ...(by === "rule" ? [{ key: "title", title: () => titles.title, value: ({ title }: RuleGroup) => title }] : []),
  { key: "attempts", title: () => words.columns.attempts, value: ({ attempts }) => attempts, align: "right" },
  { key: "charges", title: () => words.columns.charges, value: ({ charges }) => charges, align: "right" },
  { key: "uncharged", title: (say) => say.columns.uncharged, value: ({ uncharged }) => uncharged, align: "right" },
  { key: "unknown", title: (say) => say.columns.unknown, value: ({ unknown }) => unknown, align: "right" },
]
