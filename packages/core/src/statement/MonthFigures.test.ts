// What stands beside a statement: each figure against a twin that goes charge by charge.
import * as Result from "effect/Result"
import * as fc from "fast-check"
import { describe, expect, it } from "vitest"

import { amountText, type MaybeAmount, readAmount } from "../money/Amount.ts"
import { monthOf } from "../calendar/Month.ts"
import { labelOf } from "../money/planLabels.ts"
import { EMPTY_PLAN, priceBill } from "../money/priceBill.ts"
import { decodePricePlan } from "../money/PricePlan.ts"
import { type AccountFigures, monthFigures } from "./MonthFigures.ts"

const month = monthOf("2026-10") ?? { name: "", first: 0, last: 0 }
const plan = Result.getOrThrow(
  decodePricePlan({
    currency: "CNY",
    labels: [
      { label: "one", rules: ["1"], prices: [{ from: "2026-01-01", price: "1.2" }] },
      { label: "two", rules: ["2"], prices: [{ from: "2026-01-01", to: "2026-10-10", price: "0.28" }] },
    ],
  }),
)

const ruleId = fc.constantFrom("1", "2", "3", null)
const count = fc.integer({ min: 0, max: 4 })
const account: fc.Arbitrary<Omit<AccountFigures, "account">> = fc.record({
  plan: fc.constantFrom(plan, null),
  billed: fc.array(
    fc.record({
      ruleId,
      chargeType: fc.constant(null),
      day: fc.integer({ min: month.first, max: month.last }),
      charges: fc.integer({ min: 1, max: 4 }),
    }),
    { maxLength: 6 },
  ),
  history: fc.constant({ isComplete: () => true, billed: [] }),
  attempts: fc.array(
    fc
      .record({ ruleId, errcode: fc.constantFrom(0, 2016, null), charges: count, others: count })
      .map(({ others, ...sum }) => ({ ...sum, attempts: sum.charges + others })),
    { maxLength: 6 },
  ),
})

const sumOf = <Row>(rows: ReadonlyArray<Row>, of: (row: Row) => number): number =>
  rows.reduce((sum, row) => sum + of(row), 0)

describe("figures of a month", () => {
  it("leave no charge and no attempt out, and cost what each charge alone costs", () => {
    fc.assert(
      fc.property(fc.array(account, { maxLength: 3 }), (parts) => {
        const accounts = parts.map((part, i): AccountFigures => ({ ...part, account: `a${i}` }))
        const figures = monthFigures(month, accounts)
        const attempts = accounts.flatMap((of) => of.attempts)
        expect(sumOf(figures.rules, ({ bill }) => bill)).toBe(
          sumOf(
            accounts.flatMap(({ billed }) => billed),
            ({ charges }) => charges,
          ),
        )
        expect([sumOf(figures.rules, ({ ours }) => ours), figures.charges]).toEqual([
          sumOf(attempts, ({ charges }) => charges),
          sumOf(figures.codes, ({ charges }) => charges),
        ])
        expect(figures.attempts).toBe(sumOf(figures.codes, (code) => code.attempts))
        expect(figures.passed).toBe(figures.codes.find(({ errcode }) => errcode === 0)?.attempts ?? 0)
        for (const { account: name, ruleId: rule, amount } of figures.rules) {
          expect(amount).toBe(
            costOf(
              accounts.find((of) => of.account === name),
              rule,
            ),
          )
        }
      }),
      { numRuns: 500 },
    )
  })
})

/** Charge by charge, `null` once one of them has no price. */
const costOf = (of: AccountFigures | undefined, rule: string | null): string | null => {
  if (of === undefined) return null
  let cost: MaybeAmount = readAmount("0") ?? null
  for (const billed of of.billed.filter((each) => each.ruleId === rule)) {
    const label = labelOf(of.plan ?? EMPTY_PLAN, billed)
    const value = label && priceBill(of, month).find((each) => each.label === label)?.price.value
    for (let i = 0; i < billed.charges; i++) cost = cost === null || value == null ? null : cost + value
  }
  return cost === null ? null : amountText(cost)
}
