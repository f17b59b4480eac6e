// What the database itself says of its files is part of the proof, and never in the way of it.
import { readFileSync, rmSync, writeFileSync } from "node:fs"
import { DatabaseSync } from "node:sqlite"

import * as Effect from "effect/Effect"
import * as Reactivity from "effect/reactivity/Reactivity"
import { afterAll, beforeAll, describe, expect, it } from "vitest"

import { type Databases, openSqlite, sharedPostgres } from "../../test/databases.ts"
import { fillLedger } from "../../test/listed.ts"
import { tamper, withLedger } from "../../test/run.ts"
import { archive, NOON, stored } from "../../test/world.ts"
import { makeDatabase, named } from "../database/Database.ts"
import { pg } from "../database/Dialect.ts"
import { makePostgresClient } from "../database/postgresClient.ts"
import { verify } from "./verify.ts"

const verified = (address: string) => withLedger(address, (ledger) => ledger.verify({}))

describe("the check of SQLite", () => {
  let all: Databases
  beforeAll(async () => {
    all = await openSqlite()
  })
  afterAll(() => all.close())

  it("finds a flipped byte in a page of any index", async () => {
    const address = await all.fresh()
    const path = address.slice("sqlite:".length)
    await withLedger(address, fillLedger)
    expect(await verified(address)).toMatchObject({ ok: true, database: "whole" })
    const db = new DatabaseSync(path)
    db.exec("PRAGMA wal_checkpoint(TRUNCATE)")
    const size = Number(db.prepare("PRAGMA page_size").get()?.["page_size"])
    const indexes = db
      .prepare("SELECT name, rootpage FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL")
      .all()
      .map(({ name, rootpage }) => ({ name: String(name), page: (Number(rootpage) - 1) * size }))
    db.close()
    const whole = readFileSync(path)
    // An index of no rows has no cells.
    const filled = indexes.filter(({ page }) => whole.readUInt16BE(page + CELLS) > 0)
    expect(filled.length).toBeGreaterThan(9)
    const unseen: Array<string> = []
    for (const { name, page } of filled) {
      const flipped = Buffer.from(whole)
      const at = lastByteOfCell(whole, page)
      flipped.writeUInt8(flipped.readUInt8(at) ^ 1, at)
      for (const beside of ["-wal", "-shm"]) rmSync(`${path}${beside}`, { force: true })
      writeFileSync(path, flipped)
      const found = await verified(address)
      if (found.ok || found.database !== "broken") unseen.push(name)
    }
    expect(unseen).toEqual([])
  })
})

/** Where a page of an index has its number of cells. */
const CELLS = 3
const INTERIOR = 2

/** The last byte of the key in the first cell: of a page within the tree the number of a page stands before it. */
const lastByteOfCell = (file: Buffer, page: number): number => {
  const isInterior = file.readUInt8(page) === INTERIOR
  const cell = page + file.readUInt16BE(page + (isInterior ? 12 : 8)) + (isInterior ? 4 : 0)
  // Keys of the test are shorter than 128 bytes: their length is one byte.
  return cell + file.readUInt8(cell)
}

describe("the check of PostgreSQL", () => {
  let all: Databases
  beforeAll(async () => {
    all = await sharedPostgres()
  })
  afterAll(() => all.close())

  it("is made where amcheck is there and may be used, and is told where it is not", async () => {
    const address = await all.fresh()
    await withLedger(address, (ledger) => ledger.store(stored(...archive(20)), NOON))
    expect(await verified(address)).toMatchObject({ ok: true, database: "not_checked" })
    await tamper(address, "CREATE EXTENSION amcheck")
    expect(await verified(address)).toMatchObject({ ok: true, database: "whole" })
    const role = `reader_${new URL(address).pathname.slice(1)}`
    await tamper(
      address,
      `CREATE ROLE ${role} LOGIN PASSWORD 'reads'`,
      `GRANT SELECT ON ALL TABLES IN SCHEMA public TO ${role}`,
    )
    const asReader = Object.assign(new URL(address), { username: role, password: "reads" }).href
    const byReader = Effect.gen(function* () {
      const db = makeDatabase(pg, yield* makePostgresClient(asReader, 2))
      return yield* verify(db, {}).pipe(named("verify"))
    }).pipe(Effect.scoped, Effect.provide(Reactivity.layer))
    expect(await Effect.runPromise(byReader)).toMatchObject({ ok: true, database: "not_checked" })
    await tamper(address, `GRANT EXECUTE ON FUNCTION bt_index_check(regclass, boolean) TO ${role}`)
    expect(await Effect.runPromise(byReader)).toMatchObject({ ok: true, database: "whole" })
  })
})
