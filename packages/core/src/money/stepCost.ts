/** What a number of units of one calendar month costs at one price of the plan (F2.2): closed forms, no loop over units. */
import { type MaybeAmount, priceTimes, sumAmounts } from "./Amount.ts"
import type { Label, Price, Step } from "./PricePlan.ts"

/** The price that holds on a day: of those that cover it the one that began last. */
export const priceOn = ({ prices }: Label, day: number): Price | null =>
  prices.findLast(({ from, to }) => from <= day && (to === null || day <= to)) ?? null

export interface Cost {
  readonly amount: MaybeAmount
  /** Units whose step has no price. */
  readonly unpriced: number
  /** The price of the last unit; `null` without units too. */
  readonly last: MaybeAmount
}

const NOTHING: Cost = { amount: 0n, unpriced: 0, last: null }

/** What `units` cost; without a price all of them are unpriced. */
export const stepCost = (price: Price | null, units: number): Cost => {
  if (units === 0) return NOTHING
  if (price === null) return { amount: null, unpriced: units, last: null }
  const step = stepOf(price, units)
  if (price.mode !== "graduated") {
    return { amount: priceTimes(step.price, units), unpriced: step.price === null ? units : 0, last: step.price }
  }
  const parts = price.steps.map((each, i) => ({
    price: each.price,
    units: Math.max(0, Math.min(units, (price.steps[i + 1]?.from ?? Infinity) - 1) - each.from + 1),
  }))
  return {
    amount: sumAmounts(parts.map((part) => priceTimes(part.price, part.units))),
    unpriced: parts.reduce((sum, part) => sum + (part.price === null ? part.units : 0), 0),
    last: step.price,
  }
}

/** The step that a number of units reaches. */
export const stepOf = ({ steps }: Price, units: number): Step => steps.findLast(({ from }) => from <= units) ?? steps[0]
