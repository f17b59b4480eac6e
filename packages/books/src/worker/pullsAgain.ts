/** When a bill is asked for again after its day was closed, since the provider may rerun it. */
import { dayFromNumber, monthOfDay, nextMonth, startOfDay } from "@faceid-tally/core/engine"

import { type NewWork, subjectOf } from "../service/Work.ts"

const MS_PER_DAY = 86_400_000
/** One and three days after the first pull … */
const DAYS_AFTER = [1, 3]
/** … and when the month is settled: on the 3rd of the next, at 06:10 in China. */
const SETTLED_ON = 3
const MS_OF_MORNING = (6 * 60 + 10) * 60_000

/** What is planned when a day of an account is closed. A day that is closed later than one of these times needs none then. */
export const pullsAgain = (day: number, account: string, now: number): ReadonlyArray<NewWork> => {
  const times = [...DAYS_AFTER.map((days) => now + days * MS_PER_DAY), settledAt(day)].filter((time) => time > now)
  return [...new Set(times)].map((dueAt, i) => ({
    kind: "pull_again",
    subject: subjectOf(`${dayFromNumber(day)}+${i + 1}`, account),
    body: "{}",
    dueAt,
  }))
}

const settledAt = (day: number): number => startOfDay(nextMonth(monthOfDay(day)).first + SETTLED_ON - 1) + MS_OF_MORNING
