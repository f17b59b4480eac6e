import * as Result from "effect/Result"
import * as fc from "fast-check"
import { describe, expect, test } from "vitest"

import { hostileResult } from "../../test/hostile.ts"
import { plainResult } from "../../test/plainDecode.ts"
import { runs } from "../../test/runs.ts"
import { decodeDetectInfo, rejectionCodes } from "../engine.ts"

/** What the decoder makes of a value, in the words of the plain twin. */
const outcomeOf = (value: unknown) => {
  const decoded = decodeDetectInfo(value)
  if (Result.isFailure(decoded)) return "rejected"
  if (decoded.success._tag === "ApiError") return "apiError"
  const { flat, bizToken, ruleId, account, fetchedAt, errCode, nfcBillingCounts, entries } = decoded.success
  return {
    flat,
    bizToken,
    ruleId,
    account,
    fetchedAt,
    errCode,
    nfc: nfcBillingCounts,
    entries: entries.map(({ seq, charge, errcode, at }) => ({ seq, charge, code: errcode, reqTime: at })),
  }
}

const codeOf = (value: unknown) => {
  const decoded = decodeDetectInfo(value)
  return Result.isFailure(decoded) ? decoded.failure.code : (decoded.success._tag as string)
}

test("the decoder decides as its plain twin", () => {
  fc.assert(
    fc.property(hostileResult, (record) => {
      expect(JSON.stringify(outcomeOf(record))).toBe(JSON.stringify(plainResult(record)))
    }),
    runs(2000),
  )
})

test("of a repeated key the last one wins, and __proto__ is a key like any other", () => {
  const record: unknown = JSON.parse('{"Seq":5,"IsNeedCharge":true,"Seq":"s1","__proto__":{"BizToken":"inherited"}}')
  expect(outcomeOf(record)).toMatchObject({ bizToken: null, entries: [{ seq: "s1", charge: true }] })
})

describe("shapes", () => {
  const detail = [{ Seq: "s1", IsNeedCharge: true, Errcode: 0, ReqTime: "1577179388135" }]
  const text = { ErrCode: 0, LivenessDetail: detail }
  test.each<readonly [string, unknown, string]>([
    ["the wire answer", { Response: { Text: text } }, "DetectInfo"],
    ["a bare response", { Text: text, RequestId: "r" }, "DetectInfo"],
    ["a bare Text", text, "DetectInfo"],
    ["{ LivenessDetail }", { LivenessDetail: detail }, "DetectInfo"],
    ["a flat entry", detail[0], "DetectInfo"],
    ["a flat entry of null", { Seq: null }, "DetectInfo"],
    ["LivenessDetail null", { LivenessDetail: null }, "DetectInfo"],
    ["Text without LivenessDetail", { Response: { Text: {} } }, "DetectInfo"],
    ["a bare Text without LivenessDetail", { ErrCode: 0, ErrMsg: "" }, "no_result"],
    ["null Response beside Text", { Response: null, Text: text }, "DetectInfo"],
    ["Response before Text", { Response: {}, Text: text }, "no_result"],
    ["Text before LivenessDetail", { Text: {}, LivenessDetail: 5 }, "DetectInfo"],
    ["an API error", { Response: { Error: { Code: "x" } } }, "ApiError"],
    ["a bare API error", { Error: {} }, "ApiError"],
    ["Error beside Text", { Response: { Error: {}, Text: text } }, "ApiError"],
    ["Error null", { Response: { Error: null, Text: text } }, "DetectInfo"],
    ["Error null alone", { Error: null }, "no_result"],
    ["wrong types in an API error", { Response: { Error: {}, Text: { ErrCode: "0" } } }, "wrong_type"],
    ["a wrong envelope of an API error", { BizToken: true, Response: { Error: {} } }, "wrong_type"],
    ["Response that is no object", { Response: "x", Text: text }, "wrong_type"],
    ["null in LivenessDetail", { LivenessDetail: [null] }, "wrong_type"],
    ["a bill", { Response: { HasNextPage: false, WeChatBillDetails: [] } }, "bill_among_results"],
    ["EncryptedBody without Text", { Response: { EncryptedBody: "x", Text: null } }, "encrypted"],
    ["the legacy DetectInfo", { Response: { DetectInfo: "{}" } }, "legacy_detect_info"],
    ["nothing", {}, "no_result"],
    ["a list", [], "not_an_object"],
    ["null", null, "not_an_object"],
    ["a text", "Response", "not_an_object"],
  ])("%s", (_, record, expected) => {
    expect(codeOf(record)).toBe(expected)
  })

  test("a missing field may be `undefined` as well as null, as the SDK's objects have it", () => {
    const Text = {
      ErrCode: undefined,
      NFCBillingCounts: undefined,
      LivenessDetail: [{ Seq: undefined, IsNeedCharge: true }],
    }
    expect(codeOf({ Text, IdCardData: undefined, Response: undefined, BizToken: undefined })).toBe("DetectInfo")
    expect(codeOf({ Text: { LivenessDetail: undefined } })).toBe("DetectInfo")
  })
})

describe("types", () => {
  const entryOf = (fields: object) => outcomeOf({ LivenessDetail: [fields] })
  const valueOf = (fields: object) => {
    const outcome = entryOf(fields)
    return typeof outcome === "string" ? outcome : outcome.entries[0]
  }
  const NOTHING_KNOWN = { seq: null, charge: null, code: null, reqTime: null }
  test.each<readonly [object, object | "rejected"]>([
    [{ IsNeedCharge: "true" }, "rejected"],
    [{ IsNeedCharge: 1 }, "rejected"],
    [{ IsNeedCharge: "" }, "rejected"],
    [{ Errcode: "0" }, "rejected"],
    [{ Errcode: "" }, "rejected"],
    [{ Errcode: 0.5 }, "rejected"],
    [{ Errcode: 2 ** 31 }, "rejected"],
    [{ Errcode: -(2 ** 31) }, "rejected"],
    [{ Errcode: 2 ** 31 - 1 }, { code: 2 ** 31 - 1 }],
    [{ Errcode: 2016.0 }, { code: 2016 }],
    [{ Seq: 5 }, "rejected"],
    [{ Seq: "" }, { seq: null }],
    [{ Seq: "\ud800" }, { seq: "\ud800" }],
    [{ ReqTime: "157717938813" }, "rejected"],
    [{ ReqTime: "2019-12-24T17:23:08.135+08:00" }, { reqTime: 1_577_179_388_135 }],
    [{ ReqTime: "2019-12-24 17:23:08" }, "rejected"],
    [{ ReqTime: "15771793881" }, "rejected"],
    [{ ReqTime: "1577179388135000" }, "rejected"],
    [{ ReqTime: 1577179388135 }, { reqTime: 1_577_179_388_135 }],
    [{ ReqTime: 1577179388 }, "rejected"],
    [{ ReqTime: "" }, { reqTime: null }],
    [{ ReqTime: "1.57718E+12" }, "rejected"],
  ])("%j", (fields, expected) => {
    expect(valueOf(fields)).toEqual(expected === "rejected" ? expected : { ...NOTHING_KNOWN, ...expected })
  })

  test("one wrong type rejects the whole record", () => {
    expect(entryOf({ Seq: "s1", IsNeedCharge: true, Errcode: "0" })).toBe("rejected")
    expect(outcomeOf({ LivenessDetail: [{ Seq: "s1" }, { Seq: 1 }] })).toBe("rejected")
  })

  test("labels may be integers, read as their digits", () => {
    const record = { BizToken: 12, RuleId: 1, Account: -0, LivenessDetail: [] }
    expect(outcomeOf(record)).toMatchObject({ bizToken: "12", ruleId: "1", account: "0" })
  })

  test("NFCBillingCounts is 0 or more", () => {
    expect(outcomeOf({ LivenessDetail: [], NFCBillingCounts: -1 })).toBe("rejected")
    expect(outcomeOf({ LivenessDetail: [], NFCBillingCounts: 0 })).toMatchObject({ nfc: 0 })
  })
})

const planted = ["爱新觉罗永琪", "440111111111111111", "13800138000", "secret-extra", "AKIDsecret"]

/** A record with planted names and numbers in every field that is not read, and in read fields of a wrong type. */
const withPlanted = (wrong: object) => ({
  BizToken: "t1",
  Name: planted[0],
  Response: {
    Text: {
      ErrCode: 0,
      IdCard: planted[1],
      Mobile: planted[2],
      Extra: planted[3],
      LivenessDetail: [{ Seq: "s1", IsNeedCharge: true, Idcard: planted[1], Name: planted[0], ...wrong }],
    },
    BestFrame: { BestFrame: planted[4] },
  },
})

test("personal fields are dropped", () => {
  const decoded = decodeDetectInfo(withPlanted({}))
  expect(Result.isSuccess(decoded)).toBe(true)
  for (const secret of planted) expect(JSON.stringify(decoded)).not.toContain(secret)
})

test("a rejection is a published code and a place, and quotes no value", () => {
  const places = [{ Errcode: planted[1] }, { Seq: [planted[0]] }, { ReqTime: planted[2] }, { IsNeedCharge: planted[3] }]
  for (const wrong of places) {
    const decoded = decodeDetectInfo(withPlanted(wrong))
    if (Result.isSuccess(decoded)) throw new Error("expected a rejection")
    expect(rejectionCodes).toContain(decoded.failure.code)
    expect(decoded.failure.path).toEqual(["Response", "Text", "LivenessDetail", 0, Object.keys(wrong)[0]])
    for (const secret of planted) expect(JSON.stringify(decoded.failure)).not.toContain(secret)
  }
  fc.assert(
    fc.property(hostileResult, (record) => {
      const decoded = decodeDetectInfo(record)
      const said = JSON.stringify(Result.isFailure(decoded) ? decoded.failure : decoded.success)
      for (const secret of planted) expect(said).not.toContain(secret)
    }),
    runs(200),
  )
})
