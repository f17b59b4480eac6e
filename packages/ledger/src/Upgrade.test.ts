// A ledger that the program of schema version 1 wrote (test/data/ledger-v1.json, its rows as they were) is taken along.
import { readFileSync } from "node:fs"
import { join } from "node:path"

import { Ledger, Listings, type RunItem } from "@faceid-tally/books"
import { dayNumberOf } from "@faceid-tally/core"
import * as Effect from "effect/Effect"
import { afterAll, beforeAll, describe, expect, it } from "vitest"

import { type Databases, databases } from "../test/databases.ts"
import { rowsOf, tamper, withBooks } from "../test/run.ts"
import { archive, DAY, HOUR, NOON, stored } from "../test/world.ts"
import { named } from "./Database.ts"
import { openDatabase } from "./LedgerLayer.ts"
import { LATEST_VERSION, migrations } from "./Migrations.ts"
import type { Value } from "./Tables.ts"

type Rows = ReadonlyArray<ReadonlyArray<Value>>

const tables = Object.entries(
  JSON.parse(readFileSync(join(import.meta.dirname, "../test/data/ledger-v1.json"), "utf8")) as {
    readonly [table: string]: { readonly columns: ReadonlyArray<string>; readonly rows: Rows }
  },
)
const rowsOfV1 = (table: string): Rows => tables.find(([name]) => name === table)?.[1].rows ?? []
const versionOne = migrations.filter(({ version }) => version === 1)

/** The ledger as version 1 left it. */
const restore = (address: string): Promise<void> =>
  Effect.runPromise(
    Effect.scoped(
      Effect.flatMap(openDatabase(address, versionOne), (db) =>
        db
          .write(
            Effect.forEach(
              tables.flatMap(([table, { columns, rows }]) => rows.map((row) => ({ table, columns, row }))),
              ({ table, columns, row }) =>
                db.rows(
                  `INSERT INTO ${table} (${columns.join(", ")}) VALUES (${columns.map(() => "?").join(", ")})`,
                  ...row,
                ),
              { discard: true },
            ),
          )
          .pipe(named("restore")),
      ),
    ),
  )

const sorted = (rows: ReadonlyArray<unknown>) => rows.map((row) => JSON.stringify(row)).sort()

describe.each(databases)("a ledger of version 1 on %s", (_name, open) => {
  let all: Databases
  beforeAll(async () => {
    all = await open()
  })
  afterAll(() => all.close())

  it("is brought up to date with every row it had, and its evidence holds", async () => {
    const address = await all.fresh()
    await restore(address)
    const [firstSeal, , lastSeal] = rowsOfV1("seal").map((row) => row[6] as string)
    await withBooks(
      address,
      Effect.gen(function* () {
        const [ledger, listings] = [yield* Ledger, yield* Listings]
        for (const head of [firstSeal, lastSeal]) {
          expect(yield* ledger.verify({ head })).toMatchObject({ ok: true, rows: 44, batches: 5, head: lastSeal })
        }
        // The items of its run are listed by what their bodies say.
        const items = rowsOfV1("run_item").map(([, place, body]): RunItem => ({
          place: place as number,
          item: JSON.parse(body as string) as RunItem["item"],
        }))
        const page = { order: "place", limit: 99 } as const
        expect((yield* listings.runItems(1, page)).rows).toEqual(items)
        for (const { item } of items) {
          const day = item.day === null ? undefined : dayNumberOf(item.day)
          const about = { kind: item.kind, hasImpact: item.impact !== 0, account: item.account, day }
          const alike = items.filter(
            (other) =>
              other.item.kind === item.kind &&
              (other.item.impact !== 0) === about.hasImpact &&
              other.item.account === item.account &&
              (day === undefined || other.item.day === item.day),
          )
          expect((yield* listings.runItems(1, { ...page, ...about })).rows).toEqual(alike)
        }
        const days = { fromDay: DAY - 9, toDay: DAY + 9, limit: 99 }
        expect((yield* listings.attempts(days)).rows).toHaveLength(rowsOfV1("attempt").length)
        expect((yield* listings.verifications(days)).rows).toHaveLength(rowsOfV1("verification").length)
        expect((yield* listings.billDays(days)).rows).toMatchObject([{ day: DAY, version: 2, lines: 4 }])
        expect(yield* listings.fetches("waiting-1", 9)).toEqual([])
      }),
    )
    for (const [table, { columns, rows }] of tables) {
      expect(sorted(await rowsOf(address, `SELECT ${columns.join(", ")} FROM ${table}`))).toEqual(sorted(rows))
    }
  })

  it("goes on where version 1 stopped", async () => {
    const address = await all.fresh()
    await restore(address)
    await withBooks(
      address,
      Effect.gen(function* () {
        const ledger = yield* Ledger
        expect(yield* ledger.store(stored(...archive(16)), NOON + 20)).toMatchObject({ observations: 0 })
        const later = NOON + 2 * HOUR
        const claim = { worker: "two", now: later, leaseUntil: later + HOUR }
        const day = { account: "default", day: DAY + 1, ruleId: null }
        expect(yield* ledger.openPull(day, claim)).toMatchObject({ cursor: 7, pages: 1, isAtEnd: false })
        const due = yield* ledger.takeDue({ ...claim, limit: 99 })
        expect(due.map(({ bizToken }) => bizToken)).toEqual(expect.arrayContaining(["waiting-2", "waiting-3"]))
        yield* ledger.settle("waiting-2", { _tag: "Retry", code: "timeout", at: later }, later)
        expect(yield* (yield* Listings).fetches("waiting-2", 9)).toHaveLength(1)
        yield* ledger.seal(later)
        expect(yield* ledger.verify({})).toMatchObject({ ok: true })
      }),
    )
    // What is broken afterwards is found as before.
    await tamper(address, "UPDATE observation SET flag = 3 - flag WHERE seq = 'fetched'")
    const broken = await withBooks(
      address,
      Effect.flatMap(Ledger, (ledger) => ledger.verify({})),
    )
    expect(broken).toMatchObject({ ok: false, broken: { batch: 2, seal: 1 } })
  })

  it("is brought up to date once, whoever opens it at the same time, and is then closed to the old program", async () => {
    const address = await all.fresh()
    await restore(address)
    await Promise.all(
      [1, 2, 3].map(() =>
        withBooks(
          address,
          Effect.flatMap(Ledger, (ledger) => ledger.verify({})),
        ),
      ),
    )
    expect(await rowsOf(address, "SELECT max(version) FROM ledger_schema")).toEqual([[LATEST_VERSION]])
    const refused = await Effect.runPromise(Effect.scoped(Effect.flip(openDatabase(address, versionOne))))
    expect(refused).toMatchObject({ _tag: "LedgerError", reason: "newer", code: String(LATEST_VERSION) })
  })
})
