/**
 * What one charge counts for when discrepancies are weighed (F2.5): one value for each account, calendar month and label,
 * by the bill's side. Plain data, so that a reconciliation keeps the values that it was told with.
 */
import { dayFromNumber, NO_DAY } from "../calendar/day.ts"
import { type Amount, amountOrNull, amountTextOrNull, type MaybeAmount } from "./Amount.ts"
import { type ChargeOrigin, labelOf } from "./planLabels.ts"
import { type BilledMonth, priceBill } from "./priceBill.ts"
import type { Month } from "../calendar/Month.ts"

export interface LabelValue {
  readonly account: string
  /** YYYY-MM */
  readonly month: string
  readonly label: string
  /** What the label claims, as the plan says it. */
  readonly rules: ReadonlyArray<string>
  readonly chargeType: string | null
  /** A decimal text; `null`: not known. */
  readonly value: string | null
}

/** A charge: what it is priced by, whose it is, and its day number. */
export interface Charged extends ChargeOrigin {
  readonly account: string
  readonly day: number
}

/** The values of a month, of one account. */
export const labelValues = (billed: BilledMonth, month: Month): ReadonlyArray<LabelValue> =>
  priceBill(billed, month).flatMap(({ label, price }) =>
    label === null
      ? []
      : [
          {
            account: billed.account,
            month: month.name,
            label: label.label,
            rules: label.rules,
            chargeType: label.chargeType,
            value: amountTextOrNull(price.value),
          },
        ],
  )

export class ChargeValues {
  readonly #byAccountMonth = new Map<string, { labels: Array<LabelValue> }>()
  readonly #amounts = new Map<LabelValue, MaybeAmount>()
  /** The month of what has no day, where there is only one. */
  readonly #onlyMonth: string | undefined

  constructor(values: ReadonlyArray<LabelValue>) {
    for (const value of values) {
      const key = keyOf(value.account, value.month)
      const known = this.#byAccountMonth.get(key) ?? { labels: [] }
      this.#byAccountMonth.set(key, known)
      known.labels.push(value)
      this.#amounts.set(value, amountOrNull(value.value))
    }
    const months = new Set(values.map(({ month }) => month))
    this.#onlyMonth = months.size === 1 ? [...months][0] : undefined
  }

  /** `null` where no label claims the charge, or its price is not known. */
  of(charged: Charged): Amount | null {
    const label = this.#labelOf(charged)
    return label === null ? null : (this.#amounts.get(label) ?? null)
  }

  /** The name of the label that claims the charge. */
  labelOf(charged: Charged): string | null {
    return this.#labelOf(charged)?.label ?? null
  }

  #labelOf({ account, day, ...origin }: Charged): LabelValue | null {
    const month = day === NO_DAY ? this.#onlyMonth : dayFromNumber(day).slice(0, 7)
    const plan = month === undefined ? undefined : this.#byAccountMonth.get(keyOf(account, month))
    return plan === undefined ? null : labelOf(plan, origin)
  }
}

const keyOf = (account: string, month: string): string => `${month} ${account}`
