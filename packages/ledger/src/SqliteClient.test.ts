// Waiting for another process that writes: the statement waits, and this process does not.
import { chmodSync, statSync } from "node:fs"
import { DatabaseSync } from "node:sqlite"

import { Ledger } from "@faceid-tally/books"

import * as ManagedRuntime from "effect/ManagedRuntime"
import { afterAll, describe, expect, it } from "vitest"

import { openSqlite } from "../test/databases.ts"
import { ledgerLayer } from "./LedgerLayer.ts"

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
