// Whoever only reads needs no lock and no right to write, and makes nothing; what is no ledger of today is told by name (E3).
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { basename, dirname, join } from "node:path"
import process from "node:process"
import { DatabaseSync } from "node:sqlite"

import { Inbox, Keys, Ledger, LedgerError, Listings, repeatRun, reconcileBooks, Work } from "@faceid-tally/books/engine"
import { dayFromNumber } from "@faceid-tally/core/engine"
import * as Effect from "effect/Effect"
import * as Reactivity from "effect/reactivity/Reactivity"
import { afterAll, beforeAll, describe, expect, it } from "vitest"

import { type Databases, databases, openSqlite, sharedPostgres } from "../../test/databases.ts"
import { fillEverything } from "../../test/everything.ts"
import { oldVersions, restoreOld } from "../../test/oldLedgers.ts"
import { rowsOf, withBooks, withLedger } from "../../test/run.ts"
import { DAY, HOUR, NOON } from "../../test/world.ts"
import { makeDatabase, named } from "../database/Database.ts"
import { pg } from "../database/Dialect.ts"
import { booksLayer } from "../layer/ledgerLayer.ts"
import { LATEST_VERSION } from "../migrations/migrations.ts"
import { makePostgresClient } from "../database/postgresClient.ts"
import { type Opening, openDatabase } from "./openDatabase.ts"
import { upgradeLedger } from "./upgradeLedger.ts"

const days = { fromDay: DAY - 9, toDay: DAY + 9 }

/** Everything that is read of the books. */
const readAll = Effect.gen(function* () {
  const [ledger, listings] = [yield* Ledger, yield* Listings]
  const verified = yield* ledger.verify({ now: NOON + 80 * HOUR })
  yield* ledger.status(NOON, { ...days, account: undefined })
  yield* ledger.contents
  yield* ledger.daySums(days, ["day"])
  yield* ledger.waiting(NOON)
  yield* ledger.verification("token-5")
  yield* ledger.attemptsOf("token-5")
  yield* ledger.attempt("wander")
  yield* ledger.receipt("wander")
  const [last] = (yield* listings.runs({ limit: 1 })).rows
  if (last !== undefined) {
    yield* ledger.checkRun(last.id)
    yield* ledger.runItems(last.id, { after: -1, limit: 9 })
    yield* repeatRun(last, { programVersion: "0" })
  }
  const [from, to] = [dayFromNumber(DAY - 1), dayFromNumber(DAY + 1)]
  for (const account of [undefined, "default"]) {
    yield* reconcileBooks({ from, to, account, programVersion: "0", keep: false })
  }
  const [version] = yield* ledger.versions({ account: "default", day: DAY })
  yield* ledger.diff(version?.id ?? 0, version?.id ?? 0, { limit: 5 })
  yield* listings.attempts({ ...days, limit: 9 })
  yield* listings.verifications({ ...days, limit: 9 })
  yield* (yield* Keys).list
  yield* (yield* Work).list({ limit: 9 })
  yield* (yield* Inbox).conflicts(9)
  return verified
})

const reading = (address: string) => Effect.runPromise(readAll.pipe(Effect.provide(booksLayer(address, "reads"))))

const refusal = (address: string, opening: Opening) =>
  Effect.runPromise(
    Effect.scoped(
      openDatabase(address, opening).pipe(
        Effect.as(null),
        Effect.catch(({ reason, code }) => Effect.succeed([reason, code])),
      ),
    ),
  )

describe.each(databases)("a database on %s", (_name, open) => {
  let all: Databases
  let folder: string
  beforeAll(async () => {
    all = await open()
    folder = mkdtempSync(join(tmpdir(), "faceid-tally-opening-"))
  })
  afterAll(async () => {
    rmSync(folder, { recursive: true, force: true })
    await all.close()
  })

  it("in which nothing is stays so, unless a ledger is begun there", async () => {
    const address = await all.empty()
    for (const opening of ["reads", "changes", "upgrades"] as const) {
      expect(await refusal(address, opening)).toEqual(["none", null])
    }
    expect(await tablesAt(address)).toEqual([])
    for (const opening of ["writes", "reads", "changes", "upgrades", "serves"] as const) {
      expect(await refusal(address, opening)).toBe(null)
    }
  })

  it.each([oldVersions[0], oldVersions[3]])(
    "that an earlier program wrote (version %i) is upgraded, and else told",
    async (version) => {
      const address = await all.empty()
      await restoreOld(version, address, folder)
      for (const opening of ["reads", "changes", "writes"] as const) {
        expect(await refusal(address, opening)).toEqual(["older", String(version)])
      }
      expect(await Effect.runPromise(upgradeLedger(address))).toEqual({ from: version, to: LATEST_VERSION })
      expect(await refusal(address, "reads")).toBe(null)
      expect(await Effect.runPromise(upgradeLedger(address))).toEqual({ from: LATEST_VERSION, to: LATEST_VERSION })
    },
  )

  it("that a later program wrote is told, whatever is to be done", async () => {
    const address = await all.empty()
    const later = [{ version: 99, statements: () => [] }]
    await Effect.runPromise(Effect.scoped(openDatabase(address, "writes", later)))
    for (const opening of ["reads", "changes", "writes", "upgrades", "serves"] as const) {
      expect(await refusal(address, opening)).toEqual(["newer", "99"])
    }
  })
})

describe("a SQLite ledger", () => {
  let all: Databases
  let address: string
  let path: string
  beforeAll(async () => {
    all = await openSqlite()
    address = await all.empty()
    path = address.slice("sqlite:".length)
    await withBooks(address, fillEverything)
  })
  afterAll(() => all.close())

  const filesBeside = () => readdirSync(dirname(path)).filter((name) => name.startsWith(basename(path)))

  it("is read as it lies there: no byte changes, and nothing stays beside it", async () => {
    const before = readFileSync(path)
    expect(await reading(address)).toMatchObject({ ok: true })
    expect(readFileSync(path).equals(before)).toBe(true)
    expect(filesBeside()).toEqual([basename(path)])
  })

  it("is read while another process writes to it for as long as it likes", async () => {
    const other = new DatabaseSync(path)
    other.exec("BEGIN IMMEDIATE; DELETE FROM observation")
    expect(await reading(address)).toMatchObject({ ok: true })
    other.exec("ROLLBACK")
    other.close()
  })

  it("is not written to by who reads", async () => {
    const denied = Effect.flatMap(Ledger, (ledger) => Effect.flip(ledger.makeDue("token-5", NOON)))
    const refused = await Effect.runPromise(denied.pipe(Effect.provide(booksLayer(address, "reads"))))
    expect(refused).toMatchObject({ _tag: "LedgerError", reason: "denied" })
  })

  it.skipIf(process.platform === "win32")(
    "is read where nothing may be written, also what a writer has in its log",
    async () => {
      const folder = mkdtempSync(join(tmpdir(), "faceid-tally-closed-"))
      const closed = join(folder, "ledger.db")
      writeFileSync(closed, readFileSync(path))
      try {
        close(folder)
        expect(await asNobody(() => reading(`sqlite:${closed}`))).toMatchObject({ ok: true })
        expect(readdirSync(folder)).toEqual(["ledger.db"])
        expect(await asNobody(() => refusal(`sqlite:${closed}`, "changes"))).toContain("denied")

        chmodSync(folder, 0o755)
        chmodSync(closed, 0o644)
        const other = new DatabaseSync(closed)
        other.exec("DELETE FROM observation")
        close(folder)
        expect(await asNobody(() => reading(`sqlite:${closed}`))).toMatchObject({ ok: false })
        other.close()
      } finally {
        chmodSync(folder, 0o755)
        rmSync(folder, { recursive: true, force: true })
      }
    },
  )

  it("is not a file of another program, whatever is to be done: that stays as it is", async () => {
    const foreign = join(dirname(path), "foreign.db")
    const db = new DatabaseSync(foreign)
    db.exec("CREATE TABLE observation (note TEXT)")
    db.close()
    const before = readFileSync(foreign)
    for (const opening of ["reads", "changes", "writes", "upgrades", "serves"] as const) {
      expect(await refusal(`sqlite:${foreign}`, opening)).toEqual(["foreign", null])
    }
    expect(readFileSync(foreign).equals(before)).toBe(true)
    // Another program's mark is one, though it has a table of that name.
    const marked = new DatabaseSync(foreign)
    marked.exec("CREATE TABLE ledger_schema (version INTEGER); PRAGMA application_id = 7")
    marked.close()
    expect(await refusal(`sqlite:${foreign}`, "upgrades")).toEqual(["foreign", null])
  })

  it("is not an empty file", async () => {
    const empty = join(dirname(path), "empty.db")
    writeFileSync(empty, "")
    expect(await refusal(`sqlite:${empty}`, "reads")).toEqual(["none", null])
    expect(readFileSync(empty)).toHaveLength(0)
    expect(await refusal(`sqlite:${empty}`, "writes")).toBe(null)
  })
})

/** As one who may read what lies in a folder, and nothing more. */
const close = (folder: string): void => {
  for (const name of readdirSync(folder)) chmodSync(join(folder, name), 0o444)
  chmodSync(folder, 0o555)
}

const NOBODY = 65_534

/** For root rights mean nothing. */
const asNobody = async <A>(work: () => Promise<A>): Promise<A> => {
  if (process.geteuid?.() !== 0) return work()
  process.seteuid?.(NOBODY)
  try {
    return await work()
  } finally {
    process.seteuid?.(0)
  }
}

describe("a PostgreSQL ledger", () => {
  let all: Databases
  let address: string
  let readOnly: string
  beforeAll(async () => {
    all = await sharedPostgres()
    address = await all.empty()
    await withBooks(address, fillEverything)
    const role = `reader_${process.pid}`
    await rowsOf(address, `CREATE ROLE ${role} LOGIN PASSWORD 'reader'`)
    await rowsOf(address, `GRANT SELECT ON ALL TABLES IN SCHEMA public TO ${role}`)
    readOnly = address.replace("postgres:postgres@", `${role}:reader@`)
  })
  afterAll(() => all.close())

  it("is read by a role that may do nothing but SELECT, while another process writes for as long as it likes", async () => {
    const seen = await withLedger(address, () =>
      Effect.scoped(
        Effect.gen(function* () {
          const other = yield* openDatabase(address)
          return yield* other
            .write(
              Effect.gen(function* () {
                yield* other.rows("DELETE FROM observation")
                const verified = yield* Effect.promise(() => reading(readOnly))
                yield* other.rows("ROLLBACK")
                return verified
              }),
            )
            .pipe(named("test"))
        }),
      ),
    )
    expect(seen).toMatchObject({ ok: true })
  })

  it("denies such a role what it would write", async () => {
    const registered = Effect.flatMap(Ledger, (ledger) =>
      Effect.flip(ledger.register([{ bizToken: "t", ruleId: "1", account: null, issuedAt: NOON }], NOON)),
    )
    const refused = await Effect.runPromise(registered.pipe(Effect.provide(booksLayer(readOnly, "changes"))))
    expect(refused).toBeInstanceOf(LedgerError)
    expect(refused).toMatchObject({ reason: "denied" })
  })

  it("is read where the server takes no writes, as a standby, and says so to who would write", async () => {
    const standby = `standby_${process.pid}`
    await rowsOf(address, `CREATE ROLE ${standby} LOGIN SUPERUSER PASSWORD 'reader'`)
    await rowsOf(address, `ALTER ROLE ${standby} SET default_transaction_read_only = on`)
    const there = address.replace("postgres:postgres@", `${standby}:reader@`)
    expect(await reading(there)).toMatchObject({ ok: true })
    const sealed = Effect.flatMap(Ledger, (ledger) => Effect.flip(ledger.makeDue("token-5", NOON)))
    const refused = await Effect.runPromise(sealed.pipe(Effect.provide(booksLayer(there, "changes"))))
    expect(refused).toMatchObject({ reason: "read_only" })
    await rowsOf(address, `DROP ROLE ${standby}`)
  })

  it("may lie beside the tables of others, unless they have its names", async () => {
    const shared = await all.empty()
    await raw(shared, "CREATE TABLE invoice (id INTEGER)")
    expect(await refusal(shared, "reads")).toEqual(["foreign", null])
    expect(await refusal(shared, "writes")).toBe(null)
    expect(await refusal(shared, "reads")).toBe(null)
    const taken = await all.empty()
    await raw(taken, "CREATE TABLE observation (id INTEGER)")
    expect(await refusal(taken, "writes")).toEqual(["schema", "42P07"])
    expect(await tablesAt(taken)).toEqual(["observation"])
  })
})

/** A statement in a database that need be no ledger. */
const raw = (address: string, statement: string) =>
  Effect.runPromise(
    Effect.scoped(
      Effect.flatMap(makePostgresClient(address, 2), (client) => makeDatabase(pg, client).rows(statement)).pipe(
        named("test"),
        Effect.provide(Reactivity.layer),
      ),
    ),
  )

const tablesAt = async (address: string): Promise<ReadonlyArray<unknown>> => {
  if (!address.startsWith("sqlite:")) return (await raw(address, pg.tables)).map(([name]) => name)
  return existsSync(address.slice("sqlite:".length)) ? ["a file"] : []
}
