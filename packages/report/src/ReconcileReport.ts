/**
 * A reconciliation that a finance colleague can read, top down: whether the bill is whole, whether it is right, the
 * bridge from our total to the bill's, what it is made of, the first discrepancies, and the law that holds it together.
 */
import {
  type ChargeTypeTotal,
  type Discrepancy,
  type DiscrepancyKind,
  discrepancyKinds,
  type IncompleteDay,
  type Reconciliation,
} from "@faceid-tally/core"

import { explanation, itemTextTable } from "./ItemTable.ts"
import type { Messages } from "./Messages.ts"
import { formatCount, formatMoney, type Money, times } from "./Money.ts"
import type { ReconcileSummary } from "./ReconcileDocument.ts"
import { plainStyle, type Style } from "./Style.ts"
import type { Column, Table } from "./Table.ts"
import { printable, tableLines } from "./TextTable.ts"

export interface ReconcileReportOptions {
  readonly say: Messages
  readonly style?: Style
  /** What one charge costs; without it there are no amounts. */
  readonly unitPrice?: Money | undefined
  /** How many discrepancies are shown, and how many incomplete days. */
  readonly limit?: number
}

export const reconcileLines = (
  plan: Reconciliation,
  summary: ReconcileSummary,
  { say, style = plainStyle, unitPrice, limit = 20 }: ReconcileReportOptions,
): Array<string> => {
  const shown = weightiest(plan.items, limit)
  const hidden = plan.items.length - shown.length
  const paintImpact =
    ({ impact }: { readonly impact: number }, { bad }: Style) =>
    (line: string) =>
      impact === 0 ? line : bad(line)
  return [
    ...incompleteLines(plan.incomplete, say, style, limit),
    ...(plan.from === null || plan.to === null ? [] : [style.faint(say.reconcile.period(plan.from, plan.to))]),
    verdict(plan, say, style, unitPrice),
    "",
    ...tableLines(bridgeTable(unitPrice), bridge(plan, say), {
      say,
      style,
      paint: ({ step, impact }, { strong, bad, faint }) => (step === "total" ? strong : impact === 0 ? faint : bad),
    }),
    "",
    ...(plan.chargeTypes.length === 0
      ? []
      : [
          style.strong(say.reconcile.byChargeType),
          ...tableLines(chargeTypeTable(unitPrice), plan.chargeTypes, { say, style }),
          "",
        ]),
    ...(shown.length === 0
      ? []
      : [
          style.strong(say.reconcile.first(shown.length, plan.items.length)),
          ...tableLines(itemTextTable, shown, {
            say,
            style,
            paint: paintImpact,
            under: (item) => explanation(item, say),
          }),
          ...(hidden === 0 ? [] : [`  ${say.reconcile.others(hidden)}`]),
          "",
        ]),
    ...remarks(plan, summary, say),
    style.strong(say.reconcile.law(plan.explained, plan.bill.charges, plan.ledger.charges, plan.difference)),
  ]
}

/** The first discrepancies of the report's order, those with an impact before the others. */
const weightiest = (items: Iterable<Discrepancy>, limit: number): Array<Discrepancy> => {
  const [weighty, others]: [Array<Discrepancy>, Array<Discrepancy>] = [[], []]
  for (const item of items) {
    if (item.impact !== 0) weighty.push(item)
    else if (others.length < limit) others.push(item)
    if (weighty.length === limit) break
  }
  return [...weighty, ...others].slice(0, limit)
}

const incompleteLines = (
  days: ReadonlyArray<IncompleteDay>,
  say: Messages,
  style: Style,
  limit: number,
): Array<string> => {
  if (days.length === 0) return []
  const isOneAccount = new Set(days.map(({ account }) => account)).size === 1
  const line = ({ day, account, reason }: IncompleteDay) =>
    `  ${day}${isOneAccount ? "" : ` ${printable(account)}`}${say.colon}${say.incomplete[reason]}`
  return [
    style.bad(say.reconcile.incompleteDays(days.length)),
    ...days.slice(0, limit).map(line),
    ...(days.length > limit ? [`  ${say.reconcile.more(days.length - limit)}`] : []),
    "",
  ]
}

const verdict = (plan: Reconciliation, say: Messages, style: Style, unitPrice: Money | undefined): string => {
  const { charges } = plan.bill
  const impacts = countImpacts(plan)
  const sentences: Array<string> = []
  if (impacts === 0) sentences.push(say.reconcile.right(charges))
  else if (plan.difference === 0) sentences.push(say.reconcile.balanced(charges, impacts))
  else {
    const amount = unitPrice && formatMoney(times(unitPrice, Math.abs(plan.difference)))
    sentences.push(say.reconcile.wrong(charges, plan.ledger.charges, plan.difference, impacts, amount))
  }
  if (!plan.complete) sentences.push(say.reconcile.provisional)
  const colour = impacts > 0 ? style.bad : plan.complete ? style.good : style.note
  return style.strong(colour(sentences.join(say.gap)))
}

/** How many discrepancies have an impact: also where they cancel out, the bill is not right. */
export const countImpacts = ({ byKind, items }: Reconciliation): number => {
  // Each of these kinds has one sign per item; only a day shift can be +1, −1 or 0.
  const { missing_in_bill, missing_in_ledger, charge_mismatch, duplicate_in_bill, day_shift } = byKind
  let count = missing_in_bill.count + missing_in_ledger.count + charge_mismatch.count + duplicate_in_bill.impact
  if (day_shift.count > 0) for (const { kind, impact } of items) if (kind === "day_shift" && impact !== 0) count++
  return count
}

interface Step {
  readonly step: "total" | DiscrepancyKind
  readonly name: string
  /** How many discrepancies; of the totals, nothing. */
  readonly count: number | null
  readonly impact: number
}

/** Our total, each kind that occurs, the bill's total: what stands between sums to the difference. */
const bridge = ({ ledger, bill, byKind }: Reconciliation, say: Messages): Array<Step> => [
  { step: "total", name: say.reconcile.bridgeStart, count: null, impact: ledger.charges },
  ...discrepancyKinds
    .filter((kind) => byKind[kind].count > 0)
    .map((kind): Step => ({ step: kind, name: `  ${say.kind[kind]}`, ...byKind[kind] })),
  { step: "total", name: say.reconcile.bridgeEnd, count: null, impact: bill.charges },
]

const bridgeTable = (unitPrice: Money | undefined): Table<Step> => [
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

const chargeTypeTable = (unitPrice: Money | undefined): Table<ChargeTypeTotal> => [
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

/** What the numbers above leave out, and what agrees; only what there is. */
const remarks = (plan: Reconciliation, { results, bills }: ReconcileSummary, say: Messages): Array<string> => {
  const { ledger, bill } = plan
  return [
    say.reconcile.matched(plan.matched),
    ...(bill.chargeCountTotal > 0 ? [say.reconcile.chargeCount(bill.chargeCountTotal, bill.charges)] : []),
    ...(bill.repeatedPages > 0 ? [say.reconcile.repeatedPages(bill.repeatedPages)] : []),
    ...(ledger.undated + bill.undated > 0 ? [say.reconcile.undated(ledger.undated, bill.undated)] : []),
    ...(ledger.unattributed > 0 ? [say.reconcile.unattributed(ledger.unattributed)] : []),
    ...(results.rejected + bills.rejected > 0 ? [say.reconcile.rejected(results.rejected, bills.rejected)] : []),
  ]
}
