/** Reading attempts: one with its statements, those of a BizToken, and those of days into a tally's columns. */
import {
  type Attempt,
  chargeOfFlag,
  IDENTITY,
  internName,
  NEVER_FETCHED,
  NO_CODE,
  NO_DAY,
  NO_NAME,
  NO_TIME,
  type Tally,
} from "@faceid-tally/core"
import type { AttemptHistory, LoadOptions } from "@faceid-tally/books"
import * as Effect from "effect/Effect"

import { addStatement, ATTEMPT, AttemptResolver, type Statement } from "./AttemptView.ts"
import { lastBatchOf } from "./Batches.ts"
import type { Database } from "./Database.ts"
import { observationEvidence } from "./EvidenceTables.ts"
import { OBSERVED } from "./ObservationRows.ts"
import { readTokens } from "./Results.ts"
import { fromStored, fromStoredName, isEmptyKey, isIdentityKey, toStored } from "./StoredText.ts"
import { attemptTable, columnsOf, type Value } from "./Tables.ts"

/** Rows that are read at once. */
const ROWS_PER_PAGE = 5000

const observed = observationEvidence.evidence.map((column) => `o.${column}`).join(", ")
const viewed = columnsOf(attemptTable).join(", ")

/** An attempt in words, of a row of the view or the values of a statement. */
export const toAttempt = (row: ReadonlyArray<Value>): Attempt => {
  const seq = row[ATTEMPT.seq] as string
  return {
    seq: isIdentityKey(seq) ? null : fromStored(seq),
    charge: chargeOfFlag(row[ATTEMPT.flag] as number),
    errcode: row[ATTEMPT.errcode] as number | null,
    at: row[ATTEMPT.at] as number | null,
    bizToken: fromStoredName(row[ATTEMPT.bizToken] as string | null),
    ruleId: fromStoredName(row[ATTEMPT.ruleId] as string | null),
    account: fromStoredName(row[ATTEMPT.account] as string | null),
  }
}

export const readAttempt = Effect.fnUntraced(function* (db: Database, seq: string) {
  const key = toStored(seq)
  const rows = yield* db.rows(
    `SELECT b.written_at, b.batch, ${observed} FROM observation AS o JOIN batch AS b ON b.batch = o.batch
     WHERE o.seq = ? ORDER BY b.batch, o.fingerprint`,
    key,
  )
  const attempt = new AttemptResolver().resolve(
    key,
    rows.map(([, , ...values]) => values),
  )
  if (attempt === undefined) return null
  return {
    attempt: toAttempt(attempt),
    severalTokens: attempt[ATTEMPT.several] === 1,
    statements: rows.map(([storedAt, batch, ...values]) => ({
      ...toAttempt(values),
      fetchedAt: values[OBSERVED.fetchedAt] as number | null,
      storedAt: storedAt as number,
      batch: batch as number,
    })),
  } satisfies AttemptHistory
})

export const attemptsOf = Effect.fnUntraced(function* (db: Database, bizToken: string) {
  const key = toStored(bizToken)
  const token = (yield* readTokens(db, [key])).get(key)
  const attempts: Array<Attempt> = []
  if (token === undefined) return attempts
  const { firstDay, lastDay } = token
  for (const day of [...daysBetween(firstDay ?? 0, lastDay ?? -1), NO_DAY]) {
    const rows = yield* db.rows(`SELECT ${viewed} FROM attempt WHERE day = ? AND biz_token = ?`, day, key)
    attempts.push(...rows.map(toAttempt))
  }
  return attempts.sort((a, b) => (a.at ?? NO_TIME) - (b.at ?? NO_TIME))
})

export const daysBetween = (first: number, last: number): Array<number> =>
  Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i)

export const loadTally = Effect.fnUntraced(function* (db: Database, tally: Tally, options: LoadOptions) {
  const lastBatch = yield* lastBatchOf(db, options)
  yield* lastBatch === null ? loadView(db, tally, options) : loadStatements(db, tally, options, lastBatch)
})

/** Reads the view day by day: what the statements resolve to. */
const loadView = Effect.fnUntraced(function* (db: Database, tally: Tally, { fromDay, toDay }: LoadOptions) {
  const columns = new TallyColumns(tally)
  for (const day of [...daysBetween(fromDay, toDay), NO_DAY]) {
    const ofSeveralTokens: Array<string> = []
    let after = ""
    for (;;) {
      const rows = yield* db.rows(
        `SELECT seq, flag, errcode, at, fetched_at, biz_token, rule_id, account, several FROM attempt
         WHERE day = ? AND seq > ? ORDER BY seq LIMIT ?`,
        day,
        after,
        ROWS_PER_PAGE,
      )
      for (const row of rows) {
        if (row[8] === 1) ofSeveralTokens.push(row[0] as string)
        else columns.add(row)
      }
      if (rows.length < ROWS_PER_PAGE) break
      after = rows[rows.length - 1]?.[0] as string
    }
    if (ofSeveralTokens.length === 0) continue
    // That several BizTokens occur is known of the statements alone.
    const statements = yield* db.rows(
      `SELECT ${observed} FROM observation AS o WHERE o.seq IN ${db.dialect.textsOf}`,
      JSON.stringify(ofSeveralTokens),
    )
    for (const statement of statements) columns.addStatement(statement)
  }
})

/** Reads the statements up to a batch, those of the days and those of the same Seqs on other days. */
const loadStatements = Effect.fnUntraced(function* (
  db: Database,
  tally: Tally,
  { fromDay, toDay }: LoadOptions,
  lastBatch: number,
) {
  const columns = new TallyColumns(tally)
  for (const day of [...daysBetween(fromDay, toDay), NO_DAY]) {
    let [afterSeq, afterFingerprint] = ["", ""]
    for (;;) {
      const rows = yield* db.rows(
        `SELECT o.batch, o.fingerprint, ${observed} FROM observation AS o
         WHERE o.day = ? AND o.seq >= ? AND (o.seq > ? OR o.fingerprint > ?) ORDER BY o.seq, o.fingerprint LIMIT ?`,
        day,
        afterSeq,
        afterSeq,
        afterFingerprint,
        ROWS_PER_PAGE,
      )
      for (const [batch, , ...statement] of rows) if ((batch as number) <= lastBatch) columns.addObservation(statement)
      const last = rows[rows.length - 1]
      if (last === undefined || rows.length < ROWS_PER_PAGE) break
      afterFingerprint = last[1] as string
      afterSeq = last[2 + OBSERVED.seq] as string
    }
    const elsewhere = yield* db.rows(
      `SELECT ${observed} FROM strayed AS s JOIN observation AS o ON o.seq = s.seq
       WHERE s.day = ? AND o.batch <= ? AND (o.day < ? OR o.day > ?) AND o.day <> ?`,
      day,
      lastBatch,
      fromDay,
      toDay,
      NO_DAY,
    )
    for (const statement of elsewhere) columns.addStatement(statement)
  }
})

export const loadTokens = Effect.fnUntraced(function* (db: Database, tally: Tally, bizTokens: ReadonlyArray<string>) {
  for (let i = 0; i < bizTokens.length; i += ROWS_PER_PAGE) {
    const page = bizTokens.slice(i, i + ROWS_PER_PAGE).map(toStored)
    for (const token of (yield* readTokens(db, page)).values()) {
      if (token.fetchedAt === null) continue
      const id = tally.names.tokens.internText(fromStored(token.bizToken))
      tally.addObservation(id, fetchedAtOf(token.fetchedAt), token.passed)
      tally.tokens.observeIssue(id, token.issuedAt ?? token.seenAt)
      if (token.nfc !== null) tally.addNfc(id, fetchedAtOf(token.nfcAt), token.nfc, "")
    }
  }
})

const fetchedAtOf = (stored: number | null): number => (stored === null || stored < 0 ? NEVER_FETCHED : stored)

/** The columns of a tally, filled from rows. Rules and accounts repeat from row to row: the last is looked up first. */
class TallyColumns {
  readonly #tally: Tally
  readonly #rule = { name: "" as string | null, id: NO_NAME }
  readonly #account = { name: "" as string | null, id: NO_NAME }

  constructor(tally: Tally) {
    this.#tally = tally
  }

  /** Adds a row of Seq, flag, code, time, time of fetch, BizToken, rule and account. */
  add(row: ReadonlyArray<Value>): void {
    const [seq, flag, errcode, at, fetchedAt, bizToken, ruleId, account] = row as [
      string,
      number,
      number | null,
      number | null,
      number | null,
      string | null,
      string | null,
      string | null,
    ]
    const { names } = this.#tally
    if (ruleId !== this.#rule.name) {
      this.#rule.name = ruleId
      this.#rule.id = internName(names.rules, fromStoredName(ruleId))
    }
    if (account !== this.#account.name) {
      this.#account.name = account
      this.#account.id = internName(names.accounts, fromStoredName(account))
    }
    this.#tally.addEntry(
      this.#seq(seq),
      flag,
      errcode ?? NO_CODE,
      at ?? NO_TIME,
      fetchedAt ?? NEVER_FETCHED,
      bizToken === null ? NO_NAME : names.tokens.internText(fromStored(bizToken)),
      this.#rule.id,
      this.#account.id,
    )
  }

  addStatement(statement: Statement): void {
    const seq = statement[OBSERVED.seq] as string
    if (!isEmptyKey(seq)) addStatement(this.#tally, this.#seq(seq), statement)
  }

  /** A statement with what it says of its BizToken. */
  addObservation(statement: Statement): void {
    const tally = this.#tally
    const token = internName(tally.names.tokens, fromStoredName(statement[OBSERVED.bizToken] as string | null))
    const fetchedAt = (statement[OBSERVED.fetchedAt] as number | null) ?? NEVER_FETCHED
    tally.addObservation(token, fetchedAt, statement[OBSERVED.errCode] === 0)
    const nfc = statement[OBSERVED.nfc] as number | null
    const record = statement[OBSERVED.nfcRecord] as string | null
    if (nfc !== null) tally.addNfc(token, fetchedAt, nfc, JSON.stringify([null, null, record, nfc]))
    this.addStatement(statement)
  }

  #seq(stored: string): number {
    const { seqs } = this.#tally.names
    return isIdentityKey(stored) ? seqs.internText(stored, IDENTITY) : seqs.internText(fromStored(stored))
  }
}
