// The HTTP service: how many results a second are kept durably, beside a bare Hono handler that inserts the same rows into the
// same SQLite; how long a month over ten million attempts takes; and what an idle service holds. All are programs of their own.
import { mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import process from "node:process"
import { DatabaseSync } from "node:sqlite"
import autocannon from "autocannon"
import type { Setting } from "../Job.ts"
import { median } from "../race.ts"
import { type Running, start, startService } from "./service.ts"

const bare = join(import.meta.dirname, "..", "children", "bare-hono.ts")
const SECONDS = 10
const ROUNDS = 3
const CONNECTIONS = 32
const ATTEMPTS = 10_000_000
const TALLIES = 50
const RATE_GOAL = 0.5
const TALLY_MS_GOAL = 50
const IDLE_MB_GOAL = 150

export const http = async ({ scale }: Setting): Promise<ReadonlyArray<string>> => {
  const seconds = Math.max(1, SECONDS * scale)
  const folder = mkdtempSync(join(tmpdir(), "faceid-tally-bench-"))
  try {
    const idleMb = await idleMegabytes(folder)
    const rates = { ours: new Array<number>(), bare: new Array<number>() }
    // By turns, so that whatever else the machine does falls on both.
    for (let round = 0; round < ROUNDS; round++) {
      rates.ours.push(await rateOf(await startService(join(folder, `ours-${round}.db`)), seconds))
      const file = join(folder, `bare-${round}.db`)
      await (await startService(file)).stop()
      rates.bare.push(await rateOf(await start([bare, file]), seconds))
    }
    const [ours, theirs] = [median(rates.ours), median(rates.bare)]
    const tallyMs = await monthMs(join(folder, "month.db"))
    return [
      "| the HTTP service | ours | beside | goal | |",
      "| --- | ---: | ---: | --- | --- |",
      row(
        `durable results a second, ${CONNECTIONS} at a time`,
        Math.round(ours).toLocaleString("en"),
        `${Math.round(theirs).toLocaleString("en")} (bare Hono): ${(ours / theirs).toFixed(2)} ×`,
        `≥ ${RATE_GOAL} ×`,
        ours / theirs >= RATE_GOAL,
      ),
      row(
        `GET /v1/tally of a month over ${ATTEMPTS.toLocaleString("en")} attempts`,
        `${tallyMs.toFixed(1)} ms`,
        "",
        `< ${TALLY_MS_GOAL} ms`,
        tallyMs < TALLY_MS_GOAL,
      ),
      row("idle memory", `${idleMb} MB`, "", `< ${IDLE_MB_GOAL} MB`, idleMb < IDLE_MB_GOAL),
    ]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const row = (...[what, ours, beside, goal, isReached]: [string, string, string, string, boolean]): string =>
  `| ${[what, ours, beside, goal, isReached ? "reached" : "**missed**"].join(" | ")} |`

let sent = 0

/** A result that was not there before. */
const nextBody = (): string => {
  const id = `${process.pid}-${++sent}`
  const LivenessDetail = [{ ReqTime: "1791165660000", Seq: `seq-${id}`, IsNeedCharge: true, Errcode: 0 }]
  return JSON.stringify({ BizToken: `token-${id}`, RuleId: "1", Response: { Text: { ErrCode: 0, LivenessDetail } } })
}

const rateOf = async ({ url, stop }: Running, seconds: number): Promise<number> => {
  const ask = (duration: number) =>
    autocannon({
      url: `${url}/v1/results`,
      method: "POST",
      headers: { "content-type": "application/json" },
      requests: [{ setupRequest: (request) => ({ ...request, body: nextBody() }) }],
      connections: CONNECTIONS,
      duration,
    })
  await ask(Math.min(2, seconds))
  const { "2xx": good, non2xx, errors, duration } = await ask(seconds)
  await stop()
  if (non2xx + errors > 0) throw new Error(`${non2xx} answers were not 200, ${errors} requests failed`)
  return good / duration
}

const DAYS = 31
const FIRST_DAY = 20_727
const RULES = 20
const CODES = [0, 1002, 2006, 2016, 1001, 1003, 2007, 2011, 2013, 1301, 1302, 2014, 2015, 1007, 1101]

/** The daily sums of a month as ten million attempts leave them. */
const monthMs = async (file: string): Promise<number> => {
  const seed = await startService(file)
  await seed.stop()
  const db = new DatabaseSync(file)
  const insert = db.prepare("INSERT INTO day_sum VALUES (?, 'default', ?, ?, ?, ?, ?, 0)")
  const each = Math.round(ATTEMPTS / DAYS / RULES / CODES.length)
  db.exec("BEGIN")
  for (let day = FIRST_DAY; day < FIRST_DAY + DAYS; day++) {
    for (let rule = 0; rule < RULES; rule++) {
      for (const code of CODES)
        insert.run(day, String(rule), code, each, Math.round(each / 2), each - Math.round(each / 2))
    }
  }
  db.exec("COMMIT")
  db.close()
  const service = await startService(file)
  const times: Array<number> = []
  for (let i = 0; i < TALLIES; i++) {
    const startedAt = performance.now()
    const response = await fetch(`${service.url}/v1/tally?by=day&from=2026-10-01&to=2026-10-31`)
    const tally = (await response.json()) as { readonly attempts: number; readonly groups: ReadonlyArray<unknown> }
    times.push(performance.now() - startedAt)
    const isRight = Math.abs(tally.attempts - ATTEMPTS) < ATTEMPTS / 1000 && tally.groups.length === DAYS
    if (!isRight) throw new Error(`the tally of the month is ${tally.attempts}`)
  }
  await service.stop()
  return median(times)
}

const IDLE_MS = 3000

/** What the process holds when it has nothing to do, of Linux alone. */
const idleMegabytes = async (folder: string): Promise<number> => {
  const service = await startService(join(folder, "idle.db"))
  await new Promise((resolve) => setTimeout(resolve, IDLE_MS))
  const status = readFileSync(`/proc/${service.child.pid}/status`, "utf8")
  await service.stop()
  return Math.round(Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) / 1000)
}
