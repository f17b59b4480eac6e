// How long others wait while the service works for somebody: `/healthz` during runs, `verify`, the status and whole lists of
// a month of 200,000 attempts, beside an idle service; and how long the status takes, however much there is. The service
// and who asks it are programs of their own.
import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import process from "node:process"
import type { Setting } from "../Job.ts"
import { attemptsPerToken } from "../generate/verification.ts"
import { median } from "../race.ts"
import { dayLedger, monthLedger } from "./ledger.ts"
import { startService } from "./service.ts"

const ATTEMPTS = 200_000
const ROUNDS = 3
const IDLE_MS = 3000
const WAIT_MS_GOAL = 50

const month = "from=2026-10-01&to=2026-10-31"
const works: ReadonlyArray<readonly [what: string, path: string, init?: RequestInit]> = [
  [
    "a run of the month",
    "/v1/reconciliations",
    {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ from: "2026-10-01", to: "2026-10-31" }),
    },
  ],
  ["`verify`", "/v1/evidence/verify"],
  ["the status", `/v1/status?${month}`],
  ["all attempts as CSV", `/v1/attempts?${month}`, { headers: { accept: "text/csv" } }],
  [
    "all attempts as a workbook",
    `/v1/attempts?${month}`,
    { headers: { accept: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" } },
  ],
]

export const waiting = async (setting: Setting): Promise<ReadonlyArray<string>> => [
  ...(await whileBusy(setting)),
  "",
  ...(await statuses(setting)),
]

const whileBusy = async (setting: Setting): Promise<ReadonlyArray<string>> => {
  const tokens = Math.round((ATTEMPTS / attemptsPerToken) * setting.scale)
  const folder = mkdtempSync(join(tmpdir(), "faceid-tally-bench-"))
  const file = join(folder, "month.db")
  copyFileSync(dayLedger(setting, tokens), file)
  const config = join(folder, "settings.json")
  // A slow machine gets its figures too.
  writeFileSync(config, JSON.stringify({ http: { requestSeconds: 3600 } }))
  const service = await startService(file, config)
  try {
    const idle = await waitsOf(service.url, () => new Promise((resolve) => setTimeout(resolve, IDLE_MS)))
    const lines = [
      "| `/healthz` while the service is busy with | it takes | p50 | p99 | goal of p50 | |",
      "| --- | ---: | ---: | ---: | --- | --- |",
      `| nothing | | ${ms(idle.p50)} | ${ms(idle.p99)} | | |`,
    ]
    for (const [what, path, init] of works) {
      const rounds: Array<Waits & { readonly took: number }> = []
      for (let round = 0; round < ROUNDS; round++) {
        const startedAt = performance.now()
        const waits = await waitsOf(service.url, () => read(`${service.url}${path}`, init))
        rounds.push({ ...waits, took: performance.now() - startedAt })
      }
      const of = (figure: "p50" | "p99" | "took") => median(rounds.map((round) => round[figure]))
      const goal = of("p50") < WAIT_MS_GOAL ? "reached" : "**missed**"
      lines.push(
        `| ${what} | ${ms(of("took"))} | ${ms(of("p50"))} | ${ms(of("p99"))} | < ${WAIT_MS_GOAL} ms | ${goal} |`,
      )
    }
    return lines
  } finally {
    await service.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

const SIZES = [50_000, 3_000_000]
const ASKED = 50
const STATUS_MS_GOAL = 50
const summaries: ReadonlyArray<readonly [what: string, path: string]> = [
  ["`GET /v1/status` of a month", `/v1/status?${month}`],
  ["the month page", "/console/months/2026-10"],
]

const statuses = async (setting: Setting): Promise<ReadonlyArray<string>> => {
  const times: Array<ReadonlyArray<number>> = []
  for (const attempts of SIZES) {
    const service = await startService(monthLedger(setting, Math.round((attempts / attemptsPerToken) * setting.scale)))
    const each: Array<number> = []
    for (const [, path] of summaries) each.push(await medianTime(`${service.url}${path}`))
    times.push(each)
    await service.stop()
  }
  return [
    `| of attempts there are | ${SIZES.map((size) => size.toLocaleString("en")).join(" | ")} | goal | |`,
    "| --- | ---: | ---: | --- | --- |",
    ...summaries.map(([what], i) => {
      const of = times.map((each) => each[i] ?? Number.NaN)
      const verdict = of.every((time) => time < STATUS_MS_GOAL) ? "reached" : "**missed**"
      return `| ${what} | ${of.map(ms).join(" | ")} | < ${STATUS_MS_GOAL} ms | ${verdict} |`
    }),
  ]
}

export const medianTime = async (url: string): Promise<number> => {
  const times: Array<number> = []
  for (let i = 0; i < ASKED; i++) {
    const startedAt = performance.now()
    await read(url)
    times.push(performance.now() - startedAt)
  }
  return median(times)
}

export const ms = (value: number): string => `${value.toFixed(1)} ms`

interface Waits {
  readonly p50: number
  readonly p99: number
}

/** How long `/healthz` took while the work was done. */
const waitsOf = async (url: string, work: () => Promise<unknown>): Promise<Waits> => {
  const probe = spawn(process.execPath, [join(import.meta.dirname, "..", "children", "probe.ts"), url], {
    stdio: ["pipe", "pipe", "inherit"],
  })
  await once(probe.stdout, "data")
  await work()
  const waits = (JSON.parse(await lastWords(probe)) as Array<number>).sort((a, b) => a - b)
  const at = (share: number) => waits[Math.min(waits.length - 1, Math.floor(waits.length * share))] ?? Number.NaN
  return { p50: at(0.5), p99: at(0.99) }
}

const lastWords = async (probe: ChildProcess): Promise<string> => {
  let said = ""
  probe.stdout?.on("data", (chunk: Buffer) => (said += chunk.toString()))
  probe.stdin?.write("enough\n")
  await once(probe, "close")
  return said
}

const read = async (url: string, init?: RequestInit): Promise<void> => {
  const response = await fetch(url, init)
  if (!response.ok) throw new Error(`${url} was answered ${response.status}`)
  for await (const _chunk of response.body ?? []);
}
