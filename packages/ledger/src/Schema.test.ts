// The schema and how it is read: no scans, no races, nothing personal, and later versions.
import { globSync, readFileSync } from "node:fs"

import { Bill, decodeBillPage, decodeDetectInfo, Tally } from "@faceid-tally/core"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import { afterAll, beforeAll, describe, expect, it } from "vitest"

import { type Databases, databases, openSqlite } from "../test/databases.ts"
import { rowsOf, snapshot, withDatabase, withLedger } from "../test/run.ts"
import { archive, DAY, NOON, page, line, stored } from "../test/world.ts"
import type { Database } from "./Database.ts"
import { makeLedger, openDatabase } from "./LedgerLayer.ts"
import { migrations } from "./Migrations.ts"

const days = { fromDay: DAY - 1, toDay: DAY + 1 }

describe.each(databases)("the schema on %s", (_name, open) => {
  let all: Databases
  beforeAll(async () => {
    all = await open()
  })
  afterAll(() => all.close())

  it("is never read by a scan", async () => {
    const address = await all.fresh()
    await withLedger(address, (ledger) => ledger.store(stored(...archive(500)), NOON))
    const scans = await withDatabase(address, (db) =>
      Effect.gen(function* () {
        // Small tables are scanned whatever their indexes are; of these it is asked what it would do with large ones.
        if (db.dialect.name === "pg") yield* db.rows("SELECT set_config('enable_seqscan', 'off', false)")
        const asked: Array<string> = []
        const ledger = makeLedger(watched(db, (statement) => asked.push(statement)))
        const bill = new Bill()
        bill.add(page(0, null, [line()]))
        yield* ledger.importBill(bill, NOON)
        const tally = new Tally()
        yield* ledger.loadTally(tally, days)
        yield* ledger.loadTally(new Tally(), { ...days, asOf: NOON })
        const [version] = yield* ledger.loadBill(new Bill(tally.names), days)
        yield* ledger.diff(version?.id ?? 0, version?.id ?? 0, { limit: 5 })
        yield* ledger.attempt("seq-5")
        yield* ledger.attemptsOf("token-5")
        yield* ledger.verification("token-5")
        yield* ledger.loadTokens(tally, ["token-5"])
        yield* ledger.takeDue({ worker: "w", now: NOON, leaseUntil: NOON + 1, limit: 5 })
        yield* ledger.uncollected({ ...days, now: NOON })
        yield* ledger.daySums(days, ["day"])
        yield* ledger.seal(NOON)
        yield* ledger.receipt("seq-5")
        yield* ledger.store(stored(...archive(3)), NOON)
        // And one that must be seen.
        asked.push("SELECT seq FROM attempt WHERE several = ?")
        const found: Array<string> = []
        for (const statement of new Set(asked)) {
          if (!/^\s*(SELECT|UPDATE|DELETE|WITH)/.test(statement) || /set_config|pg_advisory/.test(statement)) continue
          const params = [...statement.matchAll(/\?/g)].map((_, i, marks) => paramOf(statement, marks[i]?.index ?? 0))
          const plan = yield* db.rows(`${db.dialect.explain} ${statement}`, ...params)
          const text = plan.map((row) => row[row.length - 1]).join("\n")
          const isScan =
            db.dialect.name === "sqlite"
              ? /\bSCAN (?!json_each|k VIRTUAL|due|CONSTANT|\(subquery)(?!.*USING (COVERING )?INDEX verification_open)/.test(
                  text,
                )
              : /Seq Scan/.test(text)
          if (isScan) found.push(`${statement}\n${text}`)
        }
        return found
      }),
    )
    expect(scans).toMatchObject([expect.stringContaining("several = ?")])
  })

  it("is made once, whoever starts at the same time", async () => {
    const address = await all.fresh()
    await Promise.all([1, 2, 3].map(() => withLedger(address, (ledger) => ledger.seal(NOON))))
    expect(await rowsOf(address, "SELECT version FROM ledger_schema ORDER BY version")).toEqual(
      migrations.map(({ version }) => [version]),
    )
    expect(await rowsOf(address, "SELECT count(*) FROM seal")).toEqual([[1]])
  })

  it("takes a ledger of an earlier version along, and leaves a later one alone", async () => {
    const address = await all.fresh()
    await withLedger(address, (ledger) => ledger.store(stored(...archive(20)), NOON))
    const before = await snapshot(address)
    const next = [
      ...migrations,
      {
        version: 99,
        statements: () => ["ALTER TABLE attempt ADD COLUMN remark TEXT", "CREATE TABLE later (id INTEGER)"],
      },
    ]
    await Effect.runPromise(Effect.scoped(openDatabase(address, next)))
    // The rows are as they were; a program of the earlier version says that it is too old.
    const read = Effect.scoped(
      Effect.flatMap(openDatabase(address, next), (db) => db.rows("SELECT count(*) FROM attempt")),
    )
    expect(await Effect.runPromise(read)).toEqual([[before["attempt"]?.length]])
    const refused = await Effect.runPromise(Effect.scoped(Effect.flip(openDatabase(address))))
    expect(refused).toMatchObject({ _tag: "LedgerError", reason: "newer", code: "99" })
  })
})

/** A parameter of the type that stands where the mark is. */
const paramOf = (statement: string, at: number): string | number => {
  const before = statement.slice(0, at)
  if (/(json_each|json_array_elements_text|jsonb_array_elements)\($/.test(before)) return "[]"
  if (/\b(seq|biz_token|account|rule_id|content|fingerprint|worker)\s*(=|<|>|<=|>=|<>)\s*$/.test(before)) return "x"
  if (before.endsWith("(seq, page, place) > (")) return "x"
  return 1
}

const watched = (db: Database, note: (statement: string) => void): Database => ({
  ...db,
  rows: (statement, ...params) => {
    note(statement)
    return db.rows(statement, ...params)
  },
})

describe("privacy", () => {
  it("leaves nothing personal in the database file or its log", async () => {
    const all = await openSqlite()
    const address = await all.fresh()
    const personal = {
      IdCard: "11010119900307PLANTED",
      Name: "张种下",
      Idcard: "11010119900307PLANTED",
      Mobile: "1380000PLANTED",
      Extra: "PLANTED-EXTRA",
      Errmsg: "PLANTED message",
      BestFrame: "PLANTED-frame",
    }
    const result = decodeDetectInfo({
      BizToken: "token",
      Response: { Text: { ...personal, ErrCode: 0, LivenessDetail: [{ ...personal, Seq: "s", IsNeedCharge: true }] } },
    })
    const billed = decodeBillPage({
      Date: "2026-10-05",
      Response: {
        HasNextPage: false,
        WeChatBillDetails: [{ BizToken: "token", ChargeDetails: [{ ...personal, Seq: "s", IsNeedCharge: true }] }],
      },
    })
    if (Result.isFailure(result) || Result.isFailure(billed)) throw new Error("not decoded")
    const found = await withLedger(address, (ledger) =>
      Effect.gen(function* () {
        if (result.success._tag === "DetectInfo") yield* ledger.store(stored(result.success), NOON)
        yield* ledger.importBill(new Bill().add(billed.success), NOON)
        // While it is open, so that the log is there.
        const files = globSync(`${address.slice("sqlite:".length)}*`)
        expect(files.some((file) => file.endsWith("-wal"))).toBe(true)
        return files
          .map((file) => readFileSync(file))
          .filter((bytes) => bytes.includes("PLANTED") || bytes.includes("张种下"))
      }),
    )
    expect(found).toEqual([])
    await all.close()
  })
})
