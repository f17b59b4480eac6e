/** Money by the slowest way there is: one unit at a time, from the words of docs/money.md alone. The oracle of `core/src/money`. */
import type { Label, Pack, Price } from "../src/money/PricePlan.ts"

/** Pays each unit of a month by itself: `days` are the units of each day from `first` on. */
export const payUnitByUnit = (
  label: Label,
  first: number,
  days: ReadonlyArray<number>,
  packs: ReadonlyArray<{ readonly pack: Pack; readonly left: number }>,
) => {
  const order = packs.toSorted(
    ({ pack: a }, { pack: b }) =>
      (a.free === b.free ? 0 : a.free ? -1 : 1) || a.to - b.to || a.from - b.from || (a.id < b.id ? -1 : 1),
  )
  const left = new Map(order.map(({ pack, left: units }) => [pack, units]))
  let worth = 0n
  const postpaid: Array<Price | undefined> = []
  days.forEach((units, i) => {
    const day = first + i
    for (let unit = 0; unit < units; unit++) {
      const pack = order
        .map((each) => each.pack)
        .find((each) => each.from <= day && day <= each.to && (left.get(each) ?? 0) > 0)
      if (pack === undefined) postpaid.push(holding(label, day))
      else {
        const rest = left.get(pack) ?? 0
        const before = BigInt(pack.units - rest)
        worth += (pack.price * (before + 1n)) / BigInt(pack.units) - (pack.price * before) / BigInt(pack.units)
        left.set(pack, rest - 1)
      }
    }
  })
  let billed: bigint | null = 0n
  postpaid.forEach((price, i) => {
    const number = price?.mode === "reached" ? postpaid.length : i + 1
    const step = price?.steps.filter(({ from }) => price.mode === "flat" || from <= number).at(-1)
    const cost = step?.price ?? null
    billed = billed === null || cost === null ? null : billed + cost
  })
  return { postpaid: postpaid.length, billed, consumed: billed === null ? null : billed + worth, left }
}

/** Of the prices that cover the day the one with the latest start. */
const holding = ({ prices }: Label, day: number): Price | undefined => {
  const covering = prices.filter(({ from, to }) => from <= day && (to === null || to >= day))
  return covering.toSorted((a, b) => b.from - a.from)[0]
}
