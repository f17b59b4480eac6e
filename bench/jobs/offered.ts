// How long a browser waits at `serve`, HTTP service, receiver and worker in one process, while a program offers it more
// signed events than it takes: 1,000 a second at a steady pace, of which 200, the default, are accepted.
import { spawn } from "node:child_process"
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { Agent } from "node:http"
import { tmpdir } from "node:os"
import { join } from "node:path"
import process from "node:process"
import type { Setting } from "../Job.ts"
import { again, bodyOf, call, headersOf, ms, secret } from "./webhook.ts"

const program = join(import.meta.dirname, "..", "..", "apps", "cli", "dist", "faceid-tally.js")
const SECONDS = 20
const PER_SECOND = 1000
const MS_BETWEEN_BURSTS = 20
const MS_BETWEEN_CALLS = 20
/** Connections of the program that sends. */
const CONNECTIONS = 50
const P99_GOAL_MS = 250

export const offered = async ({ scale }: Setting): Promise<ReadonlyArray<string>> => {
  const service = await startService()
  const seconds = Math.max(2, SECONDS * scale)
  try {
    const alone = await callbacks(service.url, seconds)
    const [during, answers] = await Promise.all([callbacks(service.url, seconds), offer(service.url, seconds)])
    const told = [...answers].sort(([a], [b]) => a - b).map(([status, count]) => `${status}: ${count}`)
    return [
      "| `serve`, with | callback p50 | p99 | goal of p99 | events by their answer |",
      "| --- | ---: | ---: | --- | --- |",
      `| nobody else | ${ms(alone, 0.5)} | ${ms(alone, 0.99)} | | |`,
      `| ${PER_SECOND} signed events a second | ${ms(during, 0.5)} | ${ms(during, 0.99)} | < ${P99_GOAL_MS} ms | ${told.join(", ")} |`,
    ]
  } finally {
    await service.stop()
  }
}

const startService = async () => {
  const folder = mkdtempSync(join(tmpdir(), "faceid-tally-bench-"))
  const webhook = {
    callbacks: { shop: { redirectTo: "https://shop.example/" } },
    secrets: [`whsec_${secret.toString("base64")}`],
  }
  writeFileSync(join(folder, "faceid-tally.json"), JSON.stringify({ webhook }))
  const child = spawn(process.execPath, [program, "serve", "--port", "0", "--webhook-port", "0", "--lang", "en"], {
    cwd: folder,
    stdio: ["ignore", "pipe", "ignore"],
  })
  const url = await new Promise<string>((resolve, reject) => {
    let out = ""
    child.stdout.on("data", (chunk) => {
      out += String(chunk)
      const [, found] = /^Receiver.*?(http:\S+)/m.exec(out) ?? []
      if (found !== undefined) resolve(found)
    })
    child.once("exit", () => reject(new Error("serve does not start: run `pnpm build` first")))
  })
  const stop = async () => {
    const ended = new Promise((resolve) => child.once("exit", resolve))
    child.kill("SIGTERM")
    await ended
    rmSync(folder, { recursive: true, force: true })
  }
  return { url, stop }
}

/** What each call of a browser took; every answer has to be the redirect. */
const callbacks = async (url: string, seconds: number): Promise<Array<number>> => {
  const took: Array<number> = []
  const agent = new Agent({ keepAlive: true, maxSockets: 2 })
  const end = performance.now() + seconds * 1000
  while (performance.now() < end) {
    const startedAt = performance.now()
    const status = await again(() => call(url, agent, "/callback/shop?BizToken=good-token"))
    if (status !== 302) throw new Error(`a browser was answered with ${status}`)
    took.push(performance.now() - startedAt)
    await new Promise((resolve) => setTimeout(resolve, MS_BETWEEN_CALLS))
  }
  agent.destroy()
  return took
}

/** Sends at its pace, whatever the answers are; counts them by their status, 0 for none. */
const offer = async (url: string, seconds: number): Promise<ReadonlyMap<number, number>> => {
  const answers = new Map<number, number>()
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS })
  const sending = new Set<Promise<unknown>>()
  const startedAt = performance.now()
  let sent = 0
  while (performance.now() - startedAt < seconds * 1000) {
    const due = Math.floor(((performance.now() - startedAt) * PER_SECOND) / 1000)
    for (; sent < due; sent++) {
      const body = bodyOf(`offered-${sent}`)
      const headers = headersOf(`offered-${sent}`, body)
      const answer = async (): Promise<void> => {
        const status = await statusOf(url, agent, headers, body)
        answers.set(status, (answers.get(status) ?? 0) + 1)
      }
      const answered: Promise<void> = answer().finally(() => sending.delete(answered))
      sending.add(answered)
    }
    await new Promise((resolve) => setTimeout(resolve, MS_BETWEEN_BURSTS))
  }
  await Promise.all(sending)
  agent.destroy()
  return answers
}

const statusOf = (url: string, agent: Agent, headers: Record<string, string>, body: string): Promise<number> =>
  call(url, agent, "/events", { method: "POST", headers, body }).catch(() => 0)
