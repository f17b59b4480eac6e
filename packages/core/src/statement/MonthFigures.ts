/**
 * Figures of a month that stand beside its statement and are compared with those of the month before: what each label was
 * billed, what each RuleId and each return code cost, and how often people had to try.
 */
import * as Schema from "effect/Schema"

import { amountTextOrNull, type MaybeAmount, priceTimes, sumAmounts } from "../money/Amount.ts"
import type { Month } from "../calendar/Month.ts"
import { labelOf } from "../money/planLabels.ts"
import { type BilledMonth, EMPTY_PLAN, priceBill } from "../money/priceBill.ts"
import { compareNumbers, compareTexts } from "../columns/nullsLast.ts"

/** Our attempts of a month by RuleId and return code. */
export interface AttemptSum {
  readonly ruleId: string | null
  readonly errcode: number | null
  readonly attempts: number
  readonly charges: number
}

export interface AccountFigures extends BilledMonth {
  readonly attempts: ReadonlyArray<AttemptSum>
}

// By their names one by one: taken out of the namespace together, a bundle would hold all of it.
const List = Schema.Array
const Int = Schema.Int
const NullOr = Schema.NullOr
const String = Schema.String
const Struct = Schema.Struct

/** Amounts are decimal texts, `null` where a price is not known. */
export const MonthFigures = Struct({
  month: String,
  /** What the bill's side of each label is billed. */
  labels: List(Struct({ account: String, label: NullOr(String), billed: NullOr(String) })),
  /** Charges of both sides by RuleId, and what those of the bill cost, each at its value. */
  rules: List(Struct({ account: String, ruleId: NullOr(String), ours: Int, bill: Int, amount: NullOr(String) })),
  /** Our attempts and charges by return code, and what the charges cost, each at its value. */
  codes: List(Struct({ errcode: NullOr(Int), attempts: Int, charges: Int, amount: NullOr(String) })),
  attempts: Int,
  charges: Int,
  /** Attempts with return code 0: verifications that were passed. */
  passed: Int,
})
export type MonthFigures = typeof MonthFigures.Type

const PASSED = 0

export const monthFigures = (month: Month, accounts: ReadonlyArray<AccountFigures>): MonthFigures => {
  const rules = new Map<string, Sum & { account: string; ruleId: string | null }>()
  const codes = new Map<number | null, Sum>()
  const labels: Array<MonthFigures["labels"][number]> = []
  for (const account of accounts) {
    const plan = account.plan ?? EMPTY_PLAN
    const priced = priceBill(account, month)
    for (const { label, price } of priced) {
      if (price.units > 0) {
        labels.push({ account: account.account, label: label?.label ?? null, billed: amountTextOrNull(price.billed) })
      }
    }
    const valueOf = (origin: { readonly ruleId: string | null; readonly chargeType: string | null }): MaybeAmount => {
      const label = labelOf(plan, origin)
      return label === null ? null : (priced.find((of) => of.label === label)?.price.value ?? null)
    }
    const ruleOf = (ruleId: string | null) => {
      const key = JSON.stringify([account.account, ruleId])
      const known = rules.get(key) ?? { ...newSum(), account: account.account, ruleId }
      rules.set(key, known)
      return known
    }
    for (const billed of account.billed) {
      const rule = ruleOf(billed.ruleId)
      rule.bill += billed.charges
      rule.amounts.push(priceTimes(valueOf(billed), billed.charges))
    }
    for (const { ruleId, errcode, attempts, charges } of account.attempts) {
      if (charges > 0) ruleOf(ruleId).ours += charges
      const code = codes.get(errcode) ?? newSum()
      codes.set(errcode, code)
      code.attempts += attempts
      code.ours += charges
      code.amounts.push(priceTimes(valueOf({ ruleId, chargeType: null }), charges))
    }
  }
  const all = accounts.flatMap(({ attempts }) => attempts)
  return {
    month: month.name,
    labels,
    rules: [...rules.values()]
      .map(({ account, ruleId, ours, bill, amounts }) => ({ account, ruleId, ours, bill, amount: totalOf(amounts) }))
      .sort((a, b) => compareTexts(a.account, b.account) || compareTexts(a.ruleId, b.ruleId)),
    codes: [...codes]
      .map(([errcode, { attempts, ours, amounts }]) => ({ errcode, attempts, charges: ours, amount: totalOf(amounts) }))
      .sort((a, b) => compareNumbers(a.errcode ?? Infinity, b.errcode ?? Infinity, Infinity)),
    attempts: sumOf(all, ({ attempts }) => attempts),
    charges: sumOf(all, ({ charges }) => charges),
    passed: sumOf(all, ({ errcode, attempts }) => (errcode === PASSED ? attempts : 0)),
  }
}

interface Sum {
  attempts: number
  ours: number
  bill: number
  readonly amounts: Array<MaybeAmount>
}

const newSum = (): Sum => ({ attempts: 0, ours: 0, bill: 0, amounts: [] })
const totalOf = (amounts: ReadonlyArray<MaybeAmount>) => amountTextOrNull(sumAmounts(amounts))
const sumOf = <Row>(rows: ReadonlyArray<Row>, of: (row: Row) => number) => rows.reduce((sum, row) => sum + of(row), 0)
