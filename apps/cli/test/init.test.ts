/** `init`: the file that it writes is one that `doctor` calls good; it holds no secret, and nothing is written over. */
import { spawn, spawnSync } from "node:child_process"
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import process from "node:process"

import { publishedRules } from "@faceid-tally/core/engine"
import { makeSimulator } from "@faceid-tally/simulator"
import * as fc from "fast-check"
import { afterEach, beforeEach, describe, expect, it } from "vitest"

import { firstSettings } from "../src/commands/init/firstSettings.ts"
import { editions } from "../src/commands/init/spec.ts"
import { UsageError } from "../src/session/Arguments.ts"
import { bin, languages, temporaryFolder } from "./program.ts"
import { runHere } from "./runHere.ts"

let place = temporaryFolder()
beforeEach(() => {
  place = temporaryFolder()
})
afterEach(() => place[Symbol.dispose]())

const init = (args: ReadonlyArray<string>, env = {}, language: "en" | "zh-CN" = "en") =>
  runHere(["init", ...args], language, { folder: place.path, env })
const written = (file = "faceid-tally.json") => JSON.parse(readFileSync(join(place.path, file), "utf8"))

describe("init", () => {
  it.each([
    ["nothing but defaults", [], ["TENCENTCLOUD"]],
    ["accounts and RuleIds", ["--account", "shop", "--rule", "1001", "--edition", "plus"], ["SHOP"]],
    [
      "an account called in Chinese",
      ["--account", "门店", "--account", "default", "--rule", "7=门店"],
      ["ACCOUNT", "TENCENTCLOUD"],
    ],
  ])("writes what doctor calls good: %s", async (_, args, prefixes) => {
    const { code, out } = await init(args)
    expect(code).toBe(0)
    const variables = prefixes.flatMap((prefix) => [`${prefix}_SECRET_ID`, `${prefix}_SECRET_KEY`])
    for (const variable of variables) expect(out).toContain(`${variable}=…`)
    const simulator = await makeSimulator()
    try {
      const [{ secretId, secretKey } = { secretId: "", secretKey: "" }] = simulator.accounts
      const secrets = variables.map((variable) => [variable, variable.endsWith("ID") ? secretId : secretKey])
      const env = { ...Object.fromEntries(secrets), FACEID_TALLY_ENDPOINT: simulator.url }
      const doctor = await runHere(["doctor", "--json"], "en", { folder: place.path, env })
      expect(JSON.parse(doctor.out)).toMatchObject({ ok: true })
      // Nothing of the environment came into the file.
      expect(readFileSync(join(place.path, "faceid-tally.json"), "utf8")).not.toMatch(new RegExp(secretKey))
      expect((await init([...args, "--force"], env)).out).not.toContain("=…")
    } finally {
      await simulator.close()
    }
  })

  it.each(languages)("says what was written and what is next, in %s", async (language) => {
    const { out, err } = await init(["--config", "shop.json"], {}, language)
    expect(err).toBe("")
    expect(out).toMatch(
      /shop\.json[^]*export TENCENTCLOUD_SECRET_ID=… TENCENTCLOUD_SECRET_KEY=…\n {2}faceid-tally doctor --config shop\.json\n$/,
    )
    expect(written("shop.json")).toMatchObject({ language, ledger: "sqlite:faceid-tally.db" })
    expect(existsSync(new URL(written("shop.json").$schema))).toBe(true)
  })

  it("leaves a file that is there as it is, and writes over it by --force", async () => {
    writeFileSync(join(place.path, "faceid-tally.json"), "mine")
    const { code, err } = await init([])
    expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining("--force") })
    expect(readFileSync(join(place.path, "faceid-tally.json"), "utf8")).toBe("mine")
    expect((await init(["--force"])).code).toBe(0)
    expect(written().accounts).toEqual({ default: {} })
  })

  it("names the ledger only where the environment does not", async () => {
    await init([], { FACEID_TALLY_LEDGER: "sqlite:other.db" })
    expect(written().ledger).toBeUndefined()
  })

  it.each([
    [["--ledger", "postgres://me:se-cret@db/books"], /FACEID_TALLY_LEDGER/],
    [["--ledger", "postgres://db/books?password=se-cret"], /FACEID_TALLY_LEDGER/],
    [["--ledger", "sqlite:nowhere/books.db"], /nowhere/],
    [["--account", "a b"], /account is named by/],
    [["--rule", "10 01"], /RuleId has up to/],
    [["--rule", "1001=shop"], /--account shop/],
    [["--account", "shop", "--account", "kiosk", "--rule", "1001"], /1001=shop/],
    [["--account", "shop", "--account", "kiosk", "--rule", "1=shop", "--rule", "1=kiosk"], /two accounts/],
    [["--edition", "plus"], /--rule/],
    [["--config", "nowhere/settings.json"], /nowhere/],
    [["--config", "folder"], /folder/],
  ])("refuses %j, writes nothing, and repeats no secret", async (args, sentence) => {
    mkdirSync(join(place.path, "folder"))
    const { code, out, err } = await init(args)
    expect({ code, out }).toEqual({ code: 2, out: "" })
    expect(err).toMatch(sentence)
    expect(err).not.toContain("se-cret")
    expect(existsSync(join(place.path, "faceid-tally.json"))).toBe(false)
  })

  it("knows the editions that are published", () => {
    expect([...editions].toSorted()).toEqual([...publishedRules.editions].toSorted())
  })

  it("gives each account variables of its own, and each RuleId one account, or refuses", () => {
    const name = fc.stringMatching(/^[a-z_店2-]{1,6}$/u)
    const rules = fc.array(fc.stringMatching(/^[01]{1,2}(=[ab])?$/), { maxLength: 3 })
    fc.assert(
      fc.property(fc.array(name, { maxLength: 4 }), rules, (accounts, named) => {
        try {
          const settings = firstSettings({ ledger: undefined, accounts, rules: named, edition: undefined }, "en")
          const variables = Object.values(settings.accounts).flatMap(({ secretIdEnv }) => secretIdEnv ?? [])
          expect(new Set(variables).size).toBe(variables.length)
          expect(variables.filter((variable) => !/^[A-Z][A-Z0-9_]*_SECRET_ID$/.test(variable))).toEqual([])
          const owners = Object.values(settings.rules ?? {}).map(({ account = "default" }) => account)
          expect(owners.filter((account) => !Object.hasOwn(settings.accounts, account))).toEqual([])
        } catch (error) {
          if (!(error instanceof UsageError)) throw error
        }
      }),
    )
  })
})

/** util-linux's `script` gives a program a terminal. */
const hasTerminal = spawnSync("script", ["--version"]).status === 0

/** Answers each question when it stands there. */
const talk = async (
  args: ReadonlyArray<string>,
  answers: ReadonlyArray<readonly [question: RegExp, answer: string]>,
) => {
  const line = [process.execPath, bin, "init", ...args].join(" ")
  const child = spawn("script", ["-qec", line, "/dev/null"], { cwd: place.path, stdio: ["pipe", "pipe", "inherit"] })
  const waiting = [...answers]
  let said = ""
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    said += text
    const [question, answer] = waiting[0] ?? []
    if (question?.test(said) !== true) return
    waiting.shift()
    said = ""
    child.stdin.write(answer)
  })
  const code = await new Promise((resolve) => child.once("close", resolve))
  return { code, unasked: waiting.length }
}

describe.skipIf(!hasTerminal)("init in a terminal (skipped where util-linux's script is not installed)", () => {
  it("asks for what no option says, and again where an answer cannot be", async () => {
    const answers = [
      [/账本/, "nowhere/books\r"],
      [/nowhere[^]*账本/, "\r"],
      [/账号/, "shop, kiosk\r"],
      [/RuleId/, "1001\r"],
      [/哪个账号[^]*RuleId/, "1001=kiosk\r"],
      [/版本/, "PLUS\r"],
    ] as const
    expect(await talk(["--lang", "zh-CN"], answers)).toEqual({ code: 0, unasked: 0 })
    expect(written()).toMatchObject({
      language: "zh-CN",
      ledger: "sqlite:faceid-tally.db",
      accounts: { shop: { secretIdEnv: "SHOP_SECRET_ID" }, kiosk: { secretKeyEnv: "KIOSK_SECRET_KEY" } },
      rules: { 1001: { edition: "plus", account: "kiosk" } },
    })
  })

  it.each([
    ["an account that cannot be", ["--account", "'a b'"], []],
    ["a RuleId that fits no account that was named", ["--rule", "1001"], [[/accounts/, "shop kiosk\r"]]],
  ] as const)("ends with a sentence where an option cannot be, whatever is answered: %s", async (_, args, answers) => {
    const all = [...(args[0] === "--rule" ? [[/Ledger/, "\r"] as const] : []), ...answers]
    expect(await talk(["--lang", "en", ...args], all)).toEqual({ code: 2, unasked: 0 })
    expect(existsSync(join(place.path, "faceid-tally.json"))).toBe(false)
  })

  it("asks for the RuleIds again where an edition was named and none of them", async () => {
    const answers = [
      [/Ledger/, "\r"],
      [/accounts/, "\r"],
      [/RuleIds/, "\r"],
      [/--edition is of RuleIds[^]*RuleIds/, "1001\r"],
    ] as const
    expect(await talk(["--lang", "en", "--edition", "plus"], answers)).toEqual({ code: 0, unasked: 0 })
    expect(written().rules).toEqual({ 1001: { edition: "plus" } })
  })

  it.each([
    ["Ctrl-C", "\u0003"],
    ["Ctrl-D", "\u0004"],
  ])("writes nothing when it is broken off by %s", async (_, key) => {
    const answers = [
      [/Ledger/, "\r"],
      [/accounts/, key],
    ] as const
    expect(await talk(["--lang", "en"], answers)).toEqual({ code: 130, unasked: 0 })
    expect(existsSync(join(place.path, "faceid-tally.json"))).toBe(false)
  })
})
