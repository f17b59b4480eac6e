// Times in files (R34): what is read and what is named, alike in JSON and tables, on the fast and the plain path.
import { dayNumberOf } from "@faceid-tally/core/engine"
import { assert, describe, it } from "vitest"

import { countBytes } from "./readBytes.ts"
import type { Content } from "../src/options/Content.ts"

/** The faults of bytes by code and path, or what they say, from both paths. */
const read = (text: string, about: Partial<Content>) => {
  const counted = countBytes([Buffer.from(text)], about)
  assert.deepEqual(countBytes([Buffer.from(text)], about, "plain"), counted)
  const { faults, ...facts } = counted
  return faults.length > 0 ? faults.map(({ rejection }) => `${rejection.code} ${rejection.path.at(-1)}`) : facts
}

const lineOf = (column: string, value: string | number) => ({
  Seq: "s1",
  IsNeedCharge: true,
  Errcode: 0,
  [column]: value,
})
const billOf = (column: string, value: string | number) => ({
  Seq: "s1",
  IsNeedCharge: true,
  ErrorCode: 0,
  [column]: value,
})
const json = (record: object): string => `${JSON.stringify(record)}\n`
const csv = (record: object): string => `${Object.keys(record).join(",")}\n${Object.values(record).join(",")}\n`

type Door = (value: string | number, options?: Partial<Content>) => unknown
const doors: Readonly<Record<string, Door>> = {
  "ReqTime of a flat line": (value, options) => read(json(lineOf("ReqTime", value)), options ?? {}),
  "ReqTime of an entry": (value, options) => read(json({ LivenessDetail: [lineOf("ReqTime", value)] }), options ?? {}),
  "FetchedAt of an envelope": (value, options) =>
    read(json({ FetchedAt: value, LivenessDetail: [lineOf("Errcode", 0)] }), options ?? {}),
  "ReqTime of a bill": (value, options) =>
    read(json({ WeChatBillDetails: [{ ChargeDetails: [billOf("ReqTime", value)] }] }), { ...options, kind: "bills" }),
  "ReqTime of a table": (value, options) => read(csv(lineOf("ReqTime", value)), { ...options, name: "a.csv" }),
  "FetchedAt of a table": (value, options) => read(csv(lineOf("FetchedAt", value)), { ...options, name: "a.csv" }),
  "ReqTime of a bill table": (value, options) =>
    read(csv(billOf("ReqTime", value)), { ...options, name: "a.csv", kind: "bills" }),
}

describe.each(Object.entries(doors))("%s", (name, door) => {
  it.each<readonly [string | number, string]>([
    ["1577179388", "time_in_seconds"],
    [1577179388, "time_in_seconds"],
    [1577179388.5, "time_in_seconds"],
    ["1577179388135000", "time_in_microseconds"],
    ["1577179388135000000", "time_in_nanoseconds"],
    [20261001, "time_as_compact_date"],
    ["20261001080000", "time_as_compact_date"],
    ["179078472912345", "time_out_of_span"],
    [1420041599999, "time_out_of_span"],
    ["4102416000000", "time_out_of_span"],
    ["2014-12-31T23:59:59+08:00", "time_out_of_span"],
    ["2100-01-01T00:00:00+08:00", "time_out_of_span"],
    ["2026-10-01 08:00:00", "time_without_offset"],
    ["2026-10-01T08:00:00.000", "time_without_offset"],
    ["2026/10/1 8:00", "time_without_offset"],
    ["2026-10-01", "time_is_a_date"],
    ["yesterday", "wrong_type"],
  ])("%j is rejected by name", (value, code) => {
    assert.deepEqual(door(value), [`${code} ${name.split(" ")[0]}`])
  })

  it("the same instant is the same, however it is written", () => {
    const expected = door(1790784729123)
    assert.notProperty(expected, "0")
    for (const written of ["1790784729123", "2026-09-30T16:12:09.123Z", "2026-10-01T00:12:09.123+08:00"]) {
      assert.deepEqual(door(written), expected)
    }
    assert.deepEqual(door("2026-10-01 00:12:09.123", { utcOffset: 480 }), expected)
    assert.deepEqual(door("2026/9/30 16:12:09.123", { utcOffset: 0 }), expected)
  })

  it("the first and the last instant of the span are read", () => {
    for (const [first, second] of [
      ["1420041600000", "2015-01-01T00:00:00+08:00"],
      ["4102415999999", "2099-12-31T23:59:59.999+08:00"],
    ] as const) {
      assert.notProperty(door(first), "0")
      assert.deepEqual(door(first), door(second))
    }
  })
})

describe("Date", () => {
  const table = (value: string) => read(csv(billOf("Date", value)), { name: "a.csv", kind: "bills" })
  const page = (value: string) => read(json({ Date: value, WeChatBillDetails: [] }), { kind: "bills" })
  const flat = (value: string) => read(json(billOf("Date", value)), { kind: "bills" })

  it("is read with or without zeros, with - or /", () => {
    for (const door of [table, page, flat]) {
      const expected = door("2026-10-05")
      assert.nestedPropertyVal(expected, "pages[0].day", dayNumberOf("2026-10-05"))
      for (const written of ["2026/10/05", "2026/10/5", "2026-10-5"]) assert.deepEqual(door(written), expected)
    }
  })

  it("has the span of the instants", () => {
    for (const door of [table, page, flat]) {
      for (const written of ["2014-12-31", "2100-01-01"]) assert.deepEqual(door(written), ["time_out_of_span Date"])
      assert.deepEqual(door("2026-02-30"), ["wrong_type Date"])
      for (const written of ["2015-01-01", "2099-12-31"]) assert.notProperty(door(written), "0")
    }
  })
})
