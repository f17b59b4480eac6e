/** What a reconciliation says in sentences: whether the bill is right, and what its numbers leave out. */
import type { KeptReconciliation } from "@faceid-tally/books"
import type { IncompleteReason } from "@faceid-tally/core"

import type { Messages } from "../messages/Messages.ts"
import { absolute, yuan } from "../statement/amounts.ts"
import type { Pricing } from "./Pricing.ts"
import type { ReconcilePlan, ReconcileSummary } from "./ReconcileDocument.ts"
import { alikeSeqs, type Missing } from "./alikeSeqs.ts"
import { printable } from "../language/printable.ts"

/**
 * Is the bill right? Of what was read in part nobody can say that, and where charges that differ cancel out it is not, by
 * whatever kind of discrepancy.
 */
export const verdict = (plan: ReconcilePlan, say: Messages, pricing?: Pricing, hasFaults = false): string => {
  const { charges } = plan.bill
  const isPartial = hasFaults || !plan.complete
  const { impacts } = plan.items
  const sentences: Array<string> = []
  if (impacts === 0) return isPartial ? say.reconcile.rightSoFar(charges) : say.reconcile.right(charges)
  if (plan.difference === 0) sentences.push(say.reconcile.balanced(charges, impacts))
  else {
    const amount = absoluteYuan(pricing?.difference(plan.difference) ?? null)
    sentences.push(say.reconcile.wrong(charges, plan.ledger.charges, plan.difference, impacts, amount))
  }
  if (isPartial) sentences.push(say.reconcile.provisional)
  return sentences.join(say.gap)
}

/** The amount without its sign, if it is known. */
const absoluteYuan = (amount: string | null): string | undefined =>
  amount === null ? undefined : yuan(absolute(amount), "")

/** Why a day is incomplete; a reason that another version of this program knew is told by its code. */
export const incompleteReason = (reason: string, say: Messages): string =>
  isReason(reason, say) ? say.incomplete[reason] : reason

const isReason = (reason: string, say: Messages): reason is IncompleteReason => Object.hasOwn(say.incomplete, reason)

/** The days whose bill is not whole, as many as are asked for: each with its reason. */
export const incompleteDays = (days: KeptReconciliation["incomplete"], say: Messages, limit: number): Array<string> => {
  if (days.length === 0) return []
  const isOneAccount = new Set(days.map(({ account }) => account)).size === 1
  const line = ({ day, account, reason }: (typeof days)[number]) =>
    `${day}${isOneAccount ? "" : ` ${printable(account)}`}${say.colon}${incompleteReason(reason, say)}`
  return [...days.slice(0, limit).map(line), ...(days.length > limit ? [say.reconcile.more(days.length - limit)] : [])]
}

export const periodOf = ({ from, to }: ReconcilePlan, say: Messages): ReadonlyArray<string> =>
  from === null || to === null ? [] : [say.reconcile.period(from, to)]

/** The law that holds the report together. */
export const law = ({ explained, bill, ledger, difference }: ReconcilePlan, say: Messages): string =>
  say.reconcile.law(explained, bill.charges, ledger.charges, difference)

/** What the numbers above leave out, and what agrees; only what there is. */
export const remarks = (plan: ReconcilePlan, { results, bills }: ReconcileSummary, say: Messages): Array<string> => {
  const { ledger, bill } = plan
  return [
    ...alikeSentences(plan, say),
    say.reconcile.matched(plan.matched),
    ...(bill.chargeCountTotal > 0 ? [say.reconcile.chargeCount(bill.chargeCountTotal, bill.charges)] : []),
    ...(bill.repeatedPages > 0 ? [say.reconcile.repeatedPages(bill.repeatedPages)] : []),
    ...(ledger.undated + bill.undated > 0 ? [say.reconcile.undated(ledger.undated, bill.undated)] : []),
    ...(ledger.unattributed > 0 ? [say.reconcile.unattributed(ledger.unattributed)] : []),
    ...(results.rejected + bills.rejected > 0 ? [say.reconcile.rejected(results.rejected, bills.rejected)] : []),
  ]
}

/** Of a kept run only the first discrepancies are at hand: then nothing can be said of all. */
const alikeSentences = ({ byKind, items }: ReconcilePlan, say: Messages): ReadonlyArray<string> => {
  const [ours, theirs] = [byKind["missing_in_bill"]?.count ?? 0, byKind["missing_in_ledger"]?.count ?? 0]
  if (ours === 0 || theirs === 0) return []
  const missing: Array<Missing> = []
  for (const { kind, seq } of items) {
    if (kind === "missing_in_bill" || kind === "missing_in_ledger") missing.push({ kind, seq })
  }
  const alike = missing.length === ours + theirs ? alikeSeqs(missing) : undefined
  return alike === undefined ? [] : [say.reconcile.alike(alike.count, printable(alike.bill), printable(alike.ours))]
}
