// Limits that are shared through a ledger hold for all who work on it, on both databases.
import { existsSync } from "node:fs"

import * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Layer from "effect/Layer"
import * as RateLimiter from "effect/persistence/RateLimiter"
import { TestClock } from "effect/testing"
import * as fc from "fast-check"
import { afterAll, beforeAll, describe, expect, it } from "vitest"

import { type Databases, openPostgres, openSqlite, sharedPostgres } from "../../test/databases.ts"
import { withDatabase } from "../../test/run.ts"
import { limitsLayer, makeStore } from "./sharedLimits.ts"

const RATE_MS = 10
const PROCESSES = 3
const TURNS = 50
const AT_ONCE = 8

const toDuration = <A extends { readonly refillRate: number }>(options: A) => ({
  ...options,
  refillRate: Duration.millis(options.refillRate),
})

/** When the requests of one process begin. */
const turns = (address: string) =>
  Effect.gen(function* () {
    const limiter = yield* RateLimiter.RateLimiter
    const take = Effect.gen(function* () {
      const { delay } = yield* limiter.consume({
        key: "k",
        algorithm: "token-bucket",
        onExceeded: "delay",
        limit: 1,
        window: RATE_MS,
      })
      yield* Effect.sleep(delay)
      return performance.now()
    })
    return yield* Effect.forEach(Array.from({ length: TURNS }), () => take, { concurrency: AT_ONCE })
  }).pipe(Effect.provide(limitsLayer(address)))

describe.each([
  ["SQLite", openSqlite],
  ["PostgreSQL", sharedPostgres],
] as const)("limits on %s", (_name, open) => {
  let all: Databases
  beforeAll(async () => {
    all = await open()
  })
  afterAll(() => all.close())

  const freshLedger = async () => {
    const address = await all.fresh()
    await withDatabase(address, () => Effect.void)
    return address
  }

  it("several together get no more turns than one", async () => {
    const address = await freshLedger()
    // The first turn itself may be noticed late.
    const startedAt = performance.now()
    const taken = await Effect.runPromise(
      Effect.all(
        Array.from({ length: PROCESSES }, () => turns(address)),
        { concurrency: PROCESSES },
      ),
    )
    const times = taken.flat().sort((a, b) => a - b)
    expect(times).toHaveLength(PROCESSES * TURNS)
    expect((times.at(-1) ?? 0) - startedAt).toBeGreaterThan((PROCESSES * TURNS - 2) * RATE_MS)
    // On a machine that is busy turns may come late, and then those that wait come together.
    for (const [i, began] of times.entries()) {
      const within = times.slice(i).filter((time) => time < began + 40 * RATE_MS)
      expect(within.length).toBeLessThanOrEqual(41 + PROCESSES * AT_ONCE)
    }
  })

  it("answers as the store in memory does, at whatever time it is asked", async () => {
    const asks = fc.array(
      fc.record({
        key: fc.constantFrom("a", "b"),
        laterMs: fc.constantFrom(0, 0, 1, 7, 40, 1000),
        tokens: fc.constantFrom(1, 1, 2),
        allowOverflow: fc.boolean(),
      }),
      { maxLength: 25 },
    )
    let world = 0
    await withDatabase(await all.fresh(), (db) => {
      const shared = makeStore(db, Clock.currentTimeMillis)
      const ask = (list: ReadonlyArray<typeof asks extends fc.Arbitrary<ReadonlyArray<infer A>> ? A : never>) =>
        Effect.gen(function* () {
          const inMemory = yield* RateLimiter.RateLimiterStore
          world++
          for (const { key, laterMs, ...about } of list) {
            yield* TestClock.adjust(laterMs)
            const options = { ...about, key: `${key} ${world}`, limit: key === "a" ? 1 : 3, refillRate: 100 / 3 }
            const [remaining, elapsed] = yield* shared.tokenBucket(toDuration(options))
            const expected = yield* inMemory.tokenBucket(toDuration(options))
            expect(remaining).toBe(expected[0])
            expect(elapsed).toBeCloseTo(expected[1], 6)
          }
        }).pipe(Effect.provide([TestClock.layer(), RateLimiter.layerStoreMemory]))
      return Effect.promise(() =>
        fc.assert(
          fc.asyncProperty(asks, (list) => Effect.runPromise(ask(list))),
          { numRuns: 20 },
        ),
      )
    })
  })

  it("one whose clock is wrong stops nobody for long", async () => {
    await withDatabase(await all.fresh(), (db) =>
      Effect.gen(function* () {
        const store = makeStore(db, Clock.currentTimeMillis)
        const options = toDuration({ key: "k", tokens: 1, limit: 1, refillRate: RATE_MS, allowOverflow: true })
        yield* TestClock.setTime(1e9)
        yield* store.tokenBucket(options)
        yield* TestClock.setTime(1e6)
        const answers = yield* Effect.all([store.tokenBucket(options), store.tokenBucket(options)])
        expect(answers.map(([remaining]) => remaining)).toEqual([-1, -2])
        yield* TestClock.adjust(3 * RATE_MS)
        expect((yield* store.tokenBucket(options))[0]).toBe(0)
      }).pipe(Effect.provide(TestClock.layer())),
    )
  })
})

it("are those of one process where there is no ledger yet, and make none", async () => {
  const folder = await openSqlite()
  const address = await folder.fresh()
  expect(await Effect.runPromise(turns(address))).toHaveLength(TURNS)
  expect(existsSync(address.slice("sqlite:".length))).toBe(false)
  await folder.close()
})

it("say that the database is away", async () => {
  const all = await openPostgres()
  const address = await all.fresh()
  await withDatabase(address, () => Effect.void)
  await Effect.runPromise(
    Effect.gen(function* () {
      const limiter = yield* RateLimiter.RateLimiter
      const consume = Effect.exit(limiter.consume({ key: "k", algorithm: "token-bucket", limit: 1, window: 1 }))
      expect(Exit.isSuccess(yield* consume)).toBe(true)
      yield* Effect.promise(() => all.close())
      expect(JSON.stringify(yield* consume)).toContain(
        "the ledger could not read the shared request limit: unavailable",
      )
    }).pipe(Effect.provide(Layer.fresh(limitsLayer(address)))),
  )
})
