/** The discrepancies, one a row: what a colleague filters in a spreadsheet and what the terminal shows first. */
import type { KeptDiscrepancy } from "@faceid-tally/books/engine"
import type { Charge, DiscrepancyKind, WhyCode } from "@faceid-tally/core/engine"

import { reconcileText } from "./reconcileText.ts"
import type { SharedText } from "../messages/sharedText.ts"
import { formatCount } from "../language/Money.ts"
import { amountColumn, type Pricing } from "./Pricing.ts"
import type { Column, Table } from "../table/Table.ts"

/** A kind, or a reason, that another version of this program knew is told by its code. */
const isKind = (kind: string, say: SharedText): kind is DiscrepancyKind => Object.hasOwn(say.kind, kind)
const isWhy = (code: string, say: SharedText): code is WhyCode => Object.hasOwn(reconcileText[say.language].why, code)

export const kindText = (kind: string, say: SharedText): string => (isKind(kind, say) ? say.kind[kind] : kind)

export const explanation = ({ why: { code, params } }: KeptDiscrepancy, say: SharedText): string =>
  isWhy(code, say) ? reconcileText[say.language].why[code](params) : code

const day: Column<KeptDiscrepancy> = {
  key: "day",
  title: (say) => say.columns.day,
  value: (item) => item.day,
  text: (item) => item.day ?? "—",
  holds: "day",
}
const kindName: Column<KeptDiscrepancy> = {
  key: "kindName",
  title: (say) => say.columns.kindName,
  value: ({ kind }, say) => kindText(kind, say),
}
const itemAmount = (pricing: Pricing | undefined): Table<KeptDiscrepancy> => {
  const amountOf = pricing?.item
  return amountOf === undefined
    ? []
    : amountColumn(
        pricing,
        (_, item) => amountOf(item),
        () => true,
      )
}

const impact: Column<KeptDiscrepancy> = {
  key: "impact",
  title: (say) => say.columns.impact,
  value: (item) => item.impact,
  text: (item) => formatCount(item.impact, { sign: true }),
  align: "right",
}

/** Every column; what a side says is spread over its own. */
export const itemTable = (pricing?: Pricing): Table<KeptDiscrepancy> => [
  day,
  { key: "kind", title: (say) => reconcileText[say.language].columns.kind, value: (item) => item.kind },
  kindName,
  impact,
  ...itemAmount(pricing),
  { key: "seq", title: () => "Seq", value: (item) => item.seq },
  { key: "bizToken", title: () => "BizToken", value: (item) => item.bizToken },
  { key: "ruleId", title: () => "RuleId", value: (item) => item.ruleId },
  { key: "account", title: (say) => say.columns.account, value: (item) => item.account },
  ...sideColumns("ledger"),
  ...sideColumns("bill"),
  { key: "chargeType", title: (say) => say.columns.chargeType, value: ({ bill }) => bill?.chargeType ?? null },
  { key: "why", title: (say) => reconcileText[say.language].columns.why, value: ({ why }) => why.code },
  { key: "explanation", title: (say) => say.columns.explanation, value: explanation },
]

/** The few columns that fit a terminal; the explanation stands under each row. */
export const itemTextTable = (pricing?: Pricing): Table<KeptDiscrepancy> => [
  day,
  impact,
  ...itemAmount(pricing),
  kindName,
  { key: "seq", title: () => "Seq / BizToken", value: (item) => item.seq ?? item.bizToken },
]

function sideColumns(side: "ledger" | "bill"): Table<KeptDiscrepancy> {
  const column = (
    name: "Charge" | "Errcode" | "At" | "Day",
    value: (of: NonNullable<KeptDiscrepancy["ledger"]>) => Charge | number | string,
    holds?: "day" | "time",
  ): Column<KeptDiscrepancy> => {
    const key = `${side}${name}` as const
    return {
      key,
      title: (say) => reconcileText[say.language].columns[key],
      value: (item) => (item[side] === null ? null : value(item[side])),
      ...(holds !== undefined && { holds }),
    }
  }
  return [
    column("Charge", ({ charge }) => charge),
    column("Errcode", ({ errcode }) => errcode ?? ""),
    column("At", ({ at }) => at ?? "", "time"),
    column("Day", (of) => of.day ?? "", "day"),
  ]
}
