// Lists: every row once, page by page or as a file; who has an answer already is not sent it again.
import { gunzipSync } from "node:zlib"

import { dayNumberOf } from "@faceid-tally/core/engine"
import { readWorkbook, XLSX_TYPE } from "@faceid-tally/report"
import { afterAll, beforeAll, describe, expect, it } from "vitest"

import { datesIn } from "../../../../packages/report/test/datesAsText.ts"
import { paths } from "../../src/console/context/paths.ts"
import { json, result, startTestService, type TestService } from "./TestService.ts"

const ATTEMPTS = 250
let service: TestService
beforeAll(async () => {
  service = await startTestService()
  const records = Array.from({ length: ATTEMPTS }, (_, i) => result(`b-${i}`, `s-${String(i).padStart(3, "0")}`))
  await service.fetch("/v1/results", {
    method: "POST",
    headers: { "Content-Type": "application/x-ndjson" },
    body: records.map((record) => JSON.stringify(record)).join("\n"),
  })
  await service.fetch("/v1/results", json(result("b-odd", "=1+1", '"quoted", and\nbroken')))
})
afterAll(() => service.close())

/** All pages, by the Link header alone. */
const walk = async (first: string): Promise<ReadonlyArray<Record<string, unknown>>> => {
  const rows: Array<Record<string, unknown>> = []
  for (let path: string | undefined = first; path !== undefined;) {
    const response = await service.fetch(path)
    const { items } = (await response.json()) as { readonly items: ReadonlyArray<Record<string, unknown>> }
    rows.push(...items)
    path = /^<([^>]+)>; rel="next"$/.exec(response.headers.get("link") ?? "")?.[1]
  }
  return rows
}

describe("attempts", () => {
  it.each([1, 7, 100, 1000])("page by page of %d are all, once, and in order", { timeout: 60_000 }, async (limit) => {
    const from = limit === 1 ? "&bizToken=b-odd" : ""
    const seqs = (await walk(`/v1/attempts?limit=${limit}${from}`)).map(({ seq }) => seq)
    expect(seqs.length).toBe(limit === 1 ? 2 : ATTEMPTS + 2)
    expect(new Set(seqs).size).toBe(seqs.length)
  })

  it("are filtered", async () => {
    const count = async (query: Record<string, string>) => {
      const response = await service.client.v1.attempts.$get({ query })
      if (!response.ok) throw new Error(String(response.status))
      return (await response.json()).items.length
    }
    expect(await count({ bizToken: "b-7" })).toBe(1)
    expect(await count({ charge: "false" })).toBe(0)
    expect(await count({ charge: "true", errcode: "0", limit: "5" })).toBe(5)
    expect(await count({ from: "2026-10-06" })).toBe(0)
  })

  it("are CSV, lines and a workbook of all rows, where they are asked for so", async () => {
    const as = (accept: string, more = "") => service.fetch(`/v1/attempts${more}`, { headers: { Accept: accept } })
    const csv = await as("text/csv")
    expect(csv.headers.get("content-type")).toBe("text/csv; charset=utf-8; header=present")
    const text = await csv.text()
    expect(text.split("\r\n")[0]).toBe("seq,charge,errcode,at,day,bizToken,ruleId,account")
    expect(text).toContain("'=1+1,true,0,")
    expect(text).toContain('"""quoted"", and\nbroken"')
    expect(text.match(/\r\n/g)?.length).toBe(ATTEMPTS + 3)

    const lines = (await (await as("application/x-ndjson")).text()).trim().split("\n")
    expect(lines.length).toBe(ATTEMPTS + 2)
    expect(JSON.parse(lines[0] ?? "")).toMatchObject({ charge: true })
    const page = (await (await as("application/x-ndjson", "?limit=3")).text()).trim().split("\n")
    expect(page.length).toBe(3)

    const workbook = await as("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
    expect(workbook.headers.get("content-disposition")).toContain("attempts.xlsx")
    const rows: Array<ReadonlyArray<unknown>> = []
    const [sheet] = await readWorkbook(new Uint8Array(await workbook.arrayBuffer()))
    for await (const { values } of sheet?.rows() ?? []) rows.push(values)
    expect(rows.length).toBe(ATTEMPTS + 3)
    expect((await as("image/png")).status).toBe(406)
    expect((await as("image/png, */*;q=0.1")).headers.get("content-type")).toBe("application/json")
  })
})

describe("a stored bill", () => {
  const put = (body: string, type: string, day = "2026-10-05", query = "") =>
    service.fetch(`/v1/bills/${day}${query}`, { method: "PUT", body, headers: { "Content-Type": type } })
  const page = (...seqs: ReadonlyArray<string>) => ({
    Response: {
      HasNextPage: false,
      WeChatBillDetails: [
        {
          BizToken: "b-1",
          RuleId: "1",
          ChargeCount: seqs.length,
          ChargeDetails: seqs.map((Seq) => ({ Seq, IsNeedCharge: true, ReqTime: "1791165660000", ErrorCode: "0" })),
        },
      ],
    },
  })

  it("is a new version where its content is new, and none where it is not", async () => {
    const first = await put(JSON.stringify(page("s-000", "s-001")), "application/json")
    const again = await put(JSON.stringify(page("s-001", "s-000")), "application/json")
    const more = await put(JSON.stringify(page("s-000", "s-001", "s-002")), "application/json")
    expect([first.status, again.status, more.status]).toEqual([201, 200, 201])
    const answer = await service.client.v1.bills[":day"].$get({ param: { day: "2026-10-05" }, query: {} })
    if (!answer.ok) throw new Error(String(answer.status))
    const { version, versions, items } = await answer.json()
    expect([version, versions.length, items.length]).toEqual([2, 2, 3])
    const old = await service.fetch("/v1/bills/2026-10-05?version=1")
    expect(((await old.json()) as { readonly items: ReadonlyArray<unknown> }).items.length).toBe(2)
  })

  it("may be a table, and lines without a date are of the day that was asked for", async () => {
    const table = "BizToken,RuleId,Seq,IsNeedCharge,ReqTime,ErrorCode\nb-1,1,s-000,true,,0\nb-2,1,s-001,true,,0\n"
    expect((await put(table, "text/csv", "2026-10-04")).status).toBe(201)
    expect(
      (await walk("/v1/bills?from=2026-10-04&to=2026-10-04")).map(({ lines, charges }) => [lines, charges]),
    ).toEqual([[2, 2]])
  })

  it("of a day that is not over is refused, for it can still grow", async () => {
    const empty = JSON.stringify({ Response: { HasNextPage: false, WeChatBillDetails: [] } })
    for (const day of ["2026-10-06", "2036-10-01"]) {
      const response = await put(empty, "application/json", day)
      expect([response.status, await response.json()]).toMatchObject([422, { path: "day" }])
    }
  })

  it("of an empty day is one as well", async () => {
    const empty = { Response: { HasNextPage: false, WeChatBillDetails: [] } }
    expect((await put(JSON.stringify(empty), "application/json", "2026-10-03", "?account=shop")).status).toBe(201)
    expect(await walk("/v1/bills?account=shop")).toMatchObject([{ day: "2026-10-03", lines: 0, account: "shop" }])
  })

  it("is not kept where anything of it is wrong", async () => {
    const other = { Date: "2026-10-02", ...page("x") }
    for (const [body, expected] of [
      [JSON.stringify(other), { path: "Date" }],
      ["[]", {}],
      [`${JSON.stringify(page())}\n{broken`, { rejected: 1 }],
      [JSON.stringify(page("x")), { path: "Date" }],
      [JSON.stringify(result("b", "s")), { rejected: 1 }],
    ] as const) {
      const response = await put(body, "application/x-ndjson", "2026-10-01")
      expect([response.status, await response.json()]).toEqual([422, expect.objectContaining(expected)])
    }
    expect((await service.fetch("/v1/bills/2026-10-01")).status).toBe(404)
  })
})

describe("an answer", () => {
  it("that is known is not sent again", async () => {
    const first = await service.fetch("/v1/tally?by=day")
    const etag = first.headers.get("etag") ?? ""
    const known = await service.fetch("/v1/tally?by=day", { headers: { "If-None-Match": `"x", ${etag}` } })
    expect([known.status, await known.text(), known.headers.get("etag")]).toEqual([304, "", etag])
    await service.fetch("/v1/results", json(result("b-new", "s-new")))
    const changed = await service.fetch("/v1/tally?by=day", { headers: { "If-None-Match": etag } })
    expect(changed.status).toBe(200)
  })

  it("is packed for whoever can unpack it", async () => {
    const { request } = await import("node:http")
    const { hostname, port } = new URL(service.url)
    const packed = await new Promise<{ readonly coding: string | undefined; readonly body: Buffer }>((resolve) => {
      request({ hostname, port, path: "/v1/attempts", headers: { "Accept-Encoding": "gzip" } }, (response) => {
        const chunks: Array<Buffer> = []
        response.on("data", (chunk: Buffer) => chunks.push(chunk))
        response.on("end", () => resolve({ coding: response.headers["content-encoding"], body: Buffer.concat(chunks) }))
      }).end()
    })
    expect(packed.coding).toBe("gzip")
    expect(JSON.parse(gunzipSync(packed.body).toString())).toHaveProperty("items")
  })

  it("to a method that there is not names those there are", async () => {
    const response = await service.fetch("/v1/tally", { method: "DELETE" })
    expect([response.status, response.headers.get("allow")]).toEqual([405, "GET, HEAD"])
    expect(await response.json()).toMatchObject({ status: 405, type: "urn:faceid-tally:problem:method_not_allowed" })
    expect((await service.fetch("/v1/nothing")).status).toBe(404)
    expect((await service.fetch("/v1/tally", { method: "HEAD" })).status).toBe(200)
  })

  it.each([
    ["zh-CN;q=0.1, en;q=0.9", "en"],
    ["en;q=0.5, zh-TW", "zh-CN"],
    ["fr, *;q=0.1", undefined],
  ])("is in one language for one header, in the API and the console: %s", async (accepted, language) => {
    const headers = { "Accept-Language": accepted }
    const problem = await service.fetch("/v1/nothing", { headers })
    expect(problem.headers.get("content-language")).toBe(language ?? "en")
    const page = await (await service.fetch("/console/settings", { headers })).text()
    expect(page.slice(0, 60)).toContain(`<!doctype html><html lang="${language ?? "zh-CN"}"`)
  })

  it("bears the id of the request, and speaks its language", async () => {
    const asked = { "X-Request-Id": "order-7", "Accept-Language": "zh-CN,en;q=0.5" }
    const response = await service.fetch("/v1/attempts?limit=0", { headers: asked })
    expect(response.headers.get("x-request-id")).toBe("order-7")
    expect(await response.json()).toMatchObject({
      title: "请求无效",
      instance: "urn:faceid-tally:request:order-7",
      path: "limit",
      errors: [{ in: "query", path: "limit", expected: "a whole number from 1 to 1000" }],
    })
    const line = service.log.map((each) => JSON.parse(each) as Record<string, unknown>).at(-1)
    expect(line).toMatchObject({ requestId: "order-7", operation: "listAttempts", status: 422 })
  })
})

describe("workbooks", () => {
  const DAY = "2026-10-05"
  beforeAll(async () => {
    // One of them we have no record of: it is to be asked back.
    const details = ["s-001", "stranger"].map((Seq) => ({ Seq, IsNeedCharge: true, ReqTime: "1791165660000" }))
    const bill = { HasNextPage: false, WeChatBillDetails: [{ BizToken: "b-1", RuleId: "1", ChargeDetails: details }] }
    await service.handle(`/v1/bills/${DAY}`, { ...json({ Response: bill }), method: "PUT" })
    await service.handle("/v1/reconciliations", json({ from: DAY, to: DAY }))
  })

  /** What the document says has one, with what stands for the names in its path. */
  const ofApi = async () => {
    const { paths: described } = (await (await service.handle("/openapi.json")).json()) as {
      readonly paths: Readonly<Record<string, { readonly get?: { readonly responses: { readonly 200?: unknown } } }>>
    }
    return (
      Object.entries(described)
        // The dates of a statement are those of its packs, and of decisions those of a month: here there are none.
        .filter(([path]) => !path.startsWith("/v1/statements/") && path !== "/v1/decisions")
        .filter(([, { get }]) => JSON.stringify(get?.responses[200] ?? "").includes(XLSX_TYPE))
        .map(([path]) => path.replace("{day}", DAY).replace("{id}", "1"))
        .map((path) => `${path}?limit=50`)
    )
  }
  type SheetPath = Extract<keyof typeof paths, `${string}Sheet`>
  const ofConsole: Readonly<Record<SheetPath, string>> = {
    monthSheet: paths.monthSheet("2026-10"),
    runSheet: paths.runSheet(1),
    claimsSheet: paths.claimsSheet(1),
    daySheet: paths.daySheet(dayNumberOf(DAY) ?? 0),
    discrepanciesSheet: paths.discrepanciesSheet({ run: "1" }),
    verificationsSheet: paths.verificationsSheet({ month: "2026-10" }),
  }

  it("have dates for days and times, in every list", async () => {
    const all = [...(await ofApi()), ...Object.values(ofConsole)]
    expect(all.length).toBeGreaterThan(8)
    for (const path of all) {
      const response = await service.handle(path, { headers: { Accept: XLSX_TYPE, "Accept-Language": "zh-CN" } })
      expect({ path, status: response.status }).toEqual({ path, status: 200 })
      const { asText, dates } = await datesIn(new Uint8Array(await response.arrayBuffer()))
      expect({ path, asText }).toEqual({ path, asText: [] })
      expect({ path, hasDates: dates > 0 }).toEqual({ path, hasDates: true })
    }
  })
})
