import { expect, it } from "vitest"

import { change } from "./lastMonth.ts"

it.each([
  [112, 100, "+12.0%"],
  [97, 100, "−3.0%"],
  [100, 100, "±0.0%"],
  [100.0001, 100, "±0.0%"],
  [5, 0, null],
  [Number.NaN, 100, null],
])("%d after %d is %s", (now, last, expected) => {
  expect(change(now, last)).toBe(expected)
})
