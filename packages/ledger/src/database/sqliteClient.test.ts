// Waiting for another process that writes: the statement waits, and this process does not.
import { chmodSync, statSync } from "node:fs"
import { DatabaseSync } from "node:sqlite"

import { Ledger } from "@faceid-tally/books/engine"

import * as Effect from "effect/Effect"
import * as ManagedRuntime from "effect/ManagedRuntime"
import { afterAll, describe, expect, it } from "vitest"

import { openSqlite } from "../../test/databases.ts"
import { withDatabase } from "../../test/run.ts"
import { ledgerLayer } from "../layer/ledgerLayer.ts"

it.skipIf(process.platform === "win32")(
  "a new SQLite ledger is its owner's alone, one that is there keeps its rights",
  async () => {
    const databases = await openSqlite()
    const path = (await databases.fresh()).slice("sqlite:".length)
    const rightsOf = (file: string) => statSync(file).mode & 0o777
    const open = async () => {
      const runtime = ManagedRuntime.make(ledgerLayer(`sqlite:${path}`))
      await runtime.runPromise(Ledger)
      const rights = [path, `${path}-wal`, `${path}-shm`].map(rightsOf)
      await runtime.dispose()
      return rights
    }
    expect(await open()).toEqual([0o600, 0o600, 0o600])
    chmodSync(path, 0o640)
    expect(await open()).toEqual([0o640, 0o640, 0o640])
    await databases.close()
  },
)

describe("a SQLite ledger that another process writes to", async () => {
  const databases = await openSqlite()
  afterAll(() => databases.close())

  it("is waited for, and everything else goes on", async () => {
    const address = await databases.fresh()
    const runtime = ManagedRuntime.make(ledgerLayer(address))
    const ledger = await runtime.runPromise(Ledger)
    const other = new DatabaseSync(address.slice("sqlite:".length))
    other.exec("BEGIN IMMEDIATE")

    let [turns, isDone] = [0, false]
    const timer = setInterval(() => turns++, 5)
    const registration = { bizToken: "token", ruleId: "1", account: null, issuedAt: 1 }
    const registered = runtime.runPromise(ledger.register([registration], 1)).finally(() => {
      isDone = true
    })
    await expect.poll(() => turns).toBeGreaterThan(50)
    expect(isDone).toBe(false)
    other.exec("COMMIT")
    expect(await registered).toBe(1)
    clearInterval(timer)
    other.close()
    await runtime.dispose()
  })
})

describe("a SQLite ledger that is read and written at length", async () => {
  const databases = await openSqlite()
  afterAll(() => databases.close())

  /** How often others had a turn. */
  const turnsDuring = async (work: Effect.Effect<unknown, unknown>): Promise<number> => {
    let [turns, isDone] = [0, false]
    const count = () => {
      turns++
      if (!isDone) setImmediate(count)
    }
    setImmediate(count)
    await Effect.runPromise(work)
    isDone = true
    return turns
  }

  it("lets others have a turn between statements, and between rows", async () => {
    const address = await databases.fresh()
    const table = { name: "t", columns: { n: "int" } } as const
    await withDatabase(address, (db) =>
      Effect.gen(function* () {
        yield* db.rows("CREATE TABLE t (n INTEGER)")
        const count = db.rows(
          "WITH RECURSIVE c (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < 100000) SELECT count(*) FROM c",
        )
        const reading = Effect.replicateEffect(count, 20, { discard: true })
        expect(yield* Effect.promise(() => turnsDuring(reading))).toBeGreaterThan(3)
        const rows = Array.from({ length: 100_000 }, (_, n) => [n])
        const writing = db.write(db.insert(table, rows))
        expect(yield* Effect.promise(() => turnsDuring(writing))).toBeGreaterThan(3)
        expect(yield* db.rows("SELECT count(*), max(n) FROM t")).toEqual([[100_000, 99_999]])
      }),
    )
  })
})
