/**
 * The attempts of some days, out of all that were counted: an attempt belongs to the day of its ReqTime, an NFC count to that
 * of the earliest ReqTime of its BizToken (D50). What has no time belongs to no day, and is counted apart.
 */
import { NEVER_FETCHED, NO_TIME } from "./Attempt.ts"
import type { BillingDay } from "../calendar/day.ts"
import { dayNumberOf, dayOfInstant } from "../calendar/day.ts"
import { Tally } from "./Tally.ts"

export interface RequestedDays {
  readonly from?: BillingDay | undefined
  /** Inclusive. */
  readonly to?: BillingDay | undefined
}

export interface CountedDays {
  /** The attempts and the NFC charges of the days; records and entries are those of all that was read. */
  readonly tally: Tally
  /** Attempts of other days. */
  readonly outside: number
  /** Attempts without ReqTime. */
  readonly undated: number
  /** NFC charges of records without BizToken, and of BizTokens without any ReqTime. */
  readonly nfcUndated: number
}

export const withinDays = (all: Tally, { from, to }: RequestedDays): CountedDays => {
  const [first, last] = [dayNumberOf(from ?? "") ?? -Infinity, dayNumberOf(to ?? "") ?? Infinity]
  const isAsked = (at: number): boolean => dayOfInstant(at) >= first && dayOfInstant(at) <= last
  const tally = new Tally(all.names)
  let [outside, undated, nfcUndated] = [0, 0, all.nfcWithoutToken]
  all.forEachSeq((seq) => {
    const at = all.at(seq)
    if (at === NO_TIME) undated++
    else if (!isAsked(at)) outside++
    else {
      const [token, rule, account] = [all.token(seq), all.rule(seq), all.account(seq)]
      tally.addEntry(seq, all.flag(seq), all.errcode(seq), at, NEVER_FETCHED, token, rule, account)
    }
  })
  for (const [token, at] of all.firstAttempts().entries()) {
    const count = all.tokens.nfcOf(token)
    if (count === 0) continue
    if (at === Infinity) nfcUndated += count
    else if (isAsked(at)) {
      tally.addObservation(token, NEVER_FETCHED, false)
      tally.addNfc(token, NEVER_FETCHED, count, "")
    }
  }
  const { results, apiErrors, rejected, entries, conflicts } = all
  Object.assign(tally, { results, apiErrors, rejected, entries, conflicts })
  return { tally, outside, undated, nfcUndated }
}
