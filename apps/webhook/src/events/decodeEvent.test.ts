// The body of an event: decoded completely before anything is kept, and refused by code and place, never by value.
import { decodeDetectInfo } from "@faceid-tally/core/engine"
import * as Result from "effect/Result"
import * as fc from "fast-check"
import { describe, expect, it } from "vitest"

import { decodeEvent } from "./decodeEvent.ts"
import { isDeeperThan } from "./isDeeperThan.ts"

const decode = (event: unknown, maxDepth = 32) =>
  decodeEvent(Buffer.from(typeof event === "string" ? event : JSON.stringify(event)), maxDepth)
const decoded = (event: unknown) => Result.getOrThrow(decode(event))
const refused = (event: unknown) => {
  const result = decode(event)
  return Result.isFailure(result) ? result.failure : undefined
}

const bizToken = "CE661F1A-0F5A-4BA2"
const Text = {
  ErrCode: 0,
  Name: "s3cret",
  IdCard: "s3cret",
  LivenessDetail: [{ Seq: "1", IsNeedCharge: true, Errcode: 0, ReqTime: "1764000000000", Name: "s3cret" }],
}

describe("events", () => {
  it("that a BizToken was issued, or its verification ended", () => {
    const data = { bizToken, ruleId: 1001, issuedAt: "2026-11-24T12:00:00+08:00", Extra: "s3cret" }
    const issuedAt = Date.parse(data.issuedAt)
    const issued = { type: "verification.issued", bizToken, ruleId: "1001", account: null, issuedAt }
    expect(decoded({ type: "verification.issued", timestamp: "2026-11-24T04:00:00Z", data })).toEqual(issued)
    const full = { ...data, ruleId: "1001", issuedAt, account: "shop" }
    expect(decoded({ type: "verification.issued", data: full })).toEqual({ ...issued, account: "shop" })
    expect(decoded({ type: "verification.finished", data: { bizToken } })).toEqual({
      type: "verification.finished",
      bizToken,
    })
  })

  it("a result is the same as the imported one, and nothing personal is left of it", () => {
    const fetchedAt = "2026-11-24T12:05:00+08:00"
    const imported = decodeDetectInfo({
      BizToken: bizToken,
      RuleId: "1001",
      FetchedAt: fetchedAt,
      Response: { Text, RequestId: "r" },
    })
    for (const response of [{ Response: { Text, RequestId: "r" } }, { Text, RequestId: "r" }]) {
      const event = decoded({ type: "result.received", data: { bizToken, ruleId: "1001", fetchedAt, response } })
      expect(event).toEqual({ type: "result.received", record: Result.getOrThrow(imported) })
      expect(JSON.stringify(event)).not.toContain("s3cret")
    }
  })

  const received = { bizToken, ruleId: "1", fetchedAt: 1_764_000_000_000 }
  const receive = (response: unknown) => ({ type: "result.received", data: { ...received, response } })

  it("what is wrong is told by code and place", () => {
    const issued = { bizToken, ruleId: "1", issuedAt: 1_764_000_000_000 }
    const issue = (data: unknown) => ({ type: "verification.issued", data })
    const cases: ReadonlyArray<readonly [unknown, string, ReadonlyArray<string | number> | undefined]> = [
      ["", "invalid_json", undefined],
      ['{"type": s3cret', "invalid_json", undefined],
      ["[]", "not_an_object", undefined],
      ["null", "not_an_object", undefined],
      [{}, "wrong_type", ["type"]],
      [{ type: "s3cret", data: {} }, "wrong_type", ["type"]],
      [{ type: "verification.issued" }, "wrong_type", ["data"]],
      [issue([issued]), "wrong_type", ["data"]],
      [issue({ ...issued, bizToken: "s3cret s3cret" }), "wrong_type", ["data", "bizToken"]],
      [issue({ ...issued, ruleId: "" }), "wrong_type", ["data", "ruleId"]],
      [issue({ ...issued, ruleId: 1.5 }), "wrong_type", ["data", "ruleId"]],
      [issue({ ...issued, issuedAt: "yesterday" }), "wrong_type", ["data", "issuedAt"]],
      [issue({ ...issued, account: true }), "wrong_type", ["data", "account"]],
      [receive(undefined), "wrong_type", ["data", "response"]],
      [receive({ Text: null }), "no_result", ["data", "response"]],
      [receive({ EncryptedBody: "s3cret" }), "encrypted", ["data", "response"]],
      [receive({ Response: { Error: { Code: "s3cret" } } }), "api_error", ["data", "response"]],
      [
        receive({ Text: { LivenessDetail: [{ IsNeedCharge: "s3cret" }] } }),
        "wrong_type",
        ["data", "response", "Text", "LivenessDetail", 0, "IsNeedCharge"],
      ],
    ]
    for (const [event, code, path] of cases) {
      const refusal = refused(event)
      expect([refusal?.code, refusal?.path]).toEqual([code, path])
      expect(JSON.stringify(refusal)).not.toContain("s3cret")
    }
    expect(Result.isFailure(decodeEvent(Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]), 32))).toBe(true)
  })

  it("a response that stands elsewhere is told with its place, a misspelt name with both, and neither is read", () => {
    const entry = { Seq: "s1", IsNeedCharge: true }
    expect(refused(receive({ data: { Text: { LivenessDetail: [entry] } } }))).toEqual({
      code: "no_result",
      path: ["data", "response"],
      met: "data",
    })
    expect(refused(receive({ LivenessDetail: [{ Seq: "s1", needCharge: true }] }))).toMatchObject({
      code: "near_name",
      expected: "IsNeedCharge",
      met: "needCharge",
    })
  })

  it("how deep a JSON is nested is told from its bytes", () => {
    const depthOf = (value: unknown): number =>
      typeof value === "object" && value !== null ? 1 + Math.max(0, ...Object.values(value).map(depthOf)) : 0
    fc.assert(
      fc.property(fc.jsonValue(), fc.integer({ min: 0, max: 8 }), fc.boolean(), (value, max, indent) => {
        const bytes = Buffer.from(JSON.stringify(value, null, indent ? 2 : 0))
        expect(isDeeperThan(max, bytes)).toBe(depthOf(value) > max)
      }),
    )
    expect(refused("[".repeat(100_000))?.code).toBe("too_deep")
    expect(refused('{"a":'.repeat(33))?.code).toBe("too_deep")
    expect(refused(`"${"[".repeat(1000)}\\"${"{".repeat(1000)}"`)?.code).toBe("not_an_object")
  })
})
