// A ledger that the program of an earlier schema wrote is taken along: its rows, its evidence and its reports.
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"

import { Ledger, Listings, repeatRun } from "@faceid-tally/books/engine"
import * as Effect from "effect/Effect"
import { afterAll, beforeAll, describe, expect, it } from "vitest"

import { isSoak } from "../../../core/test/runs.ts"
import { type Databases, databases } from "../../test/databases.ts"
import {
  migrationsTo,
  oldVersions,
  type OldTable,
  type OldVersion,
  restoreOld,
  schemaOf,
  writeOld,
} from "../../test/oldLedgers.ts"
import { rowsOf, tamper, withBooks } from "../../test/run.ts"
import { DAY, entry, HOUR, NOON, record, stored } from "../../test/world.ts"
import { openDatabase } from "../opening/openDatabase.ts"
import { LATEST_VERSION } from "./migrations.ts"

const sorted = (rows: ReadonlyArray<unknown>) => rows.map((row) => JSON.stringify(row)).sort()
const rowsIn = (tables: ReadonlyArray<OldTable>, table: string) => tables.find(({ name }) => name === table)?.rows ?? []
const opened = (address: string, version: number) =>
  Effect.runPromise(Effect.scoped(Effect.asVoid(openDatabase(address, "serves", migrationsTo(version)))))

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "faceid-tally-upgrade-"))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe.each(oldVersions)("the migrations up to version %i", (version) => {
  it("make the schema that its program made", async () => {
    const [theirs, ours] = [join(folder, `theirs-${version}.db`), join(folder, `ours-${version}.db`)]
    writeOld(version, theirs)
    await opened(`sqlite:${ours}`, version)
    expect(schemaOf(ours)).toEqual(schemaOf(theirs))
  })

  it("make of an older ledger what their program would have written", async () => {
    if (version === 1) return
    const path = join(folder, `from-1-to-${version}.db`)
    const before = await restoreOld(1, `sqlite:${path}`, folder)
    await opened(`sqlite:${path}`, version)
    const reference = await restoreOld(version, `sqlite:${join(folder, `reference-${version}.db`)}`, folder)
    const known = new Set([...before.map(({ name }) => name), "bill_sum", "bill_count"])
    // What version 4 takes into the evidence has the time at which it does, and was sealed.
    if (version >= 4) for (const name of ["batch", "seal"]) known.delete(name)
    // Leases are not as they were: their time was not noted then.
    for (const { name, columns } of reference.filter(({ name: table }) => known.has(table))) {
      const select = `SELECT ${columns.filter((column) => column !== "leased_at").join(", ")} FROM ${name}`
      const read = (from: string) =>
        Effect.runPromise(
          Effect.scoped(
            Effect.flatMap(openDatabase(`sqlite:${from}`, "serves", migrationsTo(version)), (db) => db.rows(select)),
          ),
        )
      expect(sorted(await read(path))).toEqual(sorted(await read(join(folder, `reference-${version}.db`))))
    }
  })
})

describe.each(databases)("an older ledger on %s", (database, open) => {
  // PostgreSQL takes the same steps by the same definitions: the first and the last of them, and all in the long run.
  const versions =
    isSoak || database === "SQLite" ? oldVersions : oldVersions.filter((version) => [1, 6].includes(version))

  let all: Databases
  beforeAll(async () => {
    all = await open()
  })
  afterAll(() => all.close())

  /** Each version is restored once, and each test has a copy. */
  const originals = new Map<OldVersion, ReturnType<typeof restore>>()
  const restore = async (version: OldVersion) => {
    const address = await all.empty()
    return { address, tables: await restoreOld(version, address, folder) }
  }
  const restored = async (version: OldVersion) => {
    const original = originals.get(version) ?? restore(version)
    originals.set(version, original)
    const { address, tables } = await original
    return { address: await all.copyOf(address), tables }
  }

  it.each(versions)(
    "of version %i is brought up to date with every row it had, and its evidence holds",
    async (version) => {
      const { address, tables } = await restored(version)
      const heads = rowsIn(tables, "seal").map((row) => String(row[6]))
      await withBooks(
        address,
        Effect.gen(function* () {
          const [ledger, listings] = [yield* Ledger, yield* Listings]
          for (const head of heads)
            expect(yield* ledger.verify({ head })).toMatchObject({ ok: true, head: heads.at(-1) })
          const days = { fromDay: DAY - 99, toDay: DAY + 99, limit: 999 }
          expect((yield* listings.attempts(days)).rows).toHaveLength(rowsIn(tables, "attempt").length)
          expect((yield* listings.verifications(days)).rows).toHaveLength(rowsIn(tables, "verification").length)
          expect((yield* listings.billDays(days)).rows).toMatchObject([
            { day: DAY, account: "default", version: 2 },
            { day: DAY, account: "other", version: 1 },
            { day: DAY + 1, account: "default", version: 1, source: "pull" },
          ])
        }),
      )
      for (const { name, columns, rows } of tables) {
        // What an upgrade takes into the evidence is a batch more.
        const since = name === "batch" ? `WHERE batch <= ${rows.length}` : ""
        if (name === "ledger_schema") continue
        const found = await rowsOf(address, `SELECT ${columns.join(", ")} FROM ${name} ${since}`)
        expect([name, ...sorted(found)]).toEqual([name, ...sorted(rows)])
      }
    },
  )

  it.each(versions)("of version %i gives the reports that it gave", async (version) => {
    const { address, tables } = await restored(version)
    await withBooks(
      address,
      Effect.gen(function* () {
        const [ledger, listings] = [yield* Ledger, yield* Listings]
        const { rows: runs } = yield* listings.runs({ limit: 99 })
        expect(runs.map(({ id }) => id)).toEqual([5, 4, 3, 2, 1])
        for (const run of runs) {
          const items = rowsIn(tables, "run_item").filter(([of]) => of === run.id)
          const kept = yield* ledger.runItems(run.id, { after: -1, limit: 999 })
          expect(kept.map(({ item }) => JSON.stringify(item))).toEqual(items.map((row) => row[2]))
          const withImpact = yield* listings.runItems(run.id, { order: "place", hasImpact: true, limit: 999 })
          expect(withImpact.rows).toEqual(kept.filter(({ item }) => item.impact !== 0))
          const again = yield* repeatRun(run, { programVersion: "0" })
          expect(again.differences).toEqual([])
        }
      }),
    )
  })

  it("goes on where its program stopped", async () => {
    const { address } = await restored(1)
    const later = NOON + 93 * HOUR
    await withBooks(
      address,
      Effect.gen(function* () {
        const ledger = yield* Ledger
        const late = record({ entries: [entry({ seq: "late" })] })
        expect(yield* ledger.store(stored(late), later)).toMatchObject({ observations: 0 })
        const claim = { worker: "two", now: later, leaseUntil: later + HOUR }
        const day = { account: "default", day: DAY + 2, ruleId: null }
        expect(yield* ledger.openPull(day, claim)).toMatchObject({ cursor: 7, pages: 1, isAtEnd: false })
        yield* ledger.register([{ bizToken: "fresh", ruleId: "1", account: null, issuedAt: later }], later)
        const [due] = yield* ledger.takeDue({ ...claim, now: later + 3 * HOUR, limit: 9 })
        expect(due).toMatchObject({ bizToken: "fresh" })
        yield* ledger.settle("fresh", { _tag: "Retry", code: "timeout", at: later }, later)
        expect(yield* (yield* Listings).fetches("fresh", 9)).toHaveLength(1)
        yield* ledger.seal(later)
        expect(yield* ledger.verify({})).toMatchObject({ ok: true })
      }),
    )
    // What is broken afterwards is found as before.
    await tamper(address, "UPDATE observation SET flag = 3 - flag WHERE seq = 'wander'")
    const broken = await withBooks(
      address,
      Effect.flatMap(Ledger, (ledger) => ledger.verify({})),
    )
    expect(broken).toMatchObject({ ok: false, broken: { batch: 2, seal: 2 } })
  })

  it("is brought up to date once, whoever opens it at the same time, and is then closed to the old program", async () => {
    const { address } = await restored(1)
    await Promise.all(
      [1, 2, 3].map(() =>
        withBooks(
          address,
          Effect.flatMap(Ledger, (ledger) => ledger.verify({})),
        ),
      ),
    )
    expect(await rowsOf(address, "SELECT max(version) FROM ledger_schema")).toEqual([[LATEST_VERSION]])
    const refused = await Effect.runPromise(
      Effect.scoped(Effect.flip(openDatabase(address, "serves", migrationsTo(1)))),
    )
    expect(refused).toMatchObject({ _tag: "LedgerError", reason: "newer", code: String(LATEST_VERSION) })
  })
})
