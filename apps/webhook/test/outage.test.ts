// A database that is away: browsers are sent on as ever, senders are told to come again, and nothing that was accepted is lost.
import { DatabaseSync } from "node:sqlite"

import { afterAll, beforeAll, describe, expect, it } from "vitest"

import { type Databases, openPostgres } from "../../../packages/ledger/test/databases.ts"
import { Customer, REDIRECT, until } from "./Customer.ts"
import { Gate } from "./Gate.ts"

const bizToken = "CE661F1A-0F5A-4BA2"
const issued = { type: "verification.issued", data: { bizToken, ruleId: "1001", issuedAt: Date.now() - 1000 } }

describe("without the database", { timeout: 60_000 }, () => {
  it("that another process holds: callbacks are answered at once, an event waits for its commit", async () => {
    await using customer = await Customer.open()
    await customer.register(bizToken)
    const other = new DatabaseSync(customer.file)
    other.exec("BEGIN IMMEDIATE")
    const sent = customer.send(issued)
    const answers = Array.from({ length: 20 }, () => customer.callback(`?BizToken=${bizToken}`))
    expect(new Set((await Promise.all(answers)).map(({ status }) => status))).toEqual(new Set([302]))
    expect(await Promise.race([sent.then(() => "answered"), customer.callback("").then(() => "waits")])).toBe("waits")
    other.exec("COMMIT")
    other.close()
    expect((await sent).status).toBe(202)
    await until(async () => ((await customer.verification(bizToken))?.nextDue ?? Infinity) <= Date.now())
  })

  let databases: Databases
  beforeAll(async () => {
    databases = await openPostgres()
  })
  afterAll(() => databases.close())

  it("callbacks are answered, events are not accepted, and both go on when it is back", async () => {
    const address = new URL(await databases.fresh())
    const gate = new Gate(Number(address.port))
    await gate.open()
    {
      // A callback of a BizToken that the ledger does not know is dropped; so it knows this one before anything is away.
      await using before = await Customer.open({ ledger: address.href })
      await before.register(bizToken)
    }
    address.port = String(gate.port)
    await gate.shut()

    // It starts without it.
    await using customer = await Customer.open({ ledger: address.href })
    const away = async () => {
      const answered = await customer.callback(`?BizToken=${bizToken}`)
      expect([answered.status, answered.headers.get("location")]).toEqual([302, REDIRECT])
      const refused = await customer.send(issued)
      expect([refused.status, refused.headers.get("retry-after")]).toEqual([503, "5"])
      expect((await fetch(`${customer.url}/readyz`)).status).toBe(503)
      expect((await fetch(`${customer.url}/healthz`)).status).toBe(200)
    }
    await away()

    await gate.open()
    await until(async () => (await customer.send(issued, { id: "msg_1" })).status === 202)
    expect((await fetch(`${customer.url}/readyz`)).status).toBe(200)
    // The callback that came before it could be looked up has waited.
    await until(async () => ((await customer.verification(bizToken))?.nextDue ?? Infinity) <= Date.now())

    // It goes away while the receiver runs.
    await gate.shut()
    await until(async () => (await fetch(`${customer.url}/readyz`)).status === 503)
    await away()
    await gate.open()
    await until(async () => (await customer.send(issued, { id: "msg_1" })).status === 202)

    const told = customer.logs.map((line) => JSON.parse(line) as { readonly level: string; readonly message: string })
    // Each outage is told once, not once a request.
    expect(told.filter(({ level }) => level === "warn" || level === "warning").length).toBe(2)
    expect(customer.logs.join("")).not.toContain(bizToken)
  })
})
