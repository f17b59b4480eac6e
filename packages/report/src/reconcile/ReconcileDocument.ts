/**
 * A reconciliation as data: what `reconcile --output json` prints. The items come last and one by one, since there
 * can be a million of them. No language enters it: reasons are codes with parameters.
 */
import type { KeptDiscrepancy, KeptReconciliation } from "@faceid-tally/books/engine"
import type { Bill, Reconciliation, Tally } from "@faceid-tally/core/engine"

import { type ReconciledAmounts, sumAmountTexts } from "@faceid-tally/core/money"

import type { Pricing } from "./Pricing.ts"
import type { BeyondPeriod, BillGroup, ReconcileDocument, ReconcileSummary } from "../documents/reconciliations.ts"
import type { RuleGrouping } from "../messages/Grouping.ts"
import { groupByRule, type RuleNames } from "../table/RuleNames.ts"

export type { BillGroup, ReconcileDocument, ReconcileSummary }

/** How the RuleIds of a report are grouped and named. */
export interface RuleQuestion {
  readonly by: RuleGrouping
  readonly ruleNames: RuleNames
}

/** A reconciliation that was just made, or one that was kept and is read again. */
export interface ReconcilePlan extends KeptReconciliation {
  readonly items: Iterable<KeptDiscrepancy> & {
    readonly length: number
    /** How many of them have an impact. */
    readonly impacts: number
  }
}

export interface SummaryOptions {
  readonly rules?: RuleQuestion | undefined
  /** By the price plan. */
  readonly amounts?: ReconciledAmounts | null | undefined
  readonly beyond?: BeyondPeriod | undefined
}

export const reconcileSummary = (
  plan: Reconciliation,
  tally: Tally,
  bill: Bill,
  { rules, amounts, beyond }: SummaryOptions = {},
): ReconcileSummary => ({
  complete: plan.complete,
  incomplete: plan.incomplete,
  results: {
    records: tally.results + tally.apiErrors + tally.rejected,
    apiErrors: tally.apiErrors,
    rejected: tally.rejected,
  },
  bills: {
    records: bill.accepted + bill.apiErrors + bill.rejected,
    apiErrors: bill.apiErrors,
    rejected: bill.rejected,
  },
  ledger: plan.ledger,
  bill: plan.bill,
  matched: plan.matched,
  difference: plan.difference,
  explained: plan.explained,
  ...(rules && { by: rules.by, groups: billGroups(plan, rules, amounts) }),
  ...(amounts != null && { amounts }),
  ...(beyond && { beyond }),
  discrepancies: { total: plan.items.length, byKind: plan.byKind },
})

/** The heaviest group comes first. */
const billGroups = (
  { chargeTypes, items }: ReconcilePlan,
  { by, ruleNames }: RuleQuestion,
  amounts: ReconciledAmounts | null | undefined,
): Array<BillGroup> => {
  const impactByRule = new Map<string | null, number>()
  for (const { ruleId, impact } of items) {
    if (impact !== 0) impactByRule.set(ruleId, (impactByRule.get(ruleId) ?? 0) + impact)
  }
  const rows = [
    ...chargeTypes.map(({ ruleId, lines, charges }) => ({ ruleId, lines, charges, impact: 0 })),
    ...[...impactByRule].map(([ruleId, impact]) => ({ ruleId, lines: 0, charges: 0, impact })),
  ]
  return groupByRule(rows, by, ruleNames)
    .map(({ rows: ofGroup, ...name }) => ({
      ...name,
      lines: ofGroup.reduce((sum, { lines }) => sum + lines, 0),
      charges: ofGroup.reduce((sum, { charges }) => sum + charges, 0),
      impact: ofGroup.reduce((sum, { impact }) => sum + impact, 0),
      ...(amounts != null && { amount: amountOfRules(amounts, new Set(ofGroup.map(({ ruleId }) => ruleId))) }),
    }))
    .sort((a, b) => b.charges - a.charges)
}

const amountOfRules = ({ byChargeType }: ReconciledAmounts, rules: ReadonlySet<string | null>): string | null => {
  const own = byChargeType.filter(({ ruleId }) => rules.has(ruleId))
  return sumAmountTexts(own.map(({ amount }) => amount))
}

export type ItemDocument = KeptDiscrepancy & { readonly amount?: string | null }

/** An item as data, with its amount where a plan tells it. */
export const itemDocument = (pricing?: Pricing) => {
  const amountOf = pricing?.item
  if (amountOf === undefined) return (item: KeptDiscrepancy): ItemDocument => item
  return (item: KeptDiscrepancy): ItemDocument => {
    const { kind, impact, ...others } = item
    return { kind, impact, amount: amountOf(item), ...others }
  }
}

/** The document as JSON, in pieces. */
export function* reconcileJson(plan: ReconcilePlan, summary: ReconcileSummary, pricing?: Pricing): Generator<string> {
  const documentOf = itemDocument(pricing)
  const [head, tail] = jsonAround(summary, plan.items.length)
  yield head
  let separator = FIRST_ITEM
  for (const item of plan.items) {
    yield separator + JSON.stringify(documentOf(item))
    separator = NEXT_ITEM
  }
  yield tail
}

/** The same of items that come in pages. */
export async function* itemsJson(
  document: object,
  count: number,
  items: AsyncIterable<KeptDiscrepancy>,
  pricing?: Pricing,
): AsyncGenerator<string> {
  const documentOf = itemDocument(pricing)
  const [head, tail] = jsonAround(document, count)
  yield head
  let separator = FIRST_ITEM
  for await (const item of items) {
    yield separator + JSON.stringify(documentOf(item))
    separator = NEXT_ITEM
  }
  yield tail
}

const FIRST_ITEM = "\n    "
const NEXT_ITEM = ",\n    "

const jsonAround = (document: object, count: number): readonly [head: string, tail: string] => {
  const text = JSON.stringify(document, null, 2)
  return [text.slice(0, text.lastIndexOf("\n")) + ',\n  "items": [', `${count > 0 ? "\n  " : ""}]\n}\n`]
}
