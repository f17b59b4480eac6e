import { assert, describe, it } from "@effect/vitest"
import { collect, Ledger, watchDue } from "@faceid-tally/books/engine"
import { defaultAccounts, personalMarks, Simulator } from "@faceid-tally/simulator"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as Redacted from "effect/Redacted"
import * as Stream from "effect/Stream"

import type { TencentSettings } from "../src/index.ts"
import { books, registerAll, Traces } from "./books.ts"
import { atBusinessTime, HISTORY, NOW } from "./simulated.ts"

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const worker = "tests"

const openWide = (settings: TencentSettings): TencentSettings => ({
  ...settings,
  accounts: Object.fromEntries(
    Object.entries(settings.accounts).map(([name, account]) => [name, { ...account, resultsPerSecond: 5000 }]),
  ),
})
const LIMITS = { GetDetectInfoEnhanced: 100_000 }

const requests = Effect.map(Simulator, ({ counts }) => counts().reduce((sum, count) => sum + count.requests, 0))

describe("watchDue", () => {
  it.live("sweeps again and again", () =>
    Effect.gen(function* () {
      const ledger = yield* Ledger
      const { truth, now } = yield* Simulator
      const tokens = truth().verifications
      yield* ledger.register(tokens.slice(0, 10), now())
      const sweeps = yield* watchDue({ worker, interval: "20 millis" }).pipe(
        Stream.tap(() => ledger.register(tokens, now())),
        Stream.take(3),
        Stream.runCollect,
      )
      assert.deepStrictEqual(
        sweeps.map(({ fetched }) => fetched),
        [10, tokens.length - 10, 0],
      )
    }).pipe(atBusinessTime, Effect.provide(books({ limits: LIMITS }, openWide))),
  )
})

describe("collect", () => {
  it.live("fetches everything that is due, once", () =>
    Effect.gen(function* () {
      const tokens = yield* registerAll()
      const swept = yield* collect({ worker })
      assert.deepInclude(swept, { fetched: tokens.length, final: tokens.length, retried: {}, refused: {}, stopped: [] })
      assert.strictEqual(yield* requests, tokens.length)
      assert.strictEqual((yield* collect({ worker })).fetched, 0)
      assert.strictEqual(yield* requests, tokens.length)

      const ledger = yield* Ledger
      const { truth } = yield* Simulator
      const sums = yield* ledger.daySums({ fromDay: 0, toDay: 1e6 }, [])
      assert.strictEqual(sums[0]?.charges, truth().totals.charges)
      assert.strictEqual(sums[0]?.attempts, truth().totals.attempts)
    }).pipe(atBusinessTime, Effect.provide(books({ limits: LIMITS }, openWide))),
  )

  it.live("loses nothing while the provider is in trouble", () =>
    Effect.gen(function* () {
      const { script, clearFaults, advance } = yield* Simulator
      const tokens = yield* registerAll()
      script(
        { kind: "reset", probability: 0.05, times: "always" },
        { kind: "http", status: 503, probability: 0.05, times: "always" },
        { kind: "non_json", probability: 0.05, times: "always" },
        { kind: "api_error", code: "RequestLimitExceeded", probability: 0.05, times: "always" },
        { kind: "missing_field", path: "Text.LivenessDetail", probability: 0.1, times: "always" },
      )
      const first = yield* collect({ worker })
      assert.isAbove(first.retried["missing_field"] ?? 0, 0)
      clearFaults()
      advance(2 * HOUR)
      const second = yield* collect({ worker })
      assert.strictEqual(first.fetched + second.fetched, tokens.length)
      assert.deepStrictEqual([first.refused, second.refused], [{}, {}])
    }).pipe(atBusinessTime, Effect.provide(books({ limits: LIMITS }, openWide))),
  )

  it.live("leaves the provider alone while it is down, and goes on later", () =>
    Effect.gen(function* () {
      const { script, clearFaults, advance } = yield* Simulator
      const tokens = yield* registerAll()
      script({ kind: "http", status: 503, times: "always" })
      const first = yield* collect({ worker, concurrency: 4 })
      assert.strictEqual(first.fetched, 0)
      assert.isBelow(yield* requests, tokens.length)
      assert.isTrue(first.stopped.some(({ code }) => code === "circuit_open"))
      clearFaults()
      advance(HOUR)
      assert.strictEqual((yield* collect({ worker, concurrency: 4 })).fetched, tokens.length)
    }).pipe(atBusinessTime, Effect.provide(books({ limits: LIMITS }, openWide))),
  )

  it.live("is not stopped by bad BizTokens among hundreds of good ones", () =>
    Effect.gen(function* () {
      const ledger = yield* Ledger
      const tokens = yield* registerAll()
      const illegal = {
        bizToken: "00000000-0000-4000-8000-000000000000",
        ruleId: "1001",
        account: null,
        issuedAt: NOW - 3 * HOUR,
      }
      const malformed = { ...illegal, bizToken: "planted none" }
      yield* ledger.register([illegal, malformed], NOW)
      const swept = yield* collect({ worker })
      assert.deepInclude(swept, {
        fetched: tokens.length,
        refused: { InvalidParameter: 1, "InvalidParameterValue.BizTokenIllegal": 1 },
        retried: {},
        stopped: [],
      })
      assert.strictEqual((yield* ledger.verification("planted none"))?.failureCode, "InvalidParameter")
    }).pipe(
      atBusinessTime,
      Effect.provide(books({ history: { ...HISTORY, days: 1, verificationsPerDay: 200 }, limits: LIMITS }, openWide)),
    ),
  )

  it.live("stops when most are refused, says so, and gives no BizToken up", () =>
    Effect.gen(function* () {
      const ledger = yield* Ledger
      const { advance } = yield* Simulator
      const tokens = yield* registerAll((token) => ({ ...token, ruleId: token.ruleId === "1001" ? "1002" : "1001" }))
      const swept = yield* collect({ worker, concurrency: 4 })
      assert.strictEqual(swept.fetched, 0)
      assert.deepStrictEqual(swept.refused, {})
      assert.deepStrictEqual(
        swept.stopped.map(({ code, isMostRefused }) => [code, isMostRefused]),
        swept.stopped.map(() => ["InvalidParameter", true]),
      )
      assert.lengthOf(swept.stopped, 2)
      assert.isBelow(yield* requests, 60)
      assert.include((yield* Traces).logged.join("\n"), "it is a setting")

      // Somebody has seen it, and registered them rightly.
      yield* ledger.register([], NOW)
      advance(HOUR)
      const { due } = yield* ledger.status(NOW + HOUR, { fromDay: 0, toDay: 0 })
      assert.strictEqual(due, tokens.length)
    }).pipe(
      atBusinessTime,
      Effect.provide(
        books(
          { history: { ...HISTORY, verificationsPerDay: 100 }, accounts: defaultAccounts.slice(0, 1), limits: LIMITS },
          openWide,
        ),
      ),
    ),
  )

  it.live("stops for an account that a person must look after, and for no other", () =>
    Effect.gen(function* () {
      const tokens = yield* registerAll()
      const branch = tokens.filter(({ account }) => account === "branch").length
      const swept = yield* collect({ worker, concurrency: 1 })
      assert.deepStrictEqual([swept.fetched, swept.retried], [branch, { "AuthFailure.SignatureFailure": 1 }])
      // Those that were leased before it was known are given back; the others were left where they are.
      assert.isBelow(swept.released, 5)
      assert.deepStrictEqual(
        swept.stopped.map(({ account, ruleId, code }) => ({ account, ruleId, code })),
        [{ account: "default", ruleId: null, code: "AuthFailure.SignatureFailure" }],
      )
      const ledger = yield* Ledger
      const left = tokens.length - branch
      assert.strictEqual((yield* ledger.status(NOW, { fromDay: 0, toDay: 0 })).due, left - swept.released - 1)
      assert.strictEqual((yield* ledger.status(NOW + HOUR, { fromDay: 0, toDay: 0 })).due, left)
      // A watch leaves the account alone between its sweeps, too.
      const { advance } = yield* Simulator
      advance(HOUR)
      const sweeps = yield* watchDue({ worker, concurrency: 1, interval: "1 millis" }).pipe(
        Stream.take(5),
        Stream.runCollect,
      )
      assert.deepStrictEqual(
        sweeps.map(({ retried }) => retried),
        [{ "AuthFailure.SignatureFailure": 1 }, {}, {}, {}, {}],
      )
      yield* assertNothingPersonal
    }).pipe(
      atBusinessTime,
      Effect.provide(
        books({ limits: LIMITS }, (settings) => {
          const { default: account, ...others } = openWide(settings).accounts
          assert.isDefined(account)
          return {
            ...settings,
            accounts: { ...others, default: { ...account, secretKey: Redacted.make("planted-secret") } },
          }
        }),
      ),
    ),
  )

  it.live("gives everything back when it is interrupted", () =>
    Effect.gen(function* () {
      const { script } = yield* Simulator
      const ledger = yield* Ledger
      const tokens = yield* registerAll()
      script({ kind: "latency", ms: 5000, times: "always" })
      const fiber = yield* Effect.forkChild(collect({ worker, concurrency: 8 }))
      yield* Effect.repeat(Effect.delay(requests, "10 millis"), { until: (count) => count > 0 })
      assert.isBelow((yield* ledger.status(NOW, { fromDay: 0, toDay: 0 })).due, tokens.length)
      yield* Fiber.interrupt(fiber)
      assert.strictEqual((yield* ledger.status(NOW + MINUTE, { fromDay: 0, toDay: 0 })).due, tokens.length)
    }).pipe(atBusinessTime, Effect.provide(books({ limits: LIMITS }, openWide))),
  )

  it.live("shares the work with others on the same ledger", () =>
    Effect.gen(function* () {
      const tokens = yield* registerAll()
      const swept = yield* Effect.all(
        ["a", "b", "c"].map((name) => collect({ worker: name, concurrency: 2 })),
        { concurrency: "unbounded" },
      )
      assert.strictEqual(yield* requests, tokens.length)
      assert.strictEqual(
        swept.reduce((sum, { fetched }) => sum + fetched, 0),
        tokens.length,
      )
    }).pipe(atBusinessTime, Effect.provide(books({ limits: LIMITS }, openWide))),
  )

  it.live("leaves nothing personal behind", () =>
    Effect.gen(function* () {
      const { script } = yield* Simulator
      yield* registerAll()
      for (const code of ["InternalError", "InvalidParameter", "AuthFailure.SignatureExpire"]) {
        script({ kind: "api_error", code, message: personalMarks.join(" ") })
      }
      yield* collect({ worker })
      yield* assertNothingPersonal
    }).pipe(atBusinessTime, Effect.provide(books({ limits: LIMITS }, openWide))),
  )
})

const assertNothingPersonal = Effect.gen(function* () {
  const { logged, stored } = yield* Traces
  const traces = logged.join("\n") + stored()
  for (const mark of [...personalMarks, "simulated-key", "simulated-id", "planted-secret"]) {
    assert.notInclude(traces, Buffer.from(mark).toString("latin1"))
    assert.notInclude(traces, mark)
  }
})
