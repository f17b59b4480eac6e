// The statement of a month, the prices, and the amounts of its reconciliation over HTTP.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"

import { afterAll, beforeAll, expect, it } from "vitest"

import { json, startTestService, type TestService } from "./TestService.ts"

const folder = mkdtempSync(join(tmpdir(), "faceid-tally-statements-"))
const prices = join(folder, "prices.json")
const DAYS = Array.from({ length: 31 }, (_, i) => `2026-10-${String(i + 1).padStart(2, "0")}`)
const label = { label: "one", rules: ["1"], prices: [{ from: "2026-01-01", price: "1.2" }] }

let service: TestService
beforeAll(async () => {
  writeFileSync(prices, JSON.stringify({ currency: "CNY", labels: [label] }))
  service = await startTestService({
    settings: { prices },
    env: { FACEID_TALLY_NOW: "2026-11-05T09:00:00+08:00" },
  })
  await putDay("2026-10-01", ["s-1", "s-1"])
  await Promise.all(DAYS.slice(1).map((day) => putDay(day, [])))
  await storeResult("b", "s-1")
})
afterAll(async () => {
  await service.close()
  rmSync(folder, { recursive: true, force: true })
})

const attempt = (Seq: string) => ({
  Seq,
  IsNeedCharge: true,
  ReqTime: String(Date.parse("2026-10-01T12:00:00+08:00")),
  Errcode: 0,
})

const putDay = async (day: string, seqs: ReadonlyArray<string>): Promise<void> => {
  const WeChatBillDetails =
    seqs.length === 0
      ? []
      : [{ BizToken: "b", RuleId: "1", ChargeCount: seqs.length, ChargeDetails: seqs.map(attempt) }]
  const page = { Response: { HasNextPage: false, WeChatBillDetails } }
  expect((await service.fetch(`/v1/bills/${day}`, { ...json(page), method: "PUT" })).status).toBe(201)
}

const storeResult = async (BizToken: string, seq: string): Promise<void> => {
  const result = { BizToken, RuleId: "1", Response: { Text: { ErrCode: 0, LivenessDetail: [attempt(seq)] } } }
  expect((await service.fetch("/v1/results", json(result))).status).toBe(200)
}

const read = async (path: string) => (await service.fetch(path)).json()

it("before the month was reconciled it says that nothing was compared, and is stale", async () => {
  expect(await read("/v1/statements/2026-10")).toMatchObject({ verdict: "incomplete", run: { id: null }, stale: true })
})

it("is made of the last reconciliation, and stale once something was written", async () => {
  const asked = { from: "2026-10-01", to: "2026-10-31" }
  const run = await (await service.fetch("/v1/reconciliations", json(asked))).json()
  expect(run).toMatchObject({
    difference: 1,
    amounts: { ledger: "1.20", bill: "2.40", difference: "1.20", byKind: { duplicate_in_bill: "1.20" } },
  })
  expect(await read("/v1/reconciliations/1/discrepancies")).toMatchObject({
    items: [{ kind: "duplicate_in_bill", impact: 1, amount: "1.20" }],
  })
  expect(await read("/v1/statements/2026-10")).toMatchObject({
    verdict: "different",
    run: { id: 1 },
    totals: { ours: { billed: "1.20" }, bill: { billed: "2.40" }, difference: { units: 1, billed: "1.20" } },
    stale: false,
  })
  await storeResult("c", "s-2")
  expect(await read("/v1/statements/2026-10")).toMatchObject({ run: { id: 1 }, stale: true })
})

it("keeps the prices with the run: a plan that is gone changes no reconciliation that was told", async () => {
  const { amounts } = (await read("/v1/reconciliations/1")) as { amounts: { values: unknown } }
  expect(amounts.values).toEqual([
    { account: "default", month: "2026-10", label: "one", rules: ["1"], chargeType: null, value: "1.20" },
  ])
})

it.each([
  ["text/csv", /^account,label,side,/],
  ["application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", /^PK/],
])("is had as %s", async (accept, begin) => {
  const answer = await service.fetch("/v1/statements/2026-10", { headers: { accept } })
  expect(answer.headers.get("content-disposition")).toMatch(/^attachment; filename="statement-2026-10\.(csv|xlsx)"$/)
  expect(await answer.text()).toMatch(begin)
})

it("refuses what is no month, and what is no amount", async () => {
  const statuses = ["2026-13", "2026-10?invoice=1.2E3", "2026-10?invoice=1,200"].map(
    async (path) => (await service.fetch(`/v1/statements/${path}`)).status,
  )
  expect(await Promise.all(statuses)).toEqual([422, 422, 422])
})

it("tells the prices of a month", async () => {
  expect(await read("/v1/prices?month=2026-10")).toMatchObject({
    schema: "prices/1",
    month: "2026-10",
    accounts: [{ account: "default", labels: [{ label: "one", mode: "flat" }] }],
  })
})

it("takes the account bill of a month, and tells what is really paid", async () => {
  const header = "产品名称,子产品名称,组件名称,交易类型,账单月,开始使用时间,组件用量,组件单价,优惠后总价\n"
  const bill = `${header}人脸核身,人脸核身,人脸核身-one,按量计费月结,2026-10,2026-10-01 00:00:00,2,1.2,2.40\n云服务器,云服务器,CVM,按量计费月结,2026-10,2026-10-01 00:00:00,1,9,9\n`
  const put = (query = "") =>
    service.fetch(`/v1/account-bills/2026-10${query}`, {
      method: "PUT",
      headers: { "content-type": "text/csv" },
      body: bill,
    })
  const first = await put()
  expect([first.status, await first.json()]).toEqual([
    201,
    expect.objectContaining({ account: "default", version: 1, isNew: true, early: false, rows: 1, dropped: 1 }),
  ])
  expect((await put()).status).toBe(200)
  expect((await put("?account=nobody")).status).toBe(422)
  expect(await read("/v1/statements/2026-10")).toMatchObject({
    labels: [{ accountBill: { used: 2, cost: "2.40", usage: "0.00", price: "0.00" } }],
    accounts: [{ accountBill: { version: 1, total: "2.40", dropped: 1 } }],
  })
})

it("closes a month once: blocked with what stands in the way, by force with a reason, printed of what was kept", async () => {
  const close = (body: object) => service.fetch("/v1/statements/2026-10/close", json(body))
  const blocked = await close({})
  expect([blocked.status, await blocked.json()]).toEqual([
    409,
    expect.objectContaining({
      type: "urn:faceid-tally:problem:month_blocked",
      blockers: [{ code: "undecided", count: 2 }],
    }),
  ])
  expect((await close({ force: true })).status).toBe(422)
  for (const invoices of [{ nobody: "2.40" }, { default: "2,40" }]) {
    expect((await close({ force: true, reason: "demo", invoices })).status).toBe(422)
  }
  const first = await close({ force: true, reason: "demo", invoices: { default: "2.40" } })
  const closed = (await first.json()) as Record<string, unknown>
  expect([first.status, closed]).toEqual([
    201,
    expect.objectContaining({
      close: expect.objectContaining({ revision: 1, forced: true, reason: "demo" }),
      accounts: [expect.objectContaining({ accountBill: expect.objectContaining({ invoice: "2.40" }) })],
    }),
  ])
  const again = await close({ force: true, reason: "demo", invoice: "2.40" })
  expect([again.status, await again.json()]).toEqual([200, closed])
  await storeResult("d", "s-3")
  expect(await read("/v1/statements/2026-10")).toEqual({ ...closed, stale: false })
})
