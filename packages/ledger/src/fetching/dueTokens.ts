/** The life cycle of BizTokens in the database: registering, callbacks, leases on what is due, and what came of a fetch. */
import {
  compareBytes,
  deadlineOf,
  MS_CLOCK_SKEW,
  nextDueOf,
  retryDueOf,
  type VerificationState,
} from "@faceid-tally/core/engine"
import type {
  DueVerification,
  Fetch,
  FetchNote,
  FetchOutcome,
  LedgerShape,
  LoadOptions,
  Registration,
  Settled,
  StoredRecord,
} from "@faceid-tally/books/engine"
import * as Effect from "effect/Effect"

import { writeBatch } from "../evidence/batches.ts"
import type { Database } from "../database/Database.ts"
import { evidenceRow } from "../evidence/evidenceTables.ts"
import { moveAll } from "../results/tokenSums.ts"
import { noteFetches } from "./fetchNotes.ts"
import { leasedTokens, takingOver } from "../leases/takingOver.ts"
import { readTokens, storeEach, writeTokens } from "../results/results.ts"
import { fromStored, fromStoredName, toStored } from "../database/storedText.ts"
import {
  addRecord,
  addRegistered,
  factsOf,
  factsOfRegistration,
  isNews,
  mergeRegistered,
  newToken,
  NOTHING_REGISTERED,
  type RegisteredFacts,
  type TokenFacts,
  tokenFacts,
  tokenOfRow,
  toVerification,
} from "../results/TokenFacts.ts"
import { registrationEvidence } from "../tables/fetchTables.ts"

/** Registers what several senders bring: what is news is one batch of evidence. Tells each how many were new by it. */
export const registerEach = (db: Database, groups: ReadonlyArray<ReadonlyArray<Registration>>, now: number) =>
  db.write(
    Effect.gen(function* () {
      const registered = new Map<string, RegisteredFacts>()
      for (const registration of groups.flat()) {
        const bizToken = toStored(registration.bizToken)
        const before = registered.get(bizToken) ?? NOTHING_REGISTERED
        registered.set(bizToken, mergeRegistered(before, factsOfRegistration(registration)))
      }
      const tokens = yield* readTokens(db, [...registered.keys()])
      const known = new Set(tokens.keys())
      for (const [bizToken, facts] of registered) {
        const token = tokens.get(bizToken)
        if (token !== undefined && !isNews(token, facts)) registered.delete(bizToken)
      }
      yield* storeRegistered(db, registered, tokens, now)
      yield* writeTokens(
        db,
        [...registered.keys()].flatMap((bizToken) => tokens.get(bizToken) ?? []),
      )
      return groups.map((group) => {
        let fresh = 0
        for (const { bizToken } of group) {
          const key = toStored(bizToken)
          if (!known.has(key)) fresh++
          known.add(key)
        }
        return fresh
      })
    }),
  )

/** Writes a batch of what is said of BizTokens, and adds it to what is known of them. */
const storeRegistered = Effect.fnUntraced(function* (
  db: Database,
  registered: ReadonlyMap<string, RegisteredFacts>,
  tokens: Map<string, TokenFacts>,
  now: number,
) {
  if (registered.size === 0) return
  const sorted = [...registered].sort(([a], [b]) => compareBytes(a, b))
  const writtenAt = yield* writeBatch(db, "registrations", sorted.length, now, (at) =>
    sorted.map(([bizToken, { account, ruleId, issuedAt }]) =>
      evidenceRow(
        registrationEvidence,
        registrationEvidence.values({
          bizToken,
          account,
          ruleId,
          issuedAt,
          seenAt: at,
          registeredAt: at,
          // Fetches speak for themselves.
          fetchedAt: null,
          passed: false,
          nfcAt: null,
          nfc: null,
          firstDay: null,
          lastDay: null,
        }),
      ),
    ),
  )
  for (const [bizToken, facts] of sorted) {
    const token = tokens.get(bizToken) ?? newToken(bizToken, writtenAt)
    tokens.set(bizToken, token)
    addRegistered(token, facts, writtenAt, now)
  }
})

export const makeDue = (db: Database, bizToken: string, now: number) =>
  db.write(
    Effect.gen(function* () {
      const token = (yield* readTokens(db, [toStored(bizToken)])).get(toStored(bizToken))
      if (token === undefined) return false
      const isOpen = token.nextDue !== null && now < deadlineOf(factsOf(token))
      if (isOpen) {
        token.nextDue = Math.min(token.nextDue ?? now, now)
        yield* writeTokens(db, [token])
        // While it is being fetched, the answer may be older than the callback.
        yield* db.rows(
          "UPDATE verification SET next_due = ? WHERE biz_token = ? AND lease_until > ? AND next_due <= leased_at",
          now,
          token.bizToken,
          now,
        )
      }
      return true
    }),
  )

/**
 * One statement leases what is due: of two workers that ask at once, no two get the same BizToken. A lease of the future
 * is none: a clock that was ahead gave it.
 */
const takeDueStatement = (db: Database, exceptAccounts: ReadonlyArray<string>, isOfOne: boolean) => `
  WITH due AS MATERIALIZED (
    SELECT biz_token FROM verification
    WHERE next_due <= ? AND (lease_until IS NULL OR lease_until <= ? OR leased_at > ?) AND deadline > ?
    AND rule_id IS NOT NULL
    ${exceptAccounts.map(() => "AND coalesce(account, 'default') <> ?").join(" ")}
    ${isOfOne ? "AND coalesce(account, 'default') = ?" : ""}
    ORDER BY deadline, biz_token LIMIT ? ${db.dialect.skipLocked}
  )
  UPDATE verification SET leased_at = ?, lease_until = ?, worker = ? WHERE biz_token IN (SELECT biz_token FROM due)
  RETURNING ${tokenFacts.text}`

export const takeDue = Effect.fnUntraced(function* (db: Database, claim: Parameters<LedgerShape["takeDue"]>[0]) {
  const { worker, now, leaseUntil, limit, dueBy = now, exceptAccounts = [], account } = claim
  yield* moveStates(db, overdue, now)
  yield* moveStates(db, closedEarly, now)
  const take = db.rows(
    takeDueStatement(db, exceptAccounts, account !== undefined),
    dueBy,
    now,
    now + MS_CLOCK_SKEW,
    now,
    ...[...exceptAccounts, ...(account === undefined ? [] : [account])].map(toStored),
    limit,
    now,
    leaseUntil,
    worker,
  )
  const rows = yield* takingOver(db, leasedTokens, now, take)
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

interface Move {
  readonly where: string
  readonly nextState: string
  readonly nextDue: string
}

/** BizTokens past their deadline lapse or expire: nothing about them is due any more. */
const overdue: Move = {
  where: "state IN ('registered', 'collected') AND deadline <= ?",
  nextState: "CASE WHEN fetched_at IS NULL THEN 'expired' ELSE 'lapsed' END",
  nextDue: "NULL",
}

/** What a clock that was ahead has closed is due again when the clock is right. */
const closedEarly: Move = {
  where: "state IN ('lapsed', 'expired') AND deadline > ?",
  nextState: "CASE WHEN fetched_at IS NULL THEN 'registered' ELSE 'collected' END",
  nextDue: "CASE WHEN refused = 1 THEN NULL ELSE ? END",
}

/** Gives BizTokens the state that time has brought; where there are none nobody's turn to write is taken. */
const moveStates = Effect.fnUntraced(function* (db: Database, move: Move, now: number) {
  const { where, nextState, nextDue } = move
  const [any] = yield* db.rows(`SELECT 1 FROM verification WHERE ${where} LIMIT 1`, now)
  if (any === undefined) return
  const params = nextDue.includes("?") ? [now, now] : [now]
  yield* db.write(
    Effect.andThen(
      moveAll(db, move, now),
      db.rows(`UPDATE verification SET state = ${nextState}, next_due = ${nextDue} WHERE ${where}`, ...params),
    ),
  )
})

/** Ends leases with what came of them, in their order and in one transaction. */
export const settleAll = (db: Database, fetches: ReadonlyArray<Fetch>, now: number) =>
  db.write(
    Effect.gen(function* () {
      const keys = fetches.map(({ bizToken }) => toStored(bizToken))
      const records = fetches.map(({ bizToken, outcome }): StoredRecord | null =>
        outcome._tag === "Fetched"
          ? { record: { ...outcome.record, bizToken, fetchedAt: outcome.record.fetchedAt ?? now }, rowsBefore: 0 }
          : null,
      )
      const fetched = records.filter((record) => record !== null)
      const news = yield* storeEach(db, fetched, now)
      const tokens = yield* readTokens(db, keys)
      // One that nobody registered, and of which nothing came, is known from now on.
      const unknown = keys.filter((key) => !tokens.has(key))
      yield* storeRegistered(db, new Map(unknown.map((key) => [key, NOTHING_REGISTERED])), tokens, now)
      const settled = records.flatMap((record, i) => {
        const [token, fetch] = [tokens.get(keys[i] ?? ""), fetches[i]]
        const observations = record === null ? 0 : (news.shift() ?? 0)
        return token === undefined || fetch === undefined
          ? []
          : [{ token, record, observations, outcome: fetch.outcome }]
      })
      const changed = new Set<TokenFacts>()
      for (const { token, record, observations, outcome } of settled) {
        // What was stored with its record is up to date.
        if (observations !== 0) continue
        if (outcome._tag !== "Fetched") fail(token, outcome, now)
        // All that it says is known: what was due is done all the same.
        else if (record !== null) addRecord(token, record.record, token.seenAt, now)
        changed.add(token)
      }
      yield* writeTokens(db, [...changed])
      yield* noteFetches(
        db,
        settled.flatMap(({ token, outcome, observations }) => noteOf(token.bizToken, outcome, observations, now)),
      )
      yield* db.rows(
        `UPDATE verification SET leased_at = NULL, lease_until = NULL, worker = NULL WHERE biz_token IN ${db.dialect.textsOf}`,
        JSON.stringify(keys),
      )
      return settled.map(({ token: { state, nextDue }, observations }): Settled => ({ state, nextDue, observations }))
    }),
  )

const noteOf = (
  bizToken: string,
  outcome: FetchOutcome,
  observations: number,
  at: number,
): ReadonlyArray<FetchNote & { readonly bizToken: string }> => {
  switch (outcome._tag) {
    case "Fetched": {
      const attempts = outcome.record.entries.length
      return [{ bizToken, at, outcome: "fetched", code: null, attempts, observations }]
    }
    case "Retry":
      return [{ bizToken, at, outcome: "retry", code: outcome.code, attempts: 0, observations }]
    case "Refused":
      return [{ bizToken, at, outcome: "refused", code: outcome.code, attempts: 0, observations }]
    case "Released":
      return []
  }
}

const fail = (token: TokenFacts, outcome: Exclude<FetchOutcome, { readonly _tag: "Fetched" }>, now: number): void => {
  if (outcome._tag === "Released") {
    // Refused by another meanwhile, or final: it stays so.
    if (token.nextDue !== null) token.nextDue = againAt(token, outcome.at, now)
    return
  }
  token.failures += 1
  token.failureCode = outcome.code
  if (outcome._tag === "Refused") {
    token.refused = true
    token.nextDue = null
  } else if (token.state !== "final") token.nextDue = againAt(token, outcome.at, now)
}

/** Where the deadline seems to be over, the clock may be ahead: when it is right again, the BizToken is due as ever. */
const againAt = (token: TokenFacts, at: number, now: number): number | null => {
  const facts = factsOf(token)
  return now < deadlineOf(facts) ? retryDueOf(facts, at, now) : nextDueOf(facts)
}

export const verification = Effect.fnUntraced(function* (db: Database, bizToken: string) {
  const token = (yield* readTokens(db, [toStored(bizToken)])).get(toStored(bizToken))
  return token === undefined ? null : toVerification(token, null)
})

export const verifications = Effect.fnUntraced(function* (db: Database, bizTokens: ReadonlyArray<string>) {
  const tokens = yield* readTokens(db, bizTokens.map(toStored))
  return [...tokens.values()].map((token) => toVerification(token, null))
})

const unfinished: ReadonlyArray<VerificationState> = ["registered", "collected", "lapsed", "expired"]

export const uncollected = Effect.fnUntraced(function* (db: Database, options: LoadOptions & { readonly now: number }) {
  const rows = yield* db.rows(
    `SELECT ${tokenFacts.text} FROM verification WHERE issue_day >= ? AND issue_day <= ? AND deadline <= ?
     AND state IN (${unfinished.map((state) => `'${state}'`).join(", ")}) ORDER BY issue_day, biz_token`,
    options.fromDay,
    options.toDay,
    options.now,
  )
  return rows.map((row) => toVerification(tokenOfRow(row), options.now))
})
