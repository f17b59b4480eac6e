/** The port AccountBills: each new content is one batch of evidence, and so is each time that it is seen again. */
import {
  type AccountBillsShape,
  type LatestAccountBill,
  LedgerError,
  type NewAccountBill,
  type StoredAccountBill,
} from "@faceid-tally/books/engine"
import { canonicalAccountBill, readCanonicalRow } from "@faceid-tally/core/money"
import * as Effect from "effect/Effect"
import { hash } from "node:crypto"

import { type Database, named, selectRows } from "../database/Database.ts"
import { fromStored, toStored } from "../database/storedText.ts"
import { writeBatch } from "../evidence/batches.ts"
import { evidenceRow } from "../evidence/evidenceTables.ts"
import type { RecordIn } from "../tables/Table.ts"
import { accountBillEvidence, accountBillTable } from "../tables/accountBillTable.ts"

export const makeAccountBills = (db: Database): AccountBillsShape => ({
  store: (bill, now) => db.write(store(db, bill, now)).pipe(named("store an account bill")),
  latest: (month) => latest(db, month).pipe(named("read the account bills")),
  versions: (month) => versions(db, month).pipe(named("list the account bills")),
})

/** The digest over the texts of the rows, which stand in their order. */
export const digestOfRows = (texts: ReadonlyArray<string>): string => hash("sha256", texts.join("\n"))

const HEAD = 0
/** A head, or a later sight. */
const isSight = "place <= 0"

const store = Effect.fnUntraced(function* (db: Database, bill: NewAccountBill, now: number) {
  const texts = canonicalAccountBill(bill.rows)
  const digest = digestOfRows(texts)
  const of = { month: bill.month, account: toStored(bill.account) }
  const before = (yield* versions(db, bill.month)).findLast(({ account }) => account === bill.account)
  if (before?.digest === digest) return { ...(yield* seeAgain(db, before, now)), isNew: false }
  const version = (before?.version ?? 0) + 1
  const row = (place: number, about: { seenAt: number | null; dropped: number | null; body: string }) =>
    evidenceRow(accountBillEvidence, accountBillEvidence.values({ ...of, version, place, ...about }))
  yield* writeBatch(db, "account_bill", 1 + texts.length, now, () => [
    row(HEAD, { seenAt: now, dropped: bill.dropped, body: digest }),
    ...texts.map((body, i) => row(i + 1, { seenAt: null, dropped: null, body })),
  ])
  return {
    month: bill.month,
    account: bill.account,
    version,
    digest,
    firstSeenAt: now,
    lastSeenAt: now,
    rows: texts.length,
    dropped: bill.dropped,
    isNew: true,
  } satisfies StoredAccountBill & { readonly isNew: boolean }
})

/** A clock that went back changes nothing. */
const seeAgain = Effect.fnUntraced(function* (db: Database, bill: StoredAccountBill, now: number) {
  if (now <= bill.lastSeenAt) return bill
  const { month, version } = bill
  const account = toStored(bill.account)
  const ofVersion = "WHERE month = ? AND account = ? AND version = ? ORDER BY place LIMIT 1"
  const [[first] = [HEAD]] = yield* selectRows(db, accountBillTable.pick("place"), ofVersion, month, account, version)
  yield* writeBatch(db, "account_bill", 1, now, () => {
    const sight = { month, account, version, place: first - 1, seenAt: now, dropped: null, body: "" }
    return [evidenceRow(accountBillEvidence, accountBillEvidence.values(sight))]
  })
  return { ...bill, lastSeenAt: now }
})

const versions = Effect.fnUntraced(function* (db: Database, month: string) {
  const rows = yield* db.rows(
    `SELECT ${accountBillTable.text} FROM account_bill WHERE month = ? AND ${isSight} ORDER BY account, version, place`,
    month,
  )
  const counted = yield* selectRows(
    db,
    accountBillTable.pick("account", "version", "place"),
    "WHERE month = ? AND place > 0 ORDER BY account, version, place",
    month,
  )
  const count = new Map(counted.map(([account, version, place]) => [keyOf(account, version), place]))
  const sights = Map.groupBy(rows.map(accountBillTable.decode), ({ account, version }) => keyOf(account, version))
  return [...sights].flatMap(([key, seen]) => toStoredBill(seen, count.get(key) ?? 0))
})

const keyOf = (account: string, version: number): string => `${version} ${account}`

/** Of the sights of a version, of which the head is the last. */
const toStoredBill = (
  seen: ReadonlyArray<RecordIn<typeof accountBillTable>>,
  rows: number,
): ReadonlyArray<StoredAccountBill> => {
  const head = seen.at(-1)
  if (head?.place !== HEAD) return []
  return [
    {
      month: head.month,
      account: fromStored(head.account),
      version: head.version,
      digest: head.body,
      firstSeenAt: head.seenAt ?? 0,
      lastSeenAt: Math.max(...seen.map(({ seenAt }) => seenAt ?? 0)),
      rows,
      dropped: head.dropped ?? 0,
    },
  ]
}

const latest = Effect.fnUntraced(function* (db: Database, month: string) {
  const last = new Map((yield* versions(db, month)).map((bill) => [bill.account, bill]))
  return yield* Effect.forEach([...last.values()], (bill) => withRows(db, bill))
})

const withRows = Effect.fnUntraced(function* (db: Database, bill: StoredAccountBill) {
  const { month, account, version, digest, lastSeenAt, dropped } = bill
  const found = yield* selectRows(
    db,
    accountBillTable.pick("body"),
    "WHERE month = ? AND account = ? AND version = ? AND place > 0 ORDER BY place",
    month,
    toStored(account),
    version,
  )
  const rows = found.flatMap(([body]) => readCanonicalRow(body) ?? [])
  if (rows.length < found.length) {
    return yield* new LedgerError({ operation: "read the account bills", reason: "corrupt", code: null })
  }
  return { account, version, digest, at: lastSeenAt, dropped, rows } satisfies LatestAccountBill
})
