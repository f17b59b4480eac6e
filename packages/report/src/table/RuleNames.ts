/** What a customer's settings say of each RuleId: a report names it by its title, and can group by its channel or edition. */
import type { RuleGrouping } from "../messages/Grouping.ts"
import type { Column } from "./Table.ts"

export interface RuleName {
  readonly title?: string
  /** How the person comes to the verification: `mini_program`, `native_h5` or `h5`. */
  readonly channel?: string
  /** Whose published rules hold for it. */
  readonly edition?: string
}

export type RuleNames = Readonly<Record<string, RuleName>>

/** What tells groups of RuleIds apart, as JSON has it. */
export interface RuleKey {
  /** `null` where no RuleId is known, or where the settings do not say. */
  readonly key: string | null
  /** The title of a RuleId; `null` for a channel or an edition. */
  readonly title: string | null
}

/** Rows that belong to RuleIds, brought together by what is asked for. */
export const groupByRule = <Row extends { readonly ruleId: string | null }>(
  rows: Iterable<Row>,
  by: RuleGrouping,
  names: RuleNames,
): ReadonlyArray<RuleKey & { readonly rows: ReadonlyArray<Row> }> =>
  [...Map.groupBy(rows, ({ ruleId }) => keyOf(ruleId, by, names))].map(([key, ofKey]) => ({
    key,
    title: by === "rule" && key !== null ? (nameOf(key, names)?.title ?? null) : null,
    rows: ofKey,
  }))

const keyOf = (ruleId: string | null, by: RuleGrouping, names: RuleNames): string | null => {
  if (ruleId === null || ruleId === "") return null
  return by === "rule" ? ruleId : (nameOf(ruleId, names)?.[by] ?? null)
}

const nameOf = (ruleId: string, names: RuleNames): RuleName | undefined =>
  Object.hasOwn(names, ruleId) ? names[ruleId] : undefined

/** The columns that name a group. */
export const ruleKeyColumns = <Row extends RuleKey>(by: RuleGrouping): ReadonlyArray<Column<Row>> => [
  {
    key: by,
    title: (say) => say.grouping[by],
    value: ({ key }) => key,
    text: ({ key }, say) => (key === null ? say.unknown : by === "channel" ? (say.channel[key] ?? key) : key),
  },
  ...(by === "rule"
    ? [{ key: "title", title: (say) => say.columns.title, value: ({ title }) => title } as const satisfies Column<Row>]
    : []),
]
