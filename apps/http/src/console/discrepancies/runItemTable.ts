/** The discrepancies of a run as a table of a page: few columns, with the explanation in words. */
import type { RunItem } from "@faceid-tally/books/engine"
import { dayNumberOf, type Side } from "@faceid-tally/core/engine"
import {
  explanation,
  formatCount,
  kindText,
  type Pricing,
  type SharedText,
  type Table,
  yuan,
} from "@faceid-tally/report"

import type { PageContext } from "../context/PageContext.ts"
import { decisionsText } from "../decisions/decisionsText.ts"
import { statedText } from "../decisions/saidText.ts"
import type { Stated } from "../decisions/statedItems.ts"
import { shortened } from "../text/shortened.ts"
import { discrepanciesText } from "./discrepanciesText.ts"

interface Beside {
  readonly pricing?: Pricing | undefined
  /** What was decided, by the place of the item. */
  readonly stated?: ReadonlyMap<number, Stated> | undefined
}

export const runItemTable = (context: PageContext, { pricing, stated }: Beside = {}): Table<RunItem> => {
  const { language, formats } = context
  return [
    {
      key: "day",
      title: (say) => say.columns.day,
      value: ({ item }) => item.day,
      text: ({ item: { day } }) => (day === null ? "—" : formats.day(dayNumberOf(day) ?? 0)),
      holds: "day",
    },
    { key: "kindName", title: (say) => say.columns.kindName, value: ({ item }, say) => kindText(item.kind, say) },
    {
      key: "impact",
      title: (say) => say.columns.impact,
      value: ({ item }) => item.impact,
      text: ({ item }) => formatCount(item.impact, { sign: true }),
      align: "right",
    },
    ...amountColumn(language, pricing),
    ...decisionColumn(context, stated),
    {
      key: "seq",
      title: () => "Seq / BizToken",
      value: ({ item }) => item.seq ?? item.bizToken,
      text: ({ item }) => shortened(item.seq ?? item.bizToken ?? discrepanciesText[language].noId),
    },
    { key: "ruleId", title: () => "RuleId", value: ({ item }) => item.bill?.ruleId ?? item.ruleId },
    { key: "account", title: (say) => say.columns.account, value: ({ item }) => item.account },
    { key: "explanation", title: (say) => say.columns.explanation, value: ({ item }, say) => explanation(item, say) },
  ]
}

const decisionColumn = (context: PageContext, stated: Beside["stated"]): Table<RunItem> =>
  stated === undefined
    ? []
    : [
        {
          key: "decision",
          title: () => decisionsText[context.language].column,
          value: ({ place }) => {
            const found = stated.get(place)
            return found === undefined ? null : statedText(found, context)
          },
        },
      ]

const amountColumn = (language: PageContext["language"], pricing: Pricing | undefined): Table<RunItem> => {
  const amountOf = pricing?.item
  if (amountOf === undefined) return []
  return [
    {
      key: "amount",
      title: () => discrepanciesText[language].amount,
      value: ({ item }) => amountOf(item),
      text: ({ item }) => yuan(amountOf(item), "—", { sign: true }),
      align: "right",
    },
  ]
}

/** What a side says: its flag and its code. */
export const sideText = (side: Side | null, say: SharedText): string => {
  if (side === null) return "—"
  return side.errcode === null
    ? say.charge(side.charge)
    : `${say.charge(side.charge)} · ${say.columns.errcode} ${side.errcode}`
}
