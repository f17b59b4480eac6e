// Each example of each help is run as it stands, on a machine whose ledger has a month: only what stands for a value of the
// user's own (`<head>`), and paths of another machine, are put in.
import { copyFileSync, cpSync, mkdirSync, writeFileSync } from "node:fs"
import { join } from "node:path"

import { afterAll, beforeAll, describe, expect, it } from "vitest"

import { commands } from "../src/commands/commands.ts"
import { Machine } from "./books.ts"
import { root } from "./program.ts"

const now = Date.parse("2026-11-01T20:00:00+08:00")
const HOUR_MS = 3_600_000
const samples = join(root, "samples")

/** Commands that go on until they are interrupted: a process of the program runs them. */
const goingOn = [
  "collect --watch",
  "serve",
  "serve --only http,worker",
  "simulate --since 2026-10-01 --days 31 --plants 2",
]
/** What an example needs that no ledger of a moment ago has: it is refused with a sentence, and not as a wrong line. */
const refused = ["key revoke 0f3a9c51d2e4", "work show 7", "work retry 7", "alerts test", "config prices", "init"]

/** They answer, and say that the month is not whole. */
const incomplete = [
  "statement 2026-10",
  "statement 2026-10 --out october.xlsx",
  "statement 2026-10 --close --invoice 12345.67",
]

describe("the examples of help", () => {
  let machine: Machine
  let values: Readonly<Record<string, string>>
  beforeAll(async () => {
    const history = { from: "2026-10-01", days: 31, verificationsPerDay: 2 }
    machine = await Machine.start({ seed: "examples", history, now })
    const { folder } = machine
    cpSync(join(samples, "month", "results"), join(folder, "results"), { recursive: true })
    cpSync(join(samples, "month", "bills"), join(folder, "bills"), { recursive: true })
    writeFileSync(join(folder, "tokens.csv"), "token,RuleId,created_at\nexample-1,1001,2026-10-01 09:00:00\n")
    writeFileSync(
      join(folder, "details-2026-10.csv"),
      "产品名称,开始使用时间,组件名称,组件用量,优惠后总价\n人脸核身,2026-10-01,增强版,1,1.2\n",
    )
    mkdirSync(join(folder, "copies"))
    machine.writeTokens(now - 60 * HOUR_MS, now - 30 * HOUR_MS, "issued.csv")
    await machine.run("register", "--file", "issued.csv")
    await machine.run("collect")
    // These are due when the examples begin.
    machine.writeTokens(now - 30 * HOUR_MS, now, "late.csv")
    await machine.run("register", "--file", "late.csv")
    for (const pulled of [1, 2])
      await machine.run("bill", "pull", "--month", "2026-10", "--rule", String(1000 + pulled))
    await machine.run("reconcile", "--month", "2026-10")
    const { file, head } = await machine.json(0, "backup", "copies")
    copyFileSync(join(folder, file), join(folder, "kept.db"))
    const [run] = (await machine.json(0, "run", "list")).runs
    const seq = machine.simulator.truth().verifications.flatMap(({ attempts }) => attempts)[0]?.seq ?? ""
    values = {
      "<head>": head,
      "<seq>": seq,
      "<run>": String(run.id),
      // Of several accounts it says whose.
      "12345.67": "default=12345.67",
      "/var/backups/faceid-tally/faceid-tally-2026-11-01.db": "kept.db",
      "/var/backups/faceid-tally/": "copies",
    }
  })
  afterAll(() => machine[Symbol.asyncDispose]())

  const wordsOf = (line: string): ReadonlyArray<string> =>
    line.split(" ").map((word) => values[word] ?? (word.startsWith("samples/") ? join(root, word) : word))

  const lines = commands.flatMap(({ examples }) => examples.map(({ line }) => line))

  it.each(goingOn)("%s, until it is interrupted", async (line) => {
    expect(lines).toContain(line)
    const ports = line.startsWith("serve") ? ["--port", "0", ...(line === "serve" ? ["--webhook-port", "0"] : [])] : []
    const { child, ended } = machine.start(...wordsOf(line), ...ports)
    await new Promise((resolve) => {
      child.stdout?.once("data", resolve)
      child.once("close", resolve)
    })
    child.kill("SIGINT")
    expect((await ended).code).toBeOneOf([0, 130])
  })

  it.each(lines.filter((line) => !goingOn.includes(line)))("%s", async (line) => {
    const ran = await machine.run(...wordsOf(line))
    const isRight =
      refused.includes(line) || incomplete.includes(line) ? ran.code === 2 : [0, 1].includes(ran.code ?? 2)
    expect({ isRight, ...ran }).toMatchObject({ isRight: true })
    expect(ran.err).not.toMatch(/--help/)
  })
})
