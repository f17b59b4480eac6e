/** Seals: the chain over batches. */
import { sealText } from "@faceid-tally/core"
import type { Seal } from "@faceid-tally/books"
import * as Effect from "effect/Effect"

import type { Database } from "../database/Database.ts"
import { leafHash, merkleRoot, toHex } from "./Merkle.ts"
import type { Value } from "../database/Tables.ts"

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

export const rootsOfBatches = Effect.fnUntraced(function* (db: Database, first: number, last: number) {
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
