// A reconciliation audits flags by the editions of the settings, or by the one that is asked for, and says by which.
import { afterAll, beforeAll, expect, it } from "vitest"

import { json, startTestService, type TestService } from "./TestService.ts"

const DAY = "2026-10-05"
/** Of `plus`, a charge of this code is free; of `app` it is not. */
const CODE = 2009

let service: TestService
beforeAll(async () => {
  service = await startTestService({ settings: { rules: { 1: { edition: "plus" }, 2: { edition: "app" } } } })
  const details = (i: string) => [{ Seq: `s-${i}`, ReqTime: "1791165660000", IsNeedCharge: true }]
  const results = ["1", "2"].map((RuleId) => ({
    BizToken: `b-${RuleId}`,
    RuleId,
    Response: { Text: { LivenessDetail: details(RuleId).map((each) => ({ ...each, Errcode: CODE })) } },
  }))
  for (const result of results) await service.handle("/v1/results", json(result))
  const groups = ["1", "2"].map((RuleId) => ({ BizToken: `b-${RuleId}`, RuleId, ChargeDetails: details(RuleId) }))
  const bill = { Response: { HasNextPage: false, WeChatBillDetails: groups } }
  await service.handle(`/v1/bills/${DAY}`, { ...json(bill), method: "PUT" })
})
afterAll(() => service.close())

const reconcile = async (more: object = {}) => {
  const response = await service.handle("/v1/reconciliations", json({ from: DAY, to: DAY, ...more }))
  const run = (await response.json()) as { readonly edition: string | null; readonly editions?: object }
  const found = JSON.stringify(run)
  return {
    edition: run.edition,
    editions: run.editions,
    violations: /"rule_violation":\{"count":(\d+)/.exec(found)?.[1],
  }
}

it("each RuleId by its own edition", async () => {
  const editions = { 1: "plus", 2: "app" }
  expect(await reconcile()).toEqual({ edition: null, editions, violations: "1" })
})

it("all by the edition that is asked for", async () => {
  expect(await reconcile({ edition: "plus" })).toEqual({ edition: "plus", editions: undefined, violations: "2" })
})
