// What is due and how it ends, on both databases: many at once, some accounts left out, and clocks that step (E4, L1).
import {
  collect,
  type DueVerification,
  Ledger,
  type LedgerShape,
  Listings,
  Provider,
  ProviderError,
} from "@faceid-tally/books/engine"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import { TestClock } from "effect/testing"
import * as fc from "fast-check"
import { afterAll, beforeAll, describe, expect, it } from "vitest"

import { type Databases, databases } from "../../test/databases.ts"
import { withBooks, withLedger } from "../../test/run.ts"
import { DAY, entry, HOUR, line, NOON, page, record } from "../../test/world.ts"
import { booksLayer } from "./ledgerLayer.ts"

const MINUTE = 60_000
const KEPT = 72 * HOUR
const isDown = new ProviderError({ operation: "result", account: "default", reason: "timeout" })
const namesOf = (due: ReadonlyArray<DueVerification>) => due.map(({ bizToken }) => bizToken)
const registered = (bizToken: string, account: string | null = null, issuedAt = NOON) => ({
  bizToken,
  ruleId: "1",
  account,
  issuedAt,
})

describe.each(databases)("what is due on %s", (_name, open) => {
  let all: Databases
  beforeAll(async () => {
    all = await open()
  })
  afterAll(() => all.close())

  const later = NOON + 3 * HOUR
  const claim = { worker: "one", now: later, leaseUntil: later + HOUR, limit: 9 }

  it("leaves out accounts, and what was not due by a time", async () => {
    await withLedger(await all.fresh(), (ledger) =>
      Effect.gen(function* () {
        const tokens = [registered("a"), registered("b", "default"), registered("c", "other"), registered("d", "third")]
        yield* ledger.register(tokens, NOON)
        expect(yield* ledger.takeDue({ ...claim, dueBy: NOON })).toEqual([])
        expect(namesOf(yield* ledger.takeDue({ ...claim, exceptAccounts: ["default", "third"] }))).toEqual(["c"])
        expect((yield* ledger.status(later, { fromDay: DAY, toDay: DAY })).due).toBe(3)
        expect(namesOf(yield* ledger.takeDue({ ...claim, exceptAccounts: ["nobody"] }))).toEqual(["a", "b", "d"])
      }),
    )
  })

  it("ends many leases as it would end each", async () => {
    const fetches = [
      { bizToken: "a", outcome: { _tag: "Fetched", record: record({ fetchedAt: later, entries: [entry()] }) } },
      { bizToken: "b", outcome: { _tag: "Retry", code: "timeout", at: later + 9 } },
      { bizToken: "c", outcome: { _tag: "Refused", code: "token_expired" } },
      { bizToken: "d", outcome: { _tag: "Released", at: later + 5 } },
      { bizToken: "~e\0", outcome: { _tag: "Fetched", record: record({ fetchedAt: later, entries: [] }) } },
      { bizToken: "unheard of", outcome: { _tag: "Retry", code: "timeout", at: later + 9 } },
    ] as const
    const [together, oneByOne] = [await all.fresh(), await all.fresh()]
    const outcome = (settle: (ledger: LedgerShape) => Effect.Effect<ReadonlyArray<unknown>, unknown>) =>
      Effect.gen(function* () {
        const [ledger, listings] = [yield* Ledger, yield* Listings]
        yield* ledger.register(
          fetches.slice(0, 5).map(({ bizToken }) => registered(bizToken)),
          NOON,
        )
        expect(yield* ledger.takeDue(claim)).toHaveLength(5)
        const settled = yield* settle(ledger)
        const tokens = yield* Effect.forEach(fetches, ({ bizToken }) => ledger.verification(bizToken))
        const notes = yield* Effect.forEach(fetches, ({ bizToken }) => listings.fetches(bizToken, 9))
        const due = namesOf(yield* ledger.takeDue({ ...claim, now: later + 9 }))
        expect(yield* ledger.verify({})).toMatchObject({ ok: true })
        return { settled, tokens, notes, due }
      })
    const many = await withBooks(
      together,
      outcome((ledger) => ledger.settleAll(fetches, later)),
    )
    const each = await withBooks(
      oneByOne,
      outcome((ledger) => Effect.forEach(fetches, ({ bizToken, outcome: of }) => ledger.settle(bizToken, of, later))),
    )
    expect(many).toEqual(each)
    expect(many.due).toEqual(["b", "d"])
    expect(many.settled).toMatchObject([{ state: "final", observations: 1 }, {}, {}, {}, { observations: 1 }, {}])
    // Who was not asked has not failed.
    expect(many.tokens[3]).toMatchObject({ failures: 0, failureCode: null, nextDue: later + 5 })
    expect(many.notes.map((notes) => notes.length)).toEqual([1, 1, 1, 0, 1, 1])
    expect(await withLedger(together, (ledger) => ledger.settleAll([], later))).toEqual([])
  })

  it("keeps a callback that comes while the BizToken is being fetched", async () => {
    await withLedger(await all.fresh(), (ledger) =>
      Effect.gen(function* () {
        yield* ledger.register([registered("t")], NOON)
        yield* ledger.makeDue("t", NOON + 10)
        const fetch = (at: number) =>
          ledger.settle("t", { _tag: "Fetched", record: record({ errCode: 1, fetchedAt: at }) }, at + 9)
        yield* ledger.takeDue({ ...claim, now: NOON + 20, leaseUntil: NOON + MINUTE })
        yield* ledger.makeDue("t", NOON + 35)
        // The answer is of before the callback: it is asked for once more.
        expect(yield* fetch(NOON + 30)).toMatchObject({ state: "collected", nextDue: NOON + 35 })
        yield* ledger.takeDue({ ...claim, now: NOON + 40, leaseUntil: NOON + MINUTE })
        expect(yield* fetch(NOON + 45)).toMatchObject({ state: "collected", nextDue: NOON + 2 * HOUR + 5 * MINUTE })
      }),
    )
  })

  it("begins a pull anew where that is asked for, and not while another is at it", async () => {
    await withLedger(await all.fresh(), (ledger) =>
      Effect.gen(function* () {
        const day = { account: "default", day: DAY, ruleId: null }
        const [one, two] = [{ ...claim }, { ...claim, worker: "two" }]
        const pull = yield* ledger.openPull(day, one, { restart: true })
        if (pull === null) throw new Error("the day is held")
        yield* ledger.storePage(pull, page(0, 7, [line()]), later)
        expect(yield* ledger.openPull(day, two, { restart: true })).toBeNull()
        expect(yield* ledger.openPull(day, one)).toMatchObject({ cursor: 7, pages: 1 })
        const anew = yield* ledger.openPull(day, one, { restart: true })
        expect(anew).toMatchObject({ cursor: 0, pages: 0, isAtEnd: false })
        if (anew === null) return
        const end = yield* ledger.storePage(anew, page(0, null, [line({ seq: "other" })]), later)
        expect(yield* ledger.closePull(end, later)).toMatchObject({ version: 1, pages: 1, lines: 1 })
        expect(yield* ledger.verify({})).toMatchObject({ ok: true, rows: 3 })
      }),
    )
  })

  describe("when a clock steps", () => {
    it("opens again what a clock that was ahead has closed, and takes a lease of the future for none", async () => {
      await withLedger(await all.fresh(), (ledger) =>
        Effect.gen(function* () {
          const names = ["failed ahead", "fetched", "never fetched", "refused"]
          yield* ledger.register(
            names.map((name) => registered(name)),
            NOON,
          )
          yield* ledger.settle("fetched", { _tag: "Fetched", record: record({ errCode: 1, fetchedAt: NOON }) }, NOON)
          yield* ledger.settle("refused", { _tag: "Refused", code: "x" }, NOON)
          const ahead = NOON + KEPT + HOUR
          expect(yield* ledger.takeDue({ ...claim, now: ahead, leaseUntil: ahead + HOUR })).toEqual([])
          expect(yield* ledger.verification("never fetched")).toMatchObject({ state: "expired", nextDue: null })
          const failed = { _tag: "Retry", code: "timeout", at: ahead + HOUR } as const
          expect(yield* ledger.settle("failed ahead", failed, ahead)).toMatchObject({
            nextDue: NOON + 2 * HOUR + 5 * MINUTE,
          })
          const due = namesOf(yield* ledger.takeDue({ ...claim, leaseUntil: later + MINUTE }))
          expect(due).toEqual(["failed ahead", "fetched", "never fetched"])
          expect(yield* ledger.verification("refused")).toMatchObject({ state: "registered", nextDue: null })
          // Leased in the future by one that died there.
          const tomorrow = later + 24 * HOUR
          expect(yield* ledger.takeDue({ ...claim, now: tomorrow, leaseUntil: tomorrow + MINUTE })).toHaveLength(3)
          expect(yield* ledger.takeDue({ ...claim, worker: "two", now: later + MINUTE })).toHaveLength(3)
        }),
      )
    })

    it("loses no BizToken and fetches none for ever, wherever the clock jumps in between", async () => {
      const address = await all.fresh()
      let count = 0
      await Effect.runPromise(
        Effect.gen(function* () {
          const ledger = yield* Ledger
          const context = yield* Effect.context<Ledger>()
          yield* Effect.promise(() =>
            fc.assert(
              fc.asyncProperty(
                fc.array(fc.record({ jump: fc.integer({ min: -80, max: 80 }), isFailing: fc.boolean() }), {
                  maxLength: 5,
                }),
                fc.array(fc.integer({ min: -5, max: 5 }), { minLength: 1, maxLength: 8 }),
                async (sweeps, steps) => {
                  const names = [`${count}/a`, `${count}/b`, `${count++}/c`]
                  let clock = NOON
                  let [asked, fails] = [0, false]
                  const provider = Provider.of({
                    accounts: ["default"],
                    // While it answers, the clock steps.
                    result: ({ bizToken }) =>
                      Effect.gen(function* () {
                        asked++
                        clock += (steps[asked % steps.length] ?? 0) * HOUR
                        yield* TestClock.setTime(clock)
                        if (fails) return yield* isDown
                        // It passes only at its true end, so that it is fetched more than once.
                        return record({ bizToken, errCode: 1, fetchedAt: clock, entries: [entry({ seq: bizToken })] })
                      }),
                    billPages: () => Stream.empty,
                  })
                  const sweep = Effect.provideService(collect({ worker: "w", concurrency: 2 }), Provider, provider)
                  await Effect.runPromiseWith(context)(
                    Effect.gen(function* () {
                      yield* ledger.register(
                        names.map((name) => registered(name)),
                        NOON,
                      )
                      for (const { jump, isFailing } of sweeps) {
                        clock = NOON + jump * HOUR
                        fails = isFailing
                        yield* TestClock.setTime(clock)
                        const before = asked
                        yield* sweep
                        // Some come again where the clock goes back and forth under the sweep.
                        expect(asked - before).toBeLessThanOrEqual(3 * names.length)
                      }
                      // The clock is right again, and stays so.
                      steps = [0]
                      fails = false
                      for (const hours of [3, 5, 71.1]) {
                        clock = NOON + hours * HOUR
                        yield* TestClock.setTime(clock)
                        const before = asked
                        yield* sweep
                        expect(asked - before).toBeLessThanOrEqual(names.length)
                      }
                      for (const name of names) {
                        expect((yield* ledger.verification(name))?.state).toBe("final")
                        expect(yield* ledger.attemptsOf(name)).toHaveLength(1)
                      }
                    }).pipe(Effect.provide(TestClock.layer())),
                  )
                },
              ),
              { numRuns: 8 },
            ),
          )
        }).pipe(Effect.provide(booksLayer(address))),
      )
    })
  })
})
