// What each command of the books prints, in both languages, beside what it printed when someone last looked at it.
import { writeFileSync } from "node:fs"
import { join } from "node:path"

import { afterAll, beforeAll, describe, expect, it } from "vitest"

import { Machine } from "./books.ts"
import { languages } from "./program.ts"

const now = Date.parse("2026-10-03T09:00:00+08:00")
const period = ["--from", "2026-10-01", "--to", "2026-10-02"]
const history = {
  from: "2026-10-01",
  days: 2,
  verificationsPerDay: 12,
  plants: { overcharge: 1, missing_line: 1, duplicate_line: 1 },
}

describe.each(languages)("in %s", (language) => {
  let machine: Machine
  beforeAll(async () => {
    machine = await Machine.start({ seed: "golden", history, now })
    machine.writeTokens(now - 5 * 86_400_000, now)
    writeFileSync(join(machine.folder, "bad.json"), JSON.stringify({ accounts: { shop: { secretid: "s3cret" } } }))
  })
  afterAll(() => machine[Symbol.asyncDispose]())

  /** Heads, addresses and what follows from the real time are left out. */
  const steady = (text: string) =>
    text
      .replaceAll(/\b[0-9a-f]{64}\b/g, "<head>")
      .replaceAll(machine.simulator.url, "<endpoint>")
      .replaceAll(/:\d\d\.\d{3}\+08:00/g, ":<s>+08:00")

  const first = () => machine.simulator.truth().verifications[0]
  const cases: ReadonlyArray<readonly [name: string, args: () => ReadonlyArray<string>, code: number]> = [
    ["no-ledger", () => ["status"], 2],
    ["register", () => ["register", "--file", "tokens.csv"], 0],
    ["register-again", () => ["register", first()?.bizToken ?? "", "--rule", "1001"], 0],
    ["collect-dry-run", () => ["collect", "--dry-run"], 0],
    ["collect", () => ["collect"], 0],
    ["bill-pull-dry-run", () => ["bill", "pull", ...period, "--dry-run"], 0],
    ["bill-pull", () => ["bill", "pull", "--from", "2026-10-01", "--to", "2026-10-03"], 0],
    ["bill-diff-one", () => ["bill", "diff", "2026-10-01"], 0],
    ["reconcile", () => ["reconcile", ...period, "--unit-price", "1.20"], 1],
    ["status", () => ["status"], 0],
    ["status-by-channel", () => ["status", ...period, "--by", "channel"], 0],
    ["status-by-rule", () => ["status", ...period, "--by", "rule"], 0],
    ["show-token", () => ["show", first()?.bizToken ?? ""], 0],
    ["show-seq", () => ["show", first()?.attempts[0]?.seq ?? ""], 0],
    ["show-nothing", () => ["show", "nothing"], 0],
    ["verify", () => ["verify"], 0],
    ["verify-broken", () => ["verify", "--head", "0".repeat(64)], 1],
    ["doctor", () => ["doctor"], 0],
    ["config-print", () => ["config", "print"], 0],
    ["config-unknown", () => ["config", "print", "--config", "bad.json"], 2],
    ["config-missing", () => ["config", "print", "--config", "nowhere.json"], 2],
    ["endpoint-plain", () => ["collect", "--endpoint", "http://faceid.example"], 2],
    ["ledger-address", () => ["collect", "--ledger", "mysql://books"], 2],
  ]

  it.each(cases)("%s", async (name, args, code) => {
    const ran = await machine.run(...args(), "--lang", language)
    const printed = ran.err === "" ? ran.out : `${ran.out}--- stderr\n${ran.err}`
    await expect(steady(printed)).toMatchFileSnapshot(`golden/books/${name}.${language}.txt`)
    expect(ran.code).toBe(code)
  })

  it("bill-diff", async () => {
    machine.simulator.heal()
    await machine.run("bill", "pull", ...period)
    const ran = await machine.run("bill", "diff", "2026-10-01", "--lang", language)
    await expect(steady(ran.out)).toMatchFileSnapshot(`golden/books/bill-diff.${language}.txt`)
    expect(machine.leaked()).toEqual([])
  })
})

it("JSON keeps its shape", async () => {
  await using machine = await Machine.start({ seed: "golden", history, now })
  const tokens = machine.writeTokens(now - 5 * 86_400_000, now)
  const { verifications } = machine.simulator.truth()
  const seq = verifications[0]?.attempts[0]?.seq ?? ""
  const lines: ReadonlyArray<readonly [code: number, line: ReadonlyArray<string>]> = [
    [0, ["register", "--file", tokens]],
    [0, ["collect", "--dry-run"]],
    [0, ["collect"]],
    [0, ["bill", "pull", ...period]],
    [0, ["bill", "diff", "2026-10-01"]],
    [1, ["reconcile", ...period]],
    [0, ["status", ...period]],
    [0, ["show", seq]],
    [0, ["verify"]],
    [0, ["verify", "--receipt", seq]],
    [0, ["doctor"]],
  ]
  for (const [code, line] of lines) {
    const name = line.filter((word) => /^(--)?[a-z-]+$/.test(word) && !["--from", "--to", "--file"].includes(word))
    expect(shapeOf(await machine.json(code, ...line))).toMatchSnapshot(name.join(" "))
  }
})

/** A document with each value replaced by its type, and each list by its first element. */
const shapeOf = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.slice(0, 1).map(shapeOf)
  if (typeof value !== "object" || value === null) return value === null ? "null" : typeof value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, shapeOf(inner)]))
}
