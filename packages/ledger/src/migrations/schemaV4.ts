/**
 * The schema, version 4: registrations and the items of runs are evidence. What earlier versions had of them is taken in
 * by batches of the kind `adopted`, so the chain of seals goes on. A batch says in which days its results lie, which an
 * index did until now.
 */
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"

import type { Database } from "../database/Database.ts"
import type { Dialect } from "../database/Dialect.ts"
import { type Digest, fingerprintOf, leafHash, MerkleTree } from "../evidence/merkle.ts"

export const schemaV4 = ({ text, int, clustered }: Dialect): ReadonlyArray<string> => [
  // They lie by batch, as they are hashed; `fetched_at` and what follows is of adopted ones alone.
  `CREATE TABLE registration (
    batch ${int} NOT NULL, biz_token ${text} NOT NULL, fingerprint ${text} NOT NULL, account ${text}, rule_id ${text},
    issued_at ${int}, seen_at ${int} NOT NULL, registered_at ${int} NOT NULL, fetched_at ${int}, passed ${int} NOT NULL,
    nfc_at ${int}, nfc ${int}, first_day ${int}, last_day ${int},
    PRIMARY KEY (batch, biz_token)
  ) ${clustered}`,

  `ALTER TABLE run_item ADD COLUMN fingerprint ${text} NOT NULL DEFAULT ''`,
  `ALTER TABLE run_item ADD COLUMN batch ${int} NOT NULL DEFAULT 0`,

  // Of results that have a day: the first and the last.
  `ALTER TABLE batch ADD COLUMN first_day ${int}`,
  `ALTER TABLE batch ADD COLUMN last_day ${int}`,
  `UPDATE batch SET
     first_day = (SELECT min(o.day) FROM observation AS o WHERE o.batch = batch.batch AND o.day <> ${NO_DAY}),
     last_day = (SELECT max(o.day) FROM observation AS o WHERE o.batch = batch.batch AND o.day <> ${NO_DAY})
   WHERE kind = 'results'`,
  "DROP INDEX observation_by_batch",

  // Who is signed in to the console: by the digest of an id that the browser alone has.
  `CREATE TABLE session (
    digest ${text} NOT NULL PRIMARY KEY, key_id ${text} NOT NULL, expires_at ${int} NOT NULL
  ) ${clustered}`,
  "CREATE INDEX session_by_end ON session (expires_at)",
]

const NO_DAY = -2_147_483_648
/** Rows that are taken in at once; of BizTokens, the rows of a batch. */
const ROWS_PER_PAGE = 5000

type Value = string | number | null
type Values = ReadonlyArray<Value>

/** Takes what is there into the evidence. */
export const fillV4 = Effect.fnUntraced(function* (db: Database) {
  const now = yield* Clock.currentTimeMillis
  const runs = yield* db.rows("SELECT id FROM run ORDER BY id")
  for (const [run] of runs) yield* adoptItems(db, Number(run), now)
  yield* adoptTokens(db, now)
})

/** The items of a run are one batch. */
const adoptItems = Effect.fnUntraced(function* (db: Database, run: number, now: number) {
  const [counted] = yield* db.rows("SELECT count(*) FROM run_item WHERE run = ?", run)
  const count = Number(counted?.[0] ?? 0)
  if (count === 0) return
  const batch = yield* beginBatch(db, count, now)
  let after = -1
  for (;;) {
    const rows = yield* db.rows(
      "SELECT run, place, body, kind, impact, day, account FROM run_item WHERE run = ? AND place > ? ORDER BY place LIMIT ?",
      run,
      after,
      ROWS_PER_PAGE,
    )
    yield* db.insert(
      runItem,
      rows.map((row) => [...row, batch.add("item", row), batch.batch]),
      "ON CONFLICT (run, place) DO UPDATE SET fingerprint = excluded.fingerprint, batch = excluded.batch",
    )
    if (rows.length < ROWS_PER_PAGE) break
    after = Number(rows[rows.length - 1]?.[1])
  }
  yield* endBatch(db, batch)
})

const runItem = {
  name: "run_item",
  columns: {
    run: "int",
    place: "int",
    body: "text",
    kind: "text",
    impact: "int",
    day: "int",
    account: "text",
    fingerprint: "text",
    batch: "int",
  },
} as const

/** All that is known of the BizTokens. */
const adoptTokens = Effect.fnUntraced(function* (db: Database, now: number) {
  let after = ""
  for (;;) {
    const rows = yield* db.rows(
      `SELECT biz_token, account, rule_id, issued_at, seen_at, registered_at, fetched_at, passed, nfc_at, nfc, first_day,
         last_day FROM verification WHERE biz_token > ? ORDER BY biz_token LIMIT ?`,
      after,
      ROWS_PER_PAGE,
    )
    if (rows.length === 0) return
    const batch = yield* beginBatch(db, rows.length, now)
    yield* db.insert(
      registration,
      rows.map(([bizToken = null, ...rest]) => {
        const fingerprint = batch.add("registration", [bizToken, ...rest])
        return [batch.batch, bizToken, fingerprint, ...rest]
      }),
    )
    yield* endBatch(db, batch)
    after = String(rows[rows.length - 1]?.[0])
  }
})

const registration = {
  name: "registration",
  columns: {
    batch: "int",
    biz_token: "text",
    fingerprint: "text",
    account: "text",
    rule_id: "text",
    issued_at: "int",
    seen_at: "int",
    registered_at: "int",
    fetched_at: "int",
    passed: "int",
    nfc_at: "int",
    nfc: "int",
    first_day: "int",
    last_day: "int",
  },
} as const

const leafOf = (kind: string, values: Values): Digest => leafHash(JSON.stringify([kind, ...values]))

const beginBatch = Effect.fnUntraced(function* (db: Database, count: number, now: number) {
  const [last] = yield* db.rows("SELECT batch, written_at FROM batch WHERE batch = (SELECT max(batch) FROM batch)")
  const batch = Number(last?.[0] ?? 0) + 1
  const writtenAt = Math.max(now, Number(last?.[1] ?? now))
  const tree = new MerkleTree()
  tree.add(leafOf("batch", [batch, "adopted", writtenAt, count]))
  /** Adds a row to the tree; gives its fingerprint. */
  const add = (kind: string, values: Values): string => {
    const leaf = leafOf(kind, values)
    tree.add(leaf)
    return fingerprintOf(leaf)
  }
  return { batch, writtenAt, count, tree, add }
})

const endBatch = (db: Database, { batch, writtenAt, count, tree }: Effect.Success<ReturnType<typeof beginBatch>>) =>
  db.rows(
    "INSERT INTO batch (batch, kind, written_at, row_count, root) VALUES (?, 'adopted', ?, ?, ?)",
    batch,
    writtenAt,
    count,
    tree.root(),
  )
