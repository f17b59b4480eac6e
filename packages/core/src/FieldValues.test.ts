import * as fc from "fast-check"
import { describe, expect, test } from "vitest"

import { readFetchedAt, readInstant } from "./index.ts"

describe("FetchedAt", () => {
  test.each<readonly [string | number, string | undefined]>([
    ["2026-10-05T08:00:00Z", "2026-10-05T08:00:00.000Z"],
    ["2026-10-05T08:00Z", "2026-10-05T08:00:00.000Z"],
    ["2026-10-05T08:00:00+08:00", "2026-10-05T00:00:00.000Z"],
    ["2026-10-05T08:00:00-05:30", "2026-10-05T13:30:00.000Z"],
    ["2026-10-05T00:00+08:00", "2026-10-04T16:00:00.000Z"],
    ["2026-10-05T08:00:00.5Z", "2026-10-05T08:00:00.500Z"],
    ["2026-10-05T08:00:00.57Z", "2026-10-05T08:00:00.570Z"],
    ["2026-10-05T08:00:00.123456789Z", "2026-10-05T08:00:00.123Z"],
    ["2024-02-29T00:00:00Z", "2024-02-29T00:00:00.000Z"],
    [1577179388135, "2019-12-24T09:23:08.135Z"],
    ["1577179388135", "2019-12-24T09:23:08.135Z"],
    ["2026-10-05T08:00:00", undefined],
    ["2026-10-05", undefined],
    ["2026-02-29T00:00:00Z", undefined],
    ["2026-13-01T00:00:00Z", undefined],
    ["2026-10-05T24:00:00Z", undefined],
    ["2026-10-05T08:60:00Z", undefined],
    ["2026-10-05T08:00:60Z", undefined],
    ["2026-10-05T08:00:00+8:00", undefined],
    ["2026-10-05T08:00:00+0800", undefined],
    ["2026-10-05T08:00:00.Z", undefined],
    ["2026-10-05T8:00:00Z", undefined],
    [" 2026-10-05T08:00:00Z", undefined],
    ["yesterday", undefined],
    [1577179388, "1970-01-19T06:06:19.388Z"],
    ["2026-10-05 08:00:00Z", undefined],
    [-1, undefined],
    ["1234567890123456", undefined],
    [1577179388135.5, undefined],
    [Number.NaN, undefined],
    [Infinity, undefined],
  ])("%j", (written, expected) => {
    const read = readFetchedAt(written)
    expect(read === undefined ? undefined : new Date(read).toISOString()).toBe(expected)
  })

  test("reads back every instant, in any offset", () => {
    const instant = fc.date({ min: new Date(0), max: new Date("9999-12-30"), noInvalidDate: true })
    fc.assert(
      fc.property(instant, fc.integer({ min: -1439, max: 1439 }), (date, minutes) => {
        const local = new Date(date.getTime() + minutes * 60_000).toISOString().slice(0, -1)
        const [hh, mm] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60].map((n) =>
          String(n).padStart(2, "0"),
        )
        fc.pre(/^\d{4}-/.test(local))
        expect(readFetchedAt(`${local}${minutes < 0 ? "-" : "+"}${hh}:${mm}`)).toBe(date.getTime())
      }),
    )
  })
})

describe("ReqTime", () => {
  test.each<readonly [string | number, number | undefined]>([
    ["1577179388135", 1577179388135],
    ["157717938813", 157717938813],
    ["999999999999999", 999999999999999],
    ["000000000000", 0],
    [100000000000, 100000000000],
    ["15771793881", undefined],
    ["1000000000000000", undefined],
    [99999999999, undefined],
    [1e15, undefined],
    [1577179388135.5, undefined],
    ["+1577179388135", undefined],
    ["-1577179388135", undefined],
    ["1577179388135\n", undefined],
    ["１５７７１７９３８８１３５", undefined],
    ["1.577179388E+12", undefined],
    ["", undefined],
  ])("%j is %j", (written, expected) => {
    expect(readInstant(written)).toBe(expected)
  })
})
