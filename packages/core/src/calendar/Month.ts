/** A calendar month at UTC+08:00, by the day numbers of its first and last day. */
import { dayFromNumber, dayNumberOf } from "./day.ts"

const MS_PER_DAY = 86_400_000

export interface Month {
  /** `2026-10`. */
  readonly name: string
  readonly first: number
  readonly last: number
}

/** Reads `2026-10`; `undefined` if there is no such month. */
export const monthOf = (name: string): Month | undefined => {
  const first = dayNumberOf(`${name}-01`)
  if (first === undefined) return undefined
  return { name, first, last: firstAfter(first) - 1 }
}

/** The month that a day is in. */
export const monthOfDay = (day: number): Month => {
  const name = dayFromNumber(day).slice(0, 7)
  const first = dayNumberOf(`${name}-01`) ?? day
  return { name, first, last: firstAfter(first) - 1 }
}

export const nextMonth = ({ last }: Month): Month => monthOfDay(last + 1)
export const previousMonth = ({ first }: Month): Month => monthOfDay(first - 1)

/** The months that the days from `first` to `last` touch. */
export const monthsOf = (first: number, last: number): ReadonlyArray<Month> => {
  const months: Array<Month> = []
  for (let month = monthOfDay(first); month.first <= last; month = nextMonth(month)) months.push(month)
  return months
}

export const isFirstOfMonth = (day: number): boolean => dayFromNumber(day).endsWith("-01")
export const isLastOfMonth = (day: number): boolean => isFirstOfMonth(day + 1)

/** The first day of the month after that of `first`. */
const firstAfter = (first: number): number => {
  const date = new Date(first * MS_PER_DAY)
  return date.setUTCMonth(date.getUTCMonth() + 1, 1) / MS_PER_DAY
}
