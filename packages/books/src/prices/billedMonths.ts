/** What the books say of the bill of a calendar month as prices need it: charges, and what the packs had when it began. */
import { compareBytes, dayNumberOf, type IncompleteDay, type Month, monthsOf } from "@faceid-tally/core/engine"
import { type BilledMonth, labelValues, type LabelValue, planOf, type PricePlan } from "@faceid-tally/core/money"
import * as Effect from "effect/Effect"

import type { Billed } from "../ports/Billed.ts"
import { Ledger } from "../ports/Ledger.ts"
import type { Days } from "../ports/Listings.ts"
import { Prices } from "./Prices.ts"

/** Of each account that the bill has, and of the others that are named, by name. */
export const billedMonths = Effect.fnUntraced(function* (month: Month, others: ReadonlyArray<string> = []) {
  const ledger = yield* Ledger
  const plans = yield* Prices
  const { charges, accounts } = yield* ledger.billed({ fromDay: month.first, toDay: month.last })
  const names = [...new Set([...accounts, ...others])].toSorted(compareBytes)
  const start = names.reduce(
    (first, account) => Math.min(first, firstDayOfPacks(planOf(plans, account), month)),
    month.first,
  )
  const before = { fromDay: start, toDay: month.first - 1 }
  const history = yield* ledger.billed(before)
  const gaps = yield* ledger.billGaps(before)
  return names.map((account): BilledMonth => ({
    account,
    plan: planOf(plans, account),
    billed: charges.filter((of) => of.account === account),
    history: historyOf(history, gaps, account),
  }))
})

/** What one charge counts for on the days, of the accounts of the bill and those that are named. */
export const chargeValues = Effect.fnUntraced(function* ({ fromDay, toDay }: Days, others: ReadonlyArray<string>) {
  const values = yield* Effect.forEach(monthsOf(fromDay, toDay), (month) =>
    Effect.map(billedMonths(month, others), (accounts) => accounts.flatMap((billed) => labelValues(billed, month))),
  )
  return values.flat() satisfies ReadonlyArray<LabelValue>
})

const historyOf = (
  { charges, accounts }: Billed,
  gaps: ReadonlyArray<IncompleteDay>,
  account: string,
): BilledMonth["history"] => {
  const lacking = new Set(gaps.flatMap((day) => (day.account === account ? (dayNumberOf(day.day) ?? []) : [])))
  const hasBill = accounts.includes(account)
  return {
    isComplete: (day) => hasBill && !lacking.has(day),
    billed: charges.filter((sum) => sum.account === account),
  }
}

const firstDayOfPacks = (plan: PricePlan | null, { first, last }: Month): number =>
  (plan?.packs ?? [])
    .filter((pack) => pack.from <= last && pack.to >= first)
    .reduce((day, { from, left }) => Math.min(day, left?.day ?? from), first)
