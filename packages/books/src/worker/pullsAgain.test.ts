// The bill of a closed day is asked for again one and three days later, and on the 3rd of the next month.
import { dayNumberOf } from "@faceid-tally/core/engine"
import { expect, it } from "vitest"

import { pullsAgain } from "./pullsAgain.ts"

const timesOf = (day: string, closedAt: string) =>
  pullsAgain(dayNumberOf(day) ?? 0, "branch", Date.parse(`${closedAt}+08:00`)).map(
    ({ subject, dueAt }) => `${subject} ${new Date(dueAt + 8 * 3_600_000).toISOString().slice(0, 16)}`,
  )

it.each([
  ["2026-10-05", "2026-10-06T06:12", ["2026-10-07T06:12", "2026-10-09T06:12", "2026-11-03T06:10"]],
  ["2026-12-31", "2027-01-01T06:12", ["2027-01-02T06:12", "2027-01-04T06:12", "2027-01-03T06:10"]],
  // Caught up long after: the month was settled by then.
  ["2026-08-31", "2026-11-20T12:00", ["2026-11-21T12:00", "2026-11-23T12:00"]],
])("of %s, closed at %s", (day, closedAt, times) => {
  expect(timesOf(day, closedAt)).toEqual(times.map((time, i) => `${day}+${i + 1}@branch ${time}`))
})
