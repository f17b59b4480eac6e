/**
 * Money errors, planted on purpose: each changes what the account bill says of one label, or adds a line to it, and is
 * listed in the truth with the line of the statement that has to name it (F3.5). A label bears one at most.
 */
import { amountText, type Amount, type BilledLabel, priceOn, stepCost } from "@faceid-tally/core/money"

import type { Random } from "./Random.ts"

export const moneyPlantKinds = [
  /** Units that a pack should have paid are charged. */
  "missed_pack",
  /** All units are charged at 95 % of their price. */
  "wrong_price",
  /** More units are charged than the bill of FaceID has. */
  "extra_usage",
  /** A correction that nobody can explain. */
  "wrong_adjustment",
] as const
export type MoneyPlantKind = (typeof moneyPlantKinds)[number]
export type MoneyPlants = { readonly [kind in MoneyPlantKind]?: number }

export interface PlantedMoney {
  readonly kind: MoneyPlantKind
  readonly account: string
  /** `2026-10` */
  readonly month: string
  /** `null` where the error is of the account. */
  readonly label: string | null
  /** The line of the statement that names it. */
  readonly line: "usage" | "price" | "adjustment"
  readonly amount: string
}

/** What is charged for a label. */
export interface ChargedLabel {
  readonly used: number
  readonly raw: number
  readonly deducted: number
  readonly unitPrice: Amount | null
  readonly cost: Amount
}

/** A label whose price is known, as it is rightly charged. */
export const rightly = ({ price }: BilledLabel): ChargedLabel | undefined => {
  const { units, packUnits, postpaid, billed, value } = price
  if (units === 0 || billed === null) return undefined
  const isOnePrice = value !== null && value * BigInt(postpaid) === billed
  return { used: postpaid, raw: units, deducted: packUnits, unitPrice: isOnePrice ? value : null, cost: billed }
}

/** So many units are added at most. */
const EXTRA_MAX = 9

/** The label charged wrongly; `undefined` where the error would not show. */
export const wrongly = (
  kind: Exclude<MoneyPlantKind, "wrong_adjustment">,
  of: BilledLabel,
  right: ChargedLabel,
  { random, lastDay }: { readonly random: Random; readonly lastDay: number },
): ChargedLabel | undefined => {
  if (kind === "wrong_price") return atOtherPrice(right)
  const most = kind === "missed_pack" ? right.deducted : EXTRA_MAX
  if (most === 0) return undefined
  const first = random.integer(1, most)
  // Where another step begins, more units may cost the same.
  for (let more = first; more <= most; more++) {
    const { label } = of
    const price = label === null ? null : priceOn(label, lastDay)
    const [now, before] = [stepCost(price, right.used + more), stepCost(price, right.used)]
    if (now.amount === null || before.amount === null || now.amount === before.amount) continue
    return {
      ...right,
      used: right.used + more,
      cost: right.cost + now.amount - before.amount,
      ...(kind === "missed_pack" ? { deducted: right.deducted - more } : { raw: right.raw + more }),
    }
  }
  return undefined
}

const atOtherPrice = (right: ChargedLabel): ChargedLabel | undefined => {
  const unitPrice = right.unitPrice === null ? null : reduced(right.unitPrice)
  const cost = unitPrice === null ? reduced(right.cost) : unitPrice * BigInt(right.used)
  return cost === right.cost ? undefined : { ...right, unitPrice, cost }
}

const reduced = (amount: Amount): Amount => (amount * 95n) / 100n

/** What is wrong by it. */
export const wrongBy = (wrong: ChargedLabel, right: ChargedLabel): string => amountText(wrong.cost - right.cost)
