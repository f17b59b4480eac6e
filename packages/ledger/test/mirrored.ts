/** Random books in which most attempts stand in the bill as they are, and the rest differ in every way there is. */
import * as fc from "fast-check"

import { codes, days, ruleIds } from "../../core/test/world.ts"

const midnight = (day: string): number => Date.parse(`${day}T00:00:00+08:00`)

const attempt = fc.record({
  seq: fc.constantFrom("s1", "s2", "s3", "s4", "s5", "s6", "s7", "s8", "6c18fa97-9298-49e3-8423-7f7e52019ead"),
  token: fc.constantFrom("t1", "t2", "t3", null),
  rule: fc.constantFrom(...ruleIds, null),
  charge: fc.constantFrom(true, true, true, false, null),
  code: fc.constantFrom(...codes, null),
  day: fc.constantFrom(...days),
  hour: fc.constantFrom(0, 12, 23.99),
  account: fc.constantFrom(null, null, null, "acme", "default"),
  twist: fc.constantFrom(
    ...Array.from({ length: 12 }, () => "none" as const),
    "flag",
    "code",
    "token",
    "no line",
    "twice",
    "again next day",
    "next day",
    "unknown",
    "count",
    "other account",
    "undated",
    "alone",
  ),
})
type Drawn = typeof attempt extends fc.Arbitrary<infer A> ? A : never

const resultOf = (drawn: Drawn) => ({
  BizToken: drawn.token,
  RuleId: drawn.rule,
  Account: drawn.account,
  FetchedAt: midnight(drawn.day) + 86_400_000,
  Response: {
    Text: {
      ErrCode: 0,
      LivenessDetail: [
        {
          Seq: drawn.seq,
          IsNeedCharge: drawn.charge,
          Errcode: drawn.code,
          ReqTime: drawn.twist === "undated" ? null : String(midnight(drawn.day) + drawn.hour * 3_600_000),
        },
      ],
    },
  },
})

const groupsOf = (drawn: Drawn) => {
  const { twist } = drawn
  if (twist === "no line") return []
  const line = {
    Seq: drawn.seq,
    IsNeedCharge: twist === "unknown" ? null : (drawn.charge === true) !== (twist === "flag"),
    ErrorCode: drawn.code === null ? null : drawn.code + (twist === "code" ? 1 : 0),
    ReqTime: String(midnight(drawn.day) + drawn.hour * 3_600_000),
    ChargeType: drawn.hour === 12 ? "比对" : "核身",
  }
  const lines = twist === "twice" ? [line, line] : [line]
  return [
    {
      BizToken: twist === "token" ? "t9" : drawn.token,
      RuleId: drawn.rule,
      ChargeCount: lines.filter(({ IsNeedCharge }) => IsNeedCharge === true).length + (twist === "count" ? 1 : 0),
      ChargeDetails: lines,
    },
  ]
}

const daysOf = ({ day, twist }: Drawn): ReadonlyArray<string> => {
  const next = days[days.indexOf(day) + 1] ?? day
  return twist === "again next day" ? [day, next] : twist === "next day" ? [next] : [day]
}

/** Results, and the pages of a bill: of each day some, the last of which ends it. */
export const mirroredBooks = fc.tuple(fc.array(attempt, { maxLength: 14 }), fc.boolean()).map(([drawn, isNamed]) => {
  const pages = ["default", "acme"].flatMap((account) =>
    days.map((day) => ({
      Date: day,
      ...(isNamed && { Account: account }),
      Cursor: 0,
      Response: {
        HasNextPage: false,
        NextCursor: 9,
        WeChatBillDetails: drawn
          .filter((each) => daysOf(each).includes(day) && (each.twist === "other account") === (account === "acme"))
          .flatMap(groupsOf),
      },
    })),
  )
  return { results: [drawn.filter(({ twist }) => twist !== "alone").map(resultOf)], bills: [pages] }
})
