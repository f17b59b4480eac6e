// Pages of the bill and their cursors (R4, R35).
import * as Result from "effect/Result"
import * as fc from "fast-check"
import { describe, expect, test } from "vitest"

import { hostilePage } from "../../test/hostile.ts"
import { plainPage } from "../../test/plainDecode.ts"
import { dayNumber } from "../../test/readInto.ts"
import { runs } from "../../test/runs.ts"
import { dayFromNumber, decodeBillPage, rejectionCodes } from "../engine.ts"

/** What the decoder makes of a value, in the words of the plain twin. */
const outcomeOf = (value: unknown) => {
  const decoded = decodeBillPage(value)
  if (Result.isFailure(decoded)) return "rejected"
  if (decoded.success._tag === "ApiError") return "apiError"
  const { flat, day, askedRuleId, account, cursor, hasNextPage, nextCursor, groups } = decoded.success
  return {
    flat,
    date: day === null ? null : dayFromNumber(day),
    askedRuleId,
    account,
    cursor,
    hasNext: hasNextPage,
    nextCursor,
    blocks: groups.map(({ lines, ...group }) => ({
      ...group,
      lines: lines.map(({ seq, charge, errcode, at, chargeType }) => ({
        seq,
        charge,
        code: errcode,
        reqTime: at,
        chargeType,
      })),
    })),
  }
}

const codeOf = (value: unknown) => {
  const decoded = decodeBillPage(value)
  return Result.isFailure(decoded) ? decoded.failure.code : (decoded.success._tag as string)
}

/** −0 is 0 wherever a decoded number goes. */
const inJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value))

test("the decoder decides as its plain twin", () => {
  fc.assert(
    fc.property(hostilePage, (record) => {
      expect(inJson(outcomeOf(record))).toEqual(inJson(plainPage(record)))
    }),
    runs(2000),
  )
})

describe("shapes", () => {
  const line = { Seq: "s1", IsNeedCharge: true, ErrorCode: "0" }
  const details = [{ BizToken: "t1", RuleId: "1", ChargeCount: 1, ChargeDetails: [line] }]
  test.each<readonly [string, unknown, string]>([
    ["the wire answer", { Response: { WeChatBillDetails: details } }, "BillPage"],
    ["the bare inside", { HasNextPage: false, WeChatBillDetails: details }, "BillPage"],
    ["a flat line", line, "BillPage"],
    ["an empty page", { Response: { WeChatBillDetails: null } }, "BillPage"],
    ["a page without its list", { Response: { HasNextPage: false } }, "no_bill"],
    ["an API error", { Response: { Error: {} } }, "ApiError"],
    ["a bare API error", { Error: {} }, "ApiError"],
    ["wrong types in an API error", { Date: "today", Response: { Error: {} } }, "wrong_type"],
    ["a result", { Response: { Text: { LivenessDetail: [] } } }, "result_among_bills"],
    ["a bare Text", { LivenessDetail: [] }, "result_among_bills"],
    ["null in WeChatBillDetails", { WeChatBillDetails: [null] }, "wrong_type"],
    ["null in ChargeDetails", { WeChatBillDetails: [{ ChargeDetails: [null] }] }, "wrong_type"],
    ["a date that is none", { Date: "2026-02-30", WeChatBillDetails: [] }, "wrong_type"],
    ["a list", [], "not_an_object"],
    ["nothing", {}, "no_bill"],
  ])("%s", (_, record, expected) => {
    expect(codeOf(record)).toBe(expected)
  })

  test("an envelope's RuleId is that of the lines that have none", () => {
    const page = outcomeOf({ RuleId: "9", WeChatBillDetails: [{ RuleId: null }, { RuleId: "1" }, { RuleId: "" }] })
    expect(page).toMatchObject({ askedRuleId: "9", blocks: [{ ruleId: "9" }, { ruleId: "1" }, { ruleId: "9" }] })
  })

  test("HasNextPage null is false", () => {
    expect(outcomeOf({ HasNextPage: null, WeChatBillDetails: [] })).toMatchObject({ hasNext: false })
    expect(outcomeOf({ HasNextPage: true, WeChatBillDetails: [] })).toMatchObject({ hasNext: true })
  })
})

test.each<readonly [unknown, number | null]>([
  ["0", 0],
  ["2016", 2016],
  [2016, 2016],
  ["-1", -1],
  ["x", null],
  ["", null],
  [null, null],
  [1.5, null],
  ["1.5", null],
  [2 ** 31, null],
])("an ErrorCode of %j is %j", (ErrorCode, code) => {
  expect(outcomeOf({ Seq: "s1", ErrorCode })).toMatchObject({ blocks: [{ lines: [{ code }] }] })
})

test("the masked fields are dropped as well, and a rejection quotes no value", () => {
  const planted = ["4****************1", "*****琪", "比对相似度未达到通过标准"]
  const page = (ErrorCode: unknown) => ({
    Date: "2026-10-05",
    Response: {
      WeChatBillDetails: [
        {
          ChargeDetails: [
            {
              Seq: "s1",
              ErrorCode,
              IdCard: planted[0],
              Idcard: planted[0],
              Name: planted[1],
              ErrorMessage: planted[2],
            },
          ],
        },
      ],
    },
  })
  const decoded = decodeBillPage(page("0"))
  expect(Result.isSuccess(decoded) && decoded.success._tag === "BillPage" && decoded.success.day).toBe(
    dayNumber("2026-10-05"),
  )
  const rejected = decodeBillPage(page([planted[1]]))
  if (Result.isSuccess(rejected)) throw new Error("expected a rejection")
  expect(rejectionCodes).toContain(rejected.failure.code)
  for (const secret of planted) {
    expect(JSON.stringify(decoded)).not.toContain(secret)
    expect(JSON.stringify(rejected.failure)).not.toContain(secret)
  }
})
