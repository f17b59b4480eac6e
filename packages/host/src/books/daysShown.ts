/** The days of a status where not all of them are named: the week to today, or to the last that is. */
import { dayOfInstant } from "@faceid-tally/core/engine"

const DAYS_SHOWN = 7

export const daysShown = (
  now: number,
  { from, to }: { readonly from?: number | undefined; readonly to?: number | undefined },
): { readonly fromDay: number; readonly toDay: number } => {
  const toDay = to ?? Math.max(dayOfInstant(now), from ?? 0)
  return { fromDay: from ?? toDay - DAYS_SHOWN + 1, toDay }
}
