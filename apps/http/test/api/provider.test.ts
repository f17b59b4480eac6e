// The provider by way of the service: results fetched at once, bills pulled, and what is told where it cannot be asked.
import { Settings } from "@faceid-tally/host/apps"
import { makeSimulator, settingsOf, type SimulatorHandle } from "@faceid-tally/simulator"
import * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"
import { afterAll, beforeAll, describe, expect, it } from "vitest"

import { type Call, calls, expectDescribed } from "./contract.ts"
import { json, startTestService, type TestService } from "./TestService.ts"

const call = (id: string) => calls.find((each) => each.id === id) as Call
const now = "2026-10-06T09:00:00+08:00"

let simulator: SimulatorHandle
let service: TestService
beforeAll(async () => {
  simulator = await makeSimulator({ history: { from: "2026-10-05", days: 1, verificationsPerDay: 10 }, now })
  const { accounts } = settingsOf(simulator.accounts)
  service = await startTestService({
    settings: Schema.decodeUnknownSync(Settings)({ endpoint: simulator.url, accounts }),
  })
})
afterAll(async () => {
  await service.close()
  await simulator.close()
})

describe("a BizToken", () => {
  it("is registered, fetched at once, and known with its attempts and fetches", async () => {
    const truth = simulator.truth().verifications.find(({ attempts }) => attempts.length > 0)
    if (truth === undefined) throw new Error("nothing happened in this world")
    const { bizToken, ruleId, account, issuedAt } = truth
    const registered = await service.fetch("/v1/verifications", json({ bizToken, ruleId, account, issuedAt }))
    expect([registered.status, registered.headers.get("location")]).toEqual([201, `/v1/verifications/${bizToken}`])
    const response = await service.fetch(`/v1/verifications/${bizToken}/collect`, { method: "POST" })
    expect(response.status).toBe(200)
    expect(await expectDescribed(call("collectVerification"), response)).toMatchObject({
      state: "final",
      attempts: expect.objectContaining({ length: truth.attempts.length }),
      fetches: [{ outcome: "fetched", attempts: truth.attempts.length }],
    })
  })

  it("that is unknown, without RuleId, or refused is told apart", async () => {
    const collect = (bizToken: string) => service.fetch(`/v1/verifications/${bizToken}/collect`, { method: "POST" })
    expect((await collect("unknown")).status).toBe(404)
    await service.fetch("/v1/results", json({ BizToken: "no-rule", Text: { LivenessDetail: [] } }))
    const noRule = await collect("no-rule")
    expect(noRule.status).toBe(409)
    expect(await expectDescribed(call("collectVerification"), noRule)).toMatchObject({ path: "bizToken" })
    const [rule] = simulator.truth().rules
    await service.fetch(
      "/v1/verifications",
      json({ bizToken: "made-up", ruleId: rule?.ruleId, account: rule?.account }),
    )
    const refused = await collect("made-up")
    expect(refused.status).toBe(409)
    expect(await expectDescribed(call("collectVerification"), refused)).toMatchObject({
      type: "urn:faceid-tally:problem:refused",
    })
    const history = await service.client.v1.verifications[":bizToken"].$get({ param: { bizToken: "made-up" } })
    if (!history.ok) throw new Error(String(history.status))
    expect((await history.json()).fetches).toMatchObject([{ outcome: "retry" }])
  })
})

describe("a bill", () => {
  it("is pulled for every account, and reconciled", async () => {
    const response = await service.fetch("/v1/bills/2026-10-05/pull", { method: "POST" })
    const body = (await expectDescribed(call("pullBill"), response)) as {
      readonly days: ReadonlyArray<{ readonly outcome: string; readonly charges: number }>
    }
    expect(response.status).toBe(200)
    expect(body.days.map(({ outcome }) => outcome)).toEqual(simulator.accounts.map(() => "pulled"))
    const billed = body.days.reduce((sum, { charges }) => sum + charges, 0)
    const run = await service.client.v1.reconciliations.$post({ json: { from: "2026-10-05", to: "2026-10-05" } })
    if (run.status !== 201) throw new Error(String(run.status))
    const { id, bill, ledger, difference, explained } = await run.json()
    expect([bill.charges, explained]).toEqual([billed, difference])
    expect(bill.charges - ledger.charges).toBe(difference)
    const items = await service.client.v1.reconciliations[":id"].discrepancies.$get({
      param: { id: String(id) },
      query: { order: "impact", hasImpact: "true", limit: "1000" },
    })
    if (!items.ok) throw new Error(String(items.status))
    const impacts = (await items.json()).items.map(({ impact }) => impact)
    expect(impacts.reduce<number>((sum, impact) => sum + impact, 0)).toBe(difference)
  })

  it("that is not there yet, or whose account is unknown, is told", async () => {
    const early = await service.fetch("/v1/bills/2026-10-06/pull", { method: "POST" })
    expect([early.status, await early.json()]).toEqual([
      409,
      expect.objectContaining({ from: "2026-10-07T06:00:00.000+08:00" }),
    ])
    const stranger = await service.fetch("/v1/bills/2026-10-05/pull?account=stranger", { method: "POST" })
    expect(stranger.status).toBe(409)
  })

  it("is 502 with the reason where the provider is down", async () => {
    const accounts = { default: { secretId: Redacted.make("id"), secretKey: Redacted.make("key") } }
    const down = await startTestService({ settings: { endpoint: "http://127.0.0.1:9", accounts } })
    try {
      const response = await down.fetch("/v1/bills/2026-10-05/pull", { method: "POST" })
      expect(response.status).toBe(502)
      expect(await expectDescribed(call("pullBill"), response)).toMatchObject({ reason: "network" })
    } finally {
      await down.close()
    }
  })
})
