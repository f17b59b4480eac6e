// The statement of a month and the account bill in it (F3, F5).
import * as Result from "effect/Result"
import * as fc from "fast-check"
import { describe, expect, it } from "vitest"

import { dayNumberOf } from "../calendar/day.ts"
import { type AccountBillRow, readAccountBillRow } from "../accountBill/accountBill.ts"
import { amountText, readAmount } from "../money/Amount.ts"
import { monthOf } from "../calendar/Month.ts"
import { openPacks } from "../money/packs.ts"
import type { BilledCharges } from "../money/priceBill.ts"
import { priceMonth } from "../money/priceMonth.ts"
import { decodePricePlan, type PricePlan } from "../money/PricePlan.ts"
import { type AccountMonth, ALONE, makeStatement, type StatementItem } from "./statement.ts"
import type { StatementDocument } from "./StatementDocument.ts"

const october = monthOf("2026-10") ?? { name: "", first: 0, last: 0 }
const day = (text: string): number => dayNumberOf(text) ?? 0

const planOf = (value: unknown): PricePlan => {
  const decoded = decodePricePlan(value)
  if (Result.isFailure(decoded)) throw new Error(JSON.stringify(decoded.failure))
  return decoded.success
}

const rowOf = (cells: Parameters<typeof readAccountBillRow>[0]): ReadonlyArray<AccountBillRow> => {
  const row = readAccountBillRow(cells)
  if (Result.isFailure(row)) throw new Error(JSON.stringify(row.failure))
  return row.success === null ? [] : [row.success]
}

const run = { id: 2, seal: { seal: 2, head: "ab".repeat(32) }, complete: true, incomplete: [] }
const nothing = { history: { isComplete: () => true, billed: [] }, codes: [], accountBill: null, invoice: null }

const statement = (accounts: ReadonlyArray<AccountMonth>, ledgerCharges: number): StatementDocument =>
  makeStatement({ month: october, isOver: true, isCompared: true, run, ledgerCharges, accounts, nfc: 0, around: ALONE })

const label = "增强版人脸核身（权威库）-微信"

describe("the statement of a month", () => {
  it("is the example of F11", () => {
    const plan = planOf({
      currency: "CNY",
      source: "contract 2026-0815",
      labels: [
        {
          label,
          rules: ["1001"],
          chargeType: "核身",
          component: label,
          prices: [{ from: "2026-01-01", price: "1.2" }],
        },
      ],
      packs: [{ id: "RP-1", label, units: 3, price: "3.3", from: "2026-10-01", to: "2027-09-30" }],
    })
    const billed = (on: string, charges: number) => ({ day: day(on), ruleId: "1001", chargeType: "核身", charges })
    const item = { ruleId: "1001", chargeType: "核身", impact: 1, claim: 1 } as const
    const usage = { product: "人脸核身", action: "按量计费月结", begin: "2026-10-01", cash: "0" } as const
    const rows = [
      rowOf({
        ...usage,
        component: `人脸核身·${label}`,
        used: "5",
        price: "1.14",
        cost: "5.7",
        voucher: "1",
        cash: "4.7",
      }),
      rowOf({
        ...usage,
        action: "调账补偿",
        begin: "2026-09-01",
        component: `人脸核身·${label}`,
        used: "-",
        cost: "-1.2",
        cash: "-1.2",
      }),
      rowOf({ ...usage, component: "人脸核身·App SDK", used: "10", cost: "3", cash: "3" }),
      rowOf({ ...usage, product: "云服务器", component: "CPU", used: "x", cost: "1" }),
    ].flat()
    const { codes, ...made } = statement(
      [
        {
          ...nothing,
          account: "default",
          plan,
          billed: [billed("2026-10-01", 4), billed("2026-10-02", 3)],
          items: [
            { ...item, kind: "charge_mismatch", day: day("2026-10-01") },
            { ...item, kind: "duplicate_in_bill", day: day("2026-10-02"), state: "disputed" },
          ],
          codes: [
            { ruleId: "1001", errcode: 2016, charges: 1 },
            { ruleId: "1001", errcode: 0, charges: 4 },
          ],
          accountBill: { version: 1, digest: "d", at: Date.parse("2026-11-03T09:00:00+08:00"), dropped: 1, rows },
          invoice: readAmount("6.5") ?? null,
        },
      ],
      5,
    )
    expect(made).toEqual({
      schema: "statement/1",
      month: "2026-10",
      currency: "CNY",
      run,
      verdict: "different",
      blockers: [{ code: "undecided", count: 1 }],
      labels: [
        {
          account: "default",
          label,
          value: "1.20",
          ours: { units: 5, packUnits: 3, postpaid: 2, unpriced: 0, billed: "2.40", consumed: "5.70" },
          bill: { units: 7, packUnits: 3, postpaid: 4, unpriced: 0, billed: "4.80", consumed: "8.10" },
          difference: { units: 2, billed: "2.40", consumed: "2.40" },
          kinds: [
            { kind: "charge_mismatch", count: 1, impact: 1, amount: "1.20" },
            { kind: "duplicate_in_bill", count: 1, impact: 1, amount: "1.20" },
          ],
          effect: "0.00",
          accountBill: {
            used: 5,
            raw: null,
            deducted: null,
            unitPrices: ["1.14"],
            cost: "5.70",
            usage: "1.20",
            price: "-0.30",
          },
        },
      ],
      accounts: [
        {
          account: "default",
          ours: { units: 5, billed: "2.40", payable: "2.40", consumed: "5.70" },
          bill: { units: 7, billed: "4.80", payable: "4.80", consumed: "8.10" },
          accountBill: {
            version: 1,
            digest: "d",
            at: "2026-11-03T09:00:00+08:00",
            early: false,
            dropped: 1,
            labels: "5.70",
            adjustments: [
              { action: "调账补偿", component: `人脸核身·${label}`, month: "2026-09", billId: null, cost: "-1.20" },
            ],
            otherMonths: [],
            otherComponents: [
              { action: "按量计费月结", component: "人脸核身·App SDK", month: "2026-10", billId: null, cost: "3.00" },
            ],
            total: "7.50",
            voucher: "1.00",
            gift: "0.00",
            share: "0.00",
            unpaid: "0.00",
            cash: "6.50",
            invoice: "6.50",
            rest: "0.00",
            precision: "0.00",
          },
        },
      ],
      totals: {
        ours: { units: 5, billed: "2.40", consumed: "5.70" },
        bill: { units: 7, billed: "4.80", consumed: "8.10" },
        difference: { units: 2, billed: "2.40", consumed: "2.40" },
      },
      packs: [
        {
          account: "default",
          label,
          id: "RP-1",
          free: false,
          from: "2026-10-01",
          to: "2027-09-30",
          units: 3,
          known: true,
          opening: 3,
          burnt: 3,
          expired: 0,
          left: 0,
          worth: { opening: "3.30", burnt: "3.30", expired: "0.00", left: "0.00" },
        },
      ],
      states: [
        { state: "open", count: 1, impact: 1, claim: 1, claimed: "1.20", eitherWay: "1.20" },
        { state: "accepted", count: 0, impact: 0, claim: 0, claimed: "0.00", eitherWay: "0.00" },
        { state: "disputed", count: 1, impact: 1, claim: 1, claimed: "1.20", eitherWay: "1.20" },
        {
          state: "credited",
          count: 0,
          impact: 0,
          claim: 0,
          claimed: "0.00",
          eitherWay: "0.00",
          amount: "0.00",
          units: 0,
        },
      ],
      codesRest: "-0.30",
      nfc: 0,
      adjustments: [],
      earlier: [],
      close: null,
    })
    expect(codes).toEqual([
      { errcode: 0, charges: 4, amount: "4.80" },
      { errcode: 2016, charges: 1, amount: "1.20" },
    ])
  })

  it("EffectIsWhatItemsDoToStepsAndPacks: with each item in turn, the cost with it − without it − its value", () => {
    fc.assert(
      fc.property(months, ({ account, ledgerCharges }) => {
        const { labels, totals } = statement([account], ledgerCharges)
        let consumed = 0n
        for (const row of labels) {
          expect(amounts([row.ours.consumed, ...row.kinds.map(({ amount }) => amount), row.effect])).toBe(
            amounts([row.bill.consumed]),
          )
          expect(amounts([row.effect])).toBe(effectOf(account, row))
          consumed += amounts([row.bill.consumed])
        }
        expect(amounts([totals.bill.consumed])).toBe(consumed)
      }),
      { numRuns: 1000 },
    )
  })

  it("a charge of no label is unpriced, and the month incomplete", () => {
    const account = {
      ...nothing,
      account: "default",
      plan: null,
      billed: [{ day: october.first, ruleId: "1", chargeType: null, charges: 2 }],
      items: [],
    }
    const { verdict, labels, totals } = statement([account], 2)
    expect([verdict, labels[0]?.label, labels[0]?.bill.unpriced, totals.bill.billed]).toEqual([
      "incomplete",
      null,
      2,
      null,
    ])
  })

  it("a pack of which nobody knows what it had leaves the units, and no amount", () => {
    const plan = planOf({
      currency: "CNY",
      labels: [{ label, rules: ["*"], prices: [{ from: "2026-01-01", price: "1" }] }],
      packs: [{ id: "P", label, units: 10, price: "5", from: "2026-09-01", to: "2026-12-31" }],
    })
    const account = {
      ...nothing,
      history: { isComplete: () => false, billed: [] },
      account: "default",
      plan,
      billed: [{ day: october.first, ruleId: null, chargeType: null, charges: 2 }],
      items: [],
    }
    const { verdict, labels, packs } = statement([account], 2)
    expect([verdict, labels[0]?.bill.units, labels[0]?.bill.billed, labels[0]?.value]).toEqual([
      "incomplete",
      2,
      null,
      null,
    ])
    expect([packs[0]?.known, packs[0]?.opening, packs[0]?.worth.left]).toEqual([false, null, null])
  })

  it("units that do not sum to the run's own are a broken law, never a statement", () => {
    const account = { ...nothing, account: "default", plan: null, billed: [], items: [] }
    expect(() => statement([account], 1)).toThrow("law")
  })
})

const amounts = (texts: ReadonlyArray<string | null>): bigint =>
  texts.reduce((sum, text) => sum + (readAmount(text ?? "") ?? 10n ** 30n), 0n)

/** The effect by another way: from our side to the bill's, item by item in their order. */
const effectOf = ({ plan, billed, items }: AccountMonth, row: StatementDocument["labels"][number]): bigint => {
  const of = plan?.labels.find((each) => each.label === row.label)
  if (plan === null || of === undefined) return 0n
  const units = new Map<number, number>()
  const add = (on: number, count: number) => units.set(on, (units.get(on) ?? 0) + count)
  const mine = (origin: { readonly ruleId: string | null }) => of.rules.includes(origin.ruleId ?? "")
  for (const each of billed) if (mine(each)) add(each.day, each.charges)
  for (const item of items) if (mine(item)) add(item.day, -item.impact)
  const cost = () =>
    priceMonth(
      of,
      october,
      units,
      openPacks(
        plan.packs.filter((pack) => pack.label === of.label),
        october,
        () => 0,
      ),
    ).consumed ?? 0n
  let effect = 0n
  for (const item of items.filter(mine)) {
    const before = cost()
    add(item.day, item.impact)
    effect += cost() - before - BigInt(item.impact) * amounts([row.value])
  }
  return effect
}

const plan = planOf({
  currency: "CNY",
  labels: [
    {
      label: "flat",
      rules: ["1"],
      prices: [
        { from: "2026-01-01", price: "1.2" },
        { from: "2026-10-10", to: "2026-10-20", price: "0.9" },
      ],
    },
    {
      label: "reached",
      rules: ["2"],
      prices: [
        {
          from: "2026-01-01",
          mode: "reached",
          steps: [
            { from: 1, price: "0.3" },
            { from: 10, price: "0.28" },
          ],
        },
      ],
    },
    {
      label: "graduated",
      rules: ["3"],
      prices: [
        {
          from: "2026-01-01",
          mode: "graduated",
          steps: [
            { from: 1, price: "0.85" },
            { from: 11, price: "0.8" },
          ],
        },
      ],
    },
  ],
  packs: [
    { id: "A", label: "flat", units: 7, price: "5", from: "2026-09-30", to: "2026-10-12" },
    { id: "B", label: "reached", units: 4, price: "1", from: "2026-10-05", to: "2027-10-04", free: true },
  ],
})

const days = fc.integer({ min: october.first, max: october.last })
const rules = fc.constantFrom("1", "2", "3")
const months = fc
  .array(fc.tuple(days, rules, fc.constantFrom("agrees", "extra", "missing")), { maxLength: 60 })
  .map((charges) => {
    const billed: Array<BilledCharges> = []
    const items: Array<StatementItem> = []
    let ledgerCharges = 0
    for (const [on, ruleId, what] of charges) {
      const origin = { day: on, ruleId, chargeType: null }
      if (what !== "extra") ledgerCharges++
      if (what !== "missing") billed.push({ ...origin, charges: 1 })
      if (what === "extra") items.push({ ...origin, kind: "missing_in_ledger", impact: 1, claim: 1 })
      if (what === "missing") items.push({ ...origin, kind: "missing_in_bill", impact: -1, claim: -1 })
    }
    const account: AccountMonth = { ...nothing, account: "default", plan, billed, items }
    return { account, ledgerCharges }
  })

describe("amounts as text", () => {
  it("EveryAmountComesBack", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 19n), max: 10n ** 19n }), (amount) => {
        expect(readAmount(amountText(amount))).toBe(amount)
      }),
      { numRuns: 1000 },
    )
  })

  it.each(["1.2E3", "1,200", "", "+1", "1.", ".5", "1.123456789", "１"])("%s is none", (text) => {
    expect(readAmount(text)).toBeUndefined()
  })
})
