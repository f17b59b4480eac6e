/** A count as data: what `count --output json` prints, and what its tables are made from. No language enters it. */
import {
  compareBytes,
  type RequestedDays,
  type EditionRules,
  type Group as CoreGroup,
  groupBy,
  type Tally,
  unknownByRules,
  withinDays,
} from "@faceid-tally/core/engine"

import type { CountDocument, Group } from "../documents/counts.ts"
import { type Grouping, isRuleGrouping } from "../messages/Grouping.ts"
import { groupByRule, type RuleNames } from "../table/RuleNames.ts"

export type { CountDocument, Group }

export interface CountQuestion {
  readonly by?: Grouping | undefined
  /** Only the attempts of these days. */
  readonly days?: RequestedDays | undefined
  /** What the settings say of RuleIds, where `by` needs it. */
  readonly ruleNames?: RuleNames | undefined
  readonly editionRules?: EditionRules | undefined
}

export const countDocument = (all: Tally, question: CountQuestion = {}): CountDocument => {
  const { by, days, ruleNames, editionRules } = question
  const counted = days && withinDays(all, days)
  const tally = counted?.tally ?? all
  const { unidentified, conflicts, nfcCharges, duplicates: _, ...counts } = tally.summary()
  // Entries are not told apart by day, so what was read twice is of all that was read.
  const duplicates = all.entries - all.attempts - all.conflicts
  return {
    ...counts,
    ...(counted && { outside: counted.outside, undated: counted.undated, nfcUndated: counted.nfcUndated }),
    ...(editionRules && { unknownByRules: unknownByRules(tally, editionRules) }),
    unidentified,
    duplicates,
    conflicts,
    nfcCharges,
    ...(by && { groups: groupsOf(tally, by, ruleNames) }),
  }
}

const groupsOf = (tally: Tally, by: Grouping, names: RuleNames = {}): ReadonlyArray<Group> => {
  if (!isRuleGrouping(by)) return groupBy(tally, by)
  const groups = groupBy(tally, "rule")
  if (by === "rule" && Object.keys(names).length === 0) return groups
  return groupByRule(
    groups.map(({ key, ...counts }) => ({ ruleId: key === null ? null : String(key), ...counts })),
    by,
    names,
  )
    .map(({ key, title, rows }) => ({ key, ...(by === "rule" && { title }), ...sumOf(rows) }))
    .sort((a, b) => inOrder(a.key, b.key))
}

const sumOf = (rows: ReadonlyArray<Omit<CoreGroup, "key">>): Omit<CoreGroup, "key"> => {
  const sum = (count: keyof Omit<CoreGroup, "key">) => rows.reduce((so, row) => so + row[count], 0)
  return { attempts: sum("attempts"), charges: sum("charges"), uncharged: sum("uncharged"), unknown: sum("unknown") }
}

/** By bytes; what has no key comes last. */
const inOrder = (a: string | null, b: string | null): number =>
  a === null || b === null ? Number(a === null) - Number(b === null) : compareBytes(a, b)
