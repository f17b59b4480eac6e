/** A calendar month, `YYYY-MM`, and its days as day numbers. */
import { dayFromNumber, dayNumberOf } from "@faceid-tally/core"

export interface MonthDays {
  readonly fromDay: number
  /** Inclusive. */
  readonly toDay: number
}

/** The days of a month; `undefined` where the text is no month. */
export const daysOfMonth = (month: string): MonthDays | undefined => {
  const fromDay = dayNumberOf(`${month}-01`)
  return fromDay === undefined ? undefined : { fromDay, toDay: (dayNumberOf(`${nextMonth(month)}-01`) ?? 0) - 1 }
}

export const monthOfDay = (day: number): string => dayFromNumber(day).slice(0, 7)

export const nextMonth = (month: string): string => shifted(month, 1)
export const previousMonth = (month: string): string => shifted(month, -1)

const shifted = (month: string, by: number): string => {
  const [year, ordinal] = month.split("-").map(Number)
  const count = (year ?? 0) * 12 + (ordinal ?? 1) - 1 + by
  return `${String(Math.floor(count / 12)).padStart(4, "0")}-${String((count % 12) + 1).padStart(2, "0")}`
}
