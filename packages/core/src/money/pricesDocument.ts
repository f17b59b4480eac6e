/** What the plans say, as people check them: each label at the edges of its steps, each pack with what is left (F2.6). */
import { dayFromNumber } from "../calendar/day.ts"
import { amountTextOrNull } from "./Amount.ts"
import type { Month } from "../calendar/Month.ts"
import type { Label, PriceMode, PricePlan } from "./PricePlan.ts"
import { priceOn, stepCost, stepOf } from "./stepCost.ts"

/** The document `prices/1`. */
export interface PricesDocument {
  readonly schema: "prices/1"
  readonly month: string
  readonly accounts: ReadonlyArray<{
    readonly account: string
    readonly source: string | null
    readonly labels: ReadonlyArray<PricedLabel>
    readonly packs: ReadonlyArray<PricedPack>
  }>
}

export interface PricedLabel {
  readonly label: string
  readonly rules: ReadonlyArray<string>
  readonly chargeType: string | null
  readonly component: string
  /** Of the price that holds in the month; `null` where none does. */
  readonly mode: PriceMode | null
  readonly rows: ReadonlyArray<PriceRow>
}

/** What so many units of the month cost. */
export interface PriceRow {
  readonly units: number
  /** Of the last of them. */
  readonly price: string | null
  readonly billed: string | null
  /** The first unit of a step, where the provider's table and its own example disagree. */
  readonly edge: boolean
}

export interface PricedPack {
  readonly label: string
  readonly id: string
  readonly free: boolean
  readonly from: string
  readonly to: string
  readonly units: number
  /** `null`: not known. */
  readonly left: number | null
}

export interface AccountPrices {
  readonly account: string
  readonly plan: PricePlan
  /** What packs of the month have left, by their ids, as a statement of the month says it. */
  readonly left: ReadonlyMap<string, number | null>
}

export const pricesDocument = (month: Month, accounts: ReadonlyArray<AccountPrices>): PricesDocument => ({
  schema: "prices/1",
  month: month.name,
  accounts: accounts.map(({ account, plan, left }) => ({
    account,
    source: plan.source,
    labels: plan.labels.map((label) => pricedLabel(label, month)),
    packs: plan.packs
      .filter((pack) => (pack.account ?? account) === account)
      .map((pack) => ({
        label: pack.label,
        id: pack.id,
        free: pack.free,
        from: dayFromNumber(pack.from),
        to: dayFromNumber(pack.to),
        units: pack.units,
        left: left.has(pack.id) ? (left.get(pack.id) ?? null) : leftOutside(pack, month),
      })),
  })),
})

/** A pack that begins after the month is whole, one that ended before it is gone. */
const leftOutside = ({ from, to, units }: PricePlan["packs"][number], month: Month): number | null =>
  from > month.last ? units : to < month.first ? 0 : null

const pricedLabel = (label: Label, month: Month): PricedLabel => {
  const { rules, chargeType, component } = label
  const price =
    priceOn(label, month.first) ?? label.prices.find(({ from }) => from >= month.first && from <= month.last) ?? null
  const edges = new Set((price?.steps ?? []).map(({ from }) => from))
  const units = new Set([1, ...[...edges].flatMap((from) => [from - 1, from, from + 1])].filter((count) => count > 0))
  return {
    label: label.label,
    rules,
    chargeType,
    component,
    mode: price?.mode ?? null,
    rows:
      price === null
        ? []
        : [...units]
            // A flat price costs the same at every number: one row says it.
            .filter((count) => price.mode !== "flat" || count === 1)
            .toSorted((a, b) => a - b)
            .map((count) => ({
              units: count,
              price: amountTextOrNull(stepOf(price, count).price),
              billed: amountTextOrNull(stepCost(price, count).amount),
              edge: count > 1 && edges.has(count),
            })),
  }
}
