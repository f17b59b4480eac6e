/** The tables of a reconciliation: the bridge from our total to the bill's, and what the bill is made of. */
import { countedKinds } from "@faceid-tally/books"
import type { ChargeTypeTotal } from "@faceid-tally/core"

import { kindText } from "./ItemTable.ts"
import type { Messages } from "../messages/Messages.ts"
import { formatCount, formatMoney, type Money, times } from "../language/Money.ts"
import type { BillGroup, ReconcilePlan } from "./ReconcileDocument.ts"
import { ruleKeyColumns } from "../table/RuleNames.ts"
import type { RuleGrouping } from "../messages/Grouping.ts"
import type { Column, Table } from "../table/Table.ts"

/** One step of the way from our total to the bill's. */
export interface Step {
  /** A total, or a kind. */
  readonly step: string
  readonly name: string
  /** How many discrepancies; of the totals, nothing. */
  readonly count: number | null
  readonly impact: number
}

/** Our total, each kind that occurs, the bill's total: what stands between sums to the difference. */
export const bridge = ({ ledger, bill, byKind }: ReconcilePlan, say: Messages): Array<Step> => [
  { step: "total", name: say.reconcile.bridgeStart, count: null, impact: ledger.charges },
  ...countedKinds(byKind).map((kind): Step => ({
    step: kind,
    name: `  ${kindText(kind, say)}`,
    count: byKind[kind]?.count ?? 0,
    impact: byKind[kind]?.impact ?? 0,
  })),
  { step: "total", name: say.reconcile.bridgeEnd, count: null, impact: bill.charges },
]

export const bridgeTable = (unitPrice: Money | undefined): Table<Step> => [
  { key: "bridge", title: (say) => say.columns.bridge, value: ({ name }) => name },
  { key: "count", title: (say) => say.columns.count, value: ({ count }) => count, align: "right" },
  {
    key: "impact",
    title: (say) => say.columns.charges,
    value: ({ impact }) => impact,
    text: ({ step, impact }) => formatCount(impact, { sign: step !== "total" }),
    align: "right",
  },
  ...amountColumn<Step>(
    unitPrice,
    ({ impact }) => impact,
    ({ step }) => step !== "total",
  ),
]

export const chargeTypeTable = (unitPrice: Money | undefined): Table<ChargeTypeTotal> => [
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
  ...amountColumn<ChargeTypeTotal>(unitPrice, ({ charges }) => charges),
]

/** The bill by what the settings say of each RuleId. */
export const billGroupTable = (by: RuleGrouping, unitPrice: Money | undefined): Table<BillGroup> => [
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
  ...amountColumn<BillGroup>(unitPrice, ({ charges }) => charges),
]

/** What a number of charges costs; no column without a price. */
const amountColumn = <Row>(
  unitPrice: Money | undefined,
  charges: (row: Row) => number,
  sign: (row: Row) => boolean = () => false,
): Array<Column<Row>> => {
  if (unitPrice === undefined) return []
  const value = (row: Row) => times(unitPrice, charges(row))
  const text = (row: Row) => formatMoney(value(row), { sign: sign(row) })
  return [{ key: "amount", title: (say) => say.columns.amount, value, text, align: "right" }]
}
