// What the worker tells of the month that is to be closed next, on both databases.
import {
  AccountBills,
  type AlertKind,
  AlertRoutes,
  AlertWork,
  alertKinds,
  closeMonth,
  decide,
  lastRun,
  Ledger,
  monthDecisions,
  monthToClose,
  Prices,
  watchMonths,
  Work,
} from "@faceid-tally/books/engine"
import { Bill, dayNumberOf, monthOf } from "@faceid-tally/core/engine"
import { decodePricePlan, NO_PLANS, type PricePlans } from "@faceid-tally/core/money"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { TestClock } from "effect/testing"
import { afterAll, beforeAll, describe, expect, it } from "vitest"

import { type Databases, databases } from "../../test/databases.ts"
import { withBooks } from "../../test/run.ts"
import { accountBillRow, entry, line, NOON, page, record, stored } from "../../test/world.ts"

const october = monthOf("2026-10") ?? { name: "", first: 0, last: 0 }
const BEGUN = Date.parse("2026-11-04T12:00:00+08:00")
const HOUR = 3_600_000

const plans: PricePlans = {
  ...NO_PLANS,
  all: Result.getOrElse(
    decodePricePlan({
      currency: "CNY",
      labels: [{ label: "增强版", rules: ["1"], prices: [{ from: "2026-01-01", price: "1.2" }] }],
    }),
    () => null,
  ),
}

const result = (seq: string) =>
  Effect.flatMap(Ledger, (ledger) =>
    ledger.store(stored(record({ bizToken: `token-${seq}`, entries: [entry({ seq })] })), BEGUN),
  )

/** The bill of the whole month: these lines on the 5th. */
const billed = (...lines: ReadonlyArray<Parameters<typeof line>[0]>) =>
  Effect.flatMap(Ledger, (ledger) => {
    const bill = new Bill()
    for (let day = october.first; day <= october.last; day++) {
      const own = day === october.first + 4 ? lines : []
      bill.add({ ...page(0, null, own.map(line)), day })
    }
    return ledger.importBill(bill, BEGUN)
  })

const paid = Effect.flatMap(AccountBills, (bills) =>
  bills.store({ month: "2026-10", account: "default", rows: [accountBillRow()], dropped: 0 }, BEGUN),
)

const routes = [{ target: "them", kinds: [...alertKinds] satisfies ReadonlyArray<AlertKind>, isForPeople: false }]

/** Looks after so many hours; gives what is told since the last look. */
const look = (hours: number) =>
  Effect.gen(function* () {
    yield* TestClock.setTime(BEGUN + hours * HOUR)
    const count = yield* watchMonths({ programVersion: "1" })
    const told = yield* (yield* Work).list({ kind: "alert", limit: 100 })
    return told.slice(0, count).map(({ body }) => {
      const { alert, news } = Schema.decodeUnknownSync(Schema.fromJsonString(AlertWork))(body)
      return `${news} ${alert.kind} ${"month" in alert ? alert.month : ""}`
    })
  })

const decideAll = (state: "accepted" | "disputed") =>
  Effect.gen(function* () {
    const { items } = yield* monthDecisions(october, yield* lastRun(october))
    const rows = items.map(({ item: { key, facts }, decision }) => ({
      key,
      facts,
      base: decision?.number ?? 0,
      state,
      reason: state === "accepted" ? "immaterial" : null,
    }))
    const { outcomes } = yield* decide({ month: october, by: "li", now: BEGUN, rows })
    return new Set(outcomes.map(({ outcome }) => outcome))
  })

it("the month to close is the earliest open one after the first that was closed, once it is over", () => {
  const on = (day: string, ...closed: ReadonlyArray<string>) => monthToClose(dayNumberOf(day) ?? 0, closed)?.name
  expect(on("2026-11-04")).toBe("2026-10")
  expect(on("2026-11-04", "2026-08")).toBe("2026-09")
  expect(on("2026-11-04", "2026-08", "2026-10")).toBe("2026-09")
  expect(on("2026-11-30", "2026-10")).toBeUndefined()
  expect(on("2026-12-01", "2026-10")).toBe("2026-11")
})

describe.each(databases)("the month to close on %s", (_name, open) => {
  let all: Databases
  beforeAll(async () => {
    all = await open()
  })
  afterAll(() => all.close())

  it("is told as ready once, again after it was not, and no more when it is closed; so are decisions that fit no more", async () => {
    const work = Effect.gen(function* () {
      yield* result("a")
      yield* billed({ seq: "a" }, { seq: "b" })
      // Nobody has brought or decided anything: finance does not work here.
      expect(yield* look(0)).toEqual([])
      expect(yield* lastRun(october)).toBeNull()
      yield* paid
      expect(yield* look(1)).toEqual([])
      expect(yield* decideAll("accepted")).toEqual(new Set(["applied"]))
      // One of all workers looks, once an hour.
      expect(yield* look(1.5)).toEqual([])
      expect(yield* look(2)).toEqual(["opened month_ready_to_close 2026-10"])
      expect(yield* look(3)).toEqual([])
      // The bill is rerun: the line that was decided has other facts.
      yield* billed({ seq: "a" }, { seq: "b", errcode: 1001, at: NOON + HOUR })
      const changed = yield* look(30)
      expect(changed.toSorted()).toEqual(["opened decision_conflict 2026-10", "resolved month_ready_to_close 2026-10"])
      expect(yield* decideAll("disputed")).toEqual(new Set(["applied"]))
      const again = yield* look(32)
      expect(again.toSorted()).toEqual(["opened month_ready_to_close 2026-10", "resolved decision_conflict 2026-10"])
      const closing = { programVersion: "1", now: BEGUN + 33 * HOUR, by: "wang" }
      // A later month is closed before it.
      const november = monthOf("2026-11") ?? october
      yield* closeMonth({ ...closing, month: november, force: true, reason: "demo" })
      const closed = yield* closeMonth({ ...closing, month: october, force: false, reason: null })
      expect(closed).toMatchObject({ _tag: "Closed", isNew: true })
      expect(yield* look(34)).toEqual([])
      expect(yield* (yield* Work).list({ kind: "incident", state: "open", limit: 10 })).toEqual([])
    })
    await withBooks(
      await all.fresh(),
      work.pipe(
        Effect.provideService(Prices, plans),
        Effect.provideService(AlertRoutes, routes),
        Effect.provide(TestClock.layer()),
      ),
    )
  })
})
