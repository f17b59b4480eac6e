// Decisions over HTTP: listed, written as JSON and as the sheet that was downloaded, by whom and with which outcome.
import { afterAll, beforeAll, describe, expect, it } from "vitest"

import { json, makeKey, startTestService, type TestService } from "./TestService.ts"

const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

let service: TestService
beforeAll(async () => {
  service = await startTestService({ env: { FACEID_TALLY_NOW: "2026-11-05T09:00:00+08:00" } })
  const attempt = (Seq: string) => ({ Seq, IsNeedCharge: true, ReqTime: "1790827200000", Errcode: 0 })
  const lines = ["s-1", "s-1", "s-2"].map(attempt)
  const page = {
    Response: { HasNextPage: false, WeChatBillDetails: [{ BizToken: "b", RuleId: "1", ChargeDetails: lines }] },
  }
  const put = await service.fetch("/v1/bills/2026-10-01", { ...json(page), method: "PUT" })
  const result = { BizToken: "b", RuleId: "1", Response: { Text: { ErrCode: 0, LivenessDetail: [attempt("s-1")] } } }
  const stored = await service.fetch("/v1/results", json(result))
  const run = await service.fetch("/v1/reconciliations", json({ from: "2026-10-01", to: "2026-10-31" }))
  const statuses = [put.status, stored.status, run.status].join()
  if (statuses !== "201,200,201") throw new Error(`the books cannot be filled: ${statuses}`)
})
afterAll(() => service.close())

interface Listed {
  readonly items: ReadonlyArray<{ key: string; facts: string; base: number; state: string; kind: string }>
}

const list = async (query = ""): Promise<Listed> =>
  (await service.fetch(`/v1/decisions?month=2026-10${query}`)).json() as Promise<Listed>

const rowsSaying = async (said: object) =>
  (await list()).items.map(({ key, facts, base }) => ({ key, facts, base, ...said }))

const write = (rows: ReadonlyArray<object>, query = "") =>
  service.fetch(`/v1/decisions${query}`, json({ month: "2026-10", rows }))

const outcomesOf = async (answer: Response): Promise<ReadonlyArray<unknown>> =>
  ((await answer.json()) as { outcomes: ReadonlyArray<{ outcome: string }> }).outcomes.map(({ outcome }) => outcome)

describe("decisions", () => {
  it("are listed, each discrepancy open", async () => {
    expect((await list()).items.map(({ kind, state }) => [kind, state])).toEqual([
      ["duplicate_in_bill", "open"],
      ["missing_in_ledger", "open"],
    ])
    expect((await list("&kind=duplicate_in_bill")).items).toHaveLength(1)
    expect((await list("&state=disputed")).items).toEqual([])
  })

  it("tried out they write nothing; written they are applied, and again they are the same", async () => {
    const rows = await rowsSaying({ state: "disputed", ref: "T-88" })
    expect(await outcomesOf(await write(rows, "?dryRun=true"))).toEqual(["applied", "applied"])
    expect((await list("&state=disputed")).items).toEqual([])
    const first = await write(rows)
    expect([first.status, await outcomesOf(first)]).toEqual([200, ["applied", "applied"]])
    expect(await outcomesOf(await write(rows))).toEqual(["same", "same"])
  })

  it("answers 207 where a row is refused; the others are applied, by whom is kept", async () => {
    const [good, bad] = await rowsSaying({ state: "open" })
    const answer = await write([good ?? {}, { ...bad, state: "accepted" }])
    expect(answer.status).toBe(207)
    expect(await answer.json()).toMatchObject({
      outcomes: [
        { row: 1, outcome: "applied", number: 2 },
        { row: 2, outcome: "invalid", field: "reason", code: "missing" },
      ],
    })
    expect(await list("&kind=duplicate_in_bill")).toMatchObject({
      items: [{ state: "open", decision: { number: 2, by: "loopback" } }],
    })
  })

  it.each(["text/csv", XLSX])("%s comes back as it went out, and changes nothing", async (type) => {
    const sheet = await service.fetch("/v1/decisions?month=2026-10", { headers: { accept: type } })
    expect(sheet.headers.get("content-disposition")).toContain("decisions-2026-10.")
    const answer = await service.fetch("/v1/decisions", {
      method: "POST",
      headers: { "content-type": type },
      body: await sheet.arrayBuffer(),
    })
    expect([answer.status, await outcomesOf(answer)]).toEqual([200, ["same"]])
  })

  it.each([
    [{}, "month"],
    [{ month: "2026-13", rows: [] }, "month"],
    [{ month: "2026-10" }, "rows"],
    [{ month: "2026-10", rows: [1] }, "rows.0"],
  ])("%j is refused at %s", async (body, path) => {
    const answer = await service.fetch("/v1/decisions", json(body))
    expect([answer.status, await answer.json()]).toEqual([
      422,
      expect.objectContaining({ errors: [expect.objectContaining({ path })] }),
    ])
  })

  it("are for the role finance, and kept under the title of its key", async () => {
    const finance = await makeKey(service.settings, "finance")
    const read = await makeKey(service.settings, "read")
    const as = (key: string, init: RequestInit) => ({
      ...init,
      headers: { ...(init.headers as Record<string, string>), Authorization: `Bearer ${key}` },
    })
    const body = json({ month: "2026-10", rows: [] })
    const statuses = [read, finance].map(async (key) => (await service.fetch("/v1/decisions", as(key, body))).status)
    expect(await Promise.all(statuses)).toEqual([403, 200])
    expect((await service.fetch("/v1/statements/2026-10", as(finance, {}))).status).toBe(200)
  })
})
