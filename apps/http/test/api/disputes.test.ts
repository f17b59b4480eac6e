// The dispute of a month over HTTP: the pack, and what is left out of it.
import { afterAll, beforeAll, describe, expect, it } from "vitest"

import { json, startTestService, type TestService } from "./TestService.ts"

let service: TestService
beforeAll(async () => {
  service = await startTestService({ env: { FACEID_TALLY_NOW: "2026-11-05T09:00:00+08:00" } })
  const attempt = (Seq: string) => ({ Seq, IsNeedCharge: true, ReqTime: "1790827200000", Errcode: 0 })
  const groupOf = (BizToken: string, ...seqs: ReadonlyArray<string>) => ({
    BizToken,
    RuleId: "1",
    ChargeDetails: seqs.map(attempt),
  })
  const page = {
    Response: { HasNextPage: false, WeChatBillDetails: [groupOf("b", "s-1", "s-1"), groupOf("unknown", "s-2")] },
  }
  await service.fetch("/v1/bills/2026-10-01", { ...json(page), method: "PUT" })
  const result = { BizToken: "b", RuleId: "1", Response: { Text: { ErrCode: 0, LivenessDetail: [attempt("s-1")] } } }
  await service.fetch("/v1/results", json(result))
  await service.fetch("/v1/reconciliations", json({ from: "2026-10-01", to: "2026-10-31" }))
})
afterAll(() => service.close())

const dispute = (query = "", accept?: string) =>
  service.fetch(`/v1/disputes/2026-10.zip${query}`, accept === undefined ? {} : { headers: { accept } })

describe("disputes", () => {
  it("there is none where nothing is disputed, or nothing was reconciled", async () => {
    expect((await dispute()).status).toBe(404)
    expect((await service.fetch("/v1/disputes/2026-09.zip")).status).toBe(404)
    expect((await service.fetch("/v1/disputes/2026-13.zip")).status).toBe(422)
  })

  it("is a zip, the same bytes each time; as JSON it says what is left out and why", async () => {
    const listed = (await (await service.fetch("/v1/decisions?month=2026-10")).json()) as {
      items: ReadonlyArray<{ key: string; facts: string; base: number }>
    }
    const rows = listed.items.map(({ key, facts, base }) => ({ key, facts, base, state: "disputed" }))
    await service.fetch("/v1/decisions", json({ month: "2026-10", rows }))
    const [first, second] = [await dispute(), await dispute()]
    expect(first.headers.get("content-type")).toBe("application/zip")
    expect(first.headers.get("content-disposition")).toBe('attachment; filename="dispute-2026-10.zip"')
    const bytes = Buffer.from(await first.arrayBuffer())
    expect(bytes.subarray(0, 2).toString()).toBe("PK")
    expect(bytes.equals(Buffer.from(await second.arrayBuffer()))).toBe(true)
    expect(await (await dispute("", "application/json")).json()).toMatchObject({
      month: "2026-10",
      count: 1,
      questions: 0,
      leftOut: [{ kind: "missing_in_ledger", reason: "token_unknown" }],
    })
    const asked = await (await dispute("?includeWeak=true", "application/json")).json()
    expect(asked).toMatchObject({ count: 1, questions: 1, leftOut: [] })
    const some = await (await dispute("?kind=missing_in_ledger&includeWeak=true", "application/json")).json()
    expect(some).toMatchObject({ count: 0, questions: 1, leftOut: [] })
    expect((await dispute("?state=open")).status).toBe(404)
    expect((await dispute("?kind=nothing")).status).toBe(422)
  })
})
