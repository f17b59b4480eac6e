/**
 * Packs (资源包) pay for charges before money does: day by day, in the order of the plan (F2.3). What a pack had when
 * a month began follows from the bills since its start; where one of these is missing, nobody knows it.
 */
import type { Amount } from "./Amount.ts"
import type { Month } from "../calendar/Month.ts"
import type { Pack } from "./PricePlan.ts"

/** The charges of a label on a day, or `null` where that day's bill is not complete. */
export type History = (day: number) => number | null

/** A pack that can serve in a month. */
export interface OpenPack {
  readonly pack: Pack
  /** What it had on the first of the month, or at its start within it; `null`: not known (`pack_unknown`). */
  readonly opening: number | null
}

/** The packs of one account and label that are valid in the month, in the order in which they burn. */
export const openPacks = (packs: ReadonlyArray<Pack>, month: Month, history: History): ReadonlyArray<OpenPack> => {
  const left = leftBefore(packs, month, history)
  return packs
    .filter(({ from, to }) => from <= month.last && to >= month.first)
    .map((pack) => {
      const start = startOf(pack)
      const isKnown = start.day <= Math.max(pack.from, month.first) && isComplete(start.day, month.first, history)
      return { pack, opening: isKnown ? (left.get(pack) ?? start.units) : null }
    })
}

/** What the first `used` units of a pack are worth: a whole pack is worth exactly its price. */
export const worthOf = ({ price, units }: Pack, used: number): Amount => (price * BigInt(used)) / BigInt(units)

interface Start {
  readonly day: number
  readonly units: number
}

const startOf = ({ from, units, left }: Pack): Start => left ?? { day: from, units }

const isComplete = (from: number, before: number, history: History): boolean => {
  for (let day = from; day < before; day++) if (history(day) === null) return false
  return true
}

/** What is left of each pack that began before the month. */
const leftBefore = (packs: ReadonlyArray<Pack>, month: Month, history: History): ReadonlyMap<Pack, number> => {
  const left = new Map<Pack, number>()
  const first = packs.reduce((day, pack) => Math.min(day, startOf(pack).day), month.first)
  for (let day = first; day < month.first; day++) {
    for (const pack of packs) if (startOf(pack).day === day) left.set(pack, startOf(pack).units)
    burnDay(packs, left, day, history(day) ?? 0)
  }
  return left
}

/** Burns the charges of a day; gives what each pack took, in their order. */
export const burnDay = (
  packs: ReadonlyArray<Pack>,
  left: Map<Pack, number>,
  day: number,
  units: number,
): ReadonlyArray<{ readonly pack: Pack; readonly units: number }> => {
  const burnt: Array<{ readonly pack: Pack; readonly units: number }> = []
  let open = units
  for (const pack of packs) {
    const taken = pack.from <= day && day <= pack.to ? Math.min(open, left.get(pack) ?? 0) : 0
    if (taken === 0) continue
    left.set(pack, (left.get(pack) ?? 0) - taken)
    burnt.push({ pack, units: taken })
    open -= taken
  }
  return burnt
}
