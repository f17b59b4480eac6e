// Hostile traffic over real sockets: what it can take is bounded, and good callers get through beside it.
import { describe, expect, it } from "vitest"

import { eventHead, intrude, intrudeMany, leave } from "./attack.ts"
import { Customer, REDIRECT, until } from "./Customer.ts"

const isSoak = process.env["FACEID_TALLY_SOAK"] === "1"
const finished = { type: "verification.finished", data: { bizToken: "good-token" } }

/** A good browser and a good program, beside whatever else goes on. */
const expectGoodService = async (customer: Customer): Promise<void> => {
  const browser = await customer.callback("?BizToken=good-token")
  expect([browser.status, browser.headers.get("location")]).toEqual([302, REDIRECT])
  expect((await customer.send(finished)).status).toBe(202)
}

/** A level of the metrics. */
const level = async ({ url }: Customer, name: string): Promise<number> => {
  const text = await (await fetch(`${url}/metrics`)).text()
  return Number(new RegExp(`^${name} (\\d+)$`, "m").exec(text)?.[1] ?? Number.NaN)
}

describe("the receiver under attack", { timeout: 60_000 }, () => {
  // Where time passes, the others go on.
  it.concurrent("connections that send nothing, half a header or a slow body make room for good callers", async () => {
    await using customer = await Customer.open({ webhook: { maxConnections: 50 } })
    const intruders = [
      ...(await intrudeMany(60, customer.url)),
      ...(await intrudeMany(60, customer.url, "GET /callback/shop HTTP/1.1\r\nhost: x\r\nx-slow: ", "a")),
      ...(await intrudeMany(60, customer.url, eventHead(1000), "a")),
    ]
    await expectGoodService(customer)
    expect(await level(customer, "faceid_tally_webhook_connections")).toBeLessThanOrEqual(50)
    expect(await level(customer, "faceid_tally_webhook_connections_cut")).toBeGreaterThanOrEqual(130)
    await until(async () => intruders.filter(({ isClosed }) => isClosed()).length >= 130)
    leave(intruders)
  })

  it.concurrent("who does not finish a request in time is cut off", async () => {
    await using customer = await Customer.open()
    const [silent, slowHeader, slowBody] = await Promise.all([
      intrude(customer.url),
      intrude(customer.url, "GET /callback/shop HTTP/1.1\r\nhost: x\r\nx-slow: ", "a"),
      intrude(customer.url, eventHead(10_000), "a"),
    ])
    await until(async () => silent.isClosed() && slowHeader.isClosed())
    await expectGoodService(customer)
    await until(async () => slowBody.isClosed())
    // A header has less time than a body.
    expect(slowBody.closedAt()).toBeGreaterThan(Math.max(silent.closedAt(), slowHeader.closedAt()))
    expect(await level(customer, "faceid_tally_webhook_body_bytes")).toBe(0)
  })

  it.concurrent("bodies that are too large are refused when they are announced, or when they have come too far", async () => {
    await using customer = await Customer.open()
    const announced = await intrude(customer.url, eventHead(2 ** 40))
    await until(async () => announced.isClosed())
    expect(announced.heard()).toContain("413 Payload Too Large")

    const chunked = await intrude(
      customer.url,
      "POST /events HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n",
    )
    const chunk = `10000\r\n${"a".repeat(0x10000)}\r\n`
    for (let i = 0; i < 40 && !chunked.isClosed(); i++) {
      await new Promise((resolve) => chunked.socket.write(chunk, resolve))
    }
    await until(async () => chunked.isClosed())
    expect(chunked.heard()).toContain("413 Payload Too Large")

    const header = await intrude(customer.url, `GET /callback/shop HTTP/1.1\r\nx: ${"a".repeat(20_000)}\r\n\r\n`)
    await until(async () => header.isClosed())
    expect(header.heard()).toContain("431 ")
    await expectGoodService(customer)
  })

  it("many unfinished bodies hold no more than the room there is, and the slowest go first", async () => {
    // Of this size there is room for 64.
    const bodyBytes = 2 ** 16
    await using customer = await Customer.open({ webhook: { maxBodyBytes: bodyBytes } })
    const slowest = await intrude(customer.url, eventHead(bodyBytes) + "a".repeat(bodyBytes - 1))
    const taken = () => level(customer, "faceid_tally_webhook_body_bytes")
    await until(async () => (await taken()) === bodyBytes - 1)
    const intruders = await intrudeMany(80, customer.url, eventHead(bodyBytes) + "a".repeat(bodyBytes - 1))
    await until(async () => slowest.isClosed() && (await taken()) > 60 * bodyBytes)
    expect(await taken()).toBeLessThanOrEqual(64 * bodyBytes)
    expect(slowest.heard()).toContain("429 ")
    await expectGoodService(customer)
    leave(intruders)
    await until(async () => (await taken()) === 0)
  })

  it("wrong signatures and replays change nothing and keep nobody out", { timeout: 900_000 }, async () => {
    await using customer = await Customer.open()
    const id = "msg_replayed"
    expect((await customer.send(finished, { id })).status).toBe(202)
    const before = await customer.verification("good-token")
    const secret = `whsec_${Buffer.alloc(32, 8).toString("base64")}`
    const total = isSoak ? 100_000 : 200
    const statuses = new Map<number, number>()
    const memoryBefore = process.memoryUsage().rss
    const forge = async (n: number): Promise<void> => {
      for (let i = 0; i < n; i++) {
        const { status, body } = await customer.send(finished, { secret })
        await body?.cancel()
        statuses.set(status, (statuses.get(status) ?? 0) + 1)
      }
    }
    await Promise.all(Array.from({ length: 20 }, () => forge(total / 20)))
    expect(Object.fromEntries(statuses)).toEqual({ 401: total })
    const replays = await Promise.all(Array.from({ length: 50 }, () => customer.send(finished, { id })))
    expect(new Set(replays.map(({ status }) => status))).toEqual(new Set([202]))
    expect(await customer.verification("good-token")).toEqual(before)
    await expectGoodService(customer)
    // Both ends of all requests are in this process, so the bound is a wide one.
    expect(process.memoryUsage().rss - memoryBefore).toBeLessThan(300 * 2 ** 20)
  })

  it(
    "a flood of random BizTokens fills no more than its queue, and registers nothing",
    { timeout: 300_000 },
    async () => {
      await using customer = await Customer.open()
      const total = isSoak ? 60_000 : 600
      const flood = async (from: number, n: number): Promise<void> => {
        for (let i = 0; i < n; i++) {
          const { status } = await customer.callback(`?BizToken=random-${from}-${i}`)
          if (status !== 302) throw new Error(String(status))
        }
      }
      await Promise.all(Array.from({ length: 30 }, (_, k) => flood(k, total / 30)))
      await expectGoodService(customer)
      expect(await level(customer, "faceid_tally_webhook_callbacks_waiting")).toBeLessThanOrEqual(10_000)
      await until(async () => (await level(customer, "faceid_tally_webhook_callbacks_waiting")) === 0, 60_000)
      const outcomes = ["unknown", "full"].map((outcome) =>
        customer.count("faceid_tally_webhook_callbacks_total", outcome),
      )
      const [unknown = 0, full = 0] = await Promise.all(outcomes)
      // The good browser's own may be among them.
      expect(unknown + full - total).toBeOneOf([0, 1])
      expect(await customer.verification("random-0-0")).toBeNull()
    },
  )
})
