/** Seals and receipts: the chain over batches, and the proof that one row stands in it. */
import { evidenceText, sealText } from "@faceid-tally/core"
import type { Receipt, Seal } from "@faceid-tally/books"
import * as Effect from "effect/Effect"

import { batchLeaf } from "./Batches.ts"
import type { Database } from "./Database.ts"
import { visitBatch } from "./BatchRows.ts"
import { inclusionPath, leafHash, merkleRoot, rootOfPath, toHex } from "./Merkle.ts"
import { toStored } from "./StoredText.ts"
import type { Value } from "./Tables.ts"

/** What the first seal links to. */
export const FIRST_PREVIOUS = "0".repeat(64)

export interface SealRow {
  readonly seal: number
  readonly sealedAt: number
  readonly firstBatch: number
  readonly lastBatch: number
  readonly previous: string
  readonly root: string
  readonly head: string
}

export const sealColumns = "seal, sealed_at, first_batch, last_batch, previous, root, head"
export const toSealRow = (row: ReadonlyArray<Value>): SealRow => ({
  seal: row[0] as number,
  sealedAt: row[1] as number,
  firstBatch: row[2] as number,
  lastBatch: row[3] as number,
  previous: row[4] as string,
  root: row[5] as string,
  head: row[6] as string,
})

/** The head that a seal must have: the hash of its text, which names the head before it. */
export const headOf = ({ seal, sealedAt, firstBatch, lastBatch, previous, root }: Omit<SealRow, "head">): string =>
  toHex(leafHash(sealText(seal, sealedAt, firstBatch, lastBatch, previous, root)))

/** The root over the roots of batches. */
export const rootOfBatches = (roots: ReadonlyArray<string>): string => merkleRoot(roots.map(leafHash))

export const lastSeal = Effect.fnUntraced(function* (db: Database) {
  const [row] = yield* db.rows(`SELECT ${sealColumns} FROM seal WHERE seal = (SELECT max(seal) FROM seal)`)
  return row === undefined ? null : toSealRow(row)
})

const rootsOfBatches = Effect.fnUntraced(function* (db: Database, first: number, last: number) {
  const rows = yield* db.rows("SELECT root FROM batch WHERE batch >= ? AND batch <= ? ORDER BY batch", first, last)
  return rows.map(([root]) => root as string)
})

export const sealBatches = (db: Database, now: number) =>
  db.write(
    Effect.gen(function* () {
      const previous = yield* lastSeal(db)
      const firstBatch = (previous?.lastBatch ?? 0) + 1
      const roots = yield* rootsOfBatches(db, firstBatch, Number.MAX_SAFE_INTEGER)
      if (roots.length === 0 && previous !== null) return toSeal(previous, 0)
      const next = {
        seal: (previous?.seal ?? 0) + 1,
        sealedAt: now,
        firstBatch,
        lastBatch: firstBatch + roots.length - 1,
        previous: previous?.head ?? FIRST_PREVIOUS,
        root: rootOfBatches(roots),
      }
      const sealed = { ...next, head: headOf(next) }
      yield* db.rows(
        `INSERT INTO seal (${sealColumns}) VALUES (?, ?, ?, ?, ?, ?, ?)`,
        sealed.seal,
        sealed.sealedAt,
        sealed.firstBatch,
        sealed.lastBatch,
        sealed.previous,
        sealed.root,
        sealed.head,
      )
      return toSeal(sealed, roots.length)
    }),
  )

const toSeal = (row: SealRow, batches: number): Seal => ({
  seal: row.seal,
  head: row.head,
  lastBatch: row.lastBatch,
  batches,
  sealedAt: row.sealedAt,
})

/** Proves the first statement of a Seq that a seal covers. */
export const receiptOf = Effect.fnUntraced(function* (db: Database, seq: string) {
  const key = toStored(seq)
  const [found] = yield* db.rows(
    `SELECT o.batch, o.fingerprint, b.kind, b.written_at, b.row_count, b.root FROM observation AS o
     JOIN batch AS b ON b.batch = o.batch WHERE o.seq = ? ORDER BY o.batch, o.fingerprint LIMIT 1`,
    key,
  )
  if (found === undefined) return null
  const [batch, fingerprint, kind, writtenAt, rowCount, root] = found as [
    number,
    string,
    string,
    number,
    number,
    string,
  ]
  const [sealed] = yield* db.rows(
    `SELECT ${sealColumns} FROM seal WHERE last_batch >= ? ORDER BY last_batch LIMIT 1`,
    batch,
  )
  if (sealed === undefined) return null
  const seal = toSealRow(sealed)
  const texts: Array<string> = []
  let place = -1
  yield* visitBatch(db, batch, kind, ({ table, values, fingerprint: next }) => {
    if (next === fingerprint) place = texts.length
    texts.push(evidenceText(table.kind, values))
  })
  const leaves = [batchLeaf(batch, kind, writtenAt, rowCount), ...texts.map(leafHash)]
  const roots = yield* rootsOfBatches(db, seal.firstBatch, seal.lastBatch)
  return {
    version: 1,
    seq,
    row: texts[place] ?? "",
    batch: { number: batch, rows: rowCount, index: place + 1, path: inclusionPath(leaves, place + 1), root },
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

/** Whether a receipt proves that its Seq was in the books at the seal with this head. Needs no books. */
export const checkReceipt = (receipt: Receipt, head: string = receipt.seal.head): boolean => {
  const { row, batch, seal } = receipt
  if (!isRowOf(row, receipt.seq)) return false
  // The first leaf is the batch's own head.
  const batchRoot = rootOfPath(leafHash(row), batch.index, batch.rows + 1, batch.path)
  if (batchRoot !== batch.root) return false
  const { firstBatch, lastBatch } = seal
  const sealRoot = rootOfPath(leafHash(batch.root), batch.number - firstBatch, lastBatch - firstBatch + 1, seal.path)
  if (sealRoot !== seal.root) return false
  return headOf({ ...seal, seal: seal.number }) === head && seal.head === head
}

const isRowOf = (row: string, seq: string): boolean => {
  try {
    const values: unknown = JSON.parse(row)
    return Array.isArray(values) && values[0] === "observation" && values[2] === toStored(seq)
  } catch {
    return false
  }
}
