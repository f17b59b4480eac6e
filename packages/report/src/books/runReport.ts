/** Kept reconciliations for people: which there are, one as it was printed, and whether it is the same today. */
import type { KeptDiscrepancy, Repeated, RepeatedDifference, Run } from "@faceid-tally/books/engine"
import { dayFromNumber, instantToIso } from "@faceid-tally/core/engine"

import { formatCount } from "../language/Money.ts"
import type { ReconcilePlan, ReconcileSummary } from "../reconcile/ReconcileDocument.ts"
import type { Table } from "../table/Table.ts"
import type { BooksText } from "./booksText.ts"

export const runTable = ({ columns, runs }: BooksText): Table<Run> => [
  { key: "id", title: () => columns.reconciled, value: ({ id }) => id, text: ({ id }) => String(id), align: "right" },
  { key: "ranAt", title: () => columns.ranAt, value: ({ ranAt }) => instantToIso(ranAt), holds: "time" },
  { key: "from", title: () => columns.from, value: ({ fromDay }) => dayFromNumber(fromDay), holds: "day" },
  { key: "to", title: () => columns.to, value: ({ toDay }) => dayFromNumber(toDay), holds: "day" },
  { key: "ruleId", title: () => "RuleId", value: ({ ruleId }) => ruleId },
  { key: "account", title: () => columns.account, value: ({ account }) => account },
  { key: "ledgerCharges", title: () => columns.charges, value: ({ ledgerCharges }) => ledgerCharges, align: "right" },
  { key: "billCharges", title: () => columns.billCharges, value: ({ billCharges }) => billCharges, align: "right" },
  {
    key: "difference",
    title: () => columns.difference,
    value: ({ difference }) => difference,
    text: ({ difference }) => formatCount(difference, { sign: true }),
    align: "right",
  },
  { key: "items", title: () => columns.items, value: ({ items }) => items, align: "right" },
  {
    key: "complete",
    title: () => columns.complete,
    value: ({ complete }) => complete,
    text: ({ complete }) => (complete ? runs.yes : runs.no),
  },
]

/** A kept run as the reconciliation that it was; `items` may be only those that a report shows, `impacts` is of all. */
export const keptPlan = (run: Run, items: Iterable<KeptDiscrepancy>, impacts: number): ReconcilePlan => ({
  ...run.document,
  items: { length: run.items, impacts, [Symbol.iterator]: () => items[Symbol.iterator]() },
})

/** A run of the ledger has read no files. */
export const keptSummary = ({ items, ...plan }: ReconcilePlan, amounts: Run["amounts"] = null): ReconcileSummary => ({
  complete: plan.complete,
  incomplete: plan.incomplete,
  results: NOTHING_READ,
  bills: NOTHING_READ,
  ledger: plan.ledger,
  bill: plan.bill,
  matched: plan.matched,
  difference: plan.difference,
  explained: plan.explained,
  ...(amounts !== null && { amounts }),
  discrepancies: { total: items.length, byKind: plan.byKind },
})

const NOTHING_READ = { records: 0, apiErrors: 0, rejected: 0 }

/** Of a million items those that a report needs: the first with an impact and without; the others are counted. */
export class ItemsInBrief implements Iterable<KeptDiscrepancy> {
  readonly #kept: Array<KeptDiscrepancy> = []
  readonly #limit: number
  /** How many were added that have an impact. */
  impacts = 0
  #others = 0

  constructor(limit: number) {
    this.#limit = limit
  }

  add(item: KeptDiscrepancy): void {
    const isFirst = item.impact === 0 ? this.#others++ < this.#limit : this.impacts++ < this.#limit
    if (isFirst) this.#kept.push(item)
  }

  [Symbol.iterator](): Iterator<KeptDiscrepancy> {
    return this.#kept[Symbol.iterator]()
  }
}

export const repeatedLines = ({ differences }: Repeated, run: Run, words: BooksText): Array<string> =>
  differences.length === 0
    ? [words.runs.same(run.id)]
    : [words.runs.changed(run.id), ...differences.map((difference) => `  ${differenceText(difference, words)}`)]

const differenceText = ({ field, kept, now }: RepeatedDifference, { runs }: BooksText): string =>
  field === "items" || field === "billVersions" || field === "ruleSet"
    ? runs.fields[field]
    : runs.differs(runs.fields[field], String(kept), String(now))
