/**
 * A reconciliation as data: what `reconcile --output json` prints. The items come last and one by one, since there
 * can be a million of them. No language enters it: reasons are codes with parameters.
 */
import {
  type Bill,
  type Discrepancy,
  type DiscrepancyKind,
  type IncompleteDay,
  type Reconciliation,
  type Tally,
} from "@faceid-tally/core"

import { groupByRule, type RuleGrouping, type RuleKey, type RuleNames } from "./RuleNames.ts"

export interface RecordCounts {
  readonly records: number
  readonly apiErrors: number
  readonly rejected: number
}

export interface BillGroup extends RuleKey {
  readonly lines: number
  readonly charges: number
  readonly impact: number
}

/** How the RuleIds of a report are grouped and named. */
export interface RuleQuestion {
  readonly by: RuleGrouping
  readonly ruleNames: RuleNames
}

/** All of the document except its items. */
export interface ReconcileSummary {
  readonly complete: boolean
  readonly incomplete: ReadonlyArray<IncompleteDay>
  readonly results: RecordCounts
  readonly bills: RecordCounts
  readonly ledger: Reconciliation["ledger"]
  readonly bill: Reconciliation["bill"]
  readonly matched: number
  readonly difference: number
  readonly explained: number
  /** Where it was asked for: the bill by RuleId, channel or edition, and what the discrepancies of each add to it. */
  readonly by?: RuleGrouping
  readonly groups?: ReadonlyArray<BillGroup>
  readonly discrepancies: {
    readonly total: number
    readonly byKind: Readonly<Record<DiscrepancyKind, { readonly count: number; readonly impact: number }>>
  }
}

export interface ReconcileDocument extends ReconcileSummary {
  readonly items: ReadonlyArray<Discrepancy>
}

export const reconcileSummary = (
  plan: Reconciliation,
  tally: Tally,
  bill: Bill,
  rules?: RuleQuestion,
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
  ...(rules && { by: rules.by, groups: billGroups(plan, rules) }),
  discrepancies: { total: plan.items.length, byKind: plan.byKind },
})

/** The heaviest group comes first. */
const billGroups = ({ chargeTypes, items }: Reconciliation, { by, ruleNames }: RuleQuestion): Array<BillGroup> => {
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
    }))
    .sort((a, b) => b.charges - a.charges)
}

/** The document as JSON, in pieces. */
export function* reconcileJson(plan: Reconciliation, summary: ReconcileSummary): Generator<string> {
  const head = JSON.stringify(summary, null, 2)
  yield head.slice(0, head.lastIndexOf("\n")) + ',\n  "items": ['
  let separator = "\n    "
  for (const item of plan.items) {
    yield separator + JSON.stringify(item)
    separator = ",\n    "
  }
  yield `${plan.items.length > 0 ? "\n  " : ""}]\n}\n`
}
