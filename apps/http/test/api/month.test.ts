// The month page: which reconciliations it goes by, and where they lead.
import { afterEach, beforeEach, expect, it } from "vitest"

import { json, startTestService, type TestService } from "./TestService.ts"

let service: TestService
beforeEach(async () => {
  service = await startTestService({ env: { FACEID_TALLY_NOW: "2026-10-04T09:00:00+08:00" } })
  for (const [i, day] of ["2026-10-01", "2026-10-02", "2026-10-03"].entries()) {
    const at = String(Date.parse(`${day}T12:00:00+08:00`))
    const attempt = { Seq: `s-${i}`, IsNeedCharge: true, ReqTime: at }
    const result = {
      Account: "shop",
      BizToken: `b-${i}`,
      RuleId: "1",
      Response: { Text: { LivenessDetail: [attempt] } },
    }
    mustBe(await service.fetch("/v1/results", json(result)), 200)
    const details = [{ BizToken: `b-${i}`, RuleId: "1", ChargeCount: 1, ChargeDetails: [attempt] }]
    const put = await service.fetch(`/v1/bills/${day}?account=shop`, {
      ...json({ Response: { HasNextPage: false, WeChatBillDetails: details } }),
      method: "PUT",
    })
    mustBe(put, 201)
  }
})
afterEach(() => service.close())

const mustBe = ({ status }: Response, expected: number): void => {
  if (status !== expected) throw new Error(`the books cannot be filled: ${status}`)
}

const reconcile = async (from: string, to: string): Promise<void> => {
  expect((await service.fetch("/v1/reconciliations", json({ from, to }))).status).toBe(201)
}
const page = async (path = "/console/months/2026-10"): Promise<string> =>
  (await service.fetch(path, { headers: { "Accept-Language": "en" } })).text()

it("days that were closed one by one make the month reconciled to date", async () => {
  await reconcile("2026-10-01", "2026-10-01")
  await reconcile("2026-10-02", "2026-10-02")
  expect(await page()).toContain("This month was not reconciled yet.")
  await reconcile("2026-10-03", "2026-10-03")
  const html = await page()
  expect(html).toContain("The bill is right")
  expect(html).toContain("Based on the reconciliations of each day, 3 in all")
  // The account default is neither named nor there.
  expect(html).not.toContain("not pulled")
  expect(html).toContain('href="/console/discrepancies?month=2026-10"')
})

it("a wider run covers the month, and is named with a link", async () => {
  await reconcile("2026-09-15", "2026-10-03")
  const html = await page()
  expect(html).toMatch(
    /<a href="\/console\/discrepancies\?month=2026-10&amp;run=1">Reconciliation 1 covers more than this month/,
  )
  await reconcile("2026-10-01", "2026-10-03")
  expect(await page()).not.toContain("covers more than this month")
  expect(await page("/console/discrepancies?month=2026-10")).toMatch(/<option value="2" selected/)
})
