// What is done in a thread is what is done here: the same answers, the same errors, and nothing is left behind.
import type { Worker } from "node:worker_threads"

import { keepRun, Ledger, LedgerError, Listings, RunMaker } from "@faceid-tally/books/engine"
import { dayFromNumber } from "@faceid-tally/core/engine"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import { afterAll, beforeAll, describe, expect, it } from "vitest"

import { type Databases, databases, openSqlite } from "../../test/databases.ts"
import { fillEverything } from "../../test/everything.ts"
import { type Books, withBooks } from "../../test/run.ts"
import { archive, DAY, NOON, record, stored } from "../../test/world.ts"
import { serviceLayer } from "./serviceLayer.ts"
import { makeThreads } from "./Threads.ts"

const withThreads = <A, E>(address: string, use: Effect.Effect<A, E, Books>): Promise<A> =>
  Effect.runPromise(use.pipe(Effect.provide(serviceLayer(address))))

const days = { fromDay: DAY - 30, toDay: DAY + 30 }
const LARGE = 1000

describe.each(databases)("threads over %s", (_name, open) => {
  let all: Databases
  beforeAll(async () => {
    all = await open()
  })
  afterAll(() => all.close())

  it("give what the ports give here", { timeout: 180_000 }, async () => {
    const address = await all.fresh()
    const { head, now } = await withBooks(address, fillEverything)
    const everything = Effect.gen(function* () {
      const [ledger, lists] = [yield* Ledger, yield* Listings]
      const { rows: bills } = yield* lists.billDays({ ...days, limit: LARGE })
      const run = { from: dayFromNumber(DAY), to: dayFromNumber(DAY + 2), programVersion: "1", now }
      return {
        verified: yield* ledger.verify({ head, now }),
        kept: { ...(yield* keepRun({ ...run, ruleSet: { edition: "enhanced", byRule: {}, digest: "" } })), run: null },
        nothing: yield* keepRun({ ...run, ruleId: "of nobody" }),
        bills,
        lines: yield* lists.billLines(bills[0]?.id ?? 0, { limit: LARGE }),
        attempts: yield* lists.attempts({ ...days, limit: LARGE }),
        verifications: yield* lists.verifications({ ...days, limit: LARGE }),
        items: yield* lists.runItems(1, { order: "impact", limit: LARGE }),
        runs: (yield* lists.runs({ limit: LARGE, before: 2 })).rows.map(({ id }) => id),
      }
    })
    const { verified, ...elsewhere } = await withThreads(address, everything)
    const { verified: verifiedHere, ...here } = await withBooks(address, everything)
    expect(elsewhere).toEqual(here)
    // A run was kept in between.
    expect([verified.ok, verifiedHere.ok, verified.head === head]).toEqual([true, true, true])
  })
})

it("of an interrupted task nothing is left, and the ledger is written on", { timeout: 120_000 }, async () => {
  const sqlite = await openSqlite()
  const address = await sqlite.fresh()
  try {
    await withBooks(
      address,
      Effect.flatMap(Ledger, (ledger) => ledger.store(stored(...archive(3000)), NOON)),
    )
    await withThreads(
      address,
      Effect.gen(function* () {
        // A thread that is up, so that the interruption meets it at work.
        yield* (yield* Listings).runs({ limit: LARGE })
        const request = { from: dayFromNumber(DAY), to: dayFromNumber(DAY + 3), programVersion: "1", now: NOON }
        const run = yield* Effect.forkChild(keepRun(request))
        yield* Effect.sleep("50 millis")
        yield* Fiber.interrupt(run)
        yield* (yield* Ledger).store(stored(record({ bizToken: "after" })), NOON)
      }),
    )
    const verified = await withBooks(
      address,
      Effect.flatMap(Ledger, (ledger) => ledger.verify({ now: NOON })),
    )
    expect(verified.ok).toBe(true)
  } finally {
    await sqlite.close()
  }
})

it("an error of a thread is the error that it is", async () => {
  const nowhere = "postgres://nobody@127.0.0.1:1/nothing"
  const error = await Effect.runPromise(
    Effect.scoped(
      Effect.gen(function* () {
        const threads = yield* makeThreads(nowhere)
        return yield* Effect.flip(threads.run("verify", {}))
      }),
    ),
  )
  expect(error).toBeInstanceOf(LedgerError)
  expect(error).toMatchObject({ operation: "open the ledger", reason: "unavailable", isRetryable: true })
})

it("a thread that ended while it had nothing to do is replaced", { timeout: 120_000 }, async () => {
  const sqlite = await openSqlite()
  const started: Array<Worker> = []
  const note = (thread: Worker) => void started.push(thread)
  process.on("worker", note)
  try {
    await withThreads(
      await sqlite.fresh(),
      Effect.gen(function* () {
        const runs = (yield* Listings).runs({ limit: LARGE })
        yield* runs
        yield* Effect.promise(async () => started[0]?.terminate())
        expect((yield* runs).rows).toEqual([])
      }),
    )
    expect(started).toHaveLength(2)
  } finally {
    process.off("worker", note)
    await sqlite.close()
  }
})

it("a ledger in memory has no threads", async () => {
  const make = await withThreads("sqlite::memory:", RunMaker)
  expect(make).toBe(await withBooks("sqlite::memory:", RunMaker))
})
