// Prices, packs and amounts, against a twin that counts one unit at a time (F1, F2).
import * as Result from "effect/Result"
import * as fc from "fast-check"
import { describe, expect, it } from "vitest"

import { payUnitByUnit } from "../../test/plainMoney.ts"
import { amountText, readAmount, roundToFen } from "./Amount.ts"
import { monthOf } from "../calendar/Month.ts"
import { openPacks, worthOf } from "./packs.ts"
import { priceMonth } from "./priceMonth.ts"
import { decodePricePlan, type Label, type Pack, type Price } from "./PricePlan.ts"
import { stepCost } from "./stepCost.ts"

const october = monthOf("2026-10") ?? { name: "", first: 0, last: 0 }
const yuan = (text: string): bigint => readAmount(text) ?? -1n

const label = (prices: ReadonlyArray<Price>): Label => ({
  label: "L",
  rules: ["1"],
  chargeType: null,
  component: "L",
  prices,
})
const flat = (price: string): Price => ({
  from: 0,
  to: null,
  mode: "flat",
  steps: [{ from: 1, price: yuan(price) }],
})
const pack = (of: Partial<Pack>): Pack => ({
  id: "P",
  account: null,
  label: "L",
  units: 10_000,
  price: yuan("11000"),
  free: false,
  from: october.first,
  to: october.last + 300,
  left: null,
  ...of,
})
const noHistory = () => 0
const onTheFirst = (units: number) => new Map([[october.first, units]])

/** Mode, steps, units, billed: the worked examples of F2. */
const worked: ReadonlyArray<readonly [Price["mode"], ReadonlyArray<readonly [number, string]>, number, string]> = [
  [
    "reached",
    [
      [1, "1"],
      [1000, "0.85"],
    ],
    3000,
    "2550.00",
  ],
  [
    "reached",
    [
      [1, "1"],
      [1000, "0.85"],
    ],
    1000,
    "850.00",
  ],
  [
    "reached",
    [
      [1, "1"],
      [1000, "0.85"],
    ],
    999,
    "999.00",
  ],
  [
    "graduated",
    [
      [1, "0.85"],
      [10_001, "0.8"],
    ],
    100_000,
    "80500.00",
  ],
  ["flat", [[1, "1.2"]], 0, "0.00"],
]

describe("what a month costs", () => {
  it.each(worked)("%s %j: %d units cost %s", (mode, steps, units, billed) => {
    const [first = { from: 1, price: null }, ...rest] = steps.map(([from, price]) => ({ from, price: yuan(price) }))
    const price: Price = { from: 0, to: null, mode, steps: [first, ...rest] }
    expect(amountText(stepCost(price, units).amount ?? -1n)).toBe(billed)
  })

  it("a pack pays first, and the month still costs what it is worth", () => {
    const packs = openPacks([pack({})], october, noHistory)
    const { billed, consumed, packUnits } = priceMonth(label([flat("1.2")]), october, onTheFirst(15_000), packs)
    expect([packUnits, amountText(billed ?? 0n), amountText(consumed ?? 0n)]).toEqual([10_000, "6000.00", "17000.00"])
  })

  it("units that a pack paid are not counted in steps", () => {
    const price: Price = {
      ...flat("1"),
      mode: "reached",
      steps: [
        { from: 1, price: yuan("1") },
        { from: 1000, price: yuan("0.85") },
      ],
    }
    const packs = openPacks([pack({ price: yuan("8500") })], october, noHistory)
    const { billed, consumed } = priceMonth(label([price]), october, onTheFirst(15_000), packs)
    expect([amountText(billed ?? 0n), amountText(consumed ?? 0n)]).toEqual(["4250.00", "12750.00"])
  })

  it("to the fen, half away from zero", () => {
    expect(["0.1675", "0.125", "-0.125"].map((text) => amountText(roundToFen(yuan(text))))).toEqual([
      "0.17",
      "0.13",
      "-0.13",
    ])
  })

  it("no price: counted as unpriced, the amount unknown, 0 units still cost nothing", () => {
    const none = priceMonth(label([]), october, onTheFirst(3), [])
    expect([none.units, none.unpriced, none.billed, none.value]).toEqual([3, 3, null, null])
    expect(priceMonth(label([]), october, new Map(), []).billed).toBe(0n)
  })

  it("what a pack had is unknown where a bill since its start is missing, or it is told too late", () => {
    const old = pack({ from: october.first - 40 })
    const missing = (day: number) => (day === october.first - 3 ? null : 0)
    expect(openPacks([old], october, missing)[0]?.opening).toBeNull()
    const late = pack({ from: october.first - 40, left: { day: october.first + 5, units: 7 } })
    expect(openPacks([late], october, noHistory)[0]?.opening).toBeNull()
    const told = pack({ from: october.first - 40, left: { day: october.first, units: 7 } })
    expect(openPacks([told], october, missing)[0]?.opening).toBe(7)
  })

  it("UnitByUnitIsTheSame: packs, steps and price changes in one month", () => {
    fc.assert(
      fc.property(
        prices,
        fc.array(pieces, { maxLength: 4 }),
        fc.array(fc.integer({ min: 0, max: 30 }), { maxLength: 31 }),
        (drawn, packs, days) => {
          const of = label(drawn)
          const all = packs.map((piece, i) => pack({ ...piece, id: `P${i}` })).toSorted(inBurnOrder)
          const units = new Map(days.map((count, i) => [october.first + i, count]))
          const open = openPacks(all, october, noHistory)
          const fast = priceMonth(of, october, units, open)
          const slow = payUnitByUnit(
            of,
            october.first,
            days,
            open.map(({ pack: each, opening }) => ({ pack: each, left: opening ?? 0 })),
          )
          expect([fast.postpaid, fast.billed, fast.consumed]).toEqual([slow.postpaid, slow.billed, slow.consumed])
          for (const { pack: each, counts, worth } of fast.packs) {
            expect((counts?.burnt ?? 0) + (counts?.expired ?? 0) + (counts?.left ?? 0)).toBe(counts?.opening)
            expect((worth?.burnt ?? 0n) + (worth?.expired ?? 0n) + (worth?.left ?? 0n)).toBe(worth?.opening)
            expect((counts?.expired ?? 0) + (counts?.left ?? 0)).toBe(slow.left.get(each))
          }
        },
      ),
      { numRuns: 1000 },
    )
  })

  it("AWholePackCostsItsPrice, however it is burnt", () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 10n ** 14n }),
        fc.integer({ min: 1, max: 10_000 }),
        fc.array(fc.nat(10_000)),
        (price, units, cuts) => {
          const whole = pack({ price, units })
          const at = [0, ...cuts.map((cut) => cut % (units + 1)), units].toSorted((a, b) => a - b)
          const parts = at.slice(1).map((end, i) => worthOf(whole, end) - worthOf(whole, at[i] ?? 0))
          expect(parts.reduce((sum, part) => sum + part, 0n)).toBe(price)
        },
      ),
      { numRuns: 1000 },
    )
  })

  it("GraduatedIsMonotone, reached within a step only", () => {
    fc.assert(
      fc.property(steps, fc.nat(60), (drawn, units) => {
        const graduated: Price = { from: 0, to: null, mode: "graduated", steps: drawn }
        expect(stepCost(graduated, units + 1).amount ?? 0n).toBeGreaterThanOrEqual(
          stepCost(graduated, units).amount ?? 0n,
        )
        const reached: Price = { ...graduated, mode: "reached" }
        const isNextStep = drawn.some(({ from }) => from === units + 1)
        const more = stepCost(reached, units + 1).amount ?? 0n
        expect(isNextStep || more >= (stepCost(reached, units).amount ?? 0n)).toBe(true)
      }),
      { numRuns: 1000 },
    )
  })
})

const inBurnOrder = (a: Pack, b: Pack): number =>
  Number(b.free) - Number(a.free) || a.to - b.to || a.from - b.from || (a.id < b.id ? -1 : 1)

const amounts = fc.bigInt({ min: 0n, max: 3n * 10n ** 8n })
const steps = fc
  .tuple(
    amounts,
    fc.uniqueArray(fc.tuple(fc.integer({ min: 2, max: 60 }), amounts), { selector: ([from]) => from, maxLength: 3 }),
  )
  .map(([first, others]): Price["steps"] => [
    { from: 1, price: first },
    ...others.toSorted(([a], [b]) => a - b).map(([from, price]) => ({ from, price })),
  ])
const steady = fc
  .tuple(fc.constantFrom("reached" as const, "graduated" as const), steps)
  .map(([mode, drawn]): ReadonlyArray<Price> => [{ from: 0, to: null, mode, steps: drawn }])
const changing = fc
  .uniqueArray(
    fc.tuple(fc.integer({ min: -3, max: 30 }), fc.option(fc.integer({ min: 0, max: 20 }), { nil: null }), amounts),
    {
      selector: ([day]) => day,
      maxLength: 4,
    },
  )
  .map((drawn): ReadonlyArray<Price> =>
    drawn
      .toSorted(([a], [b]) => a - b)
      .map(([day, length, price]) => ({
        from: october.first + day,
        to: length === null ? null : october.first + day + length,
        mode: "flat",
        steps: [{ from: 1, price }],
      })),
  )
const prices = fc.oneof(steady, changing)
const pieces = fc.record({
  units: fc.integer({ min: 1, max: 120 }),
  price: amounts,
  free: fc.boolean(),
  from: fc.integer({ min: -5, max: 25 }).map((day) => october.first + day),
  to: fc.integer({ min: 25, max: 60 }).map((day) => october.first + day),
})

describe("a price plan", () => {
  const plan = (change: (plan: ReturnType<typeof good>) => unknown) => {
    const value = good()
    return decodePricePlan(change(value) ?? value)
  }
  const good = () => ({
    currency: "CNY",
    labels: [
      { label: "A", rules: ["1001"], chargeType: "核身", prices: [{ from: "2026-01-01", price: "1.2" }] },
      {
        label: "B",
        rules: ["1002"],
        prices: [
          {
            from: "2026-01-01",
            to: "2026-12-31",
            mode: "reached",
            steps: [
              { from: 1, price: "0.3" },
              { from: 1000, price: "0.28" },
            ],
          },
        ],
      },
    ] as Array<Record<string, unknown>>,
    packs: [{ id: "P", label: "A", units: 10, price: "11", from: "2026-02-14", to: "2027-02-13" }] as Array<
      Record<string, unknown>
    >,
  })

  /** What is wrong, and the code and place that are told. */
  const wrong: ReadonlyArray<readonly [string, (plan: ReturnType<typeof good>) => unknown, string]> = [
    ["another currency", (p) => ({ ...p, currency: "USD" }), "wrong_type currency"],
    ["a misspelt key", (p) => void (p.labels[0] = { ...p.labels[0], price: "1" }), "unknown_key labels.0.price"],
    [
      "a price that is a number",
      (p) => void (p.labels[0] = { ...p.labels[0], prices: [{ from: "2026-01-01", price: 1.2 }] }),
      "wrong_type labels.0.prices.0.price",
    ],
    [
      "an exponent",
      (p) => void (p.labels[0] = { ...p.labels[0], prices: [{ from: "2026-01-01", price: "1.2E3" }] }),
      "wrong_type labels.0.prices.0.price",
    ],
    ["a name twice", (p) => void (p.labels[1] = { ...p.labels[1], label: "A" }), "same_label labels.1.label"],
    [
      "a component twice, but for its brackets",
      (p) => {
        p.labels[0] = { ...p.labels[0], component: "X（权威库）" }
        p.labels[1] = { ...p.labels[1], component: "X (权威库)" }
      },
      "same_component labels.1.component",
    ],
    [
      "two labels for one charge",
      (p) => void (p.labels[1] = { ...p.labels[1], rules: ["1001"] }),
      "same_charges labels.1.rules",
    ],
    [
      "prices out of order",
      (p) =>
        void (p.labels[0] = {
          ...p.labels[0],
          prices: [
            { from: "2026-02-01", price: "1" },
            { from: "2026-01-01", price: "1" },
          ],
        }),
      "wrong_order labels.0.prices.1.from",
    ],
    [
      "steps that change within a month",
      (p) =>
        void (p.labels[1] = {
          ...p.labels[1],
          prices: [{ from: "2026-01-05", mode: "reached", steps: [{ from: 1, price: "1" }] }],
        }),
      "not_month_bound labels.1.prices.0.from",
    ],
    [
      "a first step that is not 1",
      (p) =>
        void (p.labels[1] = {
          ...p.labels[1],
          prices: [{ from: "2026-01-01", mode: "reached", steps: [{ from: 2, price: "1" }] }],
        }),
      "first_step_not_1 labels.1.prices.0.steps.0.from",
    ],
    ["a pack of no label", (p) => void (p.packs[0] = { ...p.packs[0], label: "C" }), "unknown_label packs.0.label"],
    [
      "a pack that ends before it begins",
      (p) => void (p.packs[0] = { ...p.packs[0], to: "2026-01-01" }),
      "end_before_start packs.0.to",
    ],
    [
      "more left than bought",
      (p) => void (p.packs[0] = { ...p.packs[0], left: { day: "2026-03-01", units: 11 } }),
      "too_many_left packs.0.left.units",
    ],
  ]
  it.each(wrong)("is refused with the place: %s", (_, change, told) => {
    const decoded = plan(change)
    const faults = Result.isFailure(decoded) ? decoded.failure : []
    expect(faults.map(({ code, path }) => `${code} ${path.join(".")}`)).toEqual([told])
  })

  it("is read", () => {
    expect(Result.isSuccess(plan(() => undefined))).toBe(true)
  })
})
