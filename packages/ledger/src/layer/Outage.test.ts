// A service lives longer than a connection, or than a run of its database: what fails says so, and heals by itself.
import { readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"

import { Inbox, Ledger, LedgerError, Readiness, Work } from "@faceid-tally/books/engine"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import { SqlError } from "effect/sql"
import { afterAll, beforeAll, describe, expect, it } from "vitest"

import { openPostgres, type Postgres } from "../../test/databases.ts"
import { withBooks, withDatabase } from "../../test/run.ts"
import { archive, HOUR, NOON, stored } from "../../test/world.ts"
import { named, toLedgerError } from "../database/Database.ts"
import { makeLedger } from "./ledgerLayer.ts"

describe("an outage of PostgreSQL", () => {
  let server: Postgres
  beforeAll(async () => {
    server = await openPostgres()
  })
  afterAll(() => server.close())

  const isUnavailable = (error: unknown) =>
    error instanceof LedgerError && error.reason === "unavailable" && error.isRetryable

  it("fails what is asked meanwhile as unavailable, and is over when the server is back", async () => {
    const address = await server.fresh()
    await withBooks(
      address,
      Effect.gen(function* () {
        const [ledger, inbox, work, readiness] = [yield* Ledger, yield* Inbox, yield* Work, yield* Readiness]
        yield* readiness.check
        // Several writers are at it when the server stops, and more connections are idle.
        yield* Effect.forEach(Array.from({ length: 8 }), () => readiness.check, { concurrency: 8 })
        let batch = 0
        const write = Effect.suspend(() => ledger.store(stored(...archive(40 + batch++)), NOON + batch))
        const writers = yield* Effect.forEach([1, 2, 3], () => Effect.forkChild(Effect.flip(Effect.forever(write))))
        yield* Effect.promise(() => server.stop())
        for (const error of yield* Fiber.joinAll(writers)) expect(error).toSatisfy(isUnavailable)

        const claim = { worker: "w", now: NOON, leaseUntil: NOON + HOUR, limit: 1 }
        const calls = [
          readiness.check,
          write,
          inbox.arrive({ id: "1", digest: "1f", type: "t" }, NOON),
          work.take({ ...claim, kinds: ["alert"] }),
          ledger.takeDue(claim),
          ledger.verify({}),
        ]
        for (const call of calls)
          expect(yield* Effect.flip(call as Effect.Effect<unknown, unknown>)).toSatisfy(isUnavailable)
        const opening = withBooks(address, Effect.void).catch((error: unknown) => error)
        expect(yield* Effect.promise(() => opening)).toSatisfy(isUnavailable)

        yield* Effect.promise(() => server.start())
        yield* readiness.check
        for (const call of calls) yield* call as Effect.Effect<unknown, unknown>
        expect(yield* ledger.verify({})).toMatchObject({ ok: true, broken: null })
      }),
    )
  })

  it.each(["57P01", "57P02", "57P03", "25P03", "3D000"])("is told by the server's code %s too", (code) => {
    const reason = new SqlError.UnknownError({ cause: { code }, message: "", operation: "query" })
    expect(toLedgerError("test", new SqlError.SqlError({ reason }))).toSatisfy(isUnavailable)
  })

  it("in which a byte of an index was flipped is found by the check of amcheck", async () => {
    const address = await server.fresh()
    await withDatabase(address, (db) => db.rows("CREATE EXTENSION amcheck"))
    const path = await withDatabase(address, (db) =>
      Effect.gen(function* () {
        yield* makeLedger(db).store(stored(...archive(20)), NOON)
        return yield* db.rows("SELECT pg_relation_filepath('verification_due')")
      }),
    )
    const verified = () =>
      withBooks(
        address,
        Effect.flatMap(Ledger, (ledger) => ledger.verify({})),
      )
    expect(await verified()).toMatchObject({ ok: true, database: "whole" })
    await server.stop()
    const file = join(server.folder, "data", String(path[0]?.[0]))
    const bytes = readFileSync(file)
    bytes.writeUInt8(bytes.readUInt8(bytes.length - 1) ^ 1, bytes.length - 1)
    writeFileSync(file, bytes)
    await server.start()
    expect(await verified()).toMatchObject({ ok: false, database: "broken", broken: { what: "database" } })
  })

  it("loses no more than the transaction that was under way", async () => {
    const kill = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"
    await withDatabase(await server.fresh(), (db) =>
      Effect.gen(function* () {
        yield* db.rows("CREATE TABLE t (n BIGINT)")
        const cut = db.write(Effect.andThen(db.rows("INSERT INTO t VALUES (1)"), db.rows(kill))).pipe(named("test"))
        expect(yield* Effect.flip(cut)).toSatisfy(isUnavailable)
        yield* db.write(db.rows("INSERT INTO t VALUES (2)"))
        expect(yield* db.rows("SELECT n FROM t")).toEqual([[2]])
      }),
    )
  })
})
