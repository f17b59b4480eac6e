/** Registers BizTokens and says what came of it: how many were new, changed or expired, and which look like another. */
import { compareBytes, DEFAULT_ACCOUNT, type Remark, stateOf } from "@faceid-tally/core/engine"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"

import { Ledger } from "../ports/Ledger.ts"
import type { Verification } from "../ports/verifications.ts"
import type { Registration } from "../client/Registration.ts"
import { remarksOnTimes } from "./admit.ts"

export interface Registered {
  /** BizTokens that were given, each counted once. */
  readonly given: number
  readonly new: number
  /** Those that were known and gained something. */
  readonly changed: number
  /** Those that were never fetched and no longer can be. */
  readonly expired: number
  readonly remarks: ReadonlyArray<Remark>
}

/** BizTokens that are looked up in one statement. */
const LOOKED_UP_MAX = 1000

export const registerAll = (registrations: ReadonlyArray<Registration>) =>
  Effect.gen(function* () {
    const registered = yield* foreseeRegistered(registrations)
    yield* (yield* Ledger).register(registrations, yield* Clock.currentTimeMillis)
    return registered
  })

/** What would come of registering; nothing is written. */
export const foreseeRegistered = (registrations: ReadonlyArray<Registration>) =>
  Effect.gen(function* () {
    const now = yield* Clock.currentTimeMillis
    const given = new Set(registrations.map(({ bizToken }) => bizToken))
    const known = yield* lookUp([...given].flatMap((bizToken) => [bizToken, ...casesOf(bizToken)]))
    return { ...registeredOver(known, registrations, now), remarks: remarksOn(known, given, registrations, now) }
  })

const lookUp = (bizTokens: ReadonlyArray<string>) =>
  Effect.gen(function* () {
    const ledger = yield* Ledger
    const known = new Map<string, Verification>()
    for (let i = 0; i < bizTokens.length; i += LOOKED_UP_MAX) {
      for (const each of yield* ledger.verifications(bizTokens.slice(i, i + LOOKED_UP_MAX)))
        known.set(each.bizToken, each)
    }
    return known
  })

/** The same letters in all lower and all upper case, where these are others. */
const casesOf = (bizToken: string): ReadonlyArray<string> =>
  [bizToken.toLowerCase(), bizToken.toUpperCase()].filter((other) => other !== bizToken)

/** What is known of a BizToken as far as a registration can change it. */
type Facts = Pick<Verification, "ruleId" | "account" | "issuedAt" | "estimated" | "fetchedAt" | "passed">

/** What registrations change over what is known: the same as the ledger's own rules make of them. */
const registeredOver = (
  known: ReadonlyMap<string, Facts>,
  registrations: ReadonlyArray<Registration>,
  now: number,
): Omit<Registered, "remarks"> => {
  const after = new Map<string, Facts>()
  for (const registration of registrations) {
    const { bizToken } = registration
    after.set(bizToken, withRegistration(after.get(bizToken) ?? known.get(bizToken) ?? unknown(now), registration))
  }
  let [fresh, changed, expired] = [0, 0, 0]
  for (const [bizToken, facts] of after) {
    const before = known.get(bizToken)
    if (before === undefined) fresh++
    else if (differs(before, facts)) changed++
    if (stateOf(facts, now) === "expired") expired++
  }
  return { given: after.size, new: fresh, changed, expired }
}

const unknown = (now: number): Facts => ({
  ruleId: null,
  account: DEFAULT_ACCOUNT,
  issuedAt: now,
  estimated: true,
  fetchedAt: null,
  passed: false,
})

const withRegistration = (facts: Facts, { ruleId, account, issuedAt }: Registration): Facts => ({
  ...facts,
  ruleId: firstName(facts.ruleId, ruleId),
  account:
    facts.account === DEFAULT_ACCOUNT
      ? (account ?? DEFAULT_ACCOUNT)
      : (firstName(facts.account, account) ?? DEFAULT_ACCOUNT),
  ...(issuedAt !== null && (facts.estimated || issuedAt < facts.issuedAt) && { issuedAt, estimated: false }),
})

/** Of two names the first by bytes, as in the ledger. */
const firstName = (a: string | null, b: string | null): string | null =>
  a === null || b === null ? (a ?? b) : compareBytes(a, b) <= 0 ? a : b

const differs = (before: Facts, after: Facts): boolean =>
  before.ruleId !== after.ruleId ||
  before.account !== after.account ||
  before.issuedAt !== after.issuedAt ||
  before.estimated !== after.estimated

const remarksOn = (
  known: ReadonlyMap<string, unknown>,
  given: ReadonlySet<string>,
  registrations: ReadonlyArray<Registration>,
  now: number,
): ReadonlyArray<Remark> => {
  const twins = [...given].filter((bizToken) => casesOf(bizToken).some((other) => known.has(other) || given.has(other)))
  const [first] = twins
  return [
    ...remarksOnTimes(registrations, now),
    ...(first === undefined
      ? []
      : [{ code: "token_in_other_case", bizTokens: twins.length, bizToken: first } as const]),
  ]
}
