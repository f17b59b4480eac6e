import * as fc from "fast-check"
import { describe, expect, test } from "vitest"

import { plainDay } from "../../test/plainTally.ts"
import { dayFromNumber, dayNumberOf, dayOfInstant, instantToIso } from "../engine.ts"

test.each([
  ["2026-10-04T23:59:59.999+08:00", "2026-10-04"],
  ["2026-10-05T00:00:00.000+08:00", "2026-10-05"],
  ["2026-10-04T16:00:00.000Z", "2026-10-05"],
  ["2026-10-04T15:59:59.999Z", "2026-10-04"],
  ["1970-01-01T00:00:00.000Z", "1970-01-01"],
  ["2024-02-28T16:00:00.000Z", "2024-02-29"],
])("%s is on the billing day %s", (instant, day) => {
  expect(dayFromNumber(dayOfInstant(Date.parse(instant)))).toBe(day)
})

test("every instant falls on the day that its ISO time at +08:00 begins with", () => {
  const instant = fc.integer({ min: 0, max: Date.parse("9999-12-31T00:00:00Z") })
  fc.assert(
    fc.property(instant, (ms) => {
      const iso = instantToIso(ms)
      expect(Date.parse(iso)).toBe(ms)
      expect(iso).toMatch(/\+08:00$/)
      expect(dayFromNumber(dayOfInstant(ms))).toBe(iso.slice(0, 10))
      expect(iso.slice(0, 10)).toBe(plainDay(ms))
    }),
  )
})

test("day numbers and dates are each other's inverse", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2_900_000 }), (day) => {
      expect(dayNumberOf(dayFromNumber(day))).toBe(day)
    }),
  )
})

test("the longest ReqTime has a day, too", () => {
  expect(dayFromNumber(dayOfInstant(999_999_999_999_999))).toMatch(/^\+?\d+-\d\d-\d\d$/)
})

describe("what is no date", () => {
  const texts = [
    "2026-02-29",
    "2026-04-31",
    "2026-00-10",
    "2026-13-01",
    "2026-1-01",
    "2026/10/05",
    "20261005",
    "",
    " 2026-10-05",
  ]
  test.each([...texts, "2026-10-05 ", "2026-10-05T00:00:00Z", "+02026-10-05", "２０２６-10-05"])("%j", (text) => {
    expect(dayNumberOf(text)).toBeUndefined()
  })
})
