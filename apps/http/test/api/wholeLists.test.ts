// Every list, by every door, is whole: its pages joined are all rows, also where rows lack their Seq, day, BizToken or code.
import { Listings } from "@faceid-tally/books/engine"
import { storeOf } from "@faceid-tally/host/apps"
import { readWorkbook } from "@faceid-tally/report"
import * as Effect from "effect/Effect"
import { afterAll, beforeAll, describe, expect, it } from "vitest"

import { startTestService, type TestService } from "./TestService.ts"

const DAY = "2026-10-05"
/** More than two pages of a file, and most of them without anything to tell them apart but their place. */
const ATTEMPTS = 2303
const LINES = 1203

let service: TestService
beforeAll(async () => {
  service = await startTestService()
  const at = (i: number) => String(1791165660000 + i)
  const results = Array.from({ length: ATTEMPTS }, (_, i) => ({
    ...(i % 3 !== 0 && { BizToken: `b-${i}`, RuleId: "1" }),
    Response: {
      Text: {
        LivenessDetail: [
          {
            ...(i % 10 === 0 && { Seq: `s-${i}` }),
            ...(i % 4 !== 0 && { Errcode: 0 }),
            ReqTime: at(i),
            IsNeedCharge: i % 5 === 0 ? null : true,
          },
        ],
      },
    },
  }))
  const stored = await service.fetch("/v1/results", {
    method: "POST",
    headers: { "Content-Type": "application/x-ndjson" },
    body: results.map((each) => JSON.stringify(each)).join("\n"),
  })
  mustBe(stored, 200)
  const details = Array.from({ length: LINES }, (_, i) => ({
    ...(i % 10 === 0 && { Seq: `s-${i}` }),
    IsNeedCharge: true,
    ReqTime: at(i),
  }))
  const bill = (query: string) =>
    service.fetch(`/v1/bills/${DAY}${query}`, {
      method: "PUT",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({
        Response: {
          HasNextPage: false,
          WeChatBillDetails: [{ BizToken: "b", RuleId: "1", ChargeDetails: details }],
        },
      }),
    })
  for (const account of ["default", "a", "b", "c"]) mustBe(await bill(`?account=${account}`), 201)
  const run = await service.fetch("/v1/reconciliations", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ from: DAY, to: DAY }),
  })
  mustBe(run, 201)
})
afterAll(() => service.close())

const mustBe = ({ status }: Response, expected: number): void => {
  if (status !== expected) throw new Error(`the books cannot be filled: ${status}`)
}

type Item = Readonly<Record<string, unknown>>

/** All pages of the API, by what each says of the next. */
const walkApi = async (path: string, limit: number): Promise<ReadonlyArray<Item>> => {
  const rows: Array<Item> = []
  for (let next: string | undefined = `${path}${path.includes("?") ? "&" : "?"}limit=${limit}`; next !== undefined;) {
    const response = await service.fetch(next)
    expect(response.status).toBe(200)
    const page = (await response.json()) as { readonly items: ReadonlyArray<Item>; readonly next: string | null }
    rows.push(...page.items)
    next = /^<([^>]+)>; rel="next"$/.exec(response.headers.get("link") ?? "")?.[1]
    expect(next === undefined).toBe(page.next === null)
  }
  return rows
}

/** All pages of a list of the console: the rows of the table under this caption. */
const walkConsole = async (path: string, caption: string): Promise<ReadonlyArray<string>> => {
  const rows: Array<string> = []
  for (let next: string | undefined = path; next !== undefined;) {
    const html = await (await service.fetch(next, { headers: { "Accept-Language": "en" } })).text()
    const table = html.split("<table").find((each) => each.includes(`<caption>${caption}`)) ?? ""
    rows.push(...(/<tbody[^>]*>(.*)<\/tbody>/s.exec(table)?.[1]?.match(/<tr.*?<\/tr>/gs) ?? []))
    next = /<a href="([^"]+)" rel="next">[^<]*page/i.exec(html)?.[1]?.replaceAll("&amp;", "&")
  }
  return rows
}

const countSheet = async (path: string, accept?: string): Promise<number> => {
  const response = await service.fetch(path, accept === undefined ? {} : { headers: { Accept: accept } })
  const rows: Array<number> = []
  const [sheet] = await readWorkbook(new Uint8Array(await response.arrayBuffer()))
  for await (const { values } of sheet?.rows() ?? []) rows.push(values.length)
  return rows.length
}

const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

/** The lists of the API, each with how many rows there are. */
const lists: ReadonlyArray<readonly [path: string, rows: number]> = [
  ["/v1/attempts", ATTEMPTS],
  [`/v1/attempts?from=${DAY}&to=${DAY}`, ATTEMPTS],
  [`/v1/bills/${DAY}`, LINES],
  ["/v1/bills", 4],
  ["/v1/verifications", ATTEMPTS - Math.ceil(ATTEMPTS / 3)],
]

describe("the API", () => {
  it.each(lists)("%s: pages of any size and every file have all %d rows", async (path, count) => {
    for (const limit of [count < 10 ? 1 : 97, 1000]) {
      const rows = await walkApi(path, limit)
      expect(rows).toHaveLength(count)
    }
    const lines = await (await service.fetch(path, { headers: { Accept: "application/x-ndjson" } })).text()
    expect(lines.trimEnd().split("\n")).toHaveLength(count)
    expect(await countSheet(path, XLSX)).toBe(count + 1)
  })

  it("has the discrepancies of a run in both orders", async () => {
    for (const order of ["place", "impact"]) {
      const path = `/v1/reconciliations/1/discrepancies?order=${order}`
      const whole = (
        await (await service.fetch(path, { headers: { Accept: "application/x-ndjson" } })).text()
      ).trimEnd()
      const rows = await walkApi(path, 500)
      expect(rows.map((row) => JSON.stringify(row)).join("\n")).toBe(whole)
      expect(rows.filter(({ seq }) => seq === null).length).toBeGreaterThan(1000)
    }
  })
})

describe("the console", () => {
  it("has all attempts of a day on its pages and in its workbook", { timeout: 60_000 }, async () => {
    const rows = await walkConsole(`/console/days/${DAY}`, "Attempts")
    expect(rows).toHaveLength(ATTEMPTS)
    expect(await countSheet(`/console/days/${DAY}/attempts.xlsx`)).toBe(ATTEMPTS + 1)
  })

  it("has all BizTokens and all discrepancies", { timeout: 60_000 }, async () => {
    const { rows: tokens } = await Effect.runPromise(
      Effect.flatMap(Listings, (listings) =>
        listings.verifications({ fromDay: 0, toDay: 40_000, limit: ATTEMPTS }),
      ).pipe(Effect.provide(storeOf(service.settings))),
    )
    expect(await walkConsole("/console/verifications?month=2026-10", "BizTokens issued in October 2026")).toHaveLength(
      tokens.length,
    )
    expect(await countSheet("/console/verifications.xlsx?month=2026-10")).toBe(tokens.length + 1)
    const discrepancies = await walkApi("/v1/reconciliations/1/discrepancies", 1000)
    expect(await walkConsole("/console/discrepancies?order=impact", "Discrepancies")).toHaveLength(discrepancies.length)
  })
})
