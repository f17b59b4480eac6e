/** What stands in the way of closing a month (F5.3): a published list of codes, each with how often it holds. */

export const blockerCodes = [
  /** Days of the bill that are missing, or not over. */
  "bill_incomplete",
  /** BizTokens of the month that can still gain attempts. */
  "results_open",
  /** Items with an impact or a claim that nobody has decided. */
  "undecided",
  /** Charges without a price. */
  "unpriced",
  /** Packs of which it is not known what they had. */
  "pack_unknown",
  /** Accounts that the bill charges, and whose account bill is not there. */
  "account_bill_missing",
  /** Accounts whose account bill was last seen before it was final. */
  "account_bill_early",
  /** Months without a close between the first closed one and this. */
  "earlier_month_open",
] as const
export type BlockerCode = (typeof blockerCodes)[number]

export type BlockerCounts = Readonly<Record<BlockerCode, number>>
export interface Blocker {
  readonly code: BlockerCode
  readonly count: number
}

export const blockersOf = (counts: BlockerCounts): ReadonlyArray<Blocker> =>
  blockerCodes.flatMap((code) => (counts[code] > 0 ? [{ code, count: counts[code] }] : []))
