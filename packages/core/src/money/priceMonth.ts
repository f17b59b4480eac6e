/**
 * Prices the charges of one label in one month, of one account and side (F2.4, F2.5): packs first, day by day, then
 * the steps of what is left. In days × packs, whatever the number of charges.
 */
import { type Amount, type MaybeAmount, sumAmounts } from "./Amount.ts"
import type { Month } from "../calendar/Month.ts"
import { burnDay, type OpenPack, worthOf } from "./packs.ts"
import type { Label, Pack, Price } from "./PricePlan.ts"
import { priceOn, stepCost } from "./stepCost.ts"

/** Charges by day number. */
export type UnitsByDay = ReadonlyMap<number, number>

export interface MonthPrice {
  /** `packUnits` + `postpaid`. */
  readonly units: number
  readonly packUnits: number
  readonly postpaid: number
  /** Postpaid units without a price. */
  readonly unpriced: number
  /** What is due (应付): what the steps say of the postpaid units. */
  readonly billed: MaybeAmount
  /** What was used up (消耗): billed, and what the units from packs are worth. */
  readonly consumed: MaybeAmount
  /** What one charge counts for when discrepancies are weighed. */
  readonly value: MaybeAmount
  readonly packs: ReadonlyArray<PackMonth>
}

/** One pack in the month; numbers are `null` where what it had is not known. */
export interface PackMonth {
  readonly pack: Pack
  readonly counts: {
    readonly opening: number
    readonly burnt: number
    readonly expired: number
    readonly left: number
  } | null
  readonly worth: {
    readonly opening: Amount
    readonly burnt: Amount
    readonly expired: Amount
    readonly left: Amount
  } | null
}

/** `label` is `null` for the charges that no label claims: all of them are unpriced. */
export const priceMonth = (
  label: Label | null,
  month: Month,
  unitsByDay: UnitsByDay,
  openPacks: ReadonlyArray<OpenPack>,
): MonthPrice => {
  const packs = openPacks.map(({ pack }) => pack)
  const left = new Map(openPacks.map(({ pack, opening }) => [pack, opening ?? 0]))
  const isKnown = openPacks.every(({ opening }) => opening !== null)
  const postpaidByPrice = new Map<Price | null, number>()
  let [units, postpaid] = [0, 0]
  let lastPostpaid: Price | null | undefined
  let lastPack: Pack | undefined
  for (let day = month.first; day <= month.last; day++) {
    const charged = unitsByDay.get(day) ?? 0
    if (charged === 0) continue
    units += charged
    const burnt = burnDay(packs, left, day, charged)
    lastPack = burnt.at(-1)?.pack ?? lastPack
    const rest = burnt.reduce((open, { units: taken }) => open - taken, charged)
    if (rest === 0) continue
    postpaid += rest
    lastPostpaid = label === null ? null : priceOn(label, day)
    postpaidByPrice.set(lastPostpaid, (postpaidByPrice.get(lastPostpaid) ?? 0) + rest)
  }
  const costs = [...postpaidByPrice].map(([price, count]) => stepCost(price, count))
  const months = openPacks.map(({ pack, opening }) => packMonth(pack, opening, left.get(pack) ?? 0, month))
  const billed = isKnown ? sumAmounts(costs.map(({ amount }) => amount)) : null
  return {
    units,
    packUnits: units - postpaid,
    postpaid,
    unpriced: costs.reduce((sum, { unpriced }) => sum + unpriced, 0),
    billed,
    consumed: sumAmounts([billed, ...months.map(({ worth }) => worth?.burnt ?? null)]),
    value: isKnown ? valueOf() : null,
    packs: months,
  }

  function valueOf(): MaybeAmount {
    if (lastPostpaid !== undefined) {
      return stepCost(lastPostpaid, postpaidByPrice.get(lastPostpaid) ?? 0).last
    }
    if (lastPack !== undefined) return lastPack.price / BigInt(lastPack.units)
    return label === null ? null : firstPrice(label, month)
  }
}

/** The first step of the price that holds on the first of the month, else of the first that begins in it. */
const firstPrice = (label: Label, month: Month): MaybeAmount => {
  const price =
    priceOn(label, month.first) ?? label.prices.find(({ from }) => from >= month.first && from <= month.last) ?? null
  return price?.steps[0].price ?? null
}

const packMonth = (pack: Pack, opening: number | null, rest: number, month: Month): PackMonth => {
  if (opening === null) return { pack, counts: null, worth: null }
  const isOver = pack.to <= month.last
  const counts = { opening, burnt: opening - rest, expired: isOver ? rest : 0, left: isOver ? 0 : rest }
  // Units are worth what their numbers say, and those that the month began with are the pack's last.
  const [begun, ended] = [pack.units - opening, pack.units - rest]
  const burnt = worthOf(pack, ended) - worthOf(pack, begun)
  const remaining = pack.price - worthOf(pack, ended)
  return {
    pack,
    counts,
    worth: {
      opening: pack.price - worthOf(pack, begun),
      burnt,
      expired: isOver ? remaining : 0n,
      left: isOver ? 0n : remaining,
    },
  }
}
