/**
 * One verification flow: a BizToken, and the attempts that the person makes with it over time. What will happen is
 * decided when the token is issued; an answer shows what has happened by then.
 */
import { type Charge, publishedRules, type Ruling } from "@faceid-tally/core/engine"

import type { Rule } from "./Account.ts"
import { personOf } from "./Person.ts"
import type { Random } from "./Random.ts"

export interface Attempt {
  readonly seq: string
  /** Epoch milliseconds. */
  readonly at: number
  readonly errcode: number
  readonly charge: Charge
  /** The similarity, of a comparison that was made. */
  readonly sim: string | null
}

export interface Verification {
  readonly account: string
  readonly rule: Rule
  readonly bizToken: string
  readonly issuedAt: number
  readonly attempts: ReadonlyArray<Attempt>
  readonly nfcBillingCounts: number | null
  /** The number of the person. */
  readonly person: number
  /** As the customer passed it in; the provider gives it back. */
  readonly extra: string
  readonly redirectUrl: string | null
}

/** How long a person can use a BizToken, after which it is final. */
export const USABLE_MS = 2 * 3_600_000
/** How long its result can be fetched. */
export const RETENTION_MS = 3 * 86_400_000

/** A limit on memory, far above what a test needs. */
export const VERIFICATIONS_MAX = 1_000_000

const ATTEMPTS_MAX = 8

/** When no more attempts can come: at the success, else two hours after the issue. */
export const finalAt = ({ issuedAt, attempts }: Verification): number =>
  attempts.find(({ errcode }) => errcode === 0)?.at ?? issuedAt + USABLE_MS

/** A BizToken as it is issued at that time, and all that will come of it. */
export const makeVerification = (random: Random, account: string, rule: Rule, issuedAt: number): Verification => {
  const person = random.integer(1, PERSONS)
  return {
    account,
    rule,
    bizToken: random.uuid(),
    issuedAt,
    attempts: attemptsOf(random, rule, issuedAt),
    nfcBillingCounts: rule.edition === "plus" && random.isLucky(NFC) ? random.integer(1, 2) : null,
    person,
    extra: personOf(person).extra,
    redirectUrl: null,
  }
}

/** Few enough that persons come back, with another BizToken. */
const PERSONS = 5000
/** The share of the Plus edition's verifications that were charged for NFC. */
const NFC = 0.05

/** What a person does with a token: nothing, or tries until it succeeds or they lose patience. */
const attemptsOf = (random: Random, rule: Rule, issuedAt: number): ReadonlyArray<Attempt> => {
  if (random.isLucky(ABANDONED)) return []
  const attempts: Array<Attempt> = []
  let at = issuedAt + random.integer(15_000, 180_000)
  while (at < issuedAt + USABLE_MS && attempts.length < ATTEMPTS_MAX) {
    const errcode = random.pick(OUTCOMES)
    const similarity = SIMILARITIES.get(errcode)
    attempts.push({
      seq: random.uuid(),
      at,
      errcode,
      charge: CHARGE_BY_RULING[publishedRules.ruling(errcode, rule.edition)],
      sim: similarity === undefined ? null : (random.integer(...similarity) / 100).toFixed(2),
    })
    if (errcode === 0 || !random.isLucky(RETRIED)) break
    at += random.isLucky(LATE) ? random.integer(1_800_000, 5_400_000) : random.integer(10_000, 240_000)
  }
  return attempts
}

const ABANDONED = 0.12
const RETRIED = 0.75
const LATE = 0.1
/** Of the codes that end a comparison, in hundredths of a percent. */
const SIMILARITIES: ReadonlyMap<number, readonly [least: number, most: number]> = new Map([
  [0, [7500, 9999]],
  [2016, [1000, 6900]],
])

/** A flag that no published table decides is left open, as it is seen after a failed liveness. */
const CHARGE_BY_RULING: { readonly [ruling in Ruling]: Charge } = { charged: true, free: false, unlisted: null }

const OUTCOMES: ReadonlyArray<readonly [errcode: number, weight: number]> = [
  [0, 60],
  [1301, 6],
  [1302, 2],
  [1303, 1],
  [1001, 1],
  [1002, 4],
  [1003, 1],
  [1004, 6],
  [2001, 1],
  [2006, 4],
  [2007, 1],
  [2010, 1],
  [2011, 2],
  [2015, 1],
  [2016, 7],
  [2017, 1],
]
