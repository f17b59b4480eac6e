/** Storing results, and reading attempts. */
import type { DetectInfo } from "@faceid-tally/core/engine"
import type { Stored, StoredRecord } from "@faceid-tally/books/engine"
import * as Effect from "effect/Effect"

import { writeBatch } from "../evidence/batches.ts"
import type { Database } from "../database/Database.ts"
import { type EvidenceRow } from "../evidence/evidenceTables.ts"
import { TokenMoves } from "./tokenSums.ts"
import { observationRows } from "./observationRows.ts"
import { type KnownStatement, planStore } from "./StorePlan.ts"
import { refuseRemoved } from "../evidence/removals.ts"
import { toStored } from "../database/storedText.ts"
import type { Row } from "../tables/Table.ts"
import { addRecord, countedOf, newToken, tokenFacts, tokenOfRow, type TokenFacts, tokenRow } from "./TokenFacts.ts"
import {
  attemptTable,
  daySumTable,
  inObservation,
  observationEvidence,
  multiDaySeqTable,
} from "../tables/resultTables.ts"

/** Stores records as one batch; inside a transaction of the writer. */
export const storeRecords = (db: Database, records: ReadonlyArray<StoredRecord>, now: number) =>
  Effect.map(storeCounted(db, records, now), ({ stored }) => stored)

/** The same; gives how many observations of each record were new. */
export const storeEach = (db: Database, records: ReadonlyArray<StoredRecord>, now: number) =>
  Effect.map(storeCounted(db, records, now), ({ news }) => news)

const storeCounted = Effect.fnUntraced(function* (db: Database, records: ReadonlyArray<StoredRecord>, now: number) {
  const rowsByRecord = records.map(({ record, rowsBefore }) => observationRows(record, rowsBefore))
  const rows = rowsByRecord.flat()
  yield* refuseRemoved(
    db,
    rows.map(({ values }) => inObservation.day(values)),
    now,
  )
  const plan = planStore(rows, yield* knownStatements(db, rows))
  const { observations } = plan
  const isNew = new Set(observations.map(({ fingerprint }) => fingerprint))
  const news = rowsByRecord.map((of) => of.filter(({ fingerprint }) => isNew.has(fingerprint)).length)
  if (observations.length > 0) {
    const writtenAt = yield* writeBatch(db, "results", observations.length, now, () => observations)
    yield* db.remove(attemptTable, ["day", "seq"], plan.attemptsRemoved)
    yield* db.insert(attemptTable, plan.attemptsAdded)
    yield* db.insert(multiDaySeqTable, plan.multiDaySeqs, "ON CONFLICT (day, seq) DO NOTHING")
    yield* addSums(db, plan.sums)
    const fresh = records.filter((_, i) => news[i] !== 0)
    yield* updateTokens(
      db,
      fresh.map(({ record }) => record),
      writtenAt,
      now,
    )
  }
  const stored: Stored = {
    records: records.length,
    observations: observations.length,
    known: rows.length - observations.length,
    attempts: plan.attempts,
    changed: plan.changed,
  }
  return { stored, news }
})

/** Every observation that is there of the Seqs of these rows. */
const knownStatements = Effect.fnUntraced(function* (db: Database, rows: ReadonlyArray<EvidenceRow>) {
  const seqs = new Set(rows.map(({ values }) => inObservation.seq(values)))
  const found = yield* db.rows(
    `SELECT o.fingerprint, ${observationEvidence.of("o")} FROM ${db.dialect.textsJoining} observation AS o ON o.seq = k.value`,
    JSON.stringify([...seqs]),
  )
  return found.map(([fingerprint, ...values]): KnownStatement => ({ fingerprint: String(fingerprint), values }))
})

const sumCounts = daySumTable.pick("attempts", "charges", "uncharged", "unknown").names

export const addSums = Effect.fnUntraced(function* (db: Database, sums: ReadonlyArray<Row>) {
  const add = sumCounts.map((c) => `${c} = day_sum.${c} + excluded.${c}`)
  yield* db.insert(daySumTable, sums, `ON CONFLICT (day, account, rule_id, errcode) DO UPDATE SET ${add.join(", ")}`)
  const emptied = sums.filter((sum) => daySumTable.at.attempts(sum) < 0).map((sum) => sum.slice(0, 4))
  if (emptied.length === 0) return
  for (const key of emptied) {
    yield* db.rows(
      "DELETE FROM day_sum WHERE day = ? AND account = ? AND rule_id = ? AND errcode = ? AND attempts = 0",
      ...key,
    )
  }
})

const updateTokens = Effect.fnUntraced(function* (
  db: Database,
  records: ReadonlyArray<DetectInfo>,
  writtenAt: number,
  now: number,
) {
  const ofTokens = records.flatMap((record) =>
    record.bizToken === null ? [] : [{ record, key: toStored(record.bizToken) }],
  )
  const tokens = yield* readTokens(
    db,
    ofTokens.map(({ key }) => key),
  )
  ofTokens.forEach(({ record, key }) => {
    let token = tokens.get(key)
    if (token === undefined) tokens.set(key, (token = newToken(key, writtenAt)))
    addRecord(token, record, writtenAt, now)
  })
  yield* writeTokens(db, [...tokens.values()])
})

export const readTokens = Effect.fnUntraced(function* (db: Database, bizTokens: ReadonlyArray<string>) {
  const rows = yield* db.rows(
    `SELECT ${tokenFacts.text} FROM ${db.dialect.textsJoining} verification ON biz_token = k.value`,
    JSON.stringify([...new Set(bizTokens)]),
  )
  return new Map(rows.map((row): [string, TokenFacts] => [tokenFacts.at.bizToken(row), tokenOfRow(row)]))
})

const facts = tokenFacts.names.slice(1)
const replaceFacts = `ON CONFLICT (biz_token) DO UPDATE SET ${facts.map((c) => `${c} = excluded.${c}`).join(", ")}`

/** Writes what is known of BizTokens; their leases stay as they are. */
export const writeTokens = Effect.fnUntraced(function* (db: Database, tokens: ReadonlyArray<TokenFacts>) {
  const moves = new TokenMoves()
  for (const token of tokens) {
    const counted = countedOf(token)
    moves.move(token.counted, counted)
    token.counted = counted
  }
  // In the order of the key neighbouring rows fall on the same page.
  yield* db.insert(tokenFacts, tokens.map(tokenRow).sort(byFirst), replaceFacts)
  yield* moves.write(db)
})

const byFirst = (a: Row, b: Row): number => (tokenFacts.at.bizToken(a) < tokenFacts.at.bizToken(b) ? -1 : 1)
