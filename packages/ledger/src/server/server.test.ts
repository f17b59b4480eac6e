// A PostgreSQL as others have set it up: other defaults, rules of their own, a pooler in between. What is refused is told
// as that, what passes is done again, and nothing of it is a defect of this program.
import { Ledger, type LedgerError } from "@faceid-tally/books/engine"
import { connect, createServer } from "node:net"
import { networkInterfaces } from "node:os"
import { pipeline } from "node:stream"

import * as Effect from "effect/Effect"
import * as Reactivity from "effect/reactivity/Reactivity"
import { SqlError } from "effect/sql"
import { describe, expect, it } from "vitest"

import { newDatabase } from "../../test/sharedPostgres.ts"
import { pgbouncer, pooled } from "../../test/pgbouncer.ts"
import { rowsOf, withBooks, withDatabase, withLedger } from "../../test/run.ts"
import { archive, HOUR, NOON, stored } from "../../test/world.ts"
import { withConnections } from "../database/Address.ts"
import { makeDatabase, named, toLedgerError } from "../database/Database.ts"
import { pg } from "../database/Dialect.ts"
import { makePostgresClient } from "../database/postgresClient.ts"
import { checkServer } from "./checkServer.ts"

const told = (code: string) => {
  const reason = new SqlError.UnknownError({ cause: { code }, message: "", operation: "query" })
  return toLedgerError("test", new SqlError.SqlError({ reason })).reason
}

/** Sets something for all later connections to the database. */
const set = (address: string, setting: string) =>
  rowsOf(address, `ALTER DATABASE ${new URL(address).pathname.slice(1)} SET ${setting}`)

const failing = (address: string): Promise<LedgerError> =>
  withLedger(address, (ledger) => ledger.store(stored(...archive(5)), NOON)).then(
    () => Promise.reject(new Error("it did not fail")),
    (error: LedgerError) => error,
  )

const checked = (address: string) => Effect.runPromise(checkServer(address))

const isolate = "SET TRANSACTION ISOLATION LEVEL SERIALIZABLE"

describe("what a database refuses", () => {
  it.each([
    ["23505", "refused"],
    ["23514", "refused"],
    ["P0001", "refused"],
    ["22021", "refused"],
    ["42P07", "schema"],
    ["42P01", "schema"],
    ["3F000", "schema"],
    ["26000", "pooler"],
    ["42P05", "pooler"],
    ["40001", "busy"],
    ["40P01", "busy"],
    ["55006", "busy"],
    ["53300", "busy"],
    ["53100", "full"],
    ["25006", "read_only"],
    ["57P05", "unavailable"],
    ["58030", "unavailable"],
    ["42601", "defect"],
  ])("%s is told as %s", (code, reason) => expect(told(code)).toBe(reason))

  it("a constraint of somebody else's", async () => {
    const address = await newDatabase("empty")
    await rowsOf(address, "ALTER TABLE verification ADD CONSTRAINT ours CHECK (biz_token = 'ours')")
    expect(await failing(address)).toMatchObject({ reason: "refused", code: "23514" })
  })

  it("a limit of time on statements", async () => {
    const address = await newDatabase("empty")
    const slow = withDatabase(address, (db) =>
      Effect.andThen(db.rows("SET statement_timeout = 20"), db.rows("SELECT pg_sleep(5)")),
    )
    await expect(slow).rejects.toMatchObject({ reason: "timeout", code: "57014", isRetryable: true })
    await set(address, "statement_timeout = '7s'")
    expect(await checked(address)).toMatchObject({ statementTimeoutMs: 7000, remarks: ["statement_timeout"] })
  })

  it("a database that is set to read only", async () => {
    const address = await newDatabase("empty")
    await rowsOf(address, "SELECT 1")
    await set(address, "default_transaction_read_only = on")
    expect(await failing(address)).toMatchObject({ reason: "read_only", code: "25006", isRetryable: true })
    expect(await checked(address)).toMatchObject({ faults: ["read_only"] })
  })

  it("a search path that leads nowhere, or where other tables stand", async () => {
    const address = await newDatabase("empty")
    await set(address, "search_path = nowhere")
    expect(await failing(address)).toMatchObject({ reason: "schema", code: "3F000" })
    expect(await checked(address)).toMatchObject({ schema: null, faults: ["no_schema"] })
    const other = await newDatabase("empty")
    await withDatabase(other, (db) => db.rows("DROP TABLE request_limit"))
    const taken = withDatabase(other, (db) => db.rows("CREATE TABLE work (id INT)"))
    await expect(taken).rejects.toMatchObject({ reason: "schema", code: "42P07" })
    const gone = withDatabase(other, (db) => db.rows("SELECT * FROM request_limit"))
    await expect(gone).rejects.toMatchObject({ reason: "schema", code: "42P01" })
  })

  it("rights that are not enough are told before anything is tried", async () => {
    const address = await newDatabase("empty")
    const name = `guest_${new URL(address).pathname.slice(1)}`
    await rowsOf(address, `CREATE ROLE ${name} LOGIN PASSWORD 'guest'`)
    const asGuest = Object.assign(new URL(address), { username: name, password: "guest" }).href
    expect(await checked(asGuest)).toMatchObject({ mayWrite: false, faults: ["no_rights"] })
    expect(await checked(address)).toMatchObject({ mayCreate: true, mayWrite: true, faults: [], remarks: [] })
  })

  it("more connections than the server has", async () => {
    const address = await newDatabase("empty")
    const { connectionsMax } = (await checked(address)) ?? { connectionsMax: 0 }
    await rowsOf(address, "SELECT 1")
    expect(await checked(withConnections(address, Math.min(100, connectionsMax)))).toMatchObject({ faults: [] })
  })
})

describe("other defaults of isolation", () => {
  it.each(["serializable", "repeatable read"])("%s changes nothing for several writers at once", async (isolation) => {
    const address = await newDatabase("empty")
    await rowsOf(address, "SELECT 1")
    await set(address, `default_transaction_isolation = '${isolation}'`)
    const verified = await withLedger(address, (ledger) =>
      Effect.gen(function* () {
        const writing = [1, 2, 3, 4].map((part) =>
          Effect.forEach([1, 2, 3, 4, 5], (i) => ledger.store(stored(...archive(10 * i + part)), NOON + i)),
        )
        const taking = Effect.forEach([1, 2, 3, 4, 5], (i) =>
          ledger.takeDue({ worker: "w", now: NOON + i, leaseUntil: NOON + HOUR, limit: 3 }),
        )
        yield* Effect.all([...writing, taking], { concurrency: "unbounded" })
        yield* ledger.seal(NOON + HOUR)
        return yield* ledger.verify({})
      }),
    )
    expect(verified).toMatchObject({ ok: true, broken: null })
    expect(await checked(address)).toMatchObject({ isolation, remarks: ["isolation"] })
  })

  it("what another transaction made impossible is done again", async () => {
    const url = await newDatabase("empty")
    const counted = Effect.gen(function* () {
      // Without the writers' lock they read the same, and one of two has to begin anew.
      const db = makeDatabase({ ...pg, lockWrites: null }, { ...(yield* makePostgresClient(url, 4)), isolate })
      yield* db.rows("CREATE TABLE n (n BIGINT)")
      yield* db.rows("INSERT INTO n VALUES (0)")
      const more = Effect.gen(function* () {
        const [row] = yield* db.rows("SELECT n FROM n")
        yield* db.rows("UPDATE n SET n = ?", Number(row?.[0]) + 1)
      })
      yield* Effect.all([db.write(more), db.write(more), db.write(more)], { concurrency: "unbounded" })
      return yield* db.rows("SELECT n FROM n")
    })
    const run = counted.pipe(named("test"), Effect.scoped, Effect.provide(Reactivity.layer))
    expect(await Effect.runPromise(run)).toEqual([[3]])
  })
})

const hasIPv6 = Object.values(networkInterfaces()).some((all) => all?.some(({ address }) => address === "::1"))

it.skipIf(!hasIPv6)("a server is reached by IPv6 too (skipped where there is none)", async () => {
  const address = new URL(await newDatabase("empty"))
  let came = 0
  const door = createServer((socket) => {
    came++
    const server = connect(Number(address.port), address.hostname)
    pipeline(socket, server, socket, () => {})
  })
  await new Promise<void>((resolve) => void door.listen(0, "::1", resolve))
  const at = door.address()
  const through = Object.assign(new URL(address), { hostname: "[::1]", port: typeof at === "object" ? at?.port : "" })
  const verified = await withLedger(through.href, (ledger) =>
    Effect.andThen(ledger.store(stored(...archive(10)), NOON), ledger.verify({})),
  )
  expect(verified).toMatchObject({ ok: true, broken: null })
  expect(await checked(through.href)).toMatchObject({ mayWrite: true, faults: [] })
  expect(came).toBeGreaterThan(1)
  door.close()
})

describe.skipIf(pgbouncer === undefined)("a PgBouncer in between (skipped where it is not installed)", () => {
  const work = (round: number) =>
    Effect.gen(function* () {
      const ledger = yield* Ledger
      const worker = `w${round}`
      yield* Effect.forEach([1, 2, 3, 4, 5], (i) => ledger.store(stored(...archive(10 * i + round)), NOON + i), {
        concurrency: "unbounded",
      })
      yield* ledger.takeDue({ worker, now: NOON, leaseUntil: NOON + HOUR, limit: 5 })
      yield* ledger.seal(NOON + HOUR)
      return yield* ledger.verify({})
    })

  it("in transaction mode loses nothing that was prepared, since nothing is", async () => {
    await using pooler = await pooled(pgbouncer ?? "", await newDatabase("empty"), "transaction", 2)
    expect(await withBooks(pooler.address, work(1))).toMatchObject({ ok: true, broken: null })
    expect(await checked(pooler.address)).toMatchObject({ isPooled: true, faults: [], remarks: ["pooled"] })
  })

  it("in session mode lets two processes work, though each would take all connections", async () => {
    const address = await newDatabase("empty")
    await using pooler = await pooled(pgbouncer ?? "", address, "session", 3)
    const greedy = withConnections(pooler.address, 4)
    const [one, other] = await Promise.all([withBooks(greedy, work(1)), withBooks(greedy, work(2))])
    expect([one.ok, other.ok]).toEqual([true, true])
    expect(await checked(address)).toMatchObject({ isPooled: false })
  }, 90_000)
})
