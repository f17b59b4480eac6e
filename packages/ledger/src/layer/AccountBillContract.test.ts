// What every ledger must do with account bills, tried on both databases (F3.4).
import { AccountBills, Ledger, type NewAccountBill } from "@faceid-tally/books/engine"
import * as Effect from "effect/Effect"
import { afterAll, beforeAll, describe, expect, it } from "vitest"

import { type Databases, databases } from "../../test/databases.ts"
import { withBooks, withDatabase } from "../../test/run.ts"
import { accountBillRow, NOON } from "../../test/world.ts"
import { type Database, named } from "../database/Database.ts"
import { verify } from "../verify/verify.ts"
import { checkReceipt } from "../receipts/checkReceipt.ts"

const rows = [accountBillRow(), accountBillRow({ used: 7, cost: -(10n ** 19n), billId: "b-1", cash: 0n })]
const bill: NewAccountBill = { month: "2026-10", account: "default", rows, dropped: 3 }

/** What is done behind the ledger's back, what is found, and of which place. */
const changes: ReadonlyArray<readonly [what: string, statement: string, found: string, place: number | null]> = [
  ["a changed row", "UPDATE account_bill SET body = replace(body, '1.2', '1.3') WHERE place = 1", "row", 1],
  ["a removed row", "DELETE FROM account_bill WHERE place = 2", "row_missing", null],
  [
    "an added row",
    `INSERT INTO account_bill SELECT month, account, version, 3, fingerprint, batch, seen_at, dropped, body
     FROM account_bill WHERE place = 2`,
    "row_added",
    3,
  ],
  ["a changed digest", "UPDATE account_bill SET body = 'x' WHERE place = 0", "row", 0],
  ["a changed count of dropped rows", "UPDATE account_bill SET dropped = 0 WHERE place = 0", "row", 0],
  ["another version", "UPDATE account_bill SET version = 2 WHERE place = 0", "row", 0],
  ["another account", "UPDATE account_bill SET account = 'a'", "row", 0],
  ["another time", "UPDATE account_bill SET seen_at = seen_at - 1 WHERE place = -1", "row", -1],
  ["a time that is gone", "DELETE FROM account_bill WHERE place = -1", "row_missing", null],
]

/** Makes a change, looks what is found, and takes it back. */
const tried = (db: Database, statement: string) =>
  db
    .write(
      Effect.gen(function* () {
        yield* db.rows(statement)
        const { broken } = yield* verify({ ...db, snapshot: (body) => body(db) }, {})
        return yield* Effect.fail([broken?.what, broken?.row?.key[3] ?? null] as const)
      }),
    )
    .pipe(Effect.flip, named("try"))

const verified = Effect.flatMap(Ledger, (ledger) => ledger.verify({}))

describe.each(databases)("account bills on %s", (_name, open) => {
  let all: Databases
  beforeAll(async () => {
    all = await open()
  })
  afterAll(() => all.close())

  it("a new content is a new version; the same again, in whatever order, only moves when it was last seen", async () => {
    await withBooks(
      await all.fresh(),
      Effect.gen(function* () {
        const [bills, ledger] = [yield* AccountBills, yield* Ledger]
        const first = yield* bills.store(bill, NOON)
        expect(first).toMatchObject({ version: 1, rows: 2, dropped: 3, isNew: true, lastSeenAt: NOON })
        const shuffled = { ...bill, rows: rows.toReversed() }
        expect(yield* bills.store(shuffled, NOON + 9)).toEqual({ ...first, lastSeenAt: NOON + 9, isNew: false })
        // By a clock that went back.
        expect(yield* bills.store(bill, NOON + 5)).toEqual({ ...first, lastSeenAt: NOON + 9, isNew: false })
        const other = yield* bills.store({ ...bill, rows: rows.slice(1) }, NOON + 10)
        expect(other).toMatchObject({ version: 2, rows: 1, isNew: true })
        // What comes back after something else is new again.
        expect(yield* bills.store(bill, NOON + 11)).toMatchObject({ version: 3, digest: first.digest, isNew: true })
        expect(yield* bills.store(bill, NOON + 12)).toMatchObject({ version: 3, lastSeenAt: NOON + 12, isNew: false })
        expect(yield* bills.versions(bill.month)).toMatchObject([
          { version: 1, firstSeenAt: NOON, lastSeenAt: NOON + 9, rows: 2 },
          { version: 2, firstSeenAt: NOON + 10, lastSeenAt: NOON + 10, rows: 1 },
          { version: 3, firstSeenAt: NOON + 11, lastSeenAt: NOON + 12, rows: 2 },
        ])
        yield* ledger.seal(NOON + 20)
        expect(yield* verified).toMatchObject({ ok: true, rows: 3 + 1 + 2 + 3 + 1 })
      }),
    )
  })

  it("each account and month has its own, and the latest comes with its rows as they were", async () => {
    await withBooks(
      await all.fresh(),
      Effect.gen(function* () {
        const bills = yield* AccountBills
        const odd = accountBillRow({ component: "~a\0b\ud800'", billId: "~" })
        yield* bills.store(bill, NOON)
        yield* bills.store({ ...bill, month: "2026-09", rows: [] }, NOON)
        yield* bills.store({ ...bill, account: "~branch/1", rows: [odd] }, NOON)
        yield* bills.store({ ...bill, rows: rows.slice(1), dropped: 4 }, NOON + 1)
        const latest = yield* bills.latest(bill.month)
        expect(latest).toMatchObject([
          { account: "default", version: 2, at: NOON + 1, dropped: 4, rows: rows.slice(1) },
          { account: "~branch/1", version: 1, at: NOON, dropped: 3, rows: [odd] },
        ])
        expect(yield* bills.latest("2026-09")).toMatchObject([{ version: 1, rows: [] }])
        expect(yield* bills.latest("2026-08")).toEqual([])
      }),
    )
  })

  it("what is changed, added or gone is found, and named where it is there", async () => {
    const address = await all.fresh()
    await withBooks(
      address,
      Effect.gen(function* () {
        const bills = yield* AccountBills
        yield* bills.store(bill, NOON)
        yield* bills.store(bill, NOON + 9)
        yield* (yield* Ledger).seal(NOON + 10)
      }),
    )
    const found = await withDatabase(address, (db) =>
      Effect.forEach(changes, ([what, statement]) => Effect.map(tried(db, statement), (broken) => [what, ...broken])),
    )
    expect(found).toEqual(changes.map(([what, , ...broken]) => [what, ...broken]))
  })

  it("of a head, a row and a sight there are receipts", async () => {
    await withBooks(
      await all.fresh(),
      Effect.gen(function* () {
        const [bills, ledger] = [yield* AccountBills, yield* Ledger]
        yield* bills.store({ ...bill, account: "a/b" }, NOON)
        yield* bills.store({ ...bill, account: "a/b" }, NOON + 9)
        const { head } = yield* ledger.seal(NOON + 10)
        for (const place of [0, 2, -1]) {
          const key = `2026-10/1/${place}/a/b`
          const receipt = yield* ledger.receipt(key, "account_bill")
          expect(receipt).toMatchObject({ kind: "account_bill", key, seq: null })
          expect(receipt !== null && checkReceipt(receipt, head)).toBe(true)
        }
        for (const key of ["2026-10/1/3/a/b", "2026-10/1/0/a", "2026-10/1", "x"]) {
          expect(yield* ledger.receipt(key, "account_bill")).toBeNull()
        }
      }),
    )
  })
})
