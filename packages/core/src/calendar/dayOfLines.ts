/** The one day that the lines of a page have; `null` where they have none, or several (M39). */
import { dayOfInstant } from "./day.ts"

interface Lines {
  readonly lines: ReadonlyArray<{ readonly at: number | null }>
}

export const dayOfLines = (groups: ReadonlyArray<Lines>): number | null => {
  let only: number | null = null
  for (const { lines } of groups) {
    for (const { at } of lines) {
      if (at === null) continue
      const day = dayOfInstant(at)
      if (only !== null && only !== day) return null
      only = day
    }
  }
  return only
}
