// On PostgreSQL each month of China is a partition: made when it is needed, alone to be read, and to be detached (E6).
import { Bill, Tally } from "@faceid-tally/core/engine"
import * as Effect from "effect/Effect"
import { afterAll, beforeAll, expect, it } from "vitest"

import { type Databases, sharedPostgres } from "../../test/databases.ts"
import { rowsOf, snapshot, tamper, withDatabase, withLedger } from "../../test/run.ts"
import { archive, DAY, entry, HOUR, line, NOON, page, record, stored } from "../../test/world.ts"
import type { Database } from "./Database.ts"
import { makeLedger } from "../layer/ledgerLayer.ts"
import { openDatabase } from "../opening/openDatabase.ts"
import { migrations } from "../migrations/migrations.ts"
import { partitionMonth } from "./partitions.ts"

let all: Databases
beforeAll(async () => {
  all = await sharedPostgres()
})
afterAll(() => all.close())

const months = (address: string, table: string) =>
  rowsOf(
    address,
    `SELECT c.relname, pg_get_expr(c.relpartbound, c.oid) FROM pg_inherits AS i JOIN pg_class AS c ON c.oid = i.inhrelid
     WHERE i.inhparent = '${table}'::regclass ORDER BY 1`,
  )
const MONTH = 31 * 24 * HOUR
const later = record({
  bizToken: "later",
  fetchedAt: NOON + MONTH,
  entries: [entry({ seq: "later", at: NOON + MONTH })],
})
const undated = record({ bizToken: "undated", entries: [entry({ seq: "undated", at: null })] })

it("a month begins at midnight in China", () => {
  expect([DAY - 5, DAY - 4, DAY + 26, DAY + 27].map((day) => partitionMonth(day)?.name)).toEqual([
    "2026-09",
    "2026-10",
    "2026-10",
    "2026-11",
  ])
})

it("is made before its first row, by whoever comes first", async () => {
  const address = await all.empty()
  const bill = new Bill().add(page(0, null, [line()]))
  await Promise.all(
    [1, 2, 3].map(() => withLedger(address, (ledger) => ledger.store(stored(record({ entries: [entry()] })), NOON))),
  )
  await withLedger(address, (ledger) =>
    Effect.gen(function* () {
      yield* ledger.store(stored(later, undated), NOON)
      yield* ledger.importBill(bill, NOON)
    }),
  )
  const names = async (table: string) => (await months(address, table)).map(([name]) => name)
  expect(await names("attempt")).toEqual(["attempt_2026_10", "attempt_2026_11", "attempt_other"])
  expect(await names("observation")).toEqual(["observation_2026_10", "observation_2026_11", "observation_other"])
  expect(await names("bill_line")).toEqual(["bill_line_2026_10", "bill_line_other"])
  expect(await rowsOf(address, "SELECT seq FROM attempt_other")).toEqual([["undated"]])
})

it("is made again after the write that made it was rolled back", async () => {
  await withDatabase(await all.empty(), (db) =>
    Effect.gen(function* () {
      const ledger = makeLedger(db)
      const failing = makeLedger({ ...db, write: (body) => db.write(Effect.andThen(body, Effect.die("power cut"))) })
      for (let i = 0; i < 2; i++) yield* Effect.exit(failing.store(stored(later), NOON))
      yield* ledger.store(stored(later), NOON)
      expect(yield* db.rows("SELECT seq FROM attempt_2026_11")).toEqual([["later"]])
    }),
  )
})

it("takes along what an earlier version had in one piece", async () => {
  const [address, reference] = [await all.empty(), await all.empty()]
  const records = stored(...archive(200), later, undated)
  await withLedger(reference, (ledger) => ledger.store(records, NOON))
  const copied = ["observation", "attempt", "strayed", "day_sum", "verification", "batch"]
  const contents = await Promise.all(
    copied.map(async (table) => (await rowsOf(reference, `SELECT json_agg(t)::text FROM ${table} AS t`))[0]?.[0]),
  )
  const asVersion2 = Effect.flatMap(openDatabase(address, "serves", migrations.slice(0, 2)), (db) =>
    Effect.forEach(copied, (table, i) =>
      db.rows(
        `INSERT INTO ${table} SELECT * FROM json_populate_recordset(NULL::${table}, ?::text::json)`,
        contents[i] as string,
      ),
    ),
  )
  await Effect.runPromise(Effect.scoped(asVersion2))
  expect(await withLedger(address, (ledger) => ledger.verify({}))).toMatchObject({ ok: true })
  expect(await snapshot(address)).toEqual(await snapshot(reference))
  expect((await months(address, "observation")).length).toBeGreaterThan(2)
})

it("is the only one that is read where the day is named", async () => {
  const address = await all.empty()
  await withLedger(address, (ledger) => ledger.store(stored(...archive(100), later, undated), NOON))
  const plans = await withDatabase(address, (db) =>
    Effect.gen(function* () {
      const asked: Array<string> = []
      const explained: Database = {
        ...db,
        rows: (statement, ...params) =>
          Effect.gen(function* () {
            if (
              /^\s*(SELECT|WITH)/.test(statement) &&
              /\b(observation|attempt|bill_line|bill_page)\b/.test(statement)
            ) {
              const plan = yield* db.rows(`EXPLAIN ${statement}`, ...params)
              asked.push([statement, ...plan.map(([row]) => row)].join("\n"))
            }
            return yield* db.rows(statement, ...params)
          }),
      }
      const ledger = makeLedger(explained)
      const days = { fromDay: DAY, toDay: DAY }
      yield* ledger.importBill(new Bill().add(page(0, null, [line()])), NOON)
      yield* ledger.loadTally(new Tally(), days)
      yield* ledger.loadBill(new Bill(), days)
      const tally = new Tally()
      yield* ledger.loadDifferences(tally, new Bill(tally.names), days)
      yield* ledger.attemptsOf("token-5")
      return asked
    }),
  )
  const [named, others] = [
    plans.filter((plan) => /\bday [=<>]+ \?/.test(plan)),
    plans.filter((plan) => !/\bday/.test(plan)),
  ]
  expect(named.length).toBeGreaterThan(10)
  for (const plan of named) expect(plan).not.toMatch(/_2026_11/)
  // Only statements of a Seq with several BizTokens are sought on every day.
  for (const plan of others) expect(plan).toMatch(/^SELECT [^?]* FROM observation AS o WHERE o.seq IN/)
})

it("can be detached: the rest works, and what comes of that month is refused", async () => {
  const address = await all.empty()
  const days = { fromDay: DAY, toDay: DAY + 31 }
  const october = record({ entries: [entry()] })
  await withLedger(address, (ledger) =>
    Effect.gen(function* () {
      yield* ledger.store(stored(october, later), NOON)
      yield* ledger.importBill(new Bill().add(page(0, null, [line()])), NOON)
    }),
  )
  for (const table of ["observation", "attempt", "bill_page", "bill_line"]) {
    await tamper(address, `ALTER TABLE ${table} DETACH PARTITION ${table}_2026_10`)
  }
  await withLedger(address, (ledger) =>
    Effect.gen(function* () {
      const tally = new Tally()
      yield* ledger.loadTally(tally, days)
      expect(tally.attempts).toBe(1)
      const next = record({ bizToken: "next", entries: [entry({ seq: "next", at: NOON + MONTH })] })
      expect(yield* ledger.store(stored(later, next), NOON + MONTH)).toMatchObject({ observations: 1, known: 1 })
      expect(yield* Effect.flip(ledger.store(stored(october), NOON))).toMatchObject({ code: "23514" })
    }),
  )
  // Attached again, all is as it was.
  const { first = 0, last = 0 } = partitionMonth(DAY) ?? {}
  for (const table of ["observation", "attempt", "bill_page", "bill_line"]) {
    await tamper(
      address,
      `ALTER TABLE ${table} ATTACH PARTITION ${table}_2026_10 FOR VALUES FROM (${first}) TO (${last + 1})`,
    )
  }
  expect(await withLedger(address, (ledger) => ledger.verify({}))).toMatchObject({ ok: true })
})
