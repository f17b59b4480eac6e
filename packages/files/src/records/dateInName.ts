/** The day that the name of a file says, or else that of the folder it lies in: for pages of the bill that say none (M39). */
import { dayNumberOf } from "@faceid-tally/core/engine"

/** `2026-10-01`, `2026_10_01`, `2026.10.01`, `20261001` and `2026年10月1日`, with no digit beside it. */
const dates = [
  /(?<!\d)(\d{4})([-_.])(\d{2})\2(\d{2})(?!\d)/g,
  /(?<!\d)(\d{4})()(\d{2})(\d{2})(?!\d)/g,
  /(?<!\d)(\d{4})()年(\d{1,2})月(\d{1,2})日/g,
]
const [FIRST, LAST] = [dayNumberOf("2015-01-01") ?? 0, dayNumberOf("2099-12-31") ?? 0]

/** The day number, `undefined` where neither name has exactly one date. */
export const dateInName = (path: string): number | undefined => {
  const [file = "", folder = ""] = path.split(/[\\/]/).reverse()
  const days = daysIn(file)
  const [day, ...others] = days.length > 0 ? days : daysIn(folder)
  return others.length === 0 ? day : undefined
}

const daysIn = (name: string): ReadonlyArray<number> => {
  const days = new Set<number>()
  for (const date of dates) {
    for (const [, year, , month = "", ofMonth = ""] of name.matchAll(date)) {
      const day = dayNumberOf(`${year}-${month.padStart(2, "0")}-${ofMonth.padStart(2, "0")}`)
      if (day !== undefined && day >= FIRST && day <= LAST) days.add(day)
    }
  }
  return [...days]
}
