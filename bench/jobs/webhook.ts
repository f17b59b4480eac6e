// How long good callers of the receiver wait: alone, and while others flood it; how much memory that takes; and how many
// events a second are kept. The receiver is the built program, on a ledger of its own.
import { type ChildProcess, spawn } from "node:child_process"
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { Agent, request } from "node:http"
import { connect } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import process from "node:process"
import { signWebhook } from "@faceid-tally/host"
import autocannon from "autocannon"
import type { Setting } from "../Job.ts"

const program = join(import.meta.dirname, "..", "..", "apps", "webhook", "dist", "faceid-tally-webhook.js")
export const secret = Buffer.alloc(32, 7)
const SECONDS = 10
const EVENTS = 5000
const CONCURRENT_EVENTS = 32
const MS_BETWEEN_CALLS = 10

export const webhook = async ({ scale }: Setting): Promise<ReadonlyArray<string>> => {
  const receiver = await startReceiver()
  const seconds = Math.max(1, SECONDS * scale)
  try {
    const rows: Array<string> = []
    const measure = async (title: string, flood?: (seconds: number) => Promise<string>): Promise<void> => {
      const [calls, flooded] = await Promise.all([callAsGood(receiver.url, seconds), flood?.(seconds)])
      rows.push(row(title, calls, flooded ?? "", megabytes(receiver.child)))
    }
    const flood = (path: string, options: Partial<autocannon.Options>) => floodWith(receiver.url + path, options)
    await measure("nobody else")
    await measure("a flood of random BizTokens", flood("/callback/shop?BizToken=[<id>]", { idReplacement: true }))
    await measure(
      "a flood of wrong signatures",
      flood("/events", { method: "POST", headers: forged, body: bodyOf("1") }),
    )
    await measure("2000 connections that send nothing or dribble", (forSeconds) => dribble(receiver.url, forSeconds))
    const perSecond = await eventsPerSecond(receiver.url, Math.max(100, Math.round(EVENTS * scale)))
    return [
      "| the receiver, with | callback p50 | p99 | signed event p50 | p99 | flood | memory |",
      "| --- | ---: | ---: | ---: | ---: | ---: | ---: |",
      ...rows,
      "",
      `Events that were kept: ${Math.round(perSecond)} a second, ${CONCURRENT_EVENTS} at a time, each synced to the disk.`,
    ]
  } finally {
    await receiver.stop()
  }
}

const startReceiver = async () => {
  const folder = mkdtempSync(join(tmpdir(), "faceid-tally-bench-"))
  const webhookSettings = {
    callbacks: { shop: { redirectTo: "https://shop.example/" } },
    secrets: [`whsec_${secret.toString("base64")}`],
    eventsPerSecond: 100_000,
  }
  writeFileSync(join(folder, "faceid-tally.json"), JSON.stringify({ webhook: webhookSettings }))
  const child = spawn(process.execPath, [program, "--no-worker", "--port", "0"], {
    cwd: folder,
    stdio: ["ignore", "pipe", "inherit"],
  })
  const line = await new Promise<string>((resolve, reject) => {
    child.stdout.once("data", (chunk) => resolve(String(chunk)))
    child.once("exit", () => reject(new Error("the receiver does not start: run `pnpm build` first")))
  })
  const url = /http:\S+/.exec(line)?.[0] ?? ""
  const stop = async () => {
    const ended = new Promise((resolve) => child.once("exit", resolve))
    child.kill("SIGTERM")
    await ended
    rmSync(folder, { recursive: true, force: true })
  }
  return { child, url, stop }
}

interface Calls {
  readonly callbacks: Array<number>
  readonly events: Array<number>
}

/** A browser and a program, by turns, one call each 10 ms; every answer has to be right. */
const callAsGood = async (url: string, seconds: number): Promise<Calls> => {
  const calls: Calls = { callbacks: [], events: [] }
  const agent = new Agent({ keepAlive: true, maxSockets: 4 })
  const end = performance.now() + seconds * 1000
  for (let i = 0; performance.now() < end; i++) {
    const isEvent = i % 2 === 1
    const startedAt = performance.now()
    const status = await again(() =>
      isEvent
        ? sendEvent(url, agent, `good-${Math.round(startedAt * 1000)}`)
        : call(url, agent, "/callback/shop?BizToken=good-token"),
    )
    if (status !== (isEvent ? 202 : 302)) throw new Error(`a good caller was answered with ${status}`)
    const took = performance.now() - startedAt
    ;(isEvent ? calls.events : calls.callbacks).push(took)
    await new Promise((resolve) => setTimeout(resolve, MS_BETWEEN_CALLS))
  }
  agent.destroy()
  return calls
}

/** As any browser does: a connection that was used before may be closed by now, and then a new one is taken. */
export const again = async <A>(make: () => Promise<A>, times = 3): Promise<A> => {
  try {
    return await make()
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined
    if (code !== "ECONNRESET" || times === 0) throw error
    return again(make, times - 1)
  }
}

export const call = (
  url: string,
  agent: Agent,
  path: string,
  init: { method?: string; headers?: Record<string, string>; body?: string } = {},
) =>
  new Promise<number>((resolve, reject) => {
    const { body = "", ...options } = init
    const sent = request(url + path, { agent, ...options }, (response) => {
      response.resume()
      response.once("end", () => resolve(response.statusCode ?? 0))
    })
    sent.once("error", reject)
    sent.end(body)
  })

export const bodyOf = (id: string): string =>
  JSON.stringify({ type: "verification.issued", data: { bizToken: `token-${id}`, ruleId: "1", issuedAt: Date.now() } })

export const headersOf = (id: string, body: string): Record<string, string> => {
  const timestamp = String(Math.floor(Date.now() / 1000))
  const signature = signWebhook(secret, id, timestamp, Buffer.from(body))
  return { "webhook-id": id, "webhook-timestamp": timestamp, "webhook-signature": signature }
}

const forged = { "webhook-id": "1", "webhook-timestamp": "1", "webhook-signature": `v1,${"A".repeat(43)}=` }

const sendEvent = (url: string, agent: Agent, id: string): Promise<number> => {
  const body = bodyOf(id)
  return call(url, agent, "/events", { method: "POST", headers: headersOf(id, body), body })
}

/** As many requests as a second thread can make on 100 connections. */
const floodWith =
  (url: string, options: Partial<autocannon.Options>) =>
  async (seconds: number): Promise<string> => {
    const { requests, errors } = await autocannon({ url, connections: 100, duration: seconds, workers: 1, ...options })
    return `${Math.round(requests.average).toLocaleString("en")}/s${errors > 0 ? `, ${errors} cut` : ""}`
  }

/** Half of them send nothing, the others a header by and by; who is cut off comes again. */
const dribble = async (url: string, seconds: number): Promise<string> => {
  const { port, hostname } = new URL(url)
  let [isOver, opened] = [false, 0]
  const keepOpen = async (isSilent: boolean): Promise<void> => {
    while (!isOver) {
      const socket = connect(Number(port), hostname)
      opened++
      socket.on("error", () => {})
      if (!isSilent) socket.write("GET /callback/shop HTTP/1.1\r\nhost: x\r\nx: ")
      const timer = setInterval(() => (isOver ? socket.destroy() : !isSilent && socket.write("a")), 100)
      await new Promise((resolve) => socket.once("close", resolve))
      clearInterval(timer)
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  }
  const all = Array.from({ length: 2000 }, (_, i) => keepOpen(i % 2 === 0))
  await new Promise((resolve) => setTimeout(resolve, seconds * 1000))
  isOver = true
  await Promise.all(all)
  return `${opened.toLocaleString("en")} opened`
}

const eventsPerSecond = async (url: string, total: number): Promise<number> => {
  const agent = new Agent({ keepAlive: true, maxSockets: CONCURRENT_EVENTS })
  let next = 0
  const send = async (): Promise<void> => {
    for (let i = next++; i < total; i = next++) {
      const status = await sendEvent(url, agent, `kept-${i}`)
      if (status !== 202) throw new Error(`an event was answered with ${status}`)
    }
  }
  const startedAt = performance.now()
  await Promise.all(Array.from({ length: CONCURRENT_EVENTS }, send))
  agent.destroy()
  return (total * 1000) / (performance.now() - startedAt)
}

const row = (title: string, { callbacks, events }: Calls, flood: string, memory: string): string =>
  `| ${[title, ms(callbacks, 0.5), ms(callbacks, 0.99), ms(events, 0.5), ms(events, 0.99), flood, memory].join(" | ")} |`

export const ms = (times: ReadonlyArray<number>, quantile: number): string => {
  const sorted = times.toSorted((a, b) => a - b)
  return `${(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * quantile))] ?? Number.NaN).toFixed(1)} ms`
}

/** What the process holds now; of Linux alone. */
const megabytes = ({ pid }: ChildProcess): string => {
  const file = `/proc/${pid}/status`
  if (!existsSync(file)) return ""
  const kilobytes = Number(/^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(file, "utf8"))?.[1])
  return `${Math.round(kilobytes / 1000)} MB`
}
