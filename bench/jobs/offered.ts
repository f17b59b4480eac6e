// How long a browser waits at `serve`, HTTP service, receiver and worker in one process, while a program offers it more
// signed events than it takes: 1,000 a second at a steady pace, of which 200, the default, are accepted.
import { spawn } from "node:child_process"
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { Agent } from "node:http"
import { tmpdir } from "node:os"
import { join } from "node:path"
import process from "node:process"
import type { Setting } from "../Job.ts"
import { again, call, ms, secret } from "./webhook.ts"

const offer = join(import.meta.dirname, "..", "children", "offer.ts")
const program = join(import.meta.dirname, "..", "..", "apps", "cli", "dist", "faceid-tally.js")
const SECONDS = 20
const PER_SECOND = 1000
const MS_BETWEEN_CALLS = 20
const P99_GOAL_MS = 250

export const offered = async ({ scale }: Setting): Promise<ReadonlyArray<string>> => {
  const service = await startService()
  const seconds = Math.max(2, SECONDS * scale)
  try {
    const alone = await callbacks(service.url, seconds)
    const offering = await startOffering(service.url, seconds)
    const during = await callbacks(service.url, seconds)
    const { answers, perSecond } = await offering.offered
    const told = answers.toSorted(([a], [b]) => a - b).map(([status, count]) => `${status}: ${count}`)
    return [
      "| `serve`, with | callback p50 | p99 | goal of p99 | events by their answer |",
      "| --- | ---: | ---: | --- | --- |",
      `| nobody else | ${ms(alone, 0.5)} | ${ms(alone, 0.99)} | | |`,
      `| ${perSecond} signed events a second | ${ms(during, 0.5)} | ${ms(during, 0.99)} | < ${P99_GOAL_MS} ms | ${told.join(", ")} |`,
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

interface Offered {
  /** By their status, 0 for none. */
  readonly answers: ReadonlyArray<readonly [status: number, count: number]>
  /** How many were really sent. */
  readonly perSecond: number
}

/** By a process of its own, begun when it is ready. */
const startOffering = async (url: string, seconds: number): Promise<{ readonly offered: Promise<Offered> }> => {
  const args = [offer, url, secret.toString("base64"), String(PER_SECOND), String(seconds)]
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] })
  let out = ""
  const ended = new Promise((resolve) => child.once("close", resolve))
  await new Promise<void>((resolve, reject) => {
    child.stdout.on("data", (chunk) => {
      out += String(chunk)
      resolve()
    })
    void ended.then(() => reject(new Error("nothing is offered")))
  })
  return { offered: ended.then(() => JSON.parse(out.split("\n")[1] ?? "")) }
}
