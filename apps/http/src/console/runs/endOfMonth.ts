/** How far the bill of a month is out. */
import { billableFrom } from "@faceid-tally/books/engine"
import type { Month } from "@faceid-tally/core/engine"

/** The first day of the month whose bill is not out yet, at most the day after its last. */
export const endOfMonth = ({ first, last }: Month, now: number): number => {
  let day = first
  while (day <= last && billableFrom(day) <= now) day++
  return day
}
