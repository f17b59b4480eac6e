// The books' use cases over a real ledger: what is imported is reconciled, kept, and repeated.
import { Bill, dayFromNumber } from "@faceid-tally/core/engine"
import { importResults, Ledger, type LedgerShape, reconcileBooks, RowNumbers } from "@faceid-tally/books/engine"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as Stream from "effect/Stream"
import { TestClock } from "effect/testing"
import { afterAll, beforeAll, expect, it } from "vitest"

import { type Databases, openSqlite } from "../../test/databases.ts"
import { archive, DAY, entry, HOUR, line, NOON, page, record } from "../../test/world.ts"
import { ledgerLayer } from "./ledgerLayer.ts"

let all: Databases
beforeAll(async () => {
  all = await openSqlite()
})
afterAll(() => all.close())

const run = <A, E>(address: string, use: Effect.Effect<A, E, Ledger>) =>
  Effect.runPromise(use.pipe(Effect.provide(ledgerLayer(address)), Effect.provide(TestClock.layer())))

const imported = (records: ReadonlyArray<ReturnType<typeof record>>) =>
  importResults(Stream.fromIterable(records.map((each) => ({ record: each, rowsBefore: 0 }))))

const day = dayFromNumber(DAY)

it("imports, reconciles, keeps the run and repeats it", async () => {
  await run(
    await all.fresh(),
    Effect.gen(function* () {
      const ledger = yield* Ledger
      yield* TestClock.setTime(NOON)
      const flow = record({ bizToken: "token", entries: [entry({ seq: "ours" }), entry({ seq: "both" })] })
      expect(yield* imported([flow, flow])).toMatchObject({ records: 2, observations: 2, known: 2, seal: { seal: 1 } })
      yield* ledger.importBill(new Bill().add(page(0, null, [line({ seq: "both" }), line({ seq: "theirs" })])), NOON)

      const first = yield* reconcileBooks({ from: day, to: day, programVersion: "1" })
      expect(first.reconciliation).toMatchObject({ difference: 0, matched: 1, complete: true })
      expect([...first.reconciliation.items].map(({ kind, why }) => [kind, why.code])).toEqual([
        ["missing_in_bill", "no_line_with_this_seq"],
        ["missing_in_ledger", "token_final"],
      ])
      // What comes later changes the books, not the run that was kept.
      yield* TestClock.setTime(NOON + HOUR)
      yield* imported([record({ bizToken: "token", entries: [entry({ seq: "theirs" })] })])
      const now = yield* reconcileBooks({ from: day, to: day, programVersion: "1", keep: false })
      expect(now).toMatchObject({ run: null, reconciliation: { difference: -1, matched: 2 } })
      const kept = yield* ledger.run(first.run ?? 0)
      const repeated = yield* reconcileBooks({ from: day, to: day, programVersion: "1", seal: kept?.seal })
      const then = yield* reconcileBooks({ from: day, to: day, programVersion: "1", asOf: NOON, keep: false })
      for (const { reconciliation } of [repeated, then]) {
        expect(reconciliation).toMatchObject({ difference: 0, matched: 1 })
        expect([...reconciliation.items].map(({ seq }) => seq)).toEqual(["ours", "theirs"])
      }
      expect(yield* ledger.runItems(first.run ?? 0, { after: 0, limit: 9 })).toMatchObject([
        { item: { seq: "theirs" } },
      ])
      expect(yield* ledger.verify({ head: kept?.seal?.head })).toMatchObject({ ok: true })
    }),
  )
})

it("names the BizTokens that nobody can fetch any more", async () => {
  await run(
    await all.fresh(),
    Effect.gen(function* () {
      const ledger = yield* Ledger
      yield* TestClock.setTime(NOON)
      yield* ledger.register([{ bizToken: "lost", ruleId: "1", account: null, issuedAt: NOON }], NOON)
      yield* TestClock.setTime(NOON + 80 * HOUR)
      const { reconciliation } = yield* reconcileBooks({ from: day, to: day, programVersion: "1" })
      expect(reconciliation.byKind.uncollected).toEqual({ count: 1, impact: 0 })
      expect([...reconciliation.items]).toMatchObject([
        { kind: "uncollected", bizToken: "lost", why: { code: "expired" } },
      ])
    }),
  )
})

it("tells equal rows without Seq apart by their place in the file", async () => {
  await run(
    await all.fresh(),
    Effect.gen(function* () {
      const row = record({ bizToken: null, flat: true, entries: [entry({ seq: null })] })
      const file = () => {
        const rows = new RowNumbers()
        return importResults(Stream.fromIterable([row, row, row]).pipe(Stream.map((each) => rows.number(each))))
      }
      expect(yield* file()).toMatchObject({ observations: 3, attempts: 3 })
      expect(yield* file()).toMatchObject({ observations: 0, known: 3 })
      expect(yield* imported(archive(30))).toMatchObject({ records: 30 })
    }),
  )
})

/** The ledger as the port has it, but for how it stores. */
const storingBy = (store: (ledger: LedgerShape) => LedgerShape["store"]) =>
  Effect.updateService(Ledger, (ledger) => ({ ...ledger, store: store(ledger) }))

it("seals a long import as it goes, and what an interrupted one has stored", async () => {
  await run(
    await all.fresh(),
    Effect.gen(function* () {
      const ledger = yield* Ledger
      yield* TestClock.setTime(NOON)
      const records = archive(30_000).map((each) => ({ record: each, rowsBefore: 0 }))
      // More than a minute passes with each ten thousand records; the last of them never comes.
      const endless = Stream.fromIterable(records).pipe(
        Stream.mapEffect((each) => (each === records[25_000] ? Effect.never : Effect.succeed(each))),
      )
      const slowly = storingBy(
        ({ store }) =>
          (...given) =>
            Effect.tap(store(...given), () => TestClock.adjust(70_000)),
      )
      const fiber = yield* Effect.forkChild(slowly(importResults(endless)))
      while ((yield* ledger.status(NOON, { fromDay: DAY, toDay: DAY })).head === null) yield* Effect.yieldNow
      yield* Fiber.interrupt(fiber)
      expect(yield* ledger.verify({})).toMatchObject({ ok: true, batches: 2, unsealed: 0 })
    }),
  )
}, 60_000)

it("reads on while what was read before is stored, and stores all that came before a failure", async () => {
  await run(
    await all.fresh(),
    Effect.gen(function* () {
      const isRead = yield* Deferred.make<void>()
      const records = archive(20_000).map((each) => ({ record: each, rowsBefore: 0 }))
      const failing = Stream.fromIterable(records).pipe(
        Stream.tap((each) => (each === records.at(-1) ? Deferred.succeed(isRead, undefined) : Effect.void)),
        Stream.concat(Stream.fail("broken off")),
      )
      const afterReading = storingBy(
        ({ store }) =>
          (...given) =>
            Effect.andThen(Deferred.await(isRead), store(...given)),
      )
      expect(yield* Effect.flip(afterReading(importResults(failing)))).toBe("broken off")
      expect(yield* (yield* Ledger).verify({})).toMatchObject({ ok: true, batches: 2, unsealed: 0 })
    }),
  )
}, 60_000)
