/** Charges of both sides by account, RuleId or channel, with what those of the bill cost, beside the month before. */
import type { ComparedFigures } from "@faceid-tally/books/engine"
import { type MonthFigures, sumAmountTexts } from "@faceid-tally/core/money"
import { formatCount, type Table, yuan } from "@faceid-tally/report"

import type { PageContext } from "../../context/PageContext.ts"
import { consoleText } from "../../text/consoleText.ts"
import { monthText } from "../view/monthText.ts"

export const groupings = ["account", "rule", "channel"] as const
export type Grouping = (typeof groupings)[number]

export interface Group {
  /** `null` where it is not known. */
  readonly key: string | null
  readonly name: string
  readonly ours: number
  readonly bill: number
  readonly amount: string | null
  /** `undefined` where the month before had none of it. */
  readonly last: string | null | undefined
}

type Rule = MonthFigures["rules"][number]

/** By what there is more than one of, and by what the settings say of RuleIds. */
export const groupingsOf = ({ month }: ComparedFigures, { service }: PageContext): ReadonlyArray<Grouping> => {
  const accounts = new Set(month.rules.map(({ account }) => account))
  const hasChannels = Object.values(service.settings.rules ?? {}).some(({ channel }) => channel !== undefined)
  return groupings.filter((by) => (by === "account" ? accounts.size > 1 : by === "channel" ? hasChannels : true))
}

export const groupsBy = (
  by: Grouping,
  { month, before }: ComparedFigures,
  { service, say }: PageContext,
): ReadonlyArray<Group> => {
  const rules = service.settings.rules ?? {}
  const settingOf = (ruleId: string | null) =>
    ruleId !== null && Object.hasOwn(rules, ruleId) ? rules[ruleId] : undefined
  const keyOf = ({ account, ruleId }: Rule): string | null =>
    by === "account" ? account : by === "rule" ? ruleId : (settingOf(ruleId)?.channel ?? null)
  const nameOf = (key: string | null): string => {
    if (key === null) return say.unknown
    if (by === "channel") return say.channel[key] ?? key
    return by === "rule" ? [key, settingOf(key)?.title ?? ""].join(" ").trim() : key
  }
  const last = Map.groupBy(before?.rules ?? [], keyOf)
  return [...Map.groupBy(month.rules, keyOf)].map(([key, of]) => {
    const ofLast = last.get(key)
    return {
      key,
      name: nameOf(key),
      ours: of.reduce((sum, { ours }) => sum + ours, 0),
      bill: of.reduce((sum, { bill }) => sum + bill, 0),
      amount: sumTexts(of),
      last: ofLast === undefined ? undefined : sumTexts(ofLast),
    }
  })
}

const sumTexts = (rules: ReadonlyArray<Pick<Rule, "amount">>): string | null =>
  sumAmountTexts(rules.map(({ amount }) => amount))

export const groupTable = (
  by: Grouping,
  { language, say }: PageContext,
  hasAmounts: boolean,
  hasLast: boolean,
): Table<Group> => {
  const shared = consoleText[language]
  const text = monthText[language]
  const count = (key: string, title: string, value: (group: Group) => number, sign = false): Table<Group>[number] => ({
    key,
    title: () => title,
    value,
    text: (group) => formatCount(value(group), { sign }),
    align: "right",
  })
  const amount = (key: string, title: string, value: (group: Group) => string | null | undefined) => ({
    key,
    title: () => title,
    value: (group: Group) => value(group) ?? null,
    text: (group: Group) => {
      const of = value(group)
      return of === undefined ? "" : yuan(of, "—")
    },
    align: "right" as const,
  })
  return [
    { key: "name", title: () => say.grouping[by], value: ({ name }) => name },
    count("ours", shared.ours, ({ ours }) => ours),
    count("bill", shared.bill, ({ bill }) => bill),
    count("difference", shared.difference, ({ ours, bill }) => bill - ours, true),
    ...(hasAmounts ? [amount("amount", text.billAmount, (group) => group.amount)] : []),
    ...(hasAmounts && hasLast ? [amount("last", text.lastMonth, ({ last }) => last)] : []),
  ]
}
