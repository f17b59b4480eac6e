// Who collects beside another process is told what that one holds, how long and who it is; once it was killed, nothing is
// held any more.
import { once } from "node:events"

import { afterAll, beforeAll, describe, expect, it } from "vitest"

import { Machine } from "./books.ts"
import { languages } from "./program.ts"

const now = Date.parse("2026-10-03T19:05:00+08:00")
const history = { from: "2026-10-03", days: 1, verificationsPerDay: 60 }

describe.runIf(process.platform === "linux")("beside another collector", () => {
  let machine: Machine
  let other: ReturnType<Machine["start"]>
  beforeAll(async () => {
    const asked = Promise.withResolvers<void>()
    machine = await Machine.start({ seed: "held", history, now, onRequest: () => asked.resolve() })
    await machine.json(0, "register", "--file", machine.writeTokens(now - 19 * 3_600_000, now))
    // So slow that it holds most of them for long, and never so slow that a request fails.
    machine.simulator.script({ kind: "latency", ms: 9000, times: "always" })
    other = machine.start("collect", "--concurrency", "12")
    await asked.promise
  })
  afterAll(async () => {
    other.child.kill("SIGKILL")
    await machine[Symbol.asyncDispose]()
  })

  it.each(languages)("what that holds is told, in %s, and is no failure", async (language) => {
    const ran = await machine.run("collect", "--lang", language)
    expect(ran.code).toBe(0)
    const told = {
      en: /^(\d+) are held by another process until 19:15 \(process (\d+) on \S+\)\.$/m,
      "zh-CN": /^(\d+) 个由另一进程占用，至 19:15 为止（\S+ 上的进程 (\d+)）。$/m,
    }
    const [, count, pid] = told[language].exec(ran.out) ?? []
    expect(Number(count)).toBeGreaterThan(0)
    expect(Number(pid)).toBe(other.child.pid)
    expect(ran.out).not.toMatch(/Fetched 0|拉取结果 0/)
    const { due, waiting } = await machine.json(0, "collect", "--dry-run")
    expect([due, waiting.held.length, waiting.held[0].pid]).toEqual([0, 1, other.child.pid])
  })

  it("nothing is held once that was killed", async () => {
    other.child.kill("SIGKILL")
    await once(other.child, "exit")
    machine.simulator.clearFaults()
    const { due } = await machine.json(0, "collect", "--dry-run")
    expect(due).toBeGreaterThan(0)
    const { fetched, waiting } = await machine.json(0, "collect")
    expect(fetched).toBe(due)
    expect(waiting).toMatchObject({ due: [], held: [] })
  })
})
