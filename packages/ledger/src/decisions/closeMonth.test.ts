// Months that close (F5.3 to F5.5), on both databases: bytes stay, later months carry what has changed since.
import {
  AccountBills,
  closeMonth,
  type CloseRequest,
  comparedFigures,
  decide,
  lastRun,
  lastStatement,
  Ledger,
  monthDecisions,
  monthStatement,
  Prices,
} from "@faceid-tally/books/engine"
import { Bill, type Entry, type Month, monthOf } from "@faceid-tally/core/engine"
import {
  amountText,
  decodePricePlan,
  NO_PLANS,
  type PricePlans,
  readAmount,
  type StatementDocument,
} from "@faceid-tally/core/money"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import * as fc from "fast-check"
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest"

import { isSoak } from "../../../core/test/runs.ts"
import { type Databases, databases } from "../../test/databases.ts"
import { tamper, withBooks } from "../../test/run.ts"
import { accountBillRow, entry, line, page, record, stored } from "../../test/world.ts"

/** The module that computes statements, which can be made to throw. */
const computing = vi.hoisted(() => ({ throws: false }))
vi.mock(import("../../../core/src/statement/statement.ts"), async (original) => {
  const module = await original()
  return {
    ...module,
    makeStatement: (input) => {
      if (computing.throws) throw new Error("a statement is computed")
      return module.makeStatement(input)
    },
  }
})

const monthNamed = (name: string): Month => {
  const month = monthOf(name)
  if (month === undefined) throw new Error(name)
  return month
}
const months = ["2026-10", "2026-11", "2026-12"].map(monthNamed)
const [october, november] = [monthNamed("2026-10"), monthNamed("2026-11")]
/** All of them are over. */
const NOW = Date.parse("2027-01-10T12:00:00+08:00")
/** Noon of the 5th. */
const noonOf = ({ name }: Month): number => Date.parse(`${name}-05T12:00:00+08:00`)

const plansAt = (price: string): PricePlans => ({
  ...NO_PLANS,
  all: Result.getOrElse(
    decodePricePlan({
      currency: "CNY",
      labels: [{ label: "增强版", rules: ["1"], prices: [{ from: "2026-01-01", price }] }],
    }),
    () => null,
  ),
})

const seqOf = ({ name }: Month, number: number): string => `${name}-${number}`

const result = (month: Month, number: number) =>
  Effect.flatMap(Ledger, (ledger) =>
    ledger.store(
      stored(
        record({
          bizToken: `token-${seqOf(month, number)}`,
          fetchedAt: noonOf(month),
          entries: [entry({ seq: seqOf(month, number), at: noonOf(month) })],
        }),
      ),
      NOW,
    ),
  )

/** A version of the bill of the month's 5th day, with so many lines. */
const billed = (month: Month, lines: number) =>
  Effect.flatMap(Ledger, (ledger) => {
    const bill = new Bill()
    const each = Array.from({ length: lines }, (_, i) => line({ seq: seqOf(month, i), at: noonOf(month) }))
    bill.add({ ...page(0, null, each), day: month.first + 4 })
    return ledger.importBill(bill, NOW)
  })

const paid = (month: Month, units: number) =>
  Effect.flatMap(AccountBills, (bills) =>
    bills.store(
      {
        month: month.name,
        account: "default",
        rows: [accountBillRow({ used: units, cost: BigInt(units) * 120_000_000n })],
        dropped: 0,
      },
      NOW,
    ),
  )

const asked = (month: Month) => ({ month, programVersion: "1", now: NOW })
const closing = (month: Month, about: Partial<CloseRequest> = {}): CloseRequest => ({
  ...asked(month),
  by: "wang",
  force: true,
  reason: "demo",
  ...about,
})

/** All that is printed of a month. */
const printed = (month: Month) =>
  Effect.gen(function* () {
    const document = yield* monthStatement(asked(month))
    return JSON.stringify([document, yield* comparedFigures(month), (yield* lastStatement(asked(month))).document])
  })

const textOf = (units: number, price: string): string => amountText(BigInt(units) * (readAmount(price) ?? 0n))

const HALF_HOUR_MS = 1_800_000

describe.each(databases)("closed months on %s", (name, open) => {
  let all: Databases
  let address: string
  beforeAll(async () => {
    all = await open()
  })
  afterAll(() => all.close())
  beforeEach(async () => {
    address = await all.fresh()
  })

  const withPlans = <A, E>(use: Parameters<typeof withBooks<A, E>>[1], price = "1.2") =>
    withBooks(address, Effect.provideService(use, Prices, plansAt(price)))

  it("are blocked with codes and counts, closed by force with a reason, and proved by verify", () =>
    withPlans(
      Effect.gen(function* () {
        yield* result(october, 0)
        yield* billed(october, 2)
        const blocked = yield* closeMonth(closing(october, { force: false }))
        expect(blocked).toMatchObject({
          _tag: "Blocked",
          document: {
            close: null,
            blockers: [
              { code: "bill_incomplete", count: 30 },
              { code: "undecided", count: 1 },
              { code: "account_bill_missing", count: 1 },
            ],
          },
        })
        expect(yield* closeMonth(closing(october, { reason: null }))).toEqual({ _tag: "BadReason", fault: "missing" })
        expect(yield* closeMonth(closing(october, { reason: "问 13800138000" }))).toEqual({
          _tag: "BadReason",
          fault: "personal",
        })
        const closed = yield* closeMonth(closing(october))
        expect(closed).toMatchObject({
          isNew: true,
          document: {
            blockers: [{ code: "bill_incomplete" }, { code: "undecided" }, { code: "account_bill_missing" }],
            close: { revision: 1, forced: true, reason: "demo", by: "wang", decisions: 0 },
            plans: [{ account: "default" }, { account: null }],
          },
        })
        // Asked again it is not closed again.
        expect(yield* closeMonth(closing(october))).toEqual({ ...closed, isNew: false })
        expect(yield* closeMonth(closing(october, { force: false, reason: null }))).toEqual({ ...closed, isNew: false })
        const ledger = yield* Ledger
        yield* ledger.seal(NOW)
        expect(yield* ledger.verify({})).toMatchObject({ ok: true, unsealed: 0 })
      }),
    ))

  it("are found out where what was kept is changed", async () => {
    await withPlans(
      Effect.andThen(
        closeMonth(closing(october)),
        Effect.flatMap(Ledger, (ledger) => ledger.seal(NOW)),
      ),
    )
    await tamper(address, "UPDATE statement SET body = body || ' '")
    const verified = await withBooks(
      address,
      Effect.flatMap(Ledger, (ledger) => ledger.verify({})),
    )
    expect(verified).toMatchObject({ ok: false, broken: { what: "row" } })
  })

  it("carry changes into the earliest open month, with their causes, and decisions made since", () =>
    withPlans(
      Effect.gen(function* () {
        yield* result(october, 0)
        yield* billed(october, 2)
        yield* closeMonth(closing(october))
        const before = yield* printed(october)
        yield* result(october, 1)
        yield* billed(october, 4)
        yield* paid(october, 3)
        const next = yield* monthStatement(asked(november))
        const label = { account: "default", label: "增强版" }
        expect(next.adjustments).toEqual([
          {
            month: "2026-10",
            labels: [
              {
                ...label,
                units: { ours: 1, bill: 2 },
                billed: { ours: "1.20", bill: "2.40" },
                consumed: { ours: "1.20", bill: "2.40" },
                cost: "3.60",
              },
            ],
            causes: ["results", "bill", "account_bill"],
          },
        ])
        // One item of October is credited after its close.
        const { items } = yield* monthDecisions(october, yield* lastRun(october))
        const [{ key, facts } = { key: "", facts: "" }] = items.map(({ item }) => item)
        const rows = [{ key, facts, base: 0, state: "credited", amount: "1.2" }]
        yield* decide({ month: october, by: "li", now: NOW + 1, rows })
        const later = yield* monthStatement(asked(november))
        expect(later.earlier).toEqual([{ month: "2026-10", state: "credited", count: 1, amount: "1.20", units: 0 }])
        yield* closeMonth(closing(november, { now: NOW + 2 }))
        expect(yield* printed(october)).toBe(before)
        // December has nothing to tell of October any more.
        const december = yield* monthStatement(asked(monthNamed("2026-12")))
        expect(december.adjustments).toEqual([])
        expect(december.earlier).toEqual([])
      }),
    ))

  it("are closed again only as the latest, with a reason; both revisions stay", () =>
    withPlans(
      Effect.gen(function* () {
        yield* closeMonth(closing(october))
        yield* result(october, 0)
        yield* closeMonth(closing(november))
        expect(yield* closeMonth(closing(october, { reason: "again" }))).toEqual({
          _tag: "NotLatest",
          latest: "2026-11",
        })
        const second = yield* closeMonth(closing(november, { reason: "again" }))
        expect(second).toMatchObject({ isNew: true, document: { close: { revision: 2, reason: "again" } } })
        const { adjustments } = yield* monthStatement(asked(november))
        expect(adjustments).toMatchObject([{ month: "2026-10", labels: [{ units: { ours: 1, bill: 0 } }] }])
        const skipped = yield* monthStatement(asked(monthNamed("2027-02")))
        expect(skipped.blockers).toContainEqual({ code: "earlier_month_open", count: 2 })
      }),
    ))

  it("are reconciled again for the next month only where something of their own days was written", () =>
    withPlans(
      Effect.gen(function* () {
        yield* result(october, 0)
        yield* billed(october, 2)
        yield* closeMonth(closing(october))
        const runOf = Effect.gen(function* () {
          yield* monthStatement(asked(november))
          return (yield* lastRun(october))?.id
        })
        const ledger = yield* Ledger
        const issued = (month: Month) =>
          ledger.register(
            [{ bizToken: `issued-${month.name}`, account: null, ruleId: "1", issuedAt: noonOf(month) }],
            NOW,
          )
        const closed = yield* runOf
        yield* result(november, 0)
        yield* billed(november, 3)
        yield* paid(october, 3)
        yield* issued(november)
        expect(yield* runOf).toBe(closed)
        const told = (number: number, entries: ReadonlyArray<Entry>) =>
          ledger.store(
            stored(
              record({ bizToken: `token-${seqOf(october, number)}`, fetchedAt: noonOf(november) + number, entries }),
            ),
            NOW,
          )
        const runs = [closed]
        for (const write of [
          result(october, 1),
          billed(october, 4),
          issued(october),
          // Its charge leaves October.
          told(0, [entry({ seq: seqOf(october, 0), at: noonOf(november) })]),
          // It may be of October.
          told(2, [entry({ seq: seqOf(october, 2), at: null })]),
          ledger.register(
            [{ bizToken: `token-${seqOf(october, 1)}`, account: null, ruleId: "2", issuedAt: noonOf(november) }],
            NOW,
          ),
        ]) {
          yield* write
          runs.push(yield* runOf)
          expect(yield* runOf).toBe(runs.at(-1))
        }
        expect(new Set(runs).size).toBe(7)
      }),
    ))

  it("are closed by one of two people at once", async () => {
    const both = await Promise.all(["wang", "li"].map((by) => withPlans(closeMonth(closing(october, { by })))))
    expect(both.filter((each) => "isNew" in each && each.isNew)).toHaveLength(1)
    const by = both.flatMap((each) => ("document" in each ? [each.document.close?.by] : []))
    expect(new Set(by).size).toBe(1)
  })

  it("are printed of what was kept alone: nothing is computed, no book is asked", () =>
    withPlans(
      Effect.gen(function* () {
        yield* result(october, 0)
        yield* closeMonth(closing(october))
        const before = yield* printed(october)
        const away = new Proxy(yield* Ledger, {
          get: () => {
            throw new Error("the books are asked")
          },
        })
        computing.throws = true
        const again = Effect.ensuring(
          Effect.provideService(printed(october), Ledger, away),
          Effect.sync(() => {
            computing.throws = false
          }),
        )
        expect(yield* again).toBe(before)
        computing.throws = true
        const ofOpenMonth = Effect.ensuring(
          Effect.exit(monthStatement(asked(november))),
          Effect.sync(() => {
            computing.throws = false
          }),
        )
        expect((yield* ofOpenMonth)._tag).toBe("Failure")
        const branch = yield* monthStatement({ ...asked(october), account: "branch" })
        expect(branch.totals.ours.units).toBe(0)
      }),
    ))

  const act: fc.Arbitrary<Act> = fc.record({
    what: fc.constantFrom("result", "bill", "paid", "close", "close", "revise"),
    month: fc.nat(2),
    count: fc.nat(4),
    price: fc.constantFrom("1.2", "0.85", "0.28"),
  })

  it(
    "stay byte by byte whatever comes later, and with their adjustments are what the books say (law 4)",
    () =>
      fc.assert(
        fc.asyncProperty(fc.array(act, { minLength: 4, maxLength: 12 }), async (acts) => {
          expect(await withBooks(await all.fresh(), brokenBy(acts))).toEqual([])
        }),
        { numRuns: isSoak ? 1000 : name === "SQLite" ? 25 : 3 },
      ),
    HALF_HOUR_MS,
  )
})

/** What somebody does to the books, by the plan that is in force then. */
interface Act {
  readonly what: "result" | "bill" | "paid" | "close" | "revise"
  readonly month: number
  readonly count: number
  readonly price: string
}

/** Does what is asked, looks after each act at all that is closed, and gives what does not hold. */
const brokenBy = Effect.fnUntraced(function* (acts: ReadonlyArray<Act>) {
  const broken: Array<string> = []
  const now = months.map(() => ({ ours: 0, bill: 0, paid: 0 }))
  const closed: Array<{ readonly month: Month; text: string; price: string }> = []
  for (const [number, { what, month: i, count, price }] of acts.entries()) {
    const [month, own] = [months[i], now[i]]
    if (month === undefined || own === undefined) continue
    const priced = Effect.provideService(Prices, plansAt(price))
    if (what === "result") {
      yield* result(month, own.ours)
      own.ours++
    } else if (what === "bill") {
      yield* billed(month, count)
      own.bill = count
    } else if (what === "paid") {
      yield* paid(month, count)
      own.paid = count
    } else {
      const next = months[what === "close" ? closed.length : closed.length - 1]
      if (next === undefined) continue
      yield* priced(closeMonth(closing(next, { reason: `act ${number}` })))
      const text = yield* priced(printed(next))
      const known = closed.find((each) => each.month === next)
      if (known === undefined) closed.push({ month: next, text, price })
      else Object.assign(known, { text, price })
      broken.push(...(yield* priced(brokenLaw4(closed, now))))
    }
    for (const each of closed) {
      if ((yield* priced(printed(each.month))) !== each.text) broken.push(`${each.month.name} after act ${number}`)
    }
  }
  return broken
})

/** Of each closed month but the last: what it said, and what was adjusted since, is what the books say. */
const brokenLaw4 = Effect.fnUntraced(function* (
  closed: ReadonlyArray<{ readonly month: Month; readonly price: string }>,
  books: ReadonlyArray<{ readonly ours: number; readonly bill: number; readonly paid: number }>,
) {
  const documents: ReadonlyArray<StatementDocument> = yield* Effect.forEach(closed, (each) =>
    monthStatement(asked(each.month)),
  )
  const broken: Array<string> = []
  const same = (what: string, found: number | string, wanted: number | string) =>
    found === wanted ? 0 : broken.push(`${what}: ${found} instead of ${wanted}`)
  for (const [i, { month, price }] of closed.slice(0, -1).entries()) {
    const [said, now] = [documents[i], books[i]]
    if (said === undefined || now === undefined) throw new RangeError(month.name)
    const rows = documents
      .flatMap(({ adjustments }) => adjustments.filter((of) => of.month === month.name))
      .flatMap(({ labels }) => labels)
    for (const side of ["ours", "bill"] as const) {
      const units = rows.reduce((sum, row) => sum + row.units[side], said.totals[side].units)
      same(`${month.name} ${side}`, units, now[side])
      const first = readAmount(said.labels[0]?.[side].billed ?? "0.00") ?? 0n
      const amount = rows.reduce((sum, row) => sum + (readAmount(row.billed[side] ?? "x") ?? 0n), first)
      same(`${month.name} billed by ${side}`, amountText(amount), textOf(now[side], price))
    }
    const cost = readAmount(said.labels[0]?.accountBill?.cost ?? "0") ?? 0n
    const costs = rows.reduce((sum, row) => sum + (readAmount(row.cost) ?? 0n), cost)
    same(`${month.name} paid`, amountText(costs), textOf(now.paid, "1.2"))
  }
  return broken
})
