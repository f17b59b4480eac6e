/** The bill's side of a month in money, label by label (F2): what each charge of it counts for follows from this. */
import type { Month } from "../calendar/Month.ts"
import { type OpenPack, openPacks } from "./packs.ts"
import { type ChargeOrigin, labelOf } from "./planLabels.ts"
import { type MonthPrice, priceMonth, type UnitsByDay } from "./priceMonth.ts"
import type { Label, PricePlan } from "./PricePlan.ts"

/** The bill's charges of a day by what they are priced by. */
export interface BilledCharges extends ChargeOrigin {
  readonly day: number
  readonly charges: number
}

/** What the bill of one account says of a month. */
export interface BilledMonth {
  readonly account: string
  /** Without a plan every charge is unpriced. */
  readonly plan: PricePlan | null
  /** The charges of the month. */
  readonly billed: ReadonlyArray<BilledCharges>
  /** The charges before the month, from the start of the packs on. */
  readonly history: {
    readonly isComplete: (day: number) => boolean
    readonly billed: ReadonlyArray<BilledCharges>
  }
}

/** One label of one account; `null` holds what no label claims. */
export interface BilledLabel {
  readonly label: Label | null
  readonly units: UnitsByDay
  /** As the month began: both sides start it with the same. */
  readonly packs: ReadonlyArray<OpenPack>
  readonly price: MonthPrice
}

export const EMPTY_PLAN: PricePlan = { source: null, labels: [], packs: [] }

/** The labels in the order of the plan, then what none of them claims. */
export const priceBill = (input: BilledMonth, month: Month): ReadonlyArray<BilledLabel> => {
  const { account, history, billed } = input
  const plan = input.plan ?? EMPTY_PLAN
  const before = unitsByLabel(plan, history.billed)
  const charged = unitsByLabel(plan, billed)
  return [...plan.labels, null].map((label) => {
    const own = plan.packs.filter((pack) => pack.label === label?.label && (pack.account ?? account) === account)
    const packs = openPacks(own, month, (day) => (history.isComplete(day) ? (before.get(label)?.get(day) ?? 0) : null))
    const units = charged.get(label) ?? new Map<number, number>()
    return { label, units, packs, price: priceMonth(label, month, units, packs) }
  })
}

const unitsByLabel = (plan: PricePlan, charges: ReadonlyArray<BilledCharges>) => {
  const units = new Map<Label | null, Map<number, number>>()
  for (const billed of charges) {
    const label = labelOf(plan, billed)
    const days = units.get(label) ?? new Map<number, number>()
    units.set(label, days.set(billed.day, (days.get(billed.day) ?? 0) + billed.charges))
  }
  return units
}
