// What became of a closed month (F5.4): what is told once is not told again, and the sums are what the books say.
import { describe, expect, it } from "vitest"

import { monthOf } from "../calendar/Month.ts"
import { dayNumberOf } from "../calendar/day.ts"
import { planText, readPlanText } from "../money/planText.ts"
import type { PricePlan } from "../money/PricePlan.ts"
import { adjustmentOf } from "./adjustments.ts"
import { ALONE, makeStatement } from "./statement.ts"
import type { StatementDocument } from "./StatementDocument.ts"

const september = monthOf("2026-09") ?? { name: "", first: 0, last: 0 }
const label = "增强版人脸核身（权威库）-微信"
const from = dayNumberOf("2026-01-01") ?? 0

const plan: PricePlan = {
  source: "contract",
  labels: [
    {
      label,
      rules: ["1001"],
      chargeType: "核身",
      component: label,
      prices: [
        {
          from,
          to: september.last,
          mode: "reached",
          steps: [
            { from: 1, price: 120_000_000n },
            { from: 3, price: null },
          ],
        },
        { from: september.last + 1, to: null, mode: "flat", steps: [{ from: 1, price: 0n }] },
      ],
    },
  ],
  packs: [
    {
      id: "RP",
      account: "default",
      label,
      units: 3,
      price: 330_000_000n,
      free: false,
      from: september.last,
      to: september.last + 9,
      left: { day: september.last, units: 2 },
    },
  ],
}

const saying = (charges: number, ledgerCharges = charges, day = september.first): StatementDocument =>
  makeStatement({
    month: september,
    isOver: true,
    isCompared: true,
    run: { id: 1, seal: null, complete: true, incomplete: [] },
    ledgerCharges,
    accounts: [
      {
        account: "default",
        plan,
        billed: [{ day, ruleId: "1001", chargeType: "核身", charges }],
        history: { isComplete: () => true, billed: [] },
        items: Array.from({ length: charges - ledgerCharges }, () => ({
          kind: "duplicate_in_bill" as const,
          impact: 1 as const,
          claim: 1 as const,
          day,
          ruleId: "1001",
          chargeType: "核身",
        })),
        codes: [],
        accountBill: null,
        invoice: null,
      },
    ],
    nfc: 0,
    around: ALONE,
  })

describe("an adjustment", () => {
  it("is the example of F11: the rerun bill has the line twice", () => {
    const told = adjustmentOf({ said: saying(1), told: [], live: saying(2, 1) })
    expect(told).toEqual({
      month: "2026-09",
      labels: [
        {
          account: "default",
          label,
          units: { ours: 0, bill: 1 },
          billed: { ours: "0.00", bill: "1.20" },
          consumed: { ours: "0.00", bill: "1.20" },
          cost: "0.00",
        },
      ],
      causes: ["bill"],
    })
    // Told once, it is told no more; taken back, it is told with the other sign.
    expect(adjustmentOf({ said: saying(1), told: told === null ? [] : [told], live: saying(2, 1) })).toBeNull()
    expect(adjustmentOf({ said: saying(1), told: told === null ? [] : [told], live: saying(1) })).toMatchObject({
      labels: [{ units: { ours: 0, bill: -1 }, billed: { bill: "-1.20" } }],
    })
  })

  it("of the same units on another day, where a pack pays, is timing", () => {
    expect(adjustmentOf({ said: saying(1), told: [], live: saying(1, 1, september.last) })).toMatchObject({
      labels: [{ units: { ours: 0, bill: 0 }, billed: { ours: "-1.20", bill: "-1.20" }, consumed: { bill: "-0.10" } }],
      causes: ["timing"],
    })
  })

  it("whose price is not known any more is told once, and whole when it is known again", () => {
    const unknown = adjustmentOf({ said: saying(1), told: [], live: saying(3) })
    expect(unknown).toMatchObject({ labels: [{ units: { bill: 2 }, billed: { ours: null, bill: null } }] })
    const told = unknown === null ? [] : [unknown]
    expect(adjustmentOf({ said: saying(1), told, live: saying(3) })).toBeNull()
    expect(adjustmentOf({ said: saying(1), told, live: saying(2) })).toMatchObject({
      labels: [{ units: { bill: -1 }, billed: { bill: "1.20" } }],
    })
  })

  it("of a month whose days were removed says so once", () => {
    const told = adjustmentOf({ said: saying(1), told: [], live: null })
    expect(told).toEqual({ month: "2026-09", labels: [], causes: ["not_comparable"] })
    expect(adjustmentOf({ said: saying(1), told: told === null ? [] : [told], live: null })).toBeNull()
  })
})

describe("the text of a price plan", () => {
  it("is read as the same plan", () => expect(readPlanText(planText(plan))).toEqual(plan))
  it("that is none is no plan", () => expect([readPlanText("{"), readPlanText("{}")]).toEqual([null, null]))
})
