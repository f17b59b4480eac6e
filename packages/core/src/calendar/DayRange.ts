/** The days that a reconciliation is about, inclusive; pairs are sought one day wider (M15). */
import { NO_DAY } from "./day.ts"

export interface DayRange {
  /** Day numbers; `null` means that all days are in. */
  readonly bounds: { readonly first: number; readonly last: number } | null
}

/** No day is outside, and "no day" is inside, of the window that was not given. */
export const isInWindow = ({ bounds }: DayRange, day: number): boolean =>
  bounds === null || (day !== NO_DAY && day >= bounds.first && day <= bounds.last)

/** Whether something of this day can be part of a pair; what has no day takes that of its partner. */
export const isNearWindow = ({ bounds }: DayRange, day: number): boolean =>
  bounds === null || day === NO_DAY || (day >= bounds.first - 1 && day <= bounds.last + 1)

/** What is asked for: the days, and one RuleId and one account by their ids, where they are named. */
export interface Selection {
  readonly window: DayRange
  readonly rule: number | null
  readonly account: number | null
}
