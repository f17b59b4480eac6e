// Money is written and read exactly, never as a floating point number (N4).
import * as fc from "fast-check"
import { describe, expect, it } from "vitest"

import { formatCount, formatMoney, parsePrice, times } from "./Money.ts"

const price = (text: string) => {
  const parsed = parsePrice(text)
  if (parsed === undefined) throw new Error(`no price: ${text}`)
  return parsed
}

describe("money", () => {
  it.each([
    ["1.20", 3, "¥3.60"],
    ["0.1", 3, "¥0.30"],
    ["1", 1_234_567, "¥1,234,567.00"],
    ["0.0035", 2, "¥0.0070"],
    ["1.20", -1, "−¥1.20"],
    ["1.20", 0, "¥0.00"],
  ])("%s × %i is %s", (unit, count, expected) => {
    expect(formatMoney(times(price(unit), count))).toBe(expected)
  })

  it.each(["", "1.", ".5", "-1", "1,20", "1e3", "¥1", "1.123456789", "NaN"])("NoPriceIsGuessed: %s", (text) => {
    expect(parsePrice(text)).toBeUndefined()
  })

  it("NothingIsRounded", () => {
    fc.assert(
      fc.property(fc.nat(1e9), fc.nat({ max: 99 }), fc.nat(1e9), (whole, cents, count) => {
        const unit = price(`${whole}.${String(cents).padStart(2, "0")}`)
        expect(times(unit, count).units).toBe((BigInt(whole) * 100n + BigInt(cents)) * BigInt(count))
      }),
    )
  })

  it("counts are grouped and signed", () => {
    expect([0, 999, 1000, -1_000_000].map((count) => formatCount(count))).toEqual(["0", "999", "1,000", "−1,000,000"])
    expect([0, 5, -5].map((count) => formatCount(count, { sign: true }))).toEqual(["0", "+5", "−5"])
  })
})
