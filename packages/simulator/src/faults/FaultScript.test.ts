// Each fault as the official SDK meets it.
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest"

import { codeOf, failureOf, type SdkClient, sdkClient } from "../../test/sdkClient.ts"
import { makeSimulator, type SimulatorHandle } from "../index.ts"

let simulator: SimulatorHandle
let client: SdkClient
beforeAll(async () => {
  simulator = await makeSimulator({
    history: { from: "2026-10-01", days: 2, verificationsPerDay: 30 },
    now: "2026-10-04T09:00:00+08:00",
    isFrozen: true,
    billPageSize: 5,
    limits: { GetWeChatBillDetails: 1000 },
  })
  client = sdkClient(simulator)
})
afterEach(() => simulator.clearFaults())
afterAll(() => simulator.close())

const issue = () => client.DetectAuth({ RuleId: "1001" })
const page = (Cursor = 0) => client.GetWeChatBillDetails({ Date: "2026-10-01", Cursor })
const issued = () => simulator.truth().verifications.length

describe("a fault", () => {
  it("may be latency", async () => {
    simulator.script({ kind: "latency", ms: 150 })
    const started = performance.now()
    await issue()
    expect(performance.now() - started).toBeGreaterThan(140)
  })

  it("may be an HTTP status", async () => {
    simulator.script({ kind: "http", status: 502 })
    expect(await failureOf(issue())).toMatchObject({ httpCode: 502 })
  })

  it("may be a reset connection, and nothing was done", async () => {
    const before = issued()
    simulator.script({ kind: "reset" })
    expect((await failureOf(issue())).message).toMatch(/ECONNRESET|socket hang up/)
    expect(issued()).toBe(before)
  })

  it("may be a cut body, and all was done", async () => {
    const before = issued()
    simulator.script({ kind: "cut" })
    expect((await failureOf(issue())).message).toMatch(/Premature close/)
    expect(issued()).toBe(before + 1)
  })

  it("may be a cut body whose length was named, which the SDK waits for", async () => {
    const before = issued()
    simulator.script({ kind: "cut", namesLength: true })
    const impatient = sdkClient(simulator, { reqTimeout: 0.5 })
    expect((await failureOf(impatient.DetectAuth({ RuleId: "1001" }))).message).toMatch(/timeout/)
    expect(issued()).toBe(before + 1)
  })

  it("may be a body that is no JSON", async () => {
    simulator.script({ kind: "non_json" })
    expect((await failureOf(issue())).message).toMatch(/JSON/)
  })

  it("may be an API error of any code", async () => {
    simulator.script({ kind: "api_error", code: "FailedOperation.DbError" })
    expect(await codeOf(issue())).toBe("FailedOperation.DbError")
  })

  it("may be a page that comes again", async () => {
    const first = await page()
    const second = await page(first.NextCursor)
    simulator.script({ kind: "repeated_page" })
    expect(await page()).toMatchObject({ WeChatBillDetails: first.WeChatBillDetails })
    const repeated = await page(first.NextCursor)
    expect(repeated).toMatchObject({ WeChatBillDetails: first.WeChatBillDetails, NextCursor: second.NextCursor })
    expect(await page(first.NextCursor)).toMatchObject({ WeChatBillDetails: second.WeChatBillDetails })
  })

  it("may be a cursor that stays where it is", async () => {
    const { NextCursor = 0 } = await page()
    simulator.script({ kind: "stuck_cursor", on: { cursor: NextCursor } })
    expect(await page(NextCursor)).toMatchObject({ HasNextPage: true, NextCursor })
  })

  it("may be a field that is missing or wrong", async () => {
    simulator.script(
      { kind: "missing_field", path: "HasNextPage" },
      { kind: "wrong_field", path: "WeChatBillDetails.0.ChargeDetails.0.Seq", value: 7 },
      { kind: "missing_field", path: "No.Such.Field" },
    )
    const spoiled = await page()
    expect(spoiled).not.toHaveProperty("HasNextPage")
    expect(spoiled.WeChatBillDetails?.[0]?.ChargeDetails?.[0]?.Seq).toBe(7)
    expect(await page()).toHaveProperty("HasNextPage")
  })
})

describe("a script", () => {
  it("meets what it is aimed at, after some, as often as it says", async () => {
    const [token] = simulator.truth().verifications.filter(({ ruleId }) => ruleId === "1001")
    simulator.setClock((token?.issuedAt ?? 0) + 1)
    const fetchInfo = () => client.GetDetectInfoEnhanced({ BizToken: token?.bizToken ?? "", RuleId: "1001" })
    const { bizToken = "" } = token ?? {}
    simulator.script({ kind: "api_error", code: "InternalError", on: { bizToken }, after: 1, times: 2 })
    await issue()
    await fetchInfo()
    expect([await codeOf(fetchInfo()), await codeOf(fetchInfo())]).toEqual(["InternalError", "InternalError"])
    await fetchInfo()
  })

  it("may meet a share of all requests, the same ones from the same seed", async () => {
    const run = async (seed: number) => {
      const seeded = await makeSimulator({ seed })
      const sdk = sdkClient(seeded)
      seeded.script({ kind: "api_error", code: "InternalError", probability: 0.5, times: "always" })
      let outcomes = ""
      for (let i = 0; i < 30; i++) {
        outcomes += await sdk.DetectAuth({ RuleId: "1001" }).then(
          () => "o",
          () => "x",
        )
      }
      await seeded.close()
      return outcomes
    }
    const [one, again, other] = await Promise.all([run(1), run(1), run(2)])
    expect(one).toBe(again)
    expect(one).not.toBe(other)
    expect(one).toMatch(/o/)
    expect(one).toMatch(/x/)
  })
})
