/** What the ledger counts of some days, by what the books know of an attempt or what the settings say of its RuleId. */
import { type DaySum, type DaySumKey, Ledger, type LedgerError } from "@faceid-tally/books/engine"
import { dayFromNumber, NO_DAY } from "@faceid-tally/core/engine"
import * as Effect from "effect/Effect"

import type { Settings } from "../settings/Settings.ts"

export const dayGroupings = ["day", "rule", "errcode", "account", "channel", "edition"] as const
export type DayGrouping = (typeof dayGroupings)[number]

export interface DayCounts {
  readonly attempts: number
  readonly charges: number
  readonly uncharged: number
  readonly unknown: number
}

export interface DayGroup extends DayCounts {
  /** A day, RuleId, code, account, channel or edition; `null` for what is not known. */
  readonly key: string | number | null
  /** What the settings call a RuleId. */
  readonly title: string | null
}

export interface DayTally extends DayCounts {
  readonly groups?: ReadonlyArray<DayGroup>
}

const sumKeys: Readonly<Record<DayGrouping, DaySumKey>> = {
  day: "day",
  rule: "ruleId",
  errcode: "errcode",
  account: "account",
  channel: "ruleId",
  edition: "ruleId",
}

/** Days inclusive; the groups are in the order of their keys, codes by number, and what is not known is last. */
export const dayTally = (
  days: { readonly fromDay: number; readonly toDay: number },
  by: DayGrouping | undefined,
  settings: Settings,
): Effect.Effect<DayTally, LedgerError, Ledger> =>
  Effect.gen(function* () {
    const sums = yield* (yield* Ledger).daySums(days, by === undefined ? [] : [sumKeys[by]])
    if (by === undefined) return totalOf(sums)
    const sumsByKey = Map.groupBy(sums, (sum) => keyOf(sum, by, settings))
    const groups = [...sumsByKey].map(([key, ofKey]) => ({
      key,
      title: by === "rule" ? (ruleOf(settings, key)?.title ?? null) : null,
      ...totalOf(ofKey),
    }))
    return { ...totalOf(sums), groups: groups.sort((a, b) => compareKeys(a.key, b.key)) }
  })

const keyOf = (sum: DaySum, by: DayGrouping, settings: Settings): string | number | null => {
  switch (by) {
    case "day":
      return sum.day === null || sum.day === NO_DAY ? null : dayFromNumber(sum.day)
    case "rule":
      return sum.ruleId
    case "errcode":
      return sum.errcode
    case "account":
      return sum.account
    case "channel":
    case "edition":
      return ruleOf(settings, sum.ruleId)?.[by] ?? null
  }
}

const ruleOf = ({ rules = {} }: Settings, ruleId: string | number | null) =>
  typeof ruleId === "string" && Object.hasOwn(rules, ruleId) ? rules[ruleId] : undefined

/** What sums come to together. */
export const totalOf = (sums: ReadonlyArray<DaySum>): DayCounts => {
  const counts = { attempts: 0, charges: 0, uncharged: 0, unknown: 0 }
  for (const sum of sums) {
    counts.attempts += sum.attempts
    counts.charges += sum.charges
    counts.uncharged += sum.uncharged
    counts.unknown += sum.unknown
  }
  return counts
}

const compareKeys = (a: string | number | null, b: string | number | null): number => {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1
  return typeof a === "number" && typeof b === "number" ? a - b : String(a) < String(b) ? -1 : 1
}
