// Storing the same archive again after kill -9 leaves what storing it once leaves, wherever the kill hits.
import { readFileSync, writeFileSync } from "node:fs"

import * as Effect from "effect/Effect"
import { afterAll, beforeAll, describe, expect, it } from "vitest"

import { type Databases, databases, openSqlite } from "../../test/databases.ts"
import type { Death } from "../../test/dying.ts"
import { referenceOf, storeUntil, survivesDeaths, survivesKills, verified } from "../../test/killing.ts"
import { rowsOf, snapshot, withLedger } from "../../test/run.ts"
import { archive, NOON, stored } from "../../test/world.ts"

const HALF_HOUR_MS = 1_800_000
const random = (end: number): number => Math.floor(Math.random() * end)

/** Calls of the database that a storer makes for sure, also where all is stored already. */
const CALLS = 30
const anywhere = (): Death => ({ when: random(2) === 0 ? "before" : "after", at: "", nth: 1 + random(CALLS) })

/** In seals and between commits; each on a ledger of its own, for where all is stored already nothing is sealed. */
const named: ReadonlyArray<Death> = [
  ...[1, 2, 3].flatMap((nth) => (["before", "after"] as const).map((when) => ({ when, at: "INSERT INTO seal", nth }))),
  ...[1, 2, 5, 8].map((nth) => ({ when: "after", at: "COMMIT", nth }) as const),
]

describe.each(databases)("kill -9 on %s", (_name, open) => {
  let all: Databases
  beforeAll(async () => {
    all = await open()
  })
  afterAll(() => all.close())

  it("at any instant loses nothing and stores nothing twice", () => survivesKills(all, 50), HALF_HOUR_MS)
  it("at any call, too", () => survivesDeaths(all, 400, Array.from({ length: 40 }, anywhere)), HALF_HOUR_MS)
  it.each(named)("$when $at, number $nth, too", (death) => survivesDeaths(all, 400, [death]), HALF_HOUR_MS)
})

describe("a log of SQLite that a power cut has cut", () => {
  let all: Databases
  beforeAll(async () => {
    all = await openSqlite()
  })
  afterAll(() => all.close())

  it("leaves a whole ledger as it was at some commit, and a head that was lost is missed", async () => {
    const size = 400
    const reference = await snapshot(await referenceOf(all, size))
    const address = await all.fresh()
    await withLedger(address, () => Effect.void)
    await storeUntil(address, size, { when: "after", at: "COMMIT", nth: 18 })
    const path = address.slice("sqlite:".length)
    const [file, log] = [readFileSync(path), readFileSync(`${path}-wal`)]
    const lost = new Set<boolean>()
    const heads = (await rowsOf(address, "SELECT head FROM seal ORDER BY seal")).map(([head]) => String(head))
    for (let i = 0; i < 40; i++) {
      const cut = await all.fresh()
      const cutPath = cut.slice("sqlite:".length)
      writeFileSync(cutPath, file)
      writeFileSync(`${cutPath}-wal`, log.subarray(0, random(log.length + 1)))
      expect(await verified(cut)).toMatchObject({ broken: null })
      const left = (await rowsOf(cut, "SELECT head FROM seal ORDER BY seal")).map(([head]) => String(head))
      expect(left).toEqual(heads.slice(0, left.length))
      const last = heads.at(-1) ?? ""
      const isLost = !left.includes(last)
      lost.add(isLost)
      const found = await withLedger(cut, (ledger) => ledger.verify({ head: last }))
      expect(found).toMatchObject(isLost ? { ok: false, broken: { what: "head" } } : { ok: true })
      await withLedger(cut, (ledger) => ledger.store(stored(...archive(size)), NOON + size))
      expect(await snapshot(cut)).toEqual(reference)
      expect(await verified(cut)).toMatchObject({ ok: true })
    }
    expect(lost).toEqual(new Set([true, false]))
  })
})
