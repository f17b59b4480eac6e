/**
 * What is known of a BizToken, as its row holds it, and how records and registrations add to it: in any order and any
 * number of times with the same result, but for what only time decides (the state, and when it is due).
 */
import {
  compareBytes,
  DEFAULT_ACCOUNT,
  dayOfInstant,
  deadlineOf,
  type DetectInfo,
  FETCHED_ONCE,
  isFinal,
  nextDueOf,
  stateOf,
  type VerificationFacts,
  type VerificationState,
} from "@faceid-tally/core/engine"
import type { Registration, Verification } from "@faceid-tally/books/engine"

import type { Counted } from "./tokenSums.ts"
import { fromStored, fromStoredName, toStored, toStoredName } from "../database/storedText.ts"
import type { Row } from "../tables/Table.ts"
import { verificationTable } from "../tables/resultTables.ts"

export interface TokenFacts {
  readonly bizToken: string
  account: string | null
  ruleId: string | null
  issuedAt: number | null
  /** The earliest ReqTime or sight. */
  seenAt: number
  fetchedAt: number | null
  passed: boolean
  nfcAt: number | null
  nfc: number | null
  firstDay: number | null
  lastDay: number | null
  readonly registeredAt: number
  failures: number
  failureCode: string | null
  refused: boolean
  state: VerificationState
  nextDue: number | null
  /** Where its row is counted; `null` while it has none. */
  counted: Counted | null
}

/** A BizToken that the books meet in a batch, with nothing known of it yet. */
export const newToken = (bizToken: string, writtenAt: number): TokenFacts => ({
  bizToken,
  account: null,
  ruleId: null,
  issuedAt: null,
  // Whatever names it says when it was seen.
  seenAt: Number.POSITIVE_INFINITY,
  fetchedAt: null,
  passed: false,
  nfcAt: null,
  nfc: null,
  firstDay: null,
  lastDay: null,
  registeredAt: writtenAt,
  failures: 0,
  failureCode: null,
  refused: false,
  state: "registered",
  nextDue: null,
  counted: null,
})

/** What a registration says, by its columns: names as they are stored. */
export interface RegisteredFacts {
  account: string | null
  ruleId: string | null
  issuedAt: number | null
}

export const NOTHING_REGISTERED: RegisteredFacts = { account: null, ruleId: null, issuedAt: null }

export const factsOfRegistration = ({ account, ruleId, issuedAt }: Registration): RegisteredFacts => ({
  account: toStoredName(account),
  ruleId: toStoredName(ruleId),
  issuedAt,
})

/** What two registrations say together. */
export const mergeRegistered = (a: RegisteredFacts, b: RegisteredFacts): RegisteredFacts => ({
  account: firstName(a.account, b.account),
  ruleId: firstName(a.ruleId, b.ruleId),
  issuedAt: a.issuedAt === null || b.issuedAt === null ? (a.issuedAt ?? b.issuedAt) : Math.min(a.issuedAt, b.issuedAt),
})

/** Whether a registration says anything that is not known. */
export const isNews = (token: TokenFacts, registered: RegisteredFacts): boolean => {
  const merged = mergeRegistered(token, registered)
  return merged.account !== token.account || merged.ruleId !== token.ruleId || merged.issuedAt !== token.issuedAt
}

export const addRegistered = (token: TokenFacts, registered: RegisteredFacts, writtenAt: number, now: number): void => {
  Object.assign(token, mergeRegistered(token, registered))
  token.seenAt = Math.min(token.seenAt, writtenAt)
  plan(token, token.nextDue, now)
}

/** Adds what a record says that was written at that time: it is seen when it was fetched, else when it was written. */
export const addRecord = (token: TokenFacts, record: DetectInfo, writtenAt: number, now: number): void => {
  token.account = firstName(token.account, toStoredName(record.account))
  token.ruleId = firstName(token.ruleId, toStoredName(record.ruleId))
  const fetchedAt = record.fetchedAt ?? FETCHED_ONCE
  const passed = record.errCode === 0
  if (token.fetchedAt === null || fetchedAt > token.fetchedAt) {
    token.fetchedAt = fetchedAt
    token.passed = passed
  } else if (fetchedAt === token.fetchedAt && passed) token.passed = true
  if (record.nfcBillingCounts !== null) addNfc(token, fetchedAt, record.nfcBillingCounts)
  token.seenAt = Math.min(token.seenAt, record.fetchedAt ?? writtenAt)
  for (const { at } of record.entries) {
    if (at === null) continue
    const day = dayOfInstant(at)
    token.seenAt = Math.min(token.seenAt, at)
    token.firstDay = Math.min(token.firstDay ?? day, day)
    token.lastDay = Math.max(token.lastDay ?? day, day)
  }
  token.failures = 0
  token.failureCode = null
  // What was due before this fetch is done by it; what became due since then, by a callback, is not.
  plan(token, token.nextDue !== null && token.nextDue > fetchedAt ? token.nextDue : null, now)
}

const addNfc = (token: TokenFacts, fetchedAt: number, count: number): void => {
  const isLater =
    token.nfcAt === null || fetchedAt > token.nfcAt || (fetchedAt === token.nfcAt && count > (token.nfc ?? 0))
  if (!isLater) return
  token.nfcAt = fetchedAt
  token.nfc = count
}

/** State and next due, of which the earlier stands: what the life cycle says, or what is pending. */
const plan = (token: TokenFacts, pending: number | null, now: number): void => {
  const facts = factsOf(token)
  token.state = stateOf(facts, now)
  const next = token.refused || token.state === "lapsed" || token.state === "expired" ? null : nextDueOf(facts)
  token.nextDue = next !== null && pending !== null ? Math.min(next, pending) : next
}

export const factsOf = (token: TokenFacts): VerificationFacts => ({
  issuedAt: token.issuedAt ?? token.seenAt,
  estimated: token.issuedAt === null,
  fetchedAt: token.fetchedAt,
  passed: token.passed,
})

/** Of two names the first by bytes, so that no order of arrival matters. */
const firstName = (a: string | null, b: string | null): string | null =>
  a === null || b === null ? (a ?? b) : compareBytes(a, b) <= 0 ? a : b

/** The columns that writing what is known of a BizToken sets: leases stay as they are. */
export const tokenFacts = verificationTable.without("lease_until", "worker", "leased_at")

export const tokenRow = (token: TokenFacts): Row => {
  const facts = factsOf(token)
  return tokenFacts.encode({ ...token, issueDay: dayOfInstant(facts.issuedAt), deadline: deadlineOf(facts) })
}

export const tokenOfRow = (row: Row): TokenFacts => {
  const of = tokenFacts.at
  const [account, state, refused] = [of.account(row), of.state(row), of.refused(row)]
  return {
    bizToken: of.bizToken(row),
    account,
    ruleId: of.ruleId(row),
    issuedAt: of.issuedAt(row),
    seenAt: of.seenAt(row),
    fetchedAt: of.fetchedAt(row),
    passed: of.passed(row),
    nfcAt: of.nfcAt(row),
    nfc: of.nfc(row),
    firstDay: of.firstDay(row),
    lastDay: of.lastDay(row),
    registeredAt: of.registeredAt(row),
    failures: of.failures(row),
    failureCode: of.failureCode(row),
    refused,
    state,
    nextDue: of.nextDue(row),
    counted: { issueDay: of.issueDay(row), account: account ?? DEFAULT_ACCOUNT, state, refused },
  }
}

/** Where a BizToken is counted as it is now. */
export const countedOf = (token: TokenFacts): Counted => ({
  issueDay: dayOfInstant(factsOf(token).issuedAt),
  account: token.account ?? DEFAULT_ACCOUNT,
  state: token.state,
  refused: token.refused,
})

/** A BizToken in the words of the port. */
export const toVerification = (token: TokenFacts, now: number | null): Verification => {
  const facts = factsOf(token)
  return {
    ...facts,
    bizToken: fromStored(token.bizToken),
    ruleId: fromStoredName(token.ruleId),
    account: fromStoredName(token.account) ?? "default",
    state: now === null ? token.state : isFinal(facts) ? "final" : stateOf(facts, now),
    deadline: deadlineOf(facts),
    nextDue: token.nextDue,
    failures: token.failures,
    failureCode: token.failureCode,
    refused: token.refused,
    registeredAt: token.registeredAt,
    nfcCharges: token.nfc,
  }
}

export const storedTokenOf = (bizToken: string): string => toStored(bizToken)
