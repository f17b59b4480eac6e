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

export interface RecordCounts {
  readonly records: number
  readonly apiErrors: number
  readonly rejected: number
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
  readonly discrepancies: {
    readonly total: number
    readonly byKind: Readonly<Record<DiscrepancyKind, { readonly count: number; readonly impact: number }>>
  }
}

export interface ReconcileDocument extends ReconcileSummary {
  readonly items: ReadonlyArray<Discrepancy>
}

export const reconcileSummary = (plan: Reconciliation, tally: Tally, bill: Bill): ReconcileSummary => ({
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
  discrepancies: { total: plan.items.length, byKind: plan.byKind },
})

/** The document as JSON, in pieces. */
export function* reconcileJson(plan: Reconciliation, tally: Tally, bill: Bill): Generator<string> {
  const head = JSON.stringify(reconcileSummary(plan, tally, bill), null, 2)
  yield head.slice(0, head.lastIndexOf("\n")) + ',\n  "items": ['
  let separator = "\n    "
  for (const item of plan.items) {
    yield separator + JSON.stringify(item)
    separator = ",\n    "
  }
  yield `${plan.items.length > 0 ? "\n  " : ""}]\n}\n`
}
