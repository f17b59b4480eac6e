import { describe, expect, it } from "vitest"

import {
  countAt,
  cursorAt,
  dateAt,
  flagAt,
  instantAt,
  integerAt,
  labelAt,
  looseAt,
  orRefused,
  textAt,
} from "./fields.ts"

const instant = (value: unknown, path: ReadonlyArray<string>, key: string) => instantAt(value, path, key, undefined)
const fields = { textAt, labelAt, flagAt, integerAt, countAt, cursorAt, looseAt, dateAt, instant }

const TEXT = "string | null | undefined"
const NUMBER = "number | null | undefined"
const EITHER = "string | number | null | undefined"
const SMALL = "an integer below 2^31"

describe("a value is refused with its place and what belongs there", () => {
  it.each<[keyof typeof fields, string, ReadonlyArray<unknown>]>([
    ["textAt", TEXT, [5, true, [], {}, 5n]],
    ["labelAt", EITHER, [true, [], {}]],
    ["labelAt", SMALL, [1.5, 2 ** 31, NaN]],
    ["flagAt", "boolean | null | undefined", ["", "true", 1, 0, []]],
    ["integerAt", NUMBER, ["", "5", true, {}]],
    ["integerAt", SMALL, [1.5, 2 ** 31, -(2 ** 31), NaN, Infinity]],
    ["countAt", NUMBER, ["5"]],
    ["countAt", SMALL, [0.5, -(2 ** 31)]],
    ["countAt", "an integer of 0 or more", [-1]],
    ["cursorAt", NUMBER, ["5", false]],
    ["cursorAt", "an integer up to 2^53", [1.5, 2 ** 53, NaN]],
    ["looseAt", EITHER, [true, [], {}]],
    ["dateAt", TEXT, [5, {}]],
    ["dateAt", "a date YYYY-MM-DD", ["x", "2026-02-29"]],
    ["instant", EITHER, [true, {}]],
    ["instant", "an ISO 8601 time with offset, or epoch milliseconds", ["x", NaN]],
  ])("%s: %s", (name, expected, values) => {
    for (const value of values) {
      expect(orRefused(() => fields[name](value, ["a", "0"], "b"))).toEqual({
        rejection: { code: "wrong_type", path: ["a", "0", "b"], expected },
      })
    }
  })

  it.each<[keyof typeof fields, string, unknown]>([
    ["dateAt", "time_out_of_span", "2014-12-31"],
    ["instant", "time_in_seconds", "1577179388"],
    ["instant", "time_is_a_date", "2026-10-01"],
    ["instant", "time_without_offset", "2026-10-01 00:00"],
    ["instant", "time_out_of_span", 5],
  ])("%s: %s", (name, code, value) => {
    expect(orRefused(() => fields[name](value, [], "b"))).toEqual({ rejection: { code, path: ["b"] } })
  })

  it.each(Object.entries(fields))("%s: nothing is read of null and what is missing", (_, read) => {
    expect([read(null, [], "b"), read(undefined, [], "b")]).toEqual([null, null])
  })
})
