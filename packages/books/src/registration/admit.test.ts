// What may be registered (D44, D45).
import { MS_KEPT } from "@faceid-tally/core/engine"
import * as Result from "effect/Result"
import { describe, expect, it } from "vitest"

import { admit, type Admission, remarksOnTimes } from "../engine.ts"

const now = Date.parse("2026-11-27T10:00:00+08:00")
const MINUTE = 60_000
const silent = { bizToken: "T1", ruleId: null, account: null, issuedAt: null }
const settings: Admission = {
  now,
  accounts: ["default", "shop"],
  accountOfRule: (ruleId) => (ruleId === "2" ? "shop" : undefined),
}

const admitted = (row: Partial<typeof silent | Record<string, unknown>>, admission: Partial<Admission> = {}) => {
  const result = admit({ ...silent, ...row }, { ...settings, ...admission })
  return Result.isSuccess(result) ? result.success : `${result.failure.code} ${result.failure.path.join(".")}`
}

describe("a registration is admitted", () => {
  it("with what the row says, else the command, else the settings, else default", () => {
    const common = { ruleId: "1", account: "shop", issuedAt: now - MINUTE }
    expect(admitted({ ruleId: "9", account: "default", issuedAt: now }, common)).toEqual({
      bizToken: "T1",
      ruleId: "9",
      account: null,
      issuedAt: now,
    })
    expect(admitted({}, common)).toEqual({ bizToken: "T1", ...common })
    expect(admitted({ ruleId: "2" })).toMatchObject({ account: "shop", issuedAt: null })
    expect(admitted({ ruleId: "1" })).toMatchObject({ account: null })
    expect(admitted({ bizToken: " T1\n", ruleId: " 1 ", account: " shop " })).toMatchObject({
      bizToken: "T1",
      ruleId: "1",
      account: "shop",
    })
  })

  it.each([
    ["a BizToken that is empty", { bizToken: " ", ruleId: "1" }, {}, "missing_value BizToken"],
    ["what is no BizToken", { bizToken: "https://shop.example/?Extra=x", ruleId: "1" }, {}, "not_a_token BizToken"],
    ["no RuleId", {}, {}, "no_rule_id RuleId"],
    ["a blank RuleId", { ruleId: " " }, {}, "no_rule_id RuleId"],
    ["another account", { ruleId: "1", account: "shpo" }, {}, "unknown_account Account"],
    [
      "default, where the settings name others alone",
      { ruleId: "1" },
      { accounts: ["shop"] },
      "unknown_account Account",
    ],
    ["a time that is ahead", { ruleId: "1", issuedAt: now + 5 * MINUTE + 1 }, {}, "time_ahead IssuedAt"],
  ])("but not with %s", (_, row, admission, fault) => expect(admitted(row, admission)).toBe(fault))

  it("where the clocks are five minutes apart, or the time is long ago", () => {
    expect(admitted({ ruleId: "1", issuedAt: now + 5 * MINUTE })).toMatchObject({ issuedAt: now + 5 * MINUTE })
    expect(admitted({ ruleId: "1", issuedAt: now - MS_KEPT })).toMatchObject({ issuedAt: now - MS_KEPT })
  })
})

it("BizTokens that were issued more than three days ago are noticed, each once", () => {
  const old = { bizToken: "T1", ruleId: "1", account: null, issuedAt: now - MS_KEPT }
  const young = { ...old, bizToken: "T2", issuedAt: now - MS_KEPT + 1 }
  expect(remarksOnTimes([old, old, young, { ...young, issuedAt: null }], now)).toEqual([
    { code: "issued_long_ago", bizTokens: 1 },
  ])
  expect(remarksOnTimes([young], now)).toEqual([])
})
