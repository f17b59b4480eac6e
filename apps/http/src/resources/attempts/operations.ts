/** Attempts, one by one. */
import { Attempt } from "@faceid-tally/report/documents"
import * as Schema from "effect/Schema"

import { attemptCursor } from "../../lists/cursors.ts"
import { mayRead, operation } from "../../operations/Operation.ts"
import { listFormats, pageAnswer, pageFields } from "../../operations/page.ts"
import { ChargeFilter, DayNumber, Text, WholeNumber } from "../../operations/values.ts"

const optional = Schema.optionalKey

export const attemptExample = {
  seq: "seq-1",
  charge: true,
  errcode: 0,
  at: "2026-10-05T10:01:00.000+08:00",
  day: "2026-10-05",
  bizToken: "9f3c0a7e-0000-4000-8000-000000000001",
  ruleId: "1",
  account: null,
}

export const listAttempts = operation({
  id: "listAttempts",
  method: "GET",
  path: "/v1/attempts",
  tag: "Attempts",
  summary: { en: "Attempts by day", "zh-CN": "按日列出核验" },
  description: {
    en: "The attempts of the days, in the order of day and Seq; those for which no day is known come last.",
    "zh-CN": "所选日期的核验，按日期和 Seq 排序；日期未知的排在最后。",
  },
  roles: mayRead,
  query: Schema.Struct({
    from: optional(DayNumber),
    to: optional(DayNumber),
    bizToken: optional(Text),
    ruleId: optional(Text),
    account: optional(Text),
    charge: optional(ChargeFilter),
    errcode: optional(WholeNumber),
    cursor: optional(attemptCursor),
    ...pageFields,
  }),
  formats: listFormats,
  answers: pageAnswer({ en: "A page of attempts", "zh-CN": "一页核验" }, Attempt, attemptExample),
})

export const attemptOperations = [listAttempts]
