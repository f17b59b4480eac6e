/** The life cycle of BizTokens in the database: registering, callbacks, leases on what is due, and what came of a fetch. */
import { deadlineOf, retryDueOf, type VerificationState } from "@faceid-tally/core"
import type {
  Claim,
  DueVerification,
  FetchNote,
  FetchOutcome,
  LoadOptions,
  Registration,
  Settled,
} from "@faceid-tally/books"
import * as Effect from "effect/Effect"

import type { Database } from "./Database.ts"
import { noteFetch } from "./FetchNotes.ts"
import { readTokens, storeRecords, writeTokens } from "./Results.ts"
import { fromStored, fromStoredName, toStored } from "./StoredText.ts"
import {
  addRegistration,
  factsOf,
  newToken,
  type TokenFacts,
  tokenColumns,
  tokenOfRow,
  toVerification,
} from "./TokenFacts.ts"

export const register = (db: Database, registrations: ReadonlyArray<Registration>, now: number) =>
  db.write(
    Effect.gen(function* () {
      const tokens = yield* readTokens(
        db,
        registrations.map(({ bizToken }) => toStored(bizToken)),
      )
      const known = tokens.size
      for (const registration of registrations) {
        const bizToken = toStored(registration.bizToken)
        let token = tokens.get(bizToken)
        if (token === undefined) tokens.set(bizToken, (token = newToken(bizToken, now, now)))
        addRegistration(token, registration, now)
      }
      yield* writeTokens(db, [...tokens.values()])
      return tokens.size - known
    }),
  )

export const makeDue = (db: Database, bizToken: string, now: number) =>
  db.write(
    Effect.gen(function* () {
      const token = (yield* readTokens(db, [toStored(bizToken)])).get(toStored(bizToken))
      if (token === undefined) return false
      const isOpen = token.nextDue !== null && now < deadlineOf(factsOf(token))
      if (isOpen) {
        token.nextDue = Math.min(token.nextDue ?? now, now)
        yield* writeTokens(db, [token])
      }
      return true
    }),
  )

/** One statement leases what is due: of two workers that ask at once, no two get the same BizToken. */
const takeDueStatement = (db: Database) => `
  WITH due AS MATERIALIZED (
    SELECT biz_token FROM verification
    WHERE next_due <= ? AND (lease_until IS NULL OR lease_until <= ?) AND deadline > ? AND rule_id IS NOT NULL
    ORDER BY deadline, biz_token LIMIT ? ${db.dialect.skipLocked}
  )
  UPDATE verification SET lease_until = ?, worker = ? WHERE biz_token IN (SELECT biz_token FROM due)
  RETURNING ${tokenColumns}`

export const takeDue = Effect.fnUntraced(function* (db: Database, claim: Claim & { readonly limit: number }) {
  const { worker, now, leaseUntil, limit } = claim
  yield* closeOverdue(db, now)
  const rows = yield* db.rows(takeDueStatement(db), now, now, now, limit, leaseUntil, worker)
  const due = rows.map((row): DueVerification => {
    const token = tokenOfRow(row)
    const facts = factsOf(token)
    return {
      bizToken: fromStored(token.bizToken),
      ruleId: fromStoredName(token.ruleId) ?? "",
      account: fromStoredName(token.account) ?? "default",
      issuedAt: facts.issuedAt,
      deadline: deadlineOf(facts),
      failures: token.failures,
    }
  })
  return due.sort((a, b) => a.deadline - b.deadline || (a.bizToken < b.bizToken ? -1 : 1))
})

/** BizTokens past their deadline lapse or expire: nothing about them is due any more. */
const closeOverdue = (db: Database, now: number) =>
  db.rows(
    `UPDATE verification SET state = CASE WHEN fetched_at IS NULL THEN 'expired' ELSE 'lapsed' END, next_due = NULL
     WHERE biz_token IN (
       SELECT biz_token FROM verification WHERE state IN ('registered', 'collected') AND deadline <= ? ${db.dialect.skipLocked}
     )`,
    now,
  )

export const settle = (db: Database, bizToken: string, outcome: FetchOutcome, now: number) =>
  db.write(
    Effect.gen(function* () {
      const key = toStored(bizToken)
      let observations = 0
      if (outcome._tag === "Fetched") {
        const record = { ...outcome.record, bizToken, fetchedAt: outcome.record.fetchedAt ?? now }
        const stored = yield* storeRecords(db, [{ record, rowsBefore: 0 }], now)
        observations = stored.observations
      }
      const token = (yield* readTokens(db, [key])).get(key) ?? newToken(key, now, now)
      if (outcome._tag !== "Fetched") {
        fail(token, outcome, now)
        yield* writeTokens(db, [token])
      }
      yield* noteFetch(db, key, noteOf(outcome, observations, now))
      yield* db.rows("UPDATE verification SET lease_until = NULL, worker = NULL WHERE biz_token = ?", key)
      return { state: token.state, nextDue: token.nextDue, observations } satisfies Settled
    }),
  )

const noteOf = (outcome: FetchOutcome, observations: number, at: number): FetchNote =>
  outcome._tag === "Fetched"
    ? { at, outcome: "fetched", code: null, attempts: outcome.record.entries.length, observations }
    : { at, outcome: outcome._tag === "Retry" ? "retry" : "refused", code: outcome.code, attempts: 0, observations: 0 }

const fail = (token: TokenFacts, outcome: Exclude<FetchOutcome, { readonly _tag: "Fetched" }>, now: number): void => {
  token.failures += 1
  token.failureCode = outcome.code
  if (outcome._tag === "Refused") {
    token.refused = true
    token.nextDue = null
  } else token.nextDue = retryDueOf(factsOf(token), outcome.at, now)
}

export const verification = Effect.fnUntraced(function* (db: Database, bizToken: string) {
  const token = (yield* readTokens(db, [toStored(bizToken)])).get(toStored(bizToken))
  return token === undefined ? null : toVerification(token, null)
})

const unfinished: ReadonlyArray<VerificationState> = ["registered", "collected", "lapsed", "expired"]

export const uncollected = Effect.fnUntraced(function* (db: Database, options: LoadOptions & { readonly now: number }) {
  const rows = yield* db.rows(
    `SELECT ${tokenColumns} FROM verification WHERE issue_day >= ? AND issue_day <= ? AND deadline <= ?
     AND state IN (${unfinished.map((state) => `'${state}'`).join(", ")}) ORDER BY issue_day, biz_token`,
    options.fromDay,
    options.toDay,
    options.now,
  )
  return rows.map((row) => toVerification(tokenOfRow(row), options.now))
})
