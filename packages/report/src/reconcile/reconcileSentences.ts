/** What a reconciliation says in sentences: whether the bill is right, and what its numbers leave out. */
import type { KeptReconciliation } from "@faceid-tally/books/engine"
import type { IncompleteReason } from "@faceid-tally/core/engine"

import { reconcileText } from "./reconcileText.ts"
import type { SharedText } from "../messages/sharedText.ts"
import { absolute, yuan } from "../language/amounts.ts"
import type { Pricing } from "./Pricing.ts"
import type { ReconcilePlan, ReconcileSummary } from "./ReconcileDocument.ts"
import { alikeSeqs, type Missing } from "./alikeSeqs.ts"
import { printable } from "../language/printable.ts"

/**
 * Is the bill right? Of what was read in part nobody can say that, and where charges that differ cancel out it is not, by
 * whatever kind of discrepancy.
 */
export const verdict = (plan: ReconcilePlan, say: SharedText, pricing?: Pricing, hasFaults = false): string => {
  const { charges } = plan.bill
  const isPartial = hasFaults || !plan.complete
  const { impacts } = plan.items
  const sentences: Array<string> = []
  if (impacts === 0)
    return isPartial ? reconcileText[say.language].rightSoFar(charges) : reconcileText[say.language].right(charges)
  if (plan.difference === 0) sentences.push(reconcileText[say.language].balanced(charges, impacts))
  else {
    const amount = absoluteYuan(pricing?.difference(plan.difference) ?? null)
    sentences.push(reconcileText[say.language].wrong(charges, plan.ledger.charges, plan.difference, impacts, amount))
  }
  if (isPartial) sentences.push(reconcileText[say.language].provisional)
  return sentences.join(say.gap)
}

/** The amount without its sign, if it is known. */
const absoluteYuan = (amount: string | null): string | undefined =>
  amount === null ? undefined : yuan(absolute(amount), "")

/** Why a day is incomplete; a reason that another version of this program knew is told by its code. */
export const incompleteReason = (reason: string, say: SharedText): string =>
  isReason(reason, say) ? reconcileText[say.language].incomplete[reason] : reason

const isReason = (reason: string, say: SharedText): reason is IncompleteReason =>
  Object.hasOwn(reconcileText[say.language].incomplete, reason)

/** The days whose bill is not whole, as many as are asked for: each with its reason. */
export const incompleteDays = (
  days: KeptReconciliation["incomplete"],
  say: SharedText,
  limit: number,
): Array<string> => {
  if (days.length === 0) return []
  const isOneAccount = new Set(days.map(({ account }) => account)).size === 1
  const line = ({ day, account, reason }: (typeof days)[number]) =>
    `${day}${isOneAccount ? "" : ` ${printable(account)}`}${say.colon}${incompleteReason(reason, say)}`
  return [
    ...days.slice(0, limit).map(line),
    ...(days.length > limit ? [reconcileText[say.language].more(days.length - limit)] : []),
  ]
}

export const periodOf = ({ from, to }: ReconcilePlan, say: SharedText): ReadonlyArray<string> =>
  from === null || to === null ? [] : [reconcileText[say.language].period(from, to)]

/** The law that holds the report together. */
export const law = ({ explained, bill, ledger, difference }: ReconcilePlan, say: SharedText): string =>
  reconcileText[say.language].law(explained, bill.charges, ledger.charges, difference)

/** What the numbers above leave out, and what agrees; only what there is. */
export const remarks = (
  plan: ReconcilePlan,
  { results, bills, amounts, beyond }: ReconcileSummary,
  say: SharedText,
): Array<string> => {
  const { ledger, bill } = plan
  return [
    ...alikeSentences(plan, say),
    reconcileText[say.language].matched(plan.matched),
    ...(bill.chargeCountTotal > 0
      ? [reconcileText[say.language].chargeCount(bill.chargeCountTotal, bill.charges)]
      : []),
    ...(bill.repeatedPages > 0 ? [reconcileText[say.language].repeatedPages(bill.repeatedPages)] : []),
    ...(ledger.undated + bill.undated > 0 ? [reconcileText[say.language].undated(ledger.undated, bill.undated)] : []),
    ...(ledger.unattributed > 0 ? [reconcileText[say.language].unattributed(ledger.unattributed)] : []),
    ...(results.rejected + bills.rejected > 0
      ? [reconcileText[say.language].rejected(results.rejected, bills.rejected)]
      : []),
    ...(beyond === undefined ? [] : beyondSentences(beyond, say)),
    ...(amounts === undefined ? [] : amountSentences(plan, amounts, say)),
  ]
}

/** What was read of other days, and what a day that was not read may hold. */
const beyondSentences = (
  { attempts, lines, unread }: NonNullable<ReconcileSummary["beyond"]>,
  { language }: SharedText,
): ReadonlyArray<string> => [
  ...(attempts + lines > 0 ? [reconcileText[language].otherDays(attempts, lines)] : []),
  ...unread.map(({ side, day, charges }) => reconcileText[language].unread[side](charges, day)),
]

/** How the amounts are to be read, and how many charges have none. */
const amountSentences = (
  { chargeTypes }: ReconcilePlan,
  { byChargeType }: NonNullable<ReconcileSummary["amounts"]>,
  { language }: SharedText,
): ReadonlyArray<string> => {
  const unpriced = byChargeType.flatMap(({ chargeType, ruleId, amount }) =>
    amount === null ? chargeTypes.filter((of) => of.chargeType === chargeType && of.ruleId === ruleId) : [],
  )
  const charges = unpriced.reduce((sum, of) => sum + of.charges, 0)
  return [...(charges === 0 ? [] : [reconcileText[language].unpriced(charges)]), reconcileText[language].weighed]
}

/** Of a kept run only the first discrepancies are at hand: then nothing can be said of all. */
const alikeSentences = ({ byKind, items }: ReconcilePlan, say: SharedText): ReadonlyArray<string> => {
  const [ours, theirs] = [byKind["missing_in_bill"]?.count ?? 0, byKind["missing_in_ledger"]?.count ?? 0]
  if (ours === 0 || theirs === 0) return []
  const missing: Array<Missing> = []
  for (const { kind, seq } of items) {
    if (kind === "missing_in_bill" || kind === "missing_in_ledger") missing.push({ kind, seq })
  }
  const alike = missing.length === ours + theirs ? alikeSeqs(missing) : undefined
  return alike === undefined
    ? []
    : [reconcileText[say.language].alike(alike.count, printable(alike.bill), printable(alike.ours))]
}
