/** The port Proofs: rows of evidence, and how each leads to the head of a seal. */
import {
  type AskedLines,
  type BilledRow,
  EvidenceBroken,
  type ObservedRow,
  type Proof,
  type ProofsShape,
  type ProvableRow,
} from "@faceid-tally/books/engine"
import { chargeOfFlag, evidenceText } from "@faceid-tally/core/engine"
import * as Effect from "effect/Effect"

import { lineEvidence } from "../tables/billTables.ts"
import { type Database, named } from "../database/Database.ts"
import { fromStored, fromStoredName, isEmptyKey, isIdentityKey, keyOfEmpty, toStored } from "../database/storedText.ts"
import { batchLeaf } from "../evidence/batches.ts"
import { readHeads, visitBatch } from "../evidence/batchRows.ts"
import { inclusionPath, leafHash, merkleRoot } from "../evidence/merkle.ts"
import { leftoversOf } from "../evidence/removals.ts"
import { FIRST_PREVIOUS, headOf, readSeals, rootOfBatches, rootsOfBatches } from "../evidence/seals.ts"
import { AttemptResolver } from "../results/attemptView.ts"
import { inAttempt, inObservation, observationEvidence } from "../tables/resultTables.ts"
import type { Row } from "../tables/Table.ts"

/** Texts that are asked for at once. */
const TEXTS_PER_PAGE = 1000

export const makeProofs = (db: Database): ProofsShape => ({
  lines: (asked) => linesOf(db, asked).pipe(named("lines of a dispute")),
  observations: (asked, throughBatch) =>
    observationsOf(db, asked, throughBatch).pipe(named("observations of a dispute")),
  prove: (rows) => prove(db, rows).pipe(named("prove")),
  chain: (through) => chain(db, through).pipe(named("chain of seals")),
})

const pagesOf = (texts: ReadonlyArray<string>): ReadonlyArray<string> =>
  Array.from({ length: Math.ceil(texts.length / TEXTS_PER_PAGE) }, (_, page) =>
    JSON.stringify(texts.slice(page * TEXTS_PER_PAGE, (page + 1) * TEXTS_PER_PAGE)),
  )

const linesOf = Effect.fnUntraced(function* (db: Database, { versions, seqs, bizTokens }: AskedLines) {
  const found: Array<BilledRow> = []
  const bySeq = pagesOf(seqs.map(toStored)).map((texts) => [`l.seq IN ${db.dialect.textsOf}`, texts] as const)
  const byToken = pagesOf(bizTokens.map(toStored)).map(
    (texts) => [`l.seq = '' AND l.biz_token IN ${db.dialect.textsOf}`, texts] as const,
  )
  for (const version of versions.toSorted((a, b) => a - b)) {
    const [day] = yield* db.rows("SELECT day FROM bill_version WHERE id = ?", version)
    for (const [where, texts] of [...bySeq, ...byToken]) {
      const rows = yield* db.rows(
        `SELECT l.batch, ${lineEvidence.of("l")} FROM bill_line AS l
         WHERE l.day = ? AND l.version_id = ? AND l.batch IS NOT NULL AND ${where} ORDER BY l.page, l.place`,
        day?.[0] ?? null,
        version,
        texts,
      )
      found.push(...rows.map(toBilledRow))
    }
  }
  return found
})

const line = lineEvidence.at

const toBilledRow = ([batch, ...values]: Row): BilledRow => {
  const seq = line.seq(values)
  return {
    batch: Number(batch),
    row: evidenceText(lineEvidence.kind, values),
    seq: seq === "" ? null : fromStored(seq),
    bizToken: fromStoredName(line.bizToken(values)),
    ruleId: fromStoredName(line.ruleId(values)),
    charge: chargeOfFlag(line.flag(values)),
    errcode: line.errcode(values),
    at: line.at(values),
    day: line.day(values),
    version: line.versionId(values),
    page: line.page(values),
    chargeType: fromStoredName(line.chargeType(values)),
  }
}

const observationsOf = Effect.fnUntraced(function* (
  db: Database,
  { seqs, bizTokens }: Pick<AskedLines, "seqs" | "bizTokens">,
  throughBatch: number,
) {
  const bySeq = new Map<string, Array<Row>>()
  for (const texts of pagesOf([...seqs.map(toStored), ...bizTokens.map(keyOfEmpty)])) {
    const rows = yield* db.rows(
      `SELECT batch, ${observationEvidence.text} FROM observation
       WHERE seq IN ${db.dialect.textsOf} AND batch <= ? ORDER BY seq, batch, fingerprint`,
      texts,
      throughBatch,
    )
    for (const row of rows) {
      const seq = inObservation.seq(row.slice(1))
      const known = bySeq.get(seq)
      if (known === undefined) bySeq.set(seq, [row])
      else known.push(row)
    }
  }
  return [...bySeq].flatMap(([seq, rows]) => observedRows(seq, rows))
})

/** All statements of one Seq; the one that stands is the earliest that says what the attempt is. */
const observedRows = (seq: string, rows: ReadonlyArray<Row>): ReadonlyArray<ObservedRow> => {
  const attempt = new AttemptResolver().resolve(
    seq,
    rows.map(([, ...values]) => values),
  )
  const standing = rows.findIndex(
    ([, ...values]) =>
      attempt === undefined ||
      (inObservation.flag(values) === inAttempt.flag(attempt) &&
        inObservation.errcode(values) === inAttempt.errcode(attempt) &&
        inObservation.at(values) === inAttempt.at(attempt) &&
        inObservation.fetchedAt(values) === inAttempt.fetchedAt(attempt)),
  )
  return rows.map(([batch, ...values], place) => ({
    batch: Number(batch),
    row: evidenceText(observationEvidence.kind, values),
    seq: isIdentityKey(seq) || isEmptyKey(seq) ? null : fromStored(seq),
    bizToken: fromStoredName(inObservation.bizToken(values)),
    ruleId: fromStoredName(inObservation.ruleId(values)),
    charge: chargeOfFlag(inObservation.flag(values)),
    errcode: inObservation.errcode(values),
    at: inObservation.at(values),
    fetchedAt: inObservation.fetchedAt(values),
    passed: inObservation.errCode(values) === 0,
    stands: place === standing,
  }))
}

const prove = Effect.fnUntraced(function* (db: Database, rows: ReadonlyArray<ProvableRow>) {
  const proofs = new Map<string, Proof>()
  for (const batch of new Set(rows.map((row) => row.batch))) {
    const wanted = rows.filter((row) => row.batch === batch).map(({ row }) => row)
    for (const proof of yield* proveOfBatch(db, batch, new Set(wanted))) proofs.set(proof.row, proof)
  }
  return yield* Effect.forEach(rows, ({ row }) => {
    const proof = proofs.get(row)
    return proof === undefined ? broken("hash") : Effect.succeed(proof)
  })
})

/** What would prove nothing is not given away: the leaves must have the root that the batch has, and that the seal has. */
const proveOfBatch = Effect.fnUntraced(function* (db: Database, batch: number, wanted: ReadonlySet<string>) {
  const [head] = yield* readHeads(db, "WHERE batch = ?", batch)
  const [seal] = yield* readSeals(db, "WHERE last_batch >= ? ORDER BY last_batch LIMIT 1", batch)
  if (head === undefined || seal === undefined) return yield* broken("hash")
  if ((yield* leftoversOf(db, "of = ?", batch)).size > 0) return yield* broken("removed")
  const places = new Map<string, number>()
  const leaves = [batchLeaf(head.batch, head.kind, head.writtenAt, head.rows)]
  yield* visitBatch(db, head, null, ({ table, values }) => {
    const text = evidenceText(table.kind, values)
    if (wanted.has(text)) places.set(text, leaves.length)
    leaves.push(leafHash(text))
  })
  const roots = yield* rootsOfBatches(db, seal.firstBatch, seal.lastBatch)
  const isWhole = leaves.length === head.rows + 1 && merkleRoot(leaves) === head.root
  if (!isWhole || rootOfBatches(roots) !== seal.root) return yield* broken("hash")
  const sealPath = inclusionPath(roots.map(leafHash), batch - seal.firstBatch)
  return [...places].map(([row, index]): Proof => ({
    row,
    batch: { number: batch, rows: head.rows, index, path: inclusionPath(leaves, index), root: head.root },
    seal: { number: seal.seal, path: sealPath },
  }))
})

const chain = Effect.fnUntraced(function* (db: Database, through: number) {
  const seals = yield* readSeals(db, "WHERE seal <= ? ORDER BY seal", through)
  let previous = FIRST_PREVIOUS
  for (const [i, seal] of seals.entries()) {
    if (seal.seal !== i + 1 || seal.previous !== previous || seal.head !== headOf(seal)) return yield* broken("hash")
    previous = seal.head
  }
  return seals.map(({ seal: number, sealedAt, firstBatch, lastBatch, root, head, previous: before }) => ({
    number,
    sealedAt,
    firstBatch,
    lastBatch,
    previous: before,
    root,
    head,
  }))
})

const broken = (reason: EvidenceBroken["reason"]) => Effect.fail(new EvidenceBroken({ of: "receipt", reason }))
