/** The days of a question: an end that is left open is as far away as days go. */
import { invalid } from "../problem/Problem.ts"

const FIRST_DAY = 0
/** 9999-12-31 */
const LAST_DAY = 2_932_896

export interface Days {
  readonly fromDay: number
  readonly toDay: number
}

export const requestedDays = ({ from, to }: { readonly from?: number; readonly to?: number }): Days => {
  const days = { fromDay: from ?? FIRST_DAY, toDay: to ?? LAST_DAY }
  if (days.fromDay > days.toDay) throw invalid("query", "to", "a day that is not before from")
  return days
}
