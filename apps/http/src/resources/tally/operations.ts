/** What the books count, and where they stand. */
import { dayGroupings } from "@faceid-tally/host/apps"
import { charges, NamedGroup, NullableDay, Status } from "@faceid-tally/report/documents"
import * as Schema from "effect/Schema"

import { mayRead, operation } from "../../operations/Operation.ts"
import { DayNumber, Remarks } from "../../operations/values.ts"

const optional = Schema.optionalKey

const groupings = dayGroupings

const countsExample = { attempts: 1200, charges: 1150, uncharged: 48, unknown: 2 }

export const readTally = operation({
  id: "readTally",
  method: "GET",
  path: "/v1/tally",
  tag: "Tally",
  summary: { en: "Count the attempts of days", "zh-CN": "按日统计核验" },
  description: {
    en: "From the daily sums, so a month over millions of attempts takes no time. Without from and to, all days. `by=channel` and `by=edition` go by what the settings say of each RuleId.",
    "zh-CN":
      "取自每日合计，因此即使一个月有数百万次核验也能立即返回。不给 from 和 to 时统计所有日期。`by=channel` 和 `by=edition` 按设置中各 RuleId 的说明分组。",
  },
  roles: mayRead,
  query: Schema.Struct({
    from: optional(DayNumber),
    to: optional(DayNumber),
    by: optional(Schema.Literals(groupings)),
  }),
  answers: {
    200: {
      description: { en: "The counts", "zh-CN": "统计结果" },
      schema: Schema.Struct({
        from: NullableDay,
        to: NullableDay,
        ...charges,
        remarks: Remarks,
        by: optional(Schema.Literals(groupings)),
        groups: optional(Schema.Array(NamedGroup)),
      }).annotate({ identifier: "Tally" }),
      example: {
        from: "2026-10-01",
        to: "2026-10-31",
        ...countsExample,
        remarks: [],
        by: "day",
        groups: [{ key: "2026-10-01", title: null, ...countsExample }],
      },
    },
  },
})

export const readStatus = operation({
  id: "readStatus",
  method: "GET",
  path: "/v1/status",
  tag: "Tally",
  summary: { en: "Where the books stand", "zh-CN": "账本现状" },
  description: {
    en: "BizTokens by state, what is due next, and a row for each day and account; without from and to, of the last week.",
    "zh-CN": "各状态的 BizToken 数、接下来要拉取的内容，以及每天每个账号一行；不给 from 和 to 时为最近一周。",
  },
  roles: mayRead,
  query: Schema.Struct({ from: optional(DayNumber), to: optional(DayNumber) }),
  answers: {
    200: {
      description: { en: "The books as they stand now", "zh-CN": "账本当前的状态" },
      schema: Status,
      example: {
        tokens: { registered: 2, collected: 10, final: 1188, lapsed: 0, expired: 0 },
        refused: 0,
        due: 1,
        deadlines: [],
        head: null,
        unsealedBatches: 0,
        grid: [],
      },
    },
  },
})

export const tallyOperations = [readTally, readStatus]
