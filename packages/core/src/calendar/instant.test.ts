import * as fc from "fast-check"
import { describe, expect, test } from "vitest"

import {
  dayNumberOf,
  INSTANT_FIRST,
  INSTANT_LAST,
  readDate,
  readInstant,
  readInstantField,
  readUtcOffset,
} from "../engine.ts"

const iso = (read: number | string): string => (typeof read === "number" ? new Date(read).toISOString() : read)

describe("an instant is read, or named for what it is", () => {
  test.each<readonly [string | number, string]>([
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
    ["01577179388135", "2019-12-24T09:23:08.135Z"],
    // The span.
    ["2015-01-01T00:00:00+08:00", "2014-12-31T16:00:00.000Z"],
    [1420041600000, "2014-12-31T16:00:00.000Z"],
    [1420041599999, "time_out_of_span"],
    ["2014-12-31T23:59:59.999+08:00", "time_out_of_span"],
    ["2099-12-31T23:59:59.999+08:00", "2099-12-31T15:59:59.999Z"],
    ["4102415999999", "2099-12-31T15:59:59.999Z"],
    ["4102416000000", "time_out_of_span"],
    ["179078472912345", "time_out_of_span"],
    ["999999999999999", "time_out_of_span"],
    ["157717938813", "time_out_of_span"],
    ["000000000000", "time_out_of_span"],
    [0, "time_out_of_span"],
    [-1, "time_out_of_span"],
    [99999999, "time_out_of_span"],
    // Other units.
    [1577179388, "time_in_seconds"],
    ["1577179388", "time_in_seconds"],
    ["1577179388.0", "time_in_seconds"],
    ["1577179388.135", "time_in_seconds"],
    [1577179388.135, "time_in_seconds"],
    [1420041600, "time_in_seconds"],
    [1420041599, "time_out_of_span"],
    ["1577179388135000", "time_in_microseconds"],
    [1577179388135000, "time_in_microseconds"],
    ["1577179388135000123", "time_in_nanoseconds"],
    [1577179388135000123n.toString(), "time_in_nanoseconds"],
    // Compact dates.
    [20261001, "time_as_compact_date"],
    ["20261001", "time_as_compact_date"],
    ["20261001080000", "time_as_compact_date"],
    [20261001080000, "time_as_compact_date"],
    ["20261301080000", "time_out_of_span"],
    // Without offset, and days.
    ["2026-10-05T08:00:00", "time_without_offset"],
    ["2026-10-05 08:00:00", "time_without_offset"],
    ["2026-10-05 08:00:00.123", "time_without_offset"],
    ["2026/10/5 8:00", "time_without_offset"],
    ["2026-10-05", "time_is_a_date"],
    ["2026/10/5", "time_is_a_date"],
    // What is none.
    ["2026-02-29T00:00:00Z", "no_time"],
    ["2026-13-01T00:00:00Z", "no_time"],
    ["2026-02-29", "no_time"],
    ["2026-10-05T24:00:00Z", "no_time"],
    ["2026-10-05T08:60:00Z", "no_time"],
    ["2026-10-05T08:00:60Z", "no_time"],
    ["2026-10-05 08:60:00", "no_time"],
    ["2026-10-05T08:00:00+8:00", "no_time"],
    ["2026-10-05T08:00:00+0800", "no_time"],
    ["2026-10-05T08:00:00+24:00", "no_time"],
    ["2026-10-05T08:00:00.Z", "no_time"],
    ["2026-10-05T8:00:00Z", "no_time"],
    [" 2026-10-05T08:00:00Z", "no_time"],
    ["2026-10-05 08:00:00Z", "no_time"],
    ["1577179388135.0", "no_time"],
    ["1577179388135.5", "no_time"],
    [1577179388135.5, "no_time"],
    ["+1577179388135", "no_time"],
    ["-1577179388135", "no_time"],
    ["1577179388135\n", "no_time"],
    ["１５７７１７９３８８１３５", "no_time"],
    ["1.577179388E+12", "no_time"],
    ["yesterday", "no_time"],
    ["", "no_time"],
    [Number.NaN, "no_time"],
    [Infinity, "no_time"],
  ])("%j", (written, expected) => {
    expect(iso(readInstant(written))).toBe(expected)
  })

  const instant = fc.integer({ min: INSTANT_FIRST, max: INSTANT_LAST })
  const pad = (n: number): string => String(n).padStart(2, "0")

  test("every instant of the span is read back, in any offset", () => {
    fc.assert(
      fc.property(instant, fc.integer({ min: -1439, max: 1439 }), (ms, minutes) => {
        const local = new Date(ms + minutes * 60_000).toISOString().slice(0, -1)
        const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60]
        const offset = `${minutes < 0 ? "-" : "+"}${pad(hours)}:${pad(rest)}`
        expect(readInstant(`${local}${offset}`)).toBe(ms)
        expect(readInstant(local)).toBe("time_without_offset")
        expect(readInstant(local.replace("T", " "), minutes)).toBe(ms)
        expect([readInstant(ms), readInstant(String(ms))]).toEqual([ms, ms])
      }),
    )
  })

  test("no instant of the span is taken for another when its unit is another", () => {
    fc.assert(
      fc.property(instant, (ms) => {
        expect(readInstant(ms / 1000)).toBe("time_in_seconds")
        expect(readInstant(ms * 1000)).toBe("time_in_microseconds")
        expect(readInstant(`${ms}000000`)).toBe("time_in_nanoseconds")
        const digits = new Date(ms).toISOString().replaceAll(/\D/g, "")
        expect(readInstant(digits.slice(0, 8))).toBe("time_as_compact_date")
        expect(readInstant(digits.slice(0, 14))).toBe("time_as_compact_date")
      }),
    )
  })

  test("a field that is empty, null or missing is no time", () => {
    expect([null, undefined, ""].map((value) => readInstantField(value))).toEqual([null, null, null])
    expect(readInstantField("1577179388135")).toBe(1577179388135)
    expect(readInstant("2026-10-05 08:00:00", 480)).toBe(Date.parse("2026-10-05T00:00:00Z"))
  })
})

describe("the Date of a bill", () => {
  test.each<readonly [string, number | string | undefined]>([
    ["2026-10-05", dayNumberOf("2026-10-05")],
    ["2026-10-5", dayNumberOf("2026-10-05")],
    ["2026/10/05", dayNumberOf("2026-10-05")],
    ["2026/1/5", dayNumberOf("2026-01-05")],
    ["2015-01-01", dayNumberOf("2015-01-01")],
    ["2099-12-31", dayNumberOf("2099-12-31")],
    ["2014-12-31", "time_out_of_span"],
    ["2100-01-01", "time_out_of_span"],
    ["2026-02-29", "no_time"],
    ["2026-10/05", "no_time"],
    ["20261005", "no_time"],
    ["2026-10-05T00:00:00Z", "no_time"],
    ["", "no_time"],
  ])("%j", (text, expected) => {
    expect(readDate(text)).toBe(expected)
  })
})

describe("an offset from UTC", () => {
  test.each<readonly [string, number | undefined]>([
    ["+08:00", 480],
    ["-05:30", -330],
    ["+00:00", 0],
    ["+14:00", 840],
    ["+14:01", undefined],
    ["+08:60", undefined],
    ["08:00", undefined],
    ["+8:00", undefined],
    ["+0800", undefined],
    ["Z", undefined],
    ["", undefined],
  ])("%j", (text, minutes) => {
    expect(readUtcOffset(text)).toBe(minutes)
  })
})
