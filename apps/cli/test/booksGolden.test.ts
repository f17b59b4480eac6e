// What each command of the books prints, in both languages, beside what it printed when someone last looked at it. The first
// JSON document of each command is of the built program.
import { writeFileSync } from "node:fs"
import { join } from "node:path"

import { afterAll, beforeAll, describe, expect, it } from "vitest"

import { Machine } from "./books.ts"
import { languages, root, start } from "./program.ts"
import { faultsBy } from "./schemas.ts"

const now = Date.parse("2026-10-03T09:00:00+08:00")
const period = ["--from", "2026-10-01", "--to", "2026-10-02"]
const history = {
  from: "2026-10-01",
  days: 2,
  verificationsPerDay: 12,
  plants: { overcharge: 1, missing_line: 1, duplicate_line: 1 },
}

const samples = join(root, "samples", "month")
const prices = {
  currency: "CNY",
  source: "contract 2026-0815",
  labels: [
    { label: "权威库", rules: ["1001"], prices: [{ from: "2026-01-01", price: "1.2" }] },
    {
      label: "自传照片",
      rules: ["*"],
      prices: [
        {
          from: "2026-01-01",
          mode: "reached",
          steps: [
            { from: 1, price: "0.3" },
            { from: 10, price: "0.28" },
          ],
        },
      ],
    },
  ],
  packs: [{ id: "P-1", label: "权威库", units: 10, price: "11", from: "2026-10-01", to: "2027-09-30" }],
}
const priced = ["--config", "priced.json"]
/** A ledger beside that of the machine, for what was kept in files. */
const fromFiles = ["--ledger", "sqlite:files.db"]

describe.each(languages)("in %s", (language) => {
  let machine: Machine
  beforeAll(async () => {
    machine = await Machine.start({ seed: "golden", history, now })
    machine.writeTokens(now - 5 * 86_400_000, now)
    writeFileSync(join(machine.folder, "bad.json"), JSON.stringify({ accounts: { shop: { secretid: "s3cret" } } }))
    writeFileSync(join(machine.folder, "prices.json"), JSON.stringify(prices))
    writeFileSync(
      join(machine.folder, "priced.json"),
      JSON.stringify({ ledger: "sqlite:books.db", prices: "prices.json" }),
    )
    const wrongPrices = { ...prices, packs: [{ ...prices.packs[0], label: "no such label" }] }
    writeFileSync(join(machine.folder, "wrong-prices-plan.json"), JSON.stringify(wrongPrices))
    writeFileSync(
      join(machine.folder, "wrong-prices.json"),
      JSON.stringify({ ledger: "sqlite:books.db", prices: "wrong-prices-plan.json" }),
    )
    const wrongKey = { secretId: machine.simulator.accounts[0]?.secretId, secretKey: "wrong" }
    writeFileSync(join(machine.folder, "wrong-key.json"), JSON.stringify({ accounts: { default: wrongKey } }))
  })
  afterAll(() => machine[Symbol.asyncDispose]())

  /** Heads, addresses and what follows from the real time are left out; so is how many fetches were settled together. */
  const steady = (text: string) =>
    text
      .replaceAll(/\b[0-9a-f]{64}\b/g, "<head>")
      .replaceAll(machine.simulator.url, "<endpoint>")
      .replaceAll(machine.folder, "<folder>")
      .replaceAll(/(?<=faceid-tally )\d+\.\d+\.\d+/g, "<version>")
      .replaceAll(/:\d\d\.\d{3}\+08:00/g, ":<s>+08:00")
      .replaceAll(/\d+(?= batches| 批)/g, "<batches>")
      .replaceAll(/\d+\.\d(?= MB)/g, "<size>")
      .replaceAll(/(?<=replaced-)[0-9T]+/g, "<time>")

  const first = () => machine.simulator.truth().verifications[0]
  const cases: ReadonlyArray<readonly [name: string, args: () => ReadonlyArray<string>, code: number]> = [
    ["no-ledger", () => ["status"], 2],
    ["register", () => ["register", "--file", "tokens.csv"], 0],
    ["register-again", () => ["register", first()?.bizToken ?? "", "--rule", "1001"], 0],
    ["collect-dry-run", () => ["collect", "--dry-run"], 0],
    ["collect", () => ["collect"], 0],
    ["bill-pull-dry-run", () => ["bill", "pull", ...period, "--dry-run"], 0],
    ["bill-pull", () => ["bill", "pull", "--from", "2026-10-01", "--to", "2026-10-03"], 2],
    ["bill-diff-one", () => ["bill", "diff", "2026-10-01"], 0],
    ["reconcile", () => ["reconcile", ...period, "--unit-price", "1.20"], 1],
    ["reconcile-by-channel", () => ["reconcile", ...period, "--by", "channel"], 1],
    ["run-list", () => ["run", "list"], 0],
    ["run-show", () => ["run", "show", "1", "--unit-price", "1.20"], 0],
    ["run-repeat", () => ["run", "repeat", "1"], 0],
    ["run-unknown", () => ["run", "show", "99"], 2],
    ["status", () => ["status"], 0],
    ["status-by-channel", () => ["status", ...period, "--by", "channel"], 0],
    ["status-by-rule", () => ["status", ...period, "--by", "rule"], 0],
    ["show-token", () => ["show", first()?.bizToken ?? ""], 0],
    ["show-seq", () => ["show", first()?.attempts[0]?.seq ?? ""], 0],
    ["show-nothing", () => ["show", "nothing"], 0],
    ["verify", () => ["verify"], 0],
    ["verify-broken", () => ["verify", "--head", "0".repeat(64)], 1],
    ["backup", () => ["backup", "copy.db"], 0],
    ["backup-other", () => ["backup", "tokens.csv"], 2],
    ["restore-same", () => ["restore", "books.db"], 2],
    ["restore", () => ["restore", "copy.db"], 0],
    ["doctor", () => ["doctor"], 0],
    [
      "bill-pull-wrong-key",
      () => ["bill", "pull", "--from", "2026-10-01", "--to", "2026-10-02", ...fromFiles, "--config", "wrong-key.json"],
      2,
    ],
    ["import", () => ["import", join(samples, "results"), ...fromFiles], 0],
    ["import-rejected", () => ["import", "bad.json", "tokens.csv", "nowhere.json", ...fromFiles], 2],
    ["bill-import", () => ["bill", "import", join(samples, "bills"), ...fromFiles], 0],
    ["config-print", () => ["config", "print"], 0],
    ["config-unknown", () => ["config", "print", "--config", "bad.json"], 2],
    ["config-missing", () => ["config", "print", "--config", "nowhere.json"], 2],
    ["endpoint-plain", () => ["collect", "--endpoint", "http://faceid.example"], 2],
    ["ledger-address", () => ["collect", "--ledger", "mysql://books"], 2],
    ["statement-without-prices", () => ["statement", "2026-10"], 2],
    ["statement", () => ["statement", "2026-10", ...priced], 2],
    ["statement-one-account", () => ["statement", "2026-10", "--account", "nobody", ...priced], 2],
    ["config-prices", () => ["config", "prices", ...priced], 0],
    ["config-prices-none", () => ["config", "prices"], 2],
    ["config-prices-wrong", () => ["config", "prices", "--config", "wrong-prices.json"], 2],
  ]

  it.each(cases)("%s", async (name, args, code) => {
    const ran = await machine.run(...args(), "--lang", language)
    const printed = ran.err === "" ? ran.out : `${ran.out}--- stderr\n${ran.err}\n`
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

it.each(languages)("simulate, in %s", async (language) => {
  const args = ["--seed", "golden", "--since", "2026-10-01", "--days", "3", "--per-day", "20"]
  const program = start(["simulate", ...args, "--lang", language])
  let printed = ""
  program.stdout.on("data", (chunk) => {
    printed += chunk
    if (printed.includes("Ctrl-C")) program.kill("SIGINT")
  })
  const code = await new Promise((resolve) => program.on("close", resolve))
  const steady = printed.replaceAll(/127\.0\.0\.1:\d+/g, "<address>").replaceAll(/(:\d\d\.\d{3})\+08:00/g, ":<s>+08:00")
  await expect(steady).toMatchFileSnapshot(`golden/books/simulate.${language}.txt`)
  expect(code).toBe(130)
})

describe("JSON keeps its shape, as the published schemas say", () => {
  let machine: Machine
  beforeAll(async () => {
    machine = await Machine.start({ seed: "golden", history, now })
    machine.writeTokens(now - 5 * 86_400_000, now)
    writeFileSync(join(machine.folder, "prices.json"), JSON.stringify(prices))
    writeFileSync(
      join(machine.folder, "priced.json"),
      JSON.stringify({ ledger: "sqlite:books.db", prices: "prices.json" }),
    )
  })
  afterAll(() => machine[Symbol.asyncDispose]())

  const first = () => machine.simulator.truth().verifications[0]
  const seq = () => first()?.attempts[0]?.seq ?? ""
  const cases: ReadonlyArray<readonly [schema: string, line: () => ReadonlyArray<string>, code: number]> = [
    ["register", () => ["register", "--file", "tokens.csv"], 0],
    ["register", () => ["register", "--file", "tokens.csv", "--dry-run"], 0],
    ["collect", () => ["collect", "--dry-run"], 0],
    ["collect", () => ["collect"], 0],
    ["bill-pull", () => ["bill", "pull", ...period, "--dry-run"], 0],
    ["bill-pull", () => ["bill", "pull", "--from", "2026-10-01", "--to", "2026-10-03"], 2],
    ["bill-diff", () => ["bill", "diff", "2026-10-01"], 0],
    ["reconcile", () => ["reconcile", ...period, "--by", "edition"], 1],
    ["run-list", () => ["run", "list"], 0],
    ["run-show", () => ["run", "show", "1"], 0],
    ["run-repeat", () => ["run", "repeat", "1"], 0],
    ["status", () => ["status", ...period], 0],
    ["status", () => ["status", ...period, "--by", "rule"], 0],
    ["show-ledger", () => ["show", seq()], 0],
    ["show-ledger", () => ["show", first()?.bizToken ?? ""], 0],
    ["verify", () => ["verify"], 0],
    ["verify", () => ["verify", "--head", "0".repeat(64)], 1],
    ["backup", () => ["backup", "copy.db"], 0],
    ["restore", () => ["restore", "copy.db"], 0],
    ["receipt", () => ["verify", "--receipt", seq()], 0],
    ["doctor", () => ["doctor"], 0],
    ["config-print", () => ["config", "print"], 0],
    ["import", () => ["import", join(samples, "results"), ...fromFiles], 0],
    ["bill-import", () => ["bill", "import", join(samples, "bills"), ...fromFiles], 0],
    ["key-create", () => ["key", "create", "--role", "read", ...fromFiles], 0],
    ["key-list", () => ["key", "list", ...fromFiles], 0],
    ["work-list", () => ["work", "list", ...fromFiles], 0],
    ["statement", () => ["statement", "2026-10", ...priced], 2],
    ["config-prices", () => ["config", "prices", ...priced], 0],
  ]

  it.each(cases.map((each, i) => [...each, cases.findIndex(([schema]) => schema === each[0]) === i] as const))(
    "%s",
    async (schema, line, code, isFirst) => {
      const args = schema === "config-print" ? line() : [...line(), "--output", "json"]
      const ran = await (isFirst ? machine.start(...args).ended : machine.run(...args))
      expect(ran.code).toBe(code)
      const document: unknown = JSON.parse(ran.out)
      expect(faultsBy(schema, document)).toEqual([])
      expect(shapeOf(document)).toMatchSnapshot()
    },
  )

  it("bill-diff of a bill that changed", async () => {
    machine.simulator.heal()
    await machine.run("bill", "pull", ...period)
    const document: unknown = await machine.json(0, "bill", "diff", "2026-10-01")
    expect(faultsBy("bill-diff", document)).toEqual([])
    expect(shapeOf(document)).toMatchSnapshot()
  })
})

it("no password of an address is ever shown", { timeout: 60_000 }, async () => {
  await using machine = await Machine.start({ seed: "golden" })
  for (const address of [
    "postgres://u:s3cret@127.0.0.1:9/db",
    "postgres://127.0.0.1:9/db?password=s3cret&x",
    "mysql://u:s3cret@h",
  ]) {
    for (const line of [["doctor"], ["status"], ["config", "print"]]) await machine.run(...line, "--ledger", address)
  }
  expect(machine.printed).not.toContain("s3cret")
  expect(machine.printed).toContain("********")
})

/** A document with each value replaced by its type, and each list by its first element. */
const shapeOf = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.slice(0, 1).map(shapeOf)
  if (typeof value !== "object" || value === null) return value === null ? "null" : typeof value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, shapeOf(inner)]))
}
