/** The tables of a reconciliation: the bridge from our total to the bill's, and what the bill is made of. */
import { countedKinds } from "@faceid-tally/books/engine"
import type { ChargeTypeTotal } from "@faceid-tally/core/engine"

import { reconcileText } from "./reconcileText.ts"
import { kindText } from "./itemTable.ts"
import type { SharedText } from "../messages/sharedText.ts"
import { formatCount } from "../language/Money.ts"
import { amountColumn, type Pricing } from "./Pricing.ts"
import type { BillGroup, ReconcilePlan } from "./ReconcileDocument.ts"
import { ruleKeyColumns } from "../table/RuleNames.ts"
import type { RuleGrouping } from "../messages/Grouping.ts"
import type { Table } from "../table/Table.ts"

/** One step of the way from our total to the bill's. */
export interface Step {
  /** The total of a side, or a kind. */
  readonly step: string
  readonly name: string
  /** How many discrepancies; of the totals, nothing. */
  readonly count: number | null
  readonly impact: number
}

/** Not a total. */
export const isKind = ({ step }: Step): boolean => step !== "ledger" && step !== "bill"

/** Our total, each kind that occurs, the bill's total: what stands between sums to the difference. */
export const bridge = ({ ledger, bill, byKind }: ReconcilePlan, say: SharedText): Array<Step> => [
  { step: "ledger", name: reconcileText[say.language].bridgeStart, count: null, impact: ledger.charges },
  ...countedKinds(byKind).map((kind): Step => ({
    step: kind,
    name: `  ${kindText(kind, say)}`,
    count: byKind[kind]?.count ?? 0,
    impact: byKind[kind]?.impact ?? 0,
  })),
  { step: "bill", name: reconcileText[say.language].bridgeEnd, count: null, impact: bill.charges },
]

export const bridgeTable = (pricing: Pricing | undefined): Table<Step> => [
  { key: "bridge", title: (say) => say.columns.bridge, value: ({ name }) => name },
  { key: "count", title: (say) => say.columns.count, value: ({ count }) => count, align: "right" },
  {
    key: "impact",
    title: (say) => say.columns.charges,
    value: ({ impact }) => impact,
    text: (step) => formatCount(step.impact, { sign: isKind(step) }),
    align: "right",
  },
  ...amountColumn<Step>(
    pricing,
    (by, { step, impact }) => (step === "ledger" || step === "bill" ? by.total(step, impact) : by.kind(step, impact)),
    isKind,
  ),
]

export const chargeTypeTable = (pricing: Pricing | undefined): Table<ChargeTypeTotal> => [
  {
    key: "chargeType",
    title: (say) => say.columns.chargeType,
    value: ({ chargeType }) => chargeType,
    text: ({ chargeType }, say) => chargeType ?? say.unknown,
  },
  {
    key: "ruleId",
    title: () => "RuleId",
    value: ({ ruleId }) => ruleId,
    text: ({ ruleId }, say) => ruleId ?? say.unknown,
  },
  { key: "lines", title: (say) => say.columns.lines, value: ({ lines }) => lines, align: "right" },
  { key: "charges", title: (say) => say.columns.charges, value: ({ charges }) => charges, align: "right" },
  ...amountColumn<ChargeTypeTotal>(pricing, (by, total) => by.chargeType(total)),
]

/** The bill by what the settings say of each RuleId. */
export const billGroupTable = (by: RuleGrouping, pricing: Pricing | undefined): Table<BillGroup> => [
  ...ruleKeyColumns<BillGroup>(by),
  { key: "lines", title: (say) => say.columns.lines, value: ({ lines }) => lines, align: "right" },
  { key: "charges", title: (say) => say.columns.charges, value: ({ charges }) => charges, align: "right" },
  {
    key: "impact",
    title: (say) => say.columns.impact,
    value: ({ impact }) => impact,
    text: ({ impact }) => formatCount(impact, { sign: true }),
    align: "right",
  },
  ...amountColumn<BillGroup>(pricing, (prices, group) => prices.group(group)),
]
