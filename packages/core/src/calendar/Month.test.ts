// A month is a whole one, in any year, and lies between its neighbours.
import * as fc from "fast-check"
import { expect, it } from "vitest"

import { dayFromNumber } from "./day.ts"
import { monthOf, monthOfDay, monthsOf, nextMonth, previousMonth } from "./Month.ts"

it("has its days, of a leap year too, and there is none of another form", () => {
  expect(["2026-02", "2028-02", "2026-12", "9999-12"].map(lengthOf)).toEqual([28, 29, 31, 31])
  for (const none of ["2026-13", "2026-1", "last", ""]) expect(monthOf(none)).toBeUndefined()
})

it("holds each of its days, and joins its neighbours", () => {
  fc.assert(
    fc.property(fc.integer({ min: -25_000, max: 100_000 }), (day) => {
      const month = monthOfDay(day)
      expect(month.first <= day && day <= month.last).toBe(true)
      expect(dayFromNumber(day).startsWith(month.name)).toBe(true)
      expect(previousMonth(nextMonth(month))).toEqual(month)
      expect(nextMonth(month).first).toBe(month.last + 1)
      expect(monthsOf(day, month.last + 1)).toEqual([month, nextMonth(month)])
    }),
  )
})

const lengthOf = (name: string): number => {
  const { first = 0, last = 0 } = monthOf(name) ?? {}
  return last - first + 1
}
