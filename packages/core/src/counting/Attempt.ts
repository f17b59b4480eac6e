/**
 * An attempt: one try of a person, of which many entries can speak. Its facts are (flag, Errcode, ReqTime); which
 * entry's facts are the attempt's is decided by one total order, so that no order of reading matters (C4).
 */
import { dayOfInstant, NO_DAY } from "../calendar/day.ts"
import type { Charge } from "../shapes/fieldValues.ts"

/** Flags as they stand in columns, in the order of facts: charged before unknown before uncharged. */
export const ABSENT = 0
export const UNCHARGED = 1
export const UNKNOWN = 2
export const CHARGED = 3

/** Sentinels of missing numbers, each below every real value, so that "null lowest" is plain comparison. */
export const NO_CODE = -0x8000_0000
export const NO_TIME = -1
export const NEVER_FETCHED = -Infinity

/** The billing day of a ReqTime in a column, NO_DAY where it is missing. */
export const dayOfTime = (at: number): number => (at === NO_TIME ? NO_DAY : dayOfInstant(at))

export const flagOfCharge = (charge: Charge): number => (charge === null ? UNKNOWN : charge ? CHARGED : UNCHARGED)

export const chargeOfFlag = (flag: number): Charge => (flag === UNKNOWN ? null : flag === CHARGED)

/** What is known of one attempt. */
export interface Attempt {
  /** `null` for an attempt that the provider gave no Seq. */
  readonly seq: string | null
  readonly charge: Charge
  readonly errcode: number | null
  /** ReqTime, epoch milliseconds. */
  readonly at: number | null
  readonly bizToken: string | null
  readonly ruleId: string | null
  readonly account: string | null
}

/** One statement about an attempt: when it was fetched, and the facts. */
export interface Facts {
  readonly fetchedAt: number
  readonly flag: number
  readonly errcode: number
  readonly at: number
}

export const isSameFacts = (a: Facts, b: Facts): boolean =>
  a.flag === b.flag && a.errcode === b.errcode && a.at === b.at

/** Positive where `a` speaks for the attempt rather than `b`. */
export const compareFacts = (a: Facts, b: Facts): number => {
  if (a.fetchedAt !== b.fetchedAt) return a.fetchedAt > b.fetchedAt ? 1 : -1
  return a.flag - b.flag || a.errcode - b.errcode || a.at - b.at
}
