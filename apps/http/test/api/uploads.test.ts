// Bodies: every form that is read, packed or not, of any size in bounded memory, and never more than the limits say.
import { connect } from "node:net"
import { gzipSync } from "node:zlib"

import { afterAll, beforeAll, describe, expect, it } from "vitest"

import { result, startTestService, type TestService } from "./TestService.ts"

let service: TestService
beforeAll(async () => {
  service = await startTestService({ settings: { http: { bodyBytesMax: 64 * 2 ** 20, idleSeconds: 1 } } })
})
afterAll(() => service.close())

type Body = NonNullable<RequestInit["body"]>

const post = (body: Body, type: string, headers: Record<string, string> = {}, path = "/v1/results") =>
  service.fetch(path, {
    method: "POST",
    body,
    headers: { "Content-Type": type, ...headers },
    duplex: "half",
  })

const lines = (...records: ReadonlyArray<unknown>) => records.map((record) => JSON.stringify(record)).join("\n")

describe("results", () => {
  it("come as one, as lines, as documents, as a table, and packed", async () => {
    const table = "Seq,IsNeedCharge,Errcode,ReqTime,BizToken\ns-3,true,0,1791165660000,b-3\n"
    const packed = gzipSync(lines(result("b-4", "s-4")))
    const bodies = [
      [JSON.stringify(result("b-1", "s-1")), "application/json", {}],
      [JSON.stringify([result("b-2", "s-2"), result("b-2", "s-2b")], null, 2), "application/json", {}],
      [table, "text/csv", {}],
      [packed, "application/x-ndjson", { "Content-Encoding": "gzip" }],
      [gzipSync(lines(result("b-5", "s-5"))), "application/gzip", {}],
    ] as const
    for (const [body, type, headers] of bodies) {
      const response = await post(body, type, headers)
      const answer = (await response.json()) as { readonly new: number; readonly rejected: number }
      expect([response.status, answer.rejected], `it was ${JSON.stringify(answer)}`).toEqual([200, 0])
      expect(answer.new).toBeGreaterThan(0)
      expect(await (await post(body, type, headers)).json()).toMatchObject({ new: 0, changed: 0 })
    }
  })

  it("of the other side are told by the operation that takes them, and near names by both", async () => {
    const told = async (response: Response) => ((await response.json()) as { readonly errors: unknown }).errors
    const bill = "Seq,IsNeedCharge,ErrorCode,Date\nx-1,true,0,2026-10-01\n"
    expect(await told(await post(bill, "text/csv"))).toEqual([
      { line: 1, column: 1, code: "bill_among_results", path: "", operation: "putBill" },
    ])
    expect(await told(await post("Seq,IsNeedCharge,ErrCode\nx-2,true,0\n", "text/csv"))).toEqual([
      { line: 1, column: 18, code: "near_name", path: "", expected: "Errcode", met: "ErrCode" },
    ])
    const put = (body: string) =>
      service.fetch("/v1/bills/2026-10-01", { method: "PUT", body, headers: { "Content-Type": "text/csv" } })
    expect(await told(await put("Seq,IsNeedCharge,Errcode\nx-3,true,0\n"))).toEqual([
      { line: 1, column: 1, code: "result_among_bills", path: "", operation: "storeResults" },
    ])
    // Without a mark of either side it is what the operation asks for.
    expect((await put("Seq,IsNeedCharge,Date\nx-4,true,2026-10-01\n")).status).toBe(201)
  })

  it("are counted by the lines of their faults: what is good is kept, what is not is told", async () => {
    const bad = { BizToken: "b-6", Response: { Text: { LivenessDetail: [{ Seq: 6, IdCard: "110101199003070000" }] } } }
    const body = [lines(result("b-6", "s-6"), bad), "{broken", lines({ Response: { Error: {} } })].join("\n")
    const text = await (await post(body, "application/x-ndjson")).text()
    expect(JSON.parse(text)).toMatchObject({
      records: 4,
      results: 1,
      apiErrors: 1,
      rejected: 2,
      attempts: 1,
      charges: 1,
      duplicates: 0,
      conflicts: 0,
      new: 1,
      errors: [
        { line: 2, code: "wrong_type", path: "Response.Text.LivenessDetail[0].Seq" },
        { line: 3, code: "invalid_json" },
      ],
    })
    expect(text).not.toContain("110101199003070000")
  })

  it("are read the same whether one by one at once, or as a stream", async () => {
    const flat = { Seq: "s-f", IsNeedCharge: true, Errcode: 0, ReqTime: "1791165660000" }
    const twins: ReadonlyArray<string> = [
      JSON.stringify(result("b-t", "t-1", "t-1", "t-2")),
      JSON.stringify(flat),
      '{"LivenessDetail":[{"Seq":"t-3","IsNeedCharge":null},{"IsNeedCharge":false}]}',
      '{"Response":{"Error":{"Code":"X"}}}',
      '{"LivenessDetail":[{"Seq":"t-4","Seq":"t-5","IsNeedCharge":true}]}',
      '{"LivenessDetail":[{"Seq":"t-6","IsNeedCharge":"true"}]}',
      "[]",
      "{",
      '{"LivenessDetail":[]} {"LivenessDetail":[]}',
      "",
    ]
    for (const body of twins) {
      // A length that is not told is read as it comes.
      const streamed = await post(ReadableStream.from([Buffer.from(body)]) as ReadableStream, "application/json")
      const whole = await post(body, "application/json")
      const [a, b] = (await Promise.all([streamed.json(), whole.json()])) as ReadonlyArray<Record<string, unknown>>
      const { new: _new, instance: _instance, ...rest } = a ?? {}
      expect([whole.status, b], `for ${body}`).toEqual([streamed.status, expect.objectContaining(rest)])
    }
  })

  it("list a hundred faults, and count all", async () => {
    const answer = (await (await post("{}\n".repeat(1000), "application/x-ndjson")).json()) as {
      readonly rejected: number
      readonly errors: ReadonlyArray<unknown>
    }
    expect([answer.rejected, answer.errors.length]).toEqual([1000, 100])
  })

  it("as one document have to be right", async () => {
    const response = await post('{"Response":{"Text":{"LivenessDetail":[{"Seq":1}]}}}', "application/json")
    expect(response.status).toBe(422)
    expect(response.headers.get("content-type")).toBe("application/problem+json")
    expect(await response.json()).toMatchObject({ rejected: 1, path: "Response.Text.LivenessDetail[0].Seq" })
  })

  it("as one document are kept as a whole, or refused as a whole", async () => {
    const bad = { LivenessDetail: [{ Seq: "d-1", IsNeedCharge: 1 }] }
    for (const body of [
      JSON.stringify([result("b-60", "s-60"), bad]),
      JSON.stringify([result("b-60", "s-60"), bad], null, 2),
      `${JSON.stringify([result("b-60", "s-60")])} text`,
    ]) {
      for (const url of ["/v1/results", "/v1/count"]) {
        const response = await post(body, "application/json", {}, url)
        const document: unknown = await response.json()
        expect([response.status, document]).toMatchObject([422, { rejected: 1 }])
      }
    }
    expect((await service.fetch("/v1/verifications/b-60")).status).toBe(404)
    const lined = await post(`${JSON.stringify(result("b-60", "s-60"))}\n${JSON.stringify(bad)}\n`, "application/json")
    expect([lined.status, await lined.json()]).toMatchObject([200, { results: 1, rejected: 1, new: 1, remarks: [] }])
  })

  it("are counted without being kept", async () => {
    const body = lines(result("b-7", "s-7"), result("b-7", "s-7", "s-8"))
    const answer = await (await post(body, "application/x-ndjson", {}, "/v1/count?by=token")).json()
    expect(answer).toMatchObject({ attempts: 2, duplicates: 1, groups: [{ key: "b-7", charges: 2 }] })
    expect((await service.fetch("/v1/verifications/b-7")).status).toBe(404)
  })
})

describe("limits", () => {
  it("a body that says or turns out to be too large is refused, and a bomb too", async () => {
    const small = await startTestService({ settings: { http: { bodyBytesMax: 10_000 } } })
    try {
      const record = `${JSON.stringify(result("b", "s"))}\n`
      const bodies: ReadonlyArray<readonly [Body, Record<string, string>]> = [
        [record.repeat(1000), {}],
        [ReadableStream.from(pieces(record, 1000)) as ReadableStream, {}],
        [gzipSync(record.repeat(1000)), { "Content-Encoding": "gzip" }],
        [gzipSync(record.repeat(1000)), {}],
      ]
      for (const [body, headers] of bodies) {
        const response = await small.fetch("/v1/results", {
          method: "POST",
          body,
          headers: { "Content-Type": "application/x-ndjson", ...headers },
          duplex: "half",
        })
        expect(response.status).toBe(413)
        expect(await response.json()).toMatchObject({ limit: 10_000 })
      }
    } finally {
      await small.close()
    }
  })

  it("what is no gzip, packed twice, or of a form that is not read is refused", async () => {
    const twice = gzipSync(gzipSync("{}"))
    expect((await post("no gzip", "application/json", { "Content-Encoding": "gzip" })).status).toBe(422)
    expect((await post(twice, "application/json", { "Content-Encoding": "gzip" })).status).toBe(415)
    expect((await post("{}", "application/json", { "Content-Encoding": "br" })).status).toBe(415)
    expect((await post("a=b", "application/x-www-form-urlencoded")).status).toBe(415)
  })

  it("a body that stands still is given up, and the service goes on", async () => {
    const { port } = new URL(service.url)
    const socket = connect(Number(port), "127.0.0.1")
    socket.write(
      "POST /v1/results HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{",
    )
    const answer = await new Promise<string>((resolve) => {
      let text = ""
      socket.on("data", (chunk: Buffer) => {
        text += chunk.toString()
        if (text.includes("problem:timeout")) resolve(text)
      })
      socket.on("close", () => resolve(text))
    })
    socket.destroy()
    expect(answer).toContain("HTTP/1.1 408")
    expect((await service.fetch("/healthz")).status).toBe(200)
  })

  it("no more are let in at a time than is said", async () => {
    const narrow = await startTestService({ settings: { http: { concurrency: 1 } } })
    try {
      const hold = Promise.withResolvers<void>()
      const slow = narrow.fetch("/v1/results", {
        method: "POST",
        body: ReadableStream.from(
          (async function* () {
            yield new TextEncoder().encode(JSON.stringify(result("b", "s")))
            await hold.promise
          })(),
        ),
        headers: { "Content-Type": "application/json" },
        duplex: "half",
      })
      await expect.poll(async () => (await narrow.fetch("/healthz")).status).toBe(429)
      const refused = await narrow.fetch("/healthz")
      expect(refused.headers.get("retry-after")).toBe("1")
      hold.resolve()
      expect((await slow).status).toBe(200)
      expect((await narrow.fetch("/healthz")).status).toBe(200)
    } finally {
      await narrow.close()
    }
  })

  it("of one sender so many a second", async () => {
    const slow = await startTestService({ settings: { http: { requestsPerSecond: 5 } } })
    try {
      const answers = await Promise.all(Array.from({ length: 12 }, () => slow.fetch("/v1/tally")))
      const refused = answers.filter(({ status }) => status === 429)
      expect(refused.length).toBeGreaterThan(3)
      expect(refused[0]?.headers.get("retry-after")).toBe("1")
    } finally {
      await slow.close()
    }
  })
})

describe("a large upload", () => {
  it("is read as it comes, in bounded memory", async () => {
    const isSoak = process.env["FACEID_TALLY_SOAK"] === "1"
    const bytes = (isSoak ? 100 : 8) * 2 ** 20
    const large = await startTestService()
    try {
      // Photos and names make a record long; of them nothing is kept.
      const photo = "A".repeat(8000)
      const record = (i: number) => ({ ...result(`b-${i}`, `s-${i}`), BestFrame: photo })
      const count = Math.ceil(bytes / 8200)
      let peak = 0
      const before = process.memoryUsage().rss
      const body = (async function* () {
        for (let i = 0; i < count; i++) {
          if (i % 500 === 0) peak = Math.max(peak, process.memoryUsage().rss)
          yield new TextEncoder().encode(`${JSON.stringify(record(i))}\n`)
        }
      })()
      const response = await large.fetch("/v1/results", {
        method: "POST",
        body: ReadableStream.from(body),
        headers: { "Content-Type": "application/x-ndjson" },
        duplex: "half",
      })
      expect(await response.json()).toMatchObject({ records: count, new: count, rejected: 0 })
      expect(peak - before).toBeLessThan(250 * 2 ** 20)
    } finally {
      await large.close()
    }
  })
})

async function* pieces(text: string, times: number) {
  for (let i = 0; i < times; i++) yield new TextEncoder().encode(text)
}
