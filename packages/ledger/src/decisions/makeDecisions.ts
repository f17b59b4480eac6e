/** The port Decisions. */
import { hash } from "node:crypto"

import type { DecisionsShape, ItemKey } from "@faceid-tally/books/engine"
import { amountTextOrNull, type Decided, type Decision, readAmount } from "@faceid-tally/core/money"
import * as Effect from "effect/Effect"

import { type Database, named } from "../database/Database.ts"
import { fromStored, fromStoredName, toStored, toStoredName } from "../database/storedText.ts"
import { writeBatch } from "../evidence/batches.ts"
import { evidenceRow } from "../evidence/evidenceTables.ts"
import { type RecordIn, type Row, UnreadableValue } from "../tables/Table.ts"
import { decisionEvidence, decisionTable } from "../tables/decisionTables.ts"

const KEY_DIGITS = 16
/** Seqs that are asked for at once. */
const SEQS_PER_PAGE = 1000

export const makeDecisions = (db: Database): DecisionsShape => ({
  keysOf: (texts) => texts.map(({ key, facts }): ItemKey => ({ key: shortHash(key), facts: shortHash(facts) })),
  latest: (month) => latestOf(db, "d.month = ?", month).pipe(named("latest decisions")),
  ofSeqs: (seqs) => decisionsOfSeqs(db, seqs).pipe(named("decisions of Seqs")),
  history: (month, key) =>
    read(db, "WHERE month = ? AND decision_key = ? ORDER BY number", month, key).pipe(named("history of a decision")),
  append: (month, decide, now) => db.write(append(db, month, decide, now)).pipe(named("append decisions")),
})

const shortHash = (text: string): string => hash("sha256", text, "hex").slice(0, KEY_DIGITS)

const append = Effect.fnUntraced(function* (
  db: Database,
  month: string,
  decide: (latest: ReadonlyMap<string, Decision>) => Decided,
  now: number,
) {
  const latest = yield* latestOf(db, "d.month = ?", month)
  const decided = decide(new Map(latest.map((each) => [each.key, each])))
  const { decisions } = decided
  if (decisions.length === 0) return decided
  // In the order of the key, in which the rows of a batch are hashed.
  const rows = decisions
    .map(toRecord)
    .toSorted((a, b) => (a.decisionKey < b.decisionKey ? -1 : a.decisionKey > b.decisionKey ? 1 : a.number - b.number))
  yield* writeBatch(db, "decisions", rows.length, now, () =>
    rows.map((row) => evidenceRow(decisionEvidence, decisionEvidence.values(row))),
  )
  return decided
})

const columns = decisionTable.without("fingerprint", "batch")
type StoredDecision = RecordIn<typeof columns>

const read = (db: Database, where: string, ...params: ReadonlyArray<string>) =>
  Effect.map(db.rows(`SELECT ${columns.text} FROM decision ${where}`, ...params), (rows) => rows.map(toDecision))

/** The latest of each key. */
const latestOf = (db: Database, where: string, ...params: ReadonlyArray<string>) =>
  Effect.map(
    db.rows(
      `SELECT ${columns.of("d")} FROM decision AS d WHERE ${where} AND NOT EXISTS (
         SELECT 1 FROM decision AS later
         WHERE later.month = d.month AND later.decision_key = d.decision_key AND later.number > d.number
       ) ORDER BY d.month, d.decision_key`,
      ...params,
    ),
    (rows) => rows.map(toDecision),
  )

const decisionsOfSeqs = Effect.fnUntraced(function* (db: Database, seqs: ReadonlyArray<string>) {
  const [any] = yield* db.rows("SELECT 1 FROM decision WHERE seq IS NOT NULL LIMIT 1")
  if (any === undefined) return []
  const found: Array<Decision> = []
  for (let from = 0; from < seqs.length; from += SEQS_PER_PAGE) {
    const page = seqs.slice(from, from + SEQS_PER_PAGE).map(toStored)
    found.push(...(yield* latestOf(db, `d.seq IN ${db.dialect.textsOf}`, JSON.stringify(page))))
  }
  return found
})

const toRecord = ({ month, key, number, facts, by, at, item, ...said }: Decision): StoredDecision => ({
  month,
  decisionKey: key,
  number,
  facts,
  state: said.state,
  reason: said.reason,
  ref: toStoredName(said.ref),
  amount: amountTextOrNull(said.amount),
  units: said.units,
  note: toStoredName(said.note),
  decidedBy: toStored(by),
  decidedAt: at,
  account: toStored(item.account),
  kind: item.kind,
  seq: toStoredName(item.seq),
  bizToken: toStoredName(item.bizToken),
  ruleId: toStoredName(item.ruleId),
  day: item.day,
})

const toDecision = (row: Row): Decision => {
  const { decisionKey, decidedBy, decidedAt, account, kind, seq, bizToken, ruleId, day, ...said } = columns.decode(row)
  return {
    ...said,
    key: decisionKey,
    ref: fromStoredName(said.ref),
    amount: said.amount === null ? null : amountIn(said.amount),
    note: fromStoredName(said.note),
    by: fromStored(decidedBy),
    at: decidedAt,
    item: {
      account: fromStored(account),
      kind,
      seq: fromStoredName(seq),
      bizToken: fromStoredName(bizToken),
      ruleId: fromStoredName(ruleId),
      day,
    },
  }
}

const amountIn = (stored: string) => {
  const amount = readAmount(stored)
  if (amount === undefined) throw new UnreadableValue("a stored amount cannot be read")
  return amount
}
