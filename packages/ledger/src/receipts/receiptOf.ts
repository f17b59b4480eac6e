/** Receipts: the proof that one row of the evidence stands under a seal (docs/receipts.md says how anybody checks one). */
import { evidenceText } from "@faceid-tally/core/engine"
import { EvidenceBroken, type Receipt, type ReceiptKind } from "@faceid-tally/books/engine"
import * as Effect from "effect/Effect"

import { AttemptResolver } from "../results/attemptView.ts"
import { accountBillEvidence } from "../tables/accountBillTable.ts"
import { batchLeaf } from "../evidence/batches.ts"
import { readHeads, visitBatch } from "../evidence/batchRows.ts"
import type { Database } from "../database/Database.ts"
import { inclusionPath, leafHash } from "../evidence/merkle.ts"
import { leftoversOf } from "../evidence/removals.ts"
import { readSeals, rootsOfBatches, type SealRow } from "../evidence/seals.ts"
import { isEmptyKey, isIdentityKey, toStored } from "../database/storedText.ts"
import { type EvidenceTable, type Row, type Value } from "../tables/Table.ts"
import { checkReceipt, keyOf } from "./checkReceipt.ts"
import { inAttempt, inObservation, observationEvidence } from "../tables/resultTables.ts"
import { lineEvidence, pageEvidence, versionEvidence } from "../tables/billTables.ts"
import { registrationEvidence } from "../tables/fetchTables.ts"
import { itemEvidence, runEvidence } from "../tables/runTables.ts"

/** A row that is asked for, and the batch that it is of. */
interface Found {
  readonly table: EvidenceTable & { readonly kind: ReceiptKind }
  readonly batch: number
  readonly values: Row
}

export const receiptOf = Effect.fnUntraced(function* (db: Database, key: string, kind?: ReceiptKind) {
  const found =
    kind === undefined
      ? ((yield* find(db, "observation", key)) ?? (yield* find(db, "line", key)))
      : yield* find(db, kind, key)
  if (found === null) return null
  const [sealed] = yield* readSeals(db, "WHERE last_batch >= ? ORDER BY last_batch LIMIT 1", found.batch)
  if (sealed === undefined) return null
  const left = yield* leftoversOf(db, "of = ?", found.batch)
  if (left.size > 0) return yield* new EvidenceBroken({ of: "receipt", reason: "removed" })
  const receipt = yield* receiptUnder(db, found, sealed)
  // One that proves nothing is not given away.
  return receipt !== null && checkReceipt(receipt)
    ? receipt
    : yield* new EvidenceBroken({ of: "receipt", reason: "hash" })
})

const receiptUnder = Effect.fnUntraced(function* (db: Database, { table, batch, values }: Found, seal: SealRow) {
  const [head] = yield* readHeads(db, "WHERE batch = ?", batch)
  if (head === undefined) return null
  const text = evidenceText(table.kind, values)
  const leaves = [batchLeaf(head.batch, head.kind, head.writtenAt, head.rows)]
  let place = -1
  yield* visitBatch(db, head, table === itemEvidence ? itemEvidence.at.run(values) : null, (each) => {
    const next = evidenceText(each.table.kind, each.values)
    if (next === text) place = leaves.length
    leaves.push(leafHash(next))
  })
  const roots = yield* rootsOfBatches(db, seal.firstBatch, seal.lastBatch)
  return {
    version: 1,
    ...keyOf(table.kind, values),
    row: text,
    batch: { number: batch, rows: head.rows, index: place, path: inclusionPath(leaves, place), root: head.root },
    seal: {
      number: seal.seal,
      sealedAt: seal.sealedAt,
      firstBatch: seal.firstBatch,
      lastBatch: seal.lastBatch,
      previous: seal.previous,
      root: seal.root,
      path: inclusionPath(roots.map(leafHash), batch - seal.firstBatch),
      head: seal.head,
    },
  } satisfies Receipt
})

const find = (db: Database, kind: ReceiptKind, key: string) => {
  const numbers = /^\d{1,15}(\/\d{1,15})*$/.test(key) ? key.split("/").map(Number) : []
  switch (kind) {
    case "observation":
      return findObservation(db, key)
    case "line":
      return numbers.length === 3 ? findLine(db, numbers) : findLineOfSeq(db, key)
    case "bill":
      return numbers.length === 1 ? findFirst(db, versionEvidence, "id = ? AND version > 0", ...numbers) : nothing
    case "page":
      return numbers.length === 2 ? findPage(db, numbers) : nothing
    case "run":
      return numbers.length === 1 ? findFirst(db, runEvidence, "id = ?", ...numbers) : nothing
    case "item":
      return numbers.length === 2 ? findFirst(db, itemEvidence, "run = ? AND place = ?", ...numbers) : nothing
    case "registration":
      return findRegistration(db, toStored(key))
    case "account_bill":
      return findAccountBill(db, key)
  }
}

const nothing = Effect.succeed(null)

const findFirst = (db: Database, table: Found["table"], where: string, ...params: ReadonlyArray<Value>) =>
  Effect.map(
    db.rows(`SELECT batch, ${table.evidence.join(", ")} FROM ${table.name} WHERE ${where} LIMIT 1`, ...params),
    ([row]): Found | null => (row === undefined ? null : foundIn(table, row)),
  )

const foundIn = (table: Found["table"], [batch, ...values]: Row): Found | null =>
  typeof batch === "number" ? { table, batch, values } : null

/** Of all statements of a Seq the one that stands: the earliest that says what the attempt is. */
const findObservation = Effect.fnUntraced(function* (db: Database, key: string) {
  // Attempts without Seq are listed under a key that the books made.
  const seq = isIdentityKey(key) || isEmptyKey(key) ? key : toStored(key)
  const rows = yield* db.rows(
    `SELECT batch, ${observationEvidence.text} FROM observation WHERE seq = ? ORDER BY batch, fingerprint`,
    seq,
  )
  const attempt = new AttemptResolver().resolve(
    seq,
    rows.map(([, ...values]) => values),
  )
  const standing = rows.find(
    ([, ...values]) =>
      attempt === undefined ||
      (inObservation.flag(values) === inAttempt.flag(attempt) &&
        inObservation.errcode(values) === inAttempt.errcode(attempt) &&
        inObservation.at(values) === inAttempt.at(attempt) &&
        inObservation.fetchedAt(values) === inAttempt.fetchedAt(attempt)),
  )
  return standing === undefined ? null : foundIn(observationEvidence, standing)
})

/** Of all versions that have a line of this Seq, the latest. */
const findLineOfSeq = Effect.fnUntraced(function* (db: Database, seq: string) {
  const [row] = yield* db.rows(
    `SELECT l.batch, ${lineEvidence.of("l")} FROM bill_version AS v ${db.dialect.joinInOrder} bill_line AS l
       ON l.day = v.day AND l.version_id = v.id AND l.seq = ?
     WHERE v.day >= ? AND v.version > 0 AND l.batch IS NOT NULL ORDER BY l.batch DESC LIMIT 1`,
    toStored(seq),
    Number.MIN_SAFE_INTEGER,
  )
  return row === undefined ? null : foundIn(lineEvidence, row)
})

const dayOfVersion = Effect.fnUntraced(function* (db: Database, id: number) {
  const [row] = yield* db.rows("SELECT day FROM bill_version WHERE id = ?", id)
  return row?.[0] ?? null
})

const findLine = Effect.fnUntraced(function* (db: Database, [version = 0, page = 0, place = 0]: ReadonlyArray<number>) {
  const day = yield* dayOfVersion(db, version)
  return yield* findFirst(
    db,
    lineEvidence,
    "day = ? AND version_id = ? AND page = ? AND place = ?",
    day,
    version,
    page,
    place,
  )
})

const findPage = Effect.fnUntraced(function* (db: Database, [version = 0, page = 0]: ReadonlyArray<number>) {
  const day = yield* dayOfVersion(db, version)
  return yield* findFirst(db, pageEvidence, "day = ? AND version_id = ? AND page = ?", day, version, page)
})

/** `2026-10/1/0/default`: month, version, place, account. */
const findAccountBill = (db: Database, key: string) => {
  const [, month, version, place, account] = /^(\d{4}-\d\d)\/(\d{1,15})\/(-?\d{1,15})\/(.+)$/s.exec(key) ?? []
  if (month === undefined || account === undefined) return nothing
  const where = "month = ? AND account = ? AND version = ? AND place = ?"
  return findFirst(db, accountBillEvidence, where, month, toStored(account), Number(version), Number(place))
}

/** The first registration of a BizToken: it cannot be earlier than what is known of it. */
const findRegistration = Effect.fnUntraced(function* (db: Database, bizToken: string) {
  const [known] = yield* db.rows("SELECT registered_at FROM verification WHERE biz_token = ?", bizToken)
  if (known === undefined) return null
  const [row] = yield* db.rows(
    `SELECT r.batch, ${registrationEvidence.of("r")} FROM batch AS b ${db.dialect.joinInOrder} registration AS r
       ON r.batch = b.batch AND r.biz_token = ?
     WHERE b.written_at >= ? ORDER BY b.written_at, b.batch LIMIT 1`,
    bizToken,
    known[0] ?? null,
  )
  return row === undefined ? null : foundIn(registrationEvidence, row)
})
