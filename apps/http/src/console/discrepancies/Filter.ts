/** What of a run's discrepancies is asked for, as it stands in the address. */
import type { RunItemsFilter, RunItemsPage } from "@faceid-tally/books/engine"
import { type DiscrepancyKind, discrepancyKinds, dayFromNumber, dayNumberOf } from "@faceid-tally/core/engine"
import { type DecisionState, decisionStates } from "@faceid-tally/core/money"
import { type Channel, channels, type Settings } from "@faceid-tally/host/apps"

import type { StatedAsked } from "../decisions/statedItems.ts"

export interface Filter {
  readonly kind: DiscrepancyKind | undefined
  readonly day: number | undefined
  readonly account: string | undefined
  readonly ruleId: string | undefined
  readonly channel: Channel | undefined
  readonly seqPrefix: string | undefined
  readonly state: DecisionState | undefined
  readonly impact: "only" | "none" | undefined
  readonly order: RunItemsPage["order"]
}

type QueryOf = (name: string) => string | undefined

const SEQ_CHARS_MAX = 256

export const filterOf = (query: QueryOf): Filter => ({
  kind: discrepancyKinds.find((kind) => kind === query("kind")),
  day: dayNumberOf(query("day") ?? ""),
  account: query("account") || undefined,
  ruleId: query("rule") || undefined,
  channel: channels.find((channel) => channel === query("channel")),
  seqPrefix: query("prefix")?.trim().slice(0, SEQ_CHARS_MAX) || undefined,
  state: decisionStates.find((state) => state === query("state")),
  impact: (["only", "none"] as const).find((impact) => impact === query("impact")),
  order: query("order") === "impact" ? "impact" : "place",
})

/** The same as a query again. */
export const queryOf = ({ kind, day, account, ruleId, channel, seqPrefix, state, impact, order }: Filter) => ({
  kind,
  day: day === undefined ? undefined : dayFromNumber(day),
  account,
  rule: ruleId,
  channel,
  prefix: seqPrefix,
  state,
  impact,
  order: order === "impact" ? "impact" : undefined,
})

export const isFiltered = (filter: Filter): boolean =>
  Object.values({ ...filter, order: undefined }).some((asked) => asked !== undefined)

/** The same for the list, but for the state: a channel is the RuleIds that the settings put into it. */
export const itemsAsked = (
  { kind, day, account, ruleId, channel, seqPrefix, impact }: Filter,
  { rules = {} }: Settings,
): RunItemsFilter => {
  const ofChannel = Object.entries(rules).flatMap(([id, rule]) => (rule.channel === channel ? id : []))
  const ofRule = ruleId === undefined ? undefined : [ruleId]
  return {
    kind,
    day,
    account,
    seqPrefix,
    hasImpact: impact === undefined ? undefined : impact === "only",
    ruleIds: channel === undefined ? ofRule : (ofRule ?? ofChannel).filter((id) => ofChannel.includes(id)),
  }
}

/** The same with the state, for a run by which a month is decided. */
export const statedAsked = (filter: Filter, settings: Settings): StatedAsked => ({
  items: itemsAsked(filter, settings),
  state: filter.state,
  order: filter.order,
})
