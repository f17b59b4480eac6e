// The schema and how it is read: no scans, no races, and later versions.
import { Bill, Tally } from "@faceid-tally/core/engine"
import * as Effect from "effect/Effect"
import { afterAll, beforeAll, describe, expect, it } from "vitest"

import { type Databases, databases } from "../../test/databases.ts"
import { rowsOf, withDatabase, withLedger } from "../../test/run.ts"
import { accountBillRow, archive, DAY, NOON, page, line, stored } from "../../test/world.ts"
import { makeAccountBills } from "../bill/accountBills.ts"
import type { Database } from "../database/Database.ts"
import { makeInbox } from "../service/makeInbox.ts"
import { makeKeys } from "../service/makeKeys.ts"
import { makeLedger } from "../layer/ledgerLayer.ts"
import { openDatabase } from "../opening/openDatabase.ts"
import { makeListings } from "../listings/makeListings.ts"
import { migrations } from "./migrations.ts"
import { makeRequests } from "../service/makeRequests.ts"
import { makeSessions } from "../service/makeSessions.ts"
import { makeWork } from "../service/makeWork.ts"

const days = { fromDay: DAY - 1, toDay: DAY + 1 }

describe.each(databases)("the schema on %s", (_name, open) => {
  let all: Databases
  beforeAll(async () => {
    all = await open()
  })
  afterAll(() => all.close())

  it("is never read by a scan", async () => {
    const address = await all.empty()
    await withLedger(address, (ledger) => ledger.store(stored(...archive(500)), NOON))
    const scans = await withDatabase(address, (db) =>
      Effect.gen(function* () {
        // Small tables are scanned whatever their indexes are; of these it is asked what it would do with large ones.
        if (db.dialect.name === "pg") yield* db.rows("SELECT set_config('enable_seqscan', 'off', false)")
        const asked: Array<string> = []
        const seen = watched(db, (statement) => asked.push(statement))
        const ledger = makeLedger(seen)
        const bill = new Bill()
        bill.add(page(0, null, [line()]))
        yield* ledger.importBill(bill, NOON)
        const tally = new Tally()
        yield* ledger.loadTally(tally, days)
        yield* ledger.loadTally(new Tally(), { ...days, asOf: NOON })
        const [version] = yield* ledger.loadBill(new Bill(tally.names), days)
        yield* ledger.loadDifferences(new Tally(tally.names), new Bill(tally.names), { fromDay: DAY, toDay: DAY })
        yield* ledger.diff(version?.id ?? 0, version?.id ?? 0, { limit: 5 })
        yield* ledger.attempt("seq-5")
        yield* ledger.attemptsOf("token-5")
        yield* ledger.verification("token-5")
        yield* ledger.loadTokens(tally, ["token-5"])
        yield* ledger.takeDue({ worker: "w", now: NOON, leaseUntil: NOON + 1, limit: 5 })
        yield* ledger.uncollected({ ...days, now: NOON })
        yield* ledger.daySums(days, ["day"])
        yield* ledger.status(NOON, days)
        yield* ledger.status(NOON, { ...days, account: "x" })
        yield* ledger.seal(NOON)
        yield* ledger.receipt("seq-5")
        yield* ledger.store(stored(...archive(3)), NOON)
        yield* readLists(seen)
        yield* useKept(seen)
        yield* useAccountBills(seen)
        // And one that must be seen.
        asked.push("SELECT seq FROM attempt WHERE several = ?")
        const found: Array<string> = []
        for (const statement of new Set(asked)) {
          if (
            !/^\s*(SELECT|UPDATE|DELETE|WITH)/.test(statement) ||
            /set_config|pg_advisory|FROM api_key ORDER/.test(statement)
          )
            continue
          const params = [...statement.matchAll(/\?/g)].map((_, i, marks) => paramOf(statement, marks[i]?.index ?? 0))
          const plan = yield* db.rows(`${db.dialect.explain} ${statement}`, ...params)
          const text = plan.map((row) => row[row.length - 1]).join("\n")
          const isScan =
            db.dialect.name === "sqlite"
              ? /\bSCAN (?!json_each|k VIRTUAL|due|statement|counted|CONSTANT|\(subquery)(?!.*USING (COVERING )?INDEX (verification_open|inbox_conflict_by_time))/.test(
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
    const address = await all.empty()
    await Promise.all([1, 2, 3].map(() => withLedger(address, (ledger) => ledger.seal(NOON))))
    expect(await rowsOf(address, "SELECT version FROM ledger_schema ORDER BY version")).toEqual(
      migrations.map(({ version }) => [version]),
    )
    expect(await rowsOf(address, "SELECT count(*) FROM seal")).toEqual([[1]])
  })

  it("is left alone where a later program has been", async () => {
    const address = await all.empty()
    const next = [...migrations, { version: 99, statements: () => ["CREATE TABLE later (id INTEGER)"] }]
    await Effect.runPromise(Effect.scoped(openDatabase(address, "serves", next)))
    const refused = await Effect.runPromise(Effect.scoped(Effect.flip(openDatabase(address, "serves"))))
    expect(refused).toMatchObject({ _tag: "LedgerError", reason: "newer", code: "99" })
  })
})

/** Asks every list for everything that it can be asked for. */
const readLists = (db: Database) =>
  Effect.gen(function* () {
    const lists = makeListings(db)
    const names = [undefined, "x"]
    for (const account of names) {
      for (const state of [undefined, "final" as const]) {
        yield* lists.verifications({ ...days, account, state, after: { day: DAY, bizToken: "x" }, limit: 5 })
      }
      const attempts = { ...days, account, after: { day: DAY, seq: "" }, limit: 5 }
      yield* lists.attempts(attempts)
      yield* lists.attempts({ ...attempts, ruleId: "1", charge: true, errcode: 0 })
      yield* lists.attempts({ ...attempts, bizToken: "token-5" })
      for (const ruleId of [null, "x"]) {
        yield* lists.billDays({ ...days, account, after: { day: DAY, account: "x", ruleId }, limit: 5 })
      }
      for (const order of ["place", "impact"] as const) {
        for (const about of [{}, { kind: "day_shift" }, { day: DAY }, { hasImpact: true }] as const) {
          yield* lists.runItems(1, { ...about, account, order, limit: 5 })
          yield* lists.runItems(1, { ...about, account, order, isBackwards: true, ruleIds: ["1"], limit: 5 })
          yield* lists.runItemCounts(1, { ...about, account, seqPrefix: "seq" })
        }
      }
    }
    yield* lists.billLines(1, { limit: 5 })
    yield* lists.runs({ ...days, limit: 5 })
    yield* lists.fetches("token-5", 5)
  })

const useAccountBills = (db: Database) =>
  Effect.gen(function* () {
    const bills = makeAccountBills(db)
    const bill = { month: "2026-10", account: "x", rows: [accountBillRow()], dropped: 0 }
    yield* bills.store(bill, NOON)
    yield* bills.store(bill, NOON + 1)
    yield* bills.latest("2026-10")
  })

/** Uses what is kept beside the ledger; that all API keys are listed is no list by pages. */
const useKept = (db: Database) =>
  Effect.gen(function* () {
    const [keys, requests, inbox, work] = [makeKeys(db), makeRequests(db), makeInbox(db), makeWork(db)]
    const sessions = makeSessions(db)
    yield* sessions.keyOf("1f", NOON)
    yield* sessions.end("1f")
    yield* sessions.forget(NOON)
    yield* keys.find("x")
    yield* keys.revoke("x", NOON)
    for (const _twice of [1, 2])
      yield* requests.begin({ sender: "x", key: "x", digest: "1f", leaseUntil: NOON + 1 }, NOON)
    yield* requests.finish({ sender: "x", key: "x" }, { status: 200, contentType: "x", body: "" }, NOON)
    yield* requests.abandon({ sender: "x", key: "x" })
    yield* requests.forget(NOON)
    for (const digest of ["1f", "2f"]) yield* inbox.arrive({ id: "x", digest, type: "x" }, NOON)
    yield* inbox.finish("x", NOON)
    yield* inbox.conflicts(5)
    yield* inbox.forget(NOON)
    yield* work.plan([{ kind: "alert", subject: "x", body: "{}", dueAt: NOON }], NOON)
    yield* work.take({ worker: "x", now: NOON, leaseUntil: NOON + 1, kinds: ["alert", "close_day"], limit: 5 })
    yield* work.renew(1, { worker: "x", now: NOON, leaseUntil: NOON + 1 })
    yield* work.settle(1, "x", { _tag: "Done" }, NOON)
    for (const state of [undefined, "done" as const]) {
      for (const kind of [undefined, "alert" as const]) yield* work.list({ state, kind, limit: 5 })
    }
    yield* work.find(1)
    yield* work.lastSubject("alert")
    yield* work.replay(1, NOON)
  })

const texts =
  "seq|biz_token|account|month|rule_id|content|fingerprint|worker|sender|request_key|digest|kind|state|subject|code|content_type"
/** Where `id` is a text. */
const textIds = /\b(api_key|inbox_event|inbox_conflict)\b/

/** A parameter of the type that stands where the mark is. */
const paramOf = (statement: string, at: number): string | number => {
  const before = statement.slice(0, at)
  if (textIds.test(statement) && /\bid = $/.test(before)) return "x"
  if (/(json_each|json_array_elements_text|jsonb_array_elements)\($/.test(before)) return "[]"
  if (/\bcoalesce\(account, 'default'\) = $/.test(before)) return "x"
  if (new RegExp(`\\b(${texts})\\s*(=|<|>|<=|>=|<>)\\s*$`).test(before)) return "x"
  if (/\b(instr|strpos)\(body, $/.test(before)) return "x"
  if (/\bkind IN \((\?, )*$/.test(before)) return "x"
  // The values of a key in its order, of which some are texts.
  const key = /\(([a-z_, ]+)\) > \(((?:\?, )*)$/.exec(before)
  const column = key?.[1]?.split(", ")[(key[2]?.length ?? 0) / "?, ".length]
  if (column !== undefined && new RegExp(`^(${texts})$`).test(column)) return "x"
  return 1
}

const watched = (db: Database, note: (statement: string) => void): Database => ({
  ...db,
  rows: (statement, ...params) => {
    note(statement)
    return db.rows(statement, ...params)
  },
})
