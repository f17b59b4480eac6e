import { assert, describe, it } from "@effect/vitest"
import { billableFrom, Ledger, pullBill, pullBills, pullDueBills, type PullOutcome } from "@faceid-tally/books/engine"
import { dayNumberOf } from "@faceid-tally/core/engine"
import { Simulator } from "@faceid-tally/simulator"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as Redacted from "effect/Redacted"

import { books } from "./books.ts"
import { atBusinessTime, hurried } from "./simulated.ts"

const DAY = dayNumberOf("2026-10-01") as number
const day = { account: "default", day: DAY, ruleId: null }
const worker = "tests"

const tags = (outcomes: ReadonlyArray<PullOutcome>) => outcomes.map(({ _tag }) => _tag)
const requests = Effect.map(Simulator, ({ counts }) => counts().reduce((sum, count) => sum + count.requests, 0))
const versionsOf = (account: string, number: number) =>
  Effect.flatMap(Ledger, (ledger) => ledger.versions({ account, day: number }))

describe("a bill", () => {
  it.live("is pulled day by day, and says what it holds", () =>
    Effect.gen(function* () {
      const { truth } = yield* Simulator
      for (const account of ["default", "branch"]) {
        const outcomes = yield* pullBills({ account, fromDay: DAY, toDay: DAY + 1 }, worker)
        const bills = truth().bills.filter((bill) => bill.account === account)
        assert.deepStrictEqual(
          outcomes.map((outcome) => (outcome._tag === "Pulled" ? outcome.version.charges : outcome._tag)),
          bills.map(
            ({ tokens }) => tokens.flatMap(({ lines }) => lines).filter(({ charge }) => charge === true).length,
          ),
        )
      }
    }).pipe(atBusinessTime, Effect.provide(books())),
  )

  it.live("that is the same is no new version, and a changed one is", () =>
    Effect.gen(function* () {
      const { plant } = yield* Simulator
      const pullVersion = Effect.map(pullBill(day, worker), (outcome) =>
        outcome._tag === "Pulled" ? [outcome.version.version, outcome.version.isNew] : [outcome._tag],
      )
      assert.deepStrictEqual(yield* pullVersion, [1, true])
      assert.deepStrictEqual(yield* pullVersion, [1, false])
      plant("missing_line", { account: "default", day: "2026-10-01" })
      assert.deepStrictEqual(yield* pullVersion, [2, true])
      assert.lengthOf(yield* versionsOf("default", DAY), 2)
    }).pipe(atBusinessTime, Effect.provide(books())),
  )

  it.live("is not asked for before 06:00 of the next day", () =>
    Effect.gen(function* () {
      const { setClock } = yield* Simulator
      assert.strictEqual(billableFrom(DAY), Date.parse("2026-10-02T06:00:00+08:00"))
      setClock("2026-10-02T05:59:00+08:00")
      assert.deepStrictEqual(yield* pullBill(day, worker), { ...day, _tag: "NotYet", from: billableFrom(DAY) })
      assert.strictEqual(yield* requests, 0)
      setClock("2026-10-02T06:00:00+08:00")
      assert.strictEqual((yield* pullBill(day, worker))._tag, "Pulled")
    }).pipe(atBusinessTime, Effect.provide(books())),
  )

  it.live("goes on where it stopped, and does not count until it is whole", () =>
    Effect.gen(function* () {
      const { script, clearFaults } = yield* Simulator
      script({ kind: "non_json", after: 2, times: "always" })
      const outcome = yield* pullBill(day, worker)
      assert.strictEqual(outcome._tag === "Failed" ? outcome.error.reason : outcome._tag, "not_json")
      assert.isEmpty(yield* versionsOf("default", DAY))
      clearFaults()
      const before = yield* requests
      const again = yield* pullBill(day, "another")
      assert.strictEqual(again._tag, "Pulled")
      assert.strictEqual((yield* requests) - before, again._tag === "Pulled" ? again.version.pages - 2 : 0)

      const [only] = yield* versionsOf("default", DAY)
      const inOneGo = yield* pullBill(day, worker)
      assert.strictEqual(inOneGo._tag === "Pulled" ? inOneGo.version.digest : null, only?.digest)
    }).pipe(hurried, atBusinessTime, Effect.provide(books())),
  )

  it.live("begins anew where the provider no longer knows the cursor at which it stopped", () =>
    Effect.gen(function* () {
      const ledger = yield* Ledger
      const { now } = yield* Simulator
      const pull = yield* ledger.openPull(day, { worker, now: now(), leaseUntil: now() + 60_000 })
      if (pull === null) return assert.fail("the day is held")
      const line = { seq: "of before", charge: true, errcode: 0, at: null, chargeType: null }
      const groups = [{ bizToken: "of before", ruleId: "1001", chargeCount: null, lines: [line] }]
      const page = { _tag: "BillPage", day: DAY, account: null, askedRuleId: null, flat: false, groups } as const
      yield* ledger.storePage(pull, { ...page, cursor: 0, nextCursor: 987_654, hasNextPage: true }, now())
      yield* ledger.releasePull(pull, null, now())

      const outcome = yield* pullBill(day, "another")
      assert.strictEqual(outcome._tag, "Pulled")
      const [only, ...others] = yield* versionsOf("default", DAY)
      assert.isEmpty(others)
      const inOneGo = yield* pullBill(day, worker)
      assert.strictEqual(inOneGo._tag === "Pulled" ? inOneGo.version.digest : null, only?.digest)
      assert.isTrue((yield* ledger.verify({})).ok)
    }).pipe(atBusinessTime, Effect.provide(books())),
  )

  it.live("that an interruption stopped is free for others at once", () =>
    Effect.gen(function* () {
      const { script, clearFaults } = yield* Simulator
      script({ kind: "latency", ms: 5000, after: 2 })
      const fiber = yield* Effect.forkChild(pullBill(day, worker))
      yield* Effect.repeat(Effect.delay(requests, "10 millis"), { until: (count) => count >= 2 })
      assert.strictEqual((yield* pullBill(day, "another"))._tag, "Held")
      yield* Fiber.interrupt(fiber)
      clearFaults()
      assert.strictEqual((yield* pullBill(day, "another"))._tag, "Pulled")
    }).pipe(atBusinessTime, Effect.provide(books())),
  )

  it.live.each(["repeated_page", "stuck_cursor"] as const)("with a fault (%s) is pulled all the same, later", (kind) =>
    Effect.gen(function* () {
      const { script } = yield* Simulator
      script({ kind, after: 1 })
      const outcome = yield* pullBill(day, worker)
      assert.strictEqual(outcome._tag, "Failed")
      assert.isEmpty(yield* versionsOf("default", DAY))
      assert.strictEqual((yield* pullBill(day, worker))._tag, "Pulled")
    }).pipe(atBusinessTime, Effect.provide(books())),
  )

  it.live("of an account that a person must look after is asked for once", () =>
    Effect.gen(function* () {
      const outcomes = yield* pullBills({ account: "default", fromDay: DAY - 20, toDay: DAY }, worker)
      assert.deepStrictEqual(tags(outcomes), ["Failed", ...Array.from({ length: 20 }, () => "Skipped" as const)])
    }).pipe(
      atBusinessTime,
      Effect.provide(
        books({}, (settings) => ({
          ...settings,
          accounts: { default: { secretId: Redacted.make("nobody"), secretKey: Redacted.make("planted-secret") } },
        })),
      ),
    ),
  )
})

describe("planned bills", () => {
  it.live("are pulled when they are due", () =>
    Effect.gen(function* () {
      const ledger = yield* Ledger
      const { script, now, advance } = yield* Simulator
      const days = ["default", "branch"].flatMap((account) =>
        [DAY, DAY + 1].map((each) => ({ account, day: each, ruleId: null })),
      )
      yield* ledger.planPulls(days, now())
      script({
        kind: "api_error",
        code: "InternalError.Planted",
        on: { date: "2026-10-02", account: "default" },
        times: 6,
      })
      const outcomes = yield* pullDueBills(worker, 10)
      assert.deepStrictEqual(
        outcomes.map(({ account, day: number, _tag }) => [account, number - DAY, _tag]),
        [
          ["branch", 0, "Pulled"],
          ["default", 0, "Pulled"],
          ["branch", 1, "Pulled"],
          ["default", 1, "Failed"],
        ],
      )
      assert.isEmpty(yield* pullDueBills(worker, 10))
      advance(5 * 60_000)
      assert.deepStrictEqual(tags(yield* pullDueBills(worker, 10)), ["Pulled"])
    }).pipe(hurried, atBusinessTime, Effect.provide(books())),
  )
})
