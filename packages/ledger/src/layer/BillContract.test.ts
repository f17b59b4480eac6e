// What every ledger must do with the provider's bill, tried on both databases.
import { Bill, reconcile, Tally } from "@faceid-tally/core/engine"
import * as Effect from "effect/Effect"
import { afterAll, beforeAll, describe, expect, it } from "vitest"

import { type Databases, databases } from "../../test/databases.ts"
import { withLedger } from "../../test/run.ts"
import { archive, DAY, line, NOON, page, stored } from "../../test/world.ts"

const CLAIM = { worker: "one", now: NOON, leaseUntil: NOON + 60_000 }
const days = { fromDay: DAY - 30, toDay: DAY + 30 }

describe.each(databases)("a ledger on %s", (_name, open) => {
  let all: Databases
  beforeAll(async () => {
    all = await open()
  })
  afterAll(() => all.close())

  describe("the bill", () => {
    const day = { account: "default", day: DAY, ruleId: null }
    const lines = ["a", "b", "c"].map((seq) => line({ seq }))

    it("is pulled page by page, and goes on where it stopped", async () => {
      const address = await all.fresh()
      await withLedger(address, (ledger) =>
        Effect.gen(function* () {
          yield* ledger.planPulls([day], NOON)
          const [pull] = yield* ledger.takeDuePulls({ ...CLAIM, limit: 5 })
          if (pull === undefined) throw new Error("no pull was due")
          expect(yield* ledger.openPull(day, { ...CLAIM, worker: "two" })).toBeNull()
          expect(yield* ledger.takeDuePulls({ ...CLAIM, worker: "two", limit: 5 })).toEqual([])
          yield* ledger.storePage(pull, page(0, 7, lines.slice(0, 2)), NOON)
          // The process died; the lease ran out; another goes on.
          const later = { worker: "two", now: NOON + 60_000, leaseUntil: NOON + 90_000 }
          const next = yield* ledger.openPull(day, later)
          expect(next).toMatchObject({ cursor: 7, pages: 1, isAtEnd: false })
          if (next === null) return
          expect((yield* Effect.flip(ledger.storePage(pull, page(7, null, []), NOON))).reason).toBe("not_the_holder")
          expect((yield* Effect.flip(ledger.storePage(next, page(8, null, []), NOON))).reason).toBe("cursor")
          expect((yield* Effect.flip(ledger.storePage(next, page(7, 7, []), NOON))).reason).toBe("cursor_stands_still")
          expect((yield* Effect.flip(ledger.storePage(next, page(7, 0, []), NOON))).reason).toBe("cursor_stands_still")
          const repeated = yield* Effect.flip(ledger.storePage(next, page(7, 9, lines.slice(0, 2)), NOON))
          expect(repeated.reason).toBe("repeated_page")
          expect((yield* Effect.flip(ledger.closePull(next, NOON))).reason).toBe("not_at_the_end")
          const end = yield* ledger.storePage(next, page(7, null, lines.slice(2)), NOON)
          const version = yield* ledger.closePull(end, NOON)
          expect(version).toMatchObject({ version: 1, pages: 2, lines: 3, charges: 3, isNew: true })
          expect(yield* ledger.verify({})).toMatchObject({ ok: true, rows: 1 + 2 + 3 })
        }),
      )
    })

    it("of nothing but empty pages comes to an end, also where several processes pulled them", async () => {
      const empty = (at: number, next: number | null) => ({ ...page(at, next, []), groups: [] })
      await withLedger(await all.fresh(), (ledger) =>
        Effect.gen(function* () {
          const opened = yield* ledger.openPull(day, CLAIM)
          if (opened === null) throw new Error("the day is held")
          let pull = yield* ledger.storePage(opened, page(0, 1, lines.slice(0, 1)), NOON)
          for (let i = 1; i < 10; i++) pull = yield* ledger.storePage(pull, empty(i, i + 1), NOON)
          expect((yield* Effect.flip(ledger.storePage(pull, empty(10, 11), NOON))).reason).toBe("empty_pages")
          // A page that is not empty, or is the last, is as good as ever.
          const more = yield* ledger.storePage(pull, page(10, 11, lines.slice(1)), NOON)
          const end = yield* ledger.storePage(more, empty(11, null), NOON)
          expect(yield* ledger.closePull(end, NOON)).toMatchObject({ pages: 12, lines: 3 })
        }),
      )
    })

    const pullOf = (
      ledger: Parameters<Parameters<typeof withLedger>[1]>[0],
      pulled: ReadonlyArray<ReturnType<typeof line>>,
      cut: number,
    ) =>
      Effect.gen(function* () {
        let pull = yield* ledger.openPull(day, CLAIM)
        if (pull === null) throw new Error("the day is held")
        pull = yield* ledger.storePage(pull, page(0, 5, pulled.slice(0, cut)), NOON)
        pull = yield* ledger.storePage(pull, page(5, null, pulled.slice(cut)), NOON)
        return yield* ledger.closePull(pull, NOON)
      })

    it("gains a version when it changes, and none when it does not", async () => {
      const address = await all.fresh()
      await withLedger(address, (ledger) =>
        Effect.gen(function* () {
          const first = yield* pullOf(ledger, lines, 1)
          const same = yield* pullOf(ledger, lines, 2)
          expect(same).toMatchObject({ id: first.id, version: 1, isNew: false })
          const changed = [line({ seq: "a", charge: false }), line({ seq: "b" }), line({ seq: "d" })]
          const second = yield* pullOf(ledger, changed, 1)
          expect(second).toMatchObject({ version: 2, isNew: true, charges: 2 })
          expect(yield* ledger.versions(day)).toMatchObject([{ version: 1 }, { version: 2 }])
          const { rows: changes } = yield* ledger.diff(first.id, second.id, { limit: 10 })
          expect(changes.map(({ seq, kind, impact }) => [seq, kind, impact])).toEqual([
            ["a", "changed", -1],
            ["c", "removed", -1],
            ["d", "added", 1],
          ])
          const after = { seq: "a", told: 1 }
          expect(yield* ledger.diff(first.id, second.id, { after, limit: 1 })).toMatchObject({
            rows: [{ seq: "c" }],
            next: { seq: "c", told: 1 },
          })
          const bill = new Bill()
          expect(yield* ledger.loadBill(bill, days)).toMatchObject([{ version: 2 }])
          expect([bill.lines, bill.pages]).toEqual([3, 2])
          expect(yield* ledger.verify({})).toMatchObject({ ok: true })
        }),
      )
    })

    it("reconciles from the ledger as it does from memory", async () => {
      const address = await all.fresh()
      const records = archive(200)
      const billed = records.flatMap(({ entries }) => entries).filter(({ seq }, i) => seq !== null && i % 9 !== 0)
      const tally = new Tally()
      for (const each of records) tally.add(each)
      const bill = new Bill(tally.names)
      for (const { seq, charge, errcode } of billed) {
        const about = { seq, charge: charge ?? true, errcode }
        bill.add(page(0, null, [line(about)]))
      }
      const [fromDay, toDay] = [DAY - 5, DAY + 5]
      const kept = await withLedger(address, (ledger) =>
        Effect.gen(function* () {
          yield* ledger.store(stored(...records), NOON)
          yield* ledger.importBill(bill, NOON)
          const again = yield* ledger.importBill(bill, NOON)
          expect(again.every(({ isNew }) => !isNew)).toBe(true)
          const ours = new Tally()
          const theirs = new Bill(ours.names)
          yield* ledger.loadTally(ours, { fromDay, toDay })
          yield* ledger.loadBill(theirs, { fromDay, toDay })
          return reconcile(ours, theirs)
        }),
      )
      const { difference, byKind, ledger, matched } = reconcile(tally, bill)
      expect(kept).toMatchObject({ difference, matched, ledger, byKind: { ...byKind, missing_in_ledger: {} } })
    })
  })
})
