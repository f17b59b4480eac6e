// What every ledger must do, tried on both databases (E1, E5).
import { Bill, type DetectInfo, reconcile, Tally } from "@faceid-tally/core/engine"
import * as Effect from "effect/Effect"
import * as fc from "fast-check"
import { afterAll, beforeAll, describe, expect, it } from "vitest"

import { type Databases, databases } from "../../test/databases.ts"
import { nothingKept } from "../../test/nothingKept.ts"
import { snapshot, withLedger } from "../../test/run.ts"
import { archive, DAY, entry, HOUR, line, NOON, page, record, stored } from "../../test/world.ts"

const CLAIM = { worker: "one", now: NOON, leaseUntil: NOON + 60_000 }
const days = { fromDay: DAY - 30, toDay: DAY + 30 }

describe.each(databases)("a ledger on %s", (_name, open) => {
  let all: Databases
  beforeAll(async () => {
    all = await open()
  })
  afterAll(() => all.close())

  describe("results", () => {
    it("stores a record once, however often it comes", async () => {
      const address = await all.fresh()
      const records = stored(record({ entries: [entry(), entry({ seq: "other", charge: false })] }))
      const first = await withLedger(address, (ledger) => ledger.store(records, NOON))
      expect(first).toEqual({ records: 1, observations: 2, known: 0, attempts: 2, changed: 0 })
      const before = await snapshot(address)
      const again = await withLedger(address, (ledger) => ledger.store(records, NOON + 5))
      expect(again).toEqual({ records: 1, observations: 0, known: 2, attempts: 0, changed: 0 })
      expect(await snapshot(address)).toEqual(before)
    })

    it("keeps what was superseded, and shows what stands", async () => {
      const address = await all.fresh()
      const history = await withLedger(address, (ledger) =>
        Effect.gen(function* () {
          yield* ledger.store(stored(record({ fetchedAt: NOON + 10, entries: [entry()] })), NOON)
          const older = entry({ charge: false, errcode: 1001 })
          const late = yield* ledger.store(stored(record({ fetchedAt: NOON + 5, entries: [older] })), NOON)
          expect(late).toMatchObject({ observations: 1, attempts: 0, changed: 0 })
          return yield* ledger.attempt("seq")
        }),
      )
      expect(history).toMatchObject({ attempt: { charge: true, errcode: 0 }, statements: [{}, { charge: false }] })
    })

    it("knows the books as they were", async () => {
      const address = await all.fresh()
      const [before, now] = await withLedger(address, (ledger) =>
        Effect.gen(function* () {
          yield* ledger.store(stored(record({ fetchedAt: NOON, entries: [entry({ charge: false })] })), NOON)
          yield* ledger.store(stored(record({ fetchedAt: NOON + HOUR, entries: [entry()] })), NOON + HOUR)
          const [then, since] = [new Tally(), new Tally()]
          yield* ledger.loadTally(then, { ...days, asOf: NOON + 5 })
          yield* ledger.loadTally(since, days)
          return [then.summary(), since.summary()]
        }),
      )
      expect(before).toMatchObject({ attempts: 1, charges: 0, uncharged: 1 })
      expect(now).toMatchObject({ attempts: 1, charges: 1 })
    })

    it("resolves as the core does, in any order and however it is cut", async () => {
      const address = await all.fresh()
      const runs = 25
      let at = 0
      await withLedger(address, (ledger) =>
        Effect.promise(() =>
          fc.assert(
            fc.asyncProperty(
              fc.array(recordsArbitrary, { minLength: 1, maxLength: 4 }),
              fc.boolean(),
              async (cuts, asOf) => {
                // Each run has Seqs and BizTokens of its own, so that all can share one ledger.
                const prefix = `${at++}/`
                const named = cuts.map((cut) => cut.map((each) => prefixed(each, prefix)))
                for (const cut of named) await Effect.runPromise(ledger.store(stored(...cut), NOON))
                const tally = new Tally()
                const load = { fromDay: DAY - 9, toDay: DAY + 9, asOf: asOf ? NOON : undefined }
                await Effect.runPromise(ledger.loadTally(tally, load))
                const expected = new Tally()
                for (const each of named.flat()) expected.add(each)
                expect(attemptsOf(tally, prefix)).toEqual(attemptsOf(expected, prefix))
              },
            ),
            { numRuns: runs },
          ),
        ),
      )
      const verified = await withLedger(address, (ledger) => ledger.verify({}))
      expect(verified).toMatchObject({ ok: true, broken: null })
    })

    it("counts days as it stores them", async () => {
      const address = await all.fresh()
      const sums = await withLedger(address, (ledger) =>
        Effect.gen(function* () {
          yield* ledger.store(stored(...archive(300)), NOON)
          return {
            total: yield* ledger.daySums(days, []),
            byDay: yield* ledger.daySums(days, ["day"]),
            attempts: yield* Effect.gen(function* () {
              const tally = new Tally()
              yield* ledger.loadTally(tally, days)
              return tally.summary()
            }),
          }
        }),
      )
      const { attempts, charges, uncharged, unknown } = sums.attempts
      expect(sums.total).toMatchObject([{ attempts, charges, uncharged, unknown }])
      expect(sums.byDay.reduce((sum, day) => sum + day.charges, 0)).toBe(charges)
    })
  })

  describe("a BizToken", () => {
    it("goes from registered to final, and is due when it should be", async () => {
      const address = await all.fresh()
      await withLedger(address, (ledger) =>
        Effect.gen(function* () {
          const token = { bizToken: "token", ruleId: "1", account: null, issuedAt: NOON }
          expect(yield* ledger.register([token], NOON)).toBe(1)
          expect(yield* ledger.register([token], NOON)).toBe(0)
          expect(yield* ledger.takeDue({ ...CLAIM, limit: 9 })).toEqual([])
          // A callback makes it due at once; while it is leased nobody else gets it.
          expect(yield* ledger.makeDue("unheard of", NOON)).toBe(false)
          expect(yield* ledger.makeDue("token", NOON + 1)).toBe(true)
          const claim = { ...CLAIM, now: NOON + 2, limit: 9 }
          expect(yield* ledger.takeDue(claim)).toMatchObject([{ bizToken: "token", ruleId: "1", account: "default" }])
          expect(yield* ledger.takeDue({ ...claim, worker: "two" })).toEqual([])
          const fetched = record({ fetchedAt: NOON + 3, errCode: 1002, entries: [entry()] })
          const collected = yield* ledger.settle("token", { _tag: "Fetched", record: fetched }, NOON + 3)
          expect(collected).toEqual({ state: "collected", nextDue: NOON + 2 * HOUR + 300_000, observations: 1 })
          // Once more after two hours, and then it is final.
          const later = NOON + 3 * HOUR
          expect(yield* ledger.takeDue({ ...claim, now: later, leaseUntil: later + 9 })).toHaveLength(1)
          const last = { ...fetched, fetchedAt: later }
          expect(yield* ledger.settle("token", { _tag: "Fetched", record: last }, later)).toMatchObject({
            state: "final",
            nextDue: null,
          })
          expect(yield* ledger.attemptsOf("token")).toMatchObject([{ seq: "seq", charge: true }])
          expect(yield* ledger.verification("token")).toMatchObject({ state: "final", estimated: false })
        }),
      )
    })

    it("is taken oldest deadline first, by one worker, again when a lease has run out", async () => {
      const address = await all.fresh()
      await withLedger(address, (ledger) =>
        Effect.gen(function* () {
          const tokens = [3, 1, 2].map((age) => ({
            bizToken: `token ${age}`,
            ruleId: "1",
            account: null,
            issuedAt: NOON - age * HOUR - 2 * HOUR,
          }))
          yield* ledger.register([...tokens, { bizToken: "no rule", ruleId: null, account: null, issuedAt: 0 }], NOON)
          const [some, others] = yield* Effect.all(
            [ledger.takeDue({ ...CLAIM, limit: 2 }), ledger.takeDue({ ...CLAIM, worker: "two", limit: 2 })],
            { concurrency: 2 },
          )
          expect([...some, ...others].map(({ bizToken }) => bizToken).sort()).toEqual(["token 1", "token 2", "token 3"])
          expect([some, others].find(({ length }) => length === 2)?.map(({ bizToken }) => bizToken)).toEqual(
            expect.arrayContaining(["token 3"]),
          )
          const after = { worker: "three", now: NOON + 60_000, leaseUntil: NOON + 90_000, limit: 9 }
          const again = yield* ledger.takeDue(after)
          expect(again.map(({ bizToken }) => bizToken)).toEqual(["token 3", "token 2", "token 1"])
        }),
      )
    })

    it("is tried again, refused for good, or lost at its deadline", async () => {
      const address = await all.fresh()
      await withLedger(address, (ledger) =>
        Effect.gen(function* () {
          const issuedAt = NOON - 3 * HOUR
          yield* ledger.register(
            ["retried", "refused", "late"].map((bizToken) => ({ bizToken, ruleId: "1", account: "a", issuedAt })),
            NOON,
          )
          yield* ledger.takeDue({ ...CLAIM, limit: 9 })
          const retry = { _tag: "Retry", at: NOON + 5, code: "InternalError" } as const
          expect(yield* ledger.settle("retried", retry, NOON)).toMatchObject({ nextDue: NOON + 5 })
          const refused = { _tag: "Refused", code: "InvalidParameterValue.BizTokenIllegal" } as const
          expect(yield* ledger.settle("refused", refused, NOON)).toMatchObject({ nextDue: null })
          expect(yield* ledger.takeDue({ ...CLAIM, now: NOON + 5, limit: 9 })).toMatchObject([
            { bizToken: "retried", failures: 1 },
          ])
          const over = issuedAt + 72 * HOUR
          expect(yield* ledger.takeDue({ ...CLAIM, now: over, limit: 9 })).toEqual([])
          const status = yield* ledger.status(over, days)
          expect(status.tokens).toEqual({ registered: 0, collected: 0, final: 0, lapsed: 0, expired: 3 })
          expect(status.refused).toBe(1)
          expect(yield* ledger.uncollected({ ...days, now: over })).toHaveLength(3)
        }),
      )
    })
  })

  it("shows the days, and keeps runs", async () => {
    const address = await all.fresh()
    await withLedger(address, (ledger) =>
      Effect.gen(function* () {
        yield* ledger.store(stored(record({ entries: [entry()] })), NOON)
        const bill = new Bill()
        bill.add(page(0, null, [line(), line({ seq: "other" })]))
        const billVersions = (yield* ledger.importBill(bill, NOON)).map(({ id, digest }) => ({ id, digest }))
        const seal = yield* ledger.seal(NOON)
        const run = {
          fromDay: DAY,
          toDay: DAY,
          ruleId: null,
          account: null,
          asOf: null,
          ruleSet: null,
          amounts: null,
          programVersion: "0",
          seal,
          billVersions,
          attempts: 1,
          ledgerCharges: 1,
          lines: 2,
          billCharges: 2,
          matched: 1,
          difference: 1,
          complete: true,
          document: nothingKept,
        }
        const tally = new Tally()
        const named = new Bill(tally.names)
        yield* ledger.loadTally(tally, days)
        yield* ledger.loadBill(named, days)
        const items = [...reconcile(tally, named).items].map((item, place) => ({ place, item }))
        const id = yield* ledger.saveRun(run, items, NOON)
        expect(yield* ledger.run(id)).toMatchObject({ ...run, seal: { head: seal.head }, id, ranAt: NOON, items: 1 })
        expect(yield* ledger.runItems(id, { after: -1, limit: 5 })).toEqual(items)
        const { grid } = yield* ledger.status(NOON, { fromDay: DAY, toDay: DAY })
        expect(grid).toMatchObject([
          {
            account: "default",
            charges: 1,
            pulled: { version: 1, charges: 2 },
            reconciled: { run: id },
            difference: 1,
          },
        ])
        expect(yield* ledger.verify({})).toMatchObject({ ok: true })
      }),
    )
  })
})

const attemptsOf = (tally: Tally, prefix: string) => {
  const attempts: Array<unknown> = []
  tally.forEachSeq((seq) => {
    const attempt = tally.attempt(seq)
    const isOurs = attempt.seq?.startsWith(prefix) ?? attempt.bizToken?.startsWith(prefix) ?? false
    if (isOurs) attempts.push({ ...attempt, several: tally.hasSeveralTokens(seq) })
  })
  return attempts.map((attempt) => JSON.stringify(attempt)).sort()
}

const prefixed = (each: DetectInfo, prefix: string): DetectInfo => ({
  ...each,
  bizToken: prefix + each.bizToken,
  entries: each.entries.map((one) => ({ ...one, seq: one.seq === null ? null : prefix + one.seq })),
})

const few = <T>(...values: ReadonlyArray<T>) => fc.constantFrom(...values)
const entryArbitrary = fc.record({
  seq: few("s", "t", "~u", "\ud800", "n\0", null),
  charge: few(true, false, null),
  errcode: few(0, 1001, null),
  at: few(NOON, NOON + 13 * HOUR, NOON + 50 * HOUR, null),
})
const recordsArbitrary = fc
  .array(
    fc.record({
      bizToken: few("a", "b", "~c"),
      ruleId: few("1", "2", null),
      account: few("x", null),
      fetchedAt: few(NOON, NOON + HOUR, null),
      errCode: few(0, 1, null),
      nfcBillingCounts: few(1, null),
      entries: fc.array(entryArbitrary, { maxLength: 3 }),
    }),
    { minLength: 1, maxLength: 5 },
  )
  .map((records) => records.map((about) => record(about)))
