import { afterAll, beforeAll, describe, expect, it } from "vitest"

import { type Call, calls, expectDescribed } from "./contract.ts"
import { json, startTestService, type TestService } from "./TestService.ts"

const call = (id: string) => calls.find((each) => each.id === id) as Call

const NOW = "2026-11-27T10:00:00+08:00"
const now = Date.parse(NOW)

let service: TestService
beforeAll(async () => {
  service = await startTestService({
    env: { FACEID_TALLY_NOW: NOW },
    settings: { accounts: { shop: {} }, rules: { "1": { account: "shop" } } },
  })
})
afterAll(() => service.close())

const register = (body: object) => service.fetch("/v1/verifications", json(body))

describe("a BizToken is registered", () => {
  it("without the blanks around it, for the account of its RuleId", async () => {
    const response = await register({ bizToken: " T1 ", ruleId: "1" })
    expect(response.status).toBe(201)
    expect(response.headers.get("location")).toBe("/v1/verifications/T1")
    expect(await expectDescribed(call("registerVerification"), response)).toMatchObject({
      bizToken: "T1",
      account: "shop",
      remarks: [],
    })
  })

  it("with what is noticed", async () => {
    const issuedAt = now - 4 * 86_400_000
    const response = await register({ bizToken: "t1", ruleId: "1", issuedAt })
    expect(await expectDescribed(call("registerVerification"), response)).toMatchObject({
      state: "expired",
      remarks: [
        { code: "issued_long_ago", bizTokens: 1 },
        { code: "token_in_other_case", bizTokens: 1, bizToken: "t1" },
      ],
    })
  })

  it.each<readonly [string, object, string]>([
    ["blank", { bizToken: " ", ruleId: "1" }, "bizToken"],
    ["an address", { bizToken: "https://shop.example/cb?Extra=planted", ruleId: "1" }, "bizToken"],
    ["without RuleId", { bizToken: "T2" }, "ruleId"],
    ["of another account", { bizToken: "T2", ruleId: "1", account: "shpo" }, "account"],
    ["of default, which the settings do not name", { bizToken: "T2", ruleId: "9" }, "account"],
    ["issued in seconds", { bizToken: "T2", ruleId: "1", issuedAt: 1_795_744_800 }, "issuedAt"],
    ["issued on a day", { bizToken: "T2", ruleId: "1", issuedAt: "2026-11-27" }, "issuedAt"],
    ["issued in an hour", { bizToken: "T2", ruleId: "1", issuedAt: now + 3_600_000 }, "issuedAt"],
  ])("but not where it is %s", async (_, body, path) => {
    const response = await register(body)
    expect(response.status).toBe(422)
    const problem = await expectDescribed(call("registerVerification"), response)
    expect(problem).toMatchObject({ path })
    expect(JSON.stringify(problem)).not.toContain("planted")
    expect((await service.fetch("/v1/verifications/T2")).status).toBe(404)
  })
})
