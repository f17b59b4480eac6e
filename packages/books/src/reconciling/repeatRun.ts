/**
 * Repeats a kept run: the same question about the books as its seal left them. What is known of a BizToken today is no
 * part of the comparison, since states go on: neither BizTokens that nobody fetched, nor why we lack a charge.
 */
import { dayFromNumber, type ChargeRules, type Reconciliation } from "@faceid-tally/core/engine"
import * as Effect from "effect/Effect"

import { Ledger } from "../ports/Ledger.ts"
import type { LedgerError } from "../ports/LedgerError.ts"
import { reconcileBooks } from "./reconcileBooks.ts"
import type { RuleSet } from "./RuleSet.ts"
import type { KeptDiscrepancy } from "../ports/KeptReconciliation.ts"
import type { Run } from "../ports/Run.ts"

/** What of an answer is compared; `items` is the place of the first discrepancy that is not the same. */
export const repeatedFields = [
  "ruleSet",
  "billVersions",
  "attempts",
  "ledgerCharges",
  "lines",
  "billCharges",
  "matched",
  "difference",
  "complete",
  "items",
] as const
export type RepeatedField = (typeof repeatedFields)[number]

export interface RepeatedDifference {
  readonly field: RepeatedField
  readonly kept: number | string | boolean | null
  readonly now: number | string | boolean | null
}

export interface Repeated {
  readonly reconciliation: Reconciliation
  /** Empty where the answer is the same. */
  readonly differences: ReadonlyArray<RepeatedDifference>
}

export interface RepeatRules {
  /** The rules as they are now; by the editions that the run has. */
  readonly rules?: ChargeRules | undefined
  /** Those editions with the digest of what their rules say now. */
  readonly ruleSet?: RuleSet | null | undefined
  readonly programVersion: string
}

/** Before the first batch there was nothing. */
const NO_SEAL = { seal: 0, head: "", lastBatch: 0 }

export const repeatRun = (run: Run, rules: RepeatRules): Effect.Effect<Repeated, LedgerError, Ledger> =>
  Effect.gen(function* () {
    const { reconciliation, billVersions } = yield* reconcileBooks({
      from: dayFromNumber(run.fromDay),
      to: dayFromNumber(run.toDay),
      ruleId: run.ruleId ?? undefined,
      account: run.account ?? undefined,
      asOf: run.asOf ?? undefined,
      seal: run.seal ?? NO_SEAL,
      ...rules,
      keep: false,
    })
    const { ledger, bill, matched, difference, complete } = reconciliation
    const now: Readonly<Record<Exclude<RepeatedField, "items">, RepeatedDifference["now"]>> = {
      ruleSet: rules.ruleSet?.digest ?? null,
      billVersions: digestsOf(billVersions),
      attempts: ledger.attempts,
      ledgerCharges: ledger.charges,
      lines: bill.lines,
      billCharges: bill.charges,
      matched,
      difference,
      complete,
    }
    const kept: typeof now = {
      ...run,
      ruleSet: run.ruleSet?.digest ?? null,
      billVersions: digestsOf(run.billVersions),
    }
    const differences = repeatedFields.flatMap((field): Array<RepeatedDifference> =>
      field === "items" || kept[field] === now[field] ? [] : [{ field, kept: kept[field], now: now[field] }],
    )
    const items = yield* compareItems(run, reconciliation)
    return { reconciliation, differences: items === undefined ? differences : [...differences, items] }
  })

const digestsOf = (versions: ReadonlyArray<{ readonly digest: string }>): string =>
  versions
    .map(({ digest }) => digest)
    .sort()
    .join(" ")

const ITEMS_PER_PAGE = 5000

const compareItems = Effect.fnUntraced(function* (run: Run, { items }: Reconciliation) {
  const ledger = yield* Ledger
  const again = Iterator.from(items).filter(isComparable)
  let place = 0
  for (let after = -1; ;) {
    const page = yield* ledger.runItems(run.id, { after, limit: ITEMS_PER_PAGE })
    for (const { item } of page) {
      if (!isComparable(item)) continue
      const next = again.next()
      if (next.done === true || facts(next.value) !== facts(item)) return different(place)
      place++
    }
    const last = page.at(-1)
    if (last === undefined || page.length < ITEMS_PER_PAGE) break
    after = last.place
  }
  return again.next().done === true ? undefined : different(place)
})

const different = (place: number): RepeatedDifference => ({ field: "items", kept: place, now: place })

const isComparable = ({ kind }: KeptDiscrepancy): boolean => kind !== "uncollected"

/** Why we lack a charge depends on what is known of its BizToken by now; earlier versions kept less of a line. */
const facts = ({ why, bill, ...item }: KeptDiscrepancy): string => {
  const line = bill === null ? null : { ...bill, ruleId: undefined, account: undefined }
  return JSON.stringify({ ...item, bill: line, why: item.kind === "missing_in_ledger" ? undefined : why })
}
