/** `--out`: nothing is destroyed, the old file or the whole new one is there, and the name says the form (D43). */
import { spawn } from "node:child_process"
import { once } from "node:events"
import {
  chmodSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  watch,
  writeFileSync,
} from "node:fs"
import { dirname } from "node:path"
import process from "node:process"

import * as fc from "fast-check"
import { afterEach, beforeEach, describe, expect, it } from "vitest"

import { bin, temporaryFolder } from "./program.ts"
import { runHere } from "./runHere.ts"

const here = process.cwd()
let place = temporaryFolder()

const result = '{"LivenessDetail":[{"Seq":"a","IsNeedCharge":true,"ReqTime":"1790784729786"}]}\n'
const bill =
  '{"Date":"2026-10-01","Response":{"HasNextPage":false,"WeChatBillDetails":[{"BizToken":"t","RuleId":"1","ChargeDetails":[{"Seq":"a","IsNeedCharge":true}]}]}}'
const put = (name: string, content: string) => {
  mkdirSync(dirname(name), { recursive: true })
  writeFileSync(name, content)
}
const drafts = (folder = ".") => readdirSync(folder).filter((name) => name.startsWith(".faceid-tally-"))

beforeEach(() => {
  place = temporaryFolder()
  process.chdir(place.path)
  put("in/r.ndjson", result)
  put("in/r.log", result.replace('"a"', '"b"'))
  put("b.json", bill)
})
afterEach(() => {
  process.chdir(here)
  process.exitCode = 0
  place[Symbol.dispose]()
})

const reconcileFiles = ["reconcile", "--results", "in/r.ndjson", "--bill", "b.json"]

describe("--out is refused, before anything is read or written", () => {
  it.each([
    ["an input", ["count", "in/r.ndjson"], "in/r.ndjson"],
    ["an input by another path", ["count", "in/r.ndjson"], "in/../in/r.ndjson"],
    ["an input by a symbolic link", ["count", "in/r.ndjson"], "soft"],
    ["an input by a hard link", ["count", "in/r.ndjson"], "hard"],
    ["a file that a folder gives", ["count", "in"], "in/r.ndjson"],
    ["a log that a folder gives", ["count", "in"], "in/r.log"],
    ["a file that a folder would give", ["count", "in"], "in/new.csv"],
    ["a text of JSON that a folder would give", ["count", "in", "--output", "json"], "in/new.txt"],
    ["a file that a glob would give", ["count", "in/*.csv", "in/r.ndjson"], "in/new.csv"],
    ["the bill", reconcileFiles, "b.json"],
    ["the rules", ["count", "in", "--rules", "rules.csv", "--edition", "own"], "rules.csv"],
    ["the ledger", ["count", "in", "--output", "json"], "faceid-tally.db"],
    ["what SQLite keeps beside it", ["run", "list", "--ledger", "sqlite:own.db"], "own.db-wal"],
    ["the ledger of the settings", ["count", "in"], "kept.db"],
    ["the settings", ["count", "in", "--output", "json"], "faceid-tally.json"],
    ["a folder", ["count", "in"], "folder"],
    ["in a folder that is not there", ["count", "in"], "nowhere/out.csv"],
    ["nothing", ["count", "in"], ""],
    ["a form that the command lacks", ["count", "in"], "out.html"],
    ["called otherwise than its form", ["count", "in", "--output", "csv"], "out.json"],
  ])("when it is %s", async (what, args, out) => {
    mkdirSync("folder")
    symlinkSync("in/r.ndjson", "soft")
    linkSync("in/r.ndjson", "hard")
    put("rules.csv", "code,own\n0,y\n")
    if (what === "the ledger of the settings") put("faceid-tally.json", '{"ledger":"sqlite:kept.db"}')
    const before = readdirSync(".", { recursive: true })
    const ran = await runHere([...args, "--out", out])
    expect(ran).toMatchObject({ code: 2, out: "" })
    expect(ran.err).toContain("--out")
    expect(readdirSync(".", { recursive: true })).toEqual(before)
    expect(readFileSync("in/r.ndjson", "utf8")).toBe(result)
    expect(readFileSync("b.json", "utf8")).toBe(bill)
  })

  it("in Chinese as well", async () => {
    const ran = await runHere(["count", "in/r.ndjson", "--out", "in/r.ndjson"], "zh-CN")
    expect(ran.err).toMatch(/是输入文件/)
  })
})

describe("--out is written", () => {
  it.each([
    ["out.json", "{\n"],
    ["out.JSON", "{\n"],
    ["out.ndjson", '{"records"'],
    ["out.jsonl", '{"records"'],
    ["out.csv", "records,"],
    ["out.xlsx", "PK"],
    ["out", "1 charge"],
    ["out.txt", "1 charge"],
    [".hidden.csv", "records,"],
  ])("%s, in the form that its name says", async (name, begin) => {
    expect(await runHere(["count", "in/r.ndjson", "--out", name])).toEqual({ code: 0, out: "", err: "" })
    expect(readFileSync(name, "latin1").slice(0, begin.length)).toBe(begin)
    expect(drafts()).toEqual([])
  })

  it("NDJSON may be called .json; what has no known ending takes any form", async () => {
    for (const [name, form] of [
      ["out.json", "ndjson"],
      ["out.dat", "csv"],
    ] as const) {
      expect(await runHere(["count", "in/r.ndjson", "--output", form, "--out", name])).toMatchObject({ code: 0 })
      expect(readFileSync(name, "utf8").split("\n")[0]).toMatch(form === "csv" ? /^records,/ : /^\{"records".*\}$/)
    }
  })

  it("beside a folder that is read, and where it does not read", async () => {
    for (const name of ["out.csv", "in/out", "in/.out.csv"]) {
      expect(await runHere(["count", "in", "--out", name])).toMatchObject({ code: 0 })
    }
  })

  it("with the mode and the names that the old file has", async () => {
    put("real/out.csv", "old")
    chmodSync("real/out.csv", 0o640)
    symlinkSync("real/out.csv", "out.csv")
    symlinkSync("real/new.csv", "new.csv")
    linkSync("real/out.csv", "other.csv")
    for (const name of ["out.csv", "new.csv"]) {
      expect(await runHere(["count", "in/r.ndjson", "--out", name])).toMatchObject({ code: 0 })
      expect(lstatSync(name).isSymbolicLink()).toBe(true)
      expect(readFileSync(`real/${name}`, "utf8")).toMatch(/^records,/)
    }
    expect(statSync("real/out.csv").mode & 0o777).toBe(0o640)
    expect(readFileSync("other.csv", "utf8")).toBe(readFileSync("real/out.csv", "utf8"))
    expect([...drafts(), ...drafts("real")]).toEqual([])
  })

  it("to standard output where it is -", async () => {
    expect((await runHere(["count", "in/r.ndjson", "--output", "csv", "--out", "-"])).out).toMatch(/^records,/)
  })

  it.each([
    ["refused", ["count", "in/r.ndjson", "--columns", "Foo=x"]],
    ["stopped by --strict", ["count", "in/bad.ndjson", "--strict"]],
  ])("not when the run is %s: the old file stays", async (_, args) => {
    put("in/bad.ndjson", `${result}x\n`)
    put("out.csv", "old")
    expect(await runHere([...args, "--out", "out.csv"])).toMatchObject({ code: 2, out: "" })
    expect(readFileSync("out.csv", "utf8")).toBe("old")
  })
})

describe("whatever becomes of the program", () => {
  it.skipIf(process.platform === "win32")("a FIFO and /dev/stdout are written as they come", async () => {
    const script = `mkfifo pipe && (cat pipe > got & "$0" "$1" count in/r.ndjson --output csv --out pipe; wait)
      "$0" "$1" count in/r.ndjson --output csv --out /dev/stdout >> got; "$0" "$1" count - --output csv --out in/r.ndjson < in/r.ndjson`
    const child = spawn("bash", ["-c", script, process.execPath, bin], { stdio: "ignore" })
    expect((await once(child, "exit"))[0]).toBe(2)
    expect(readFileSync("got", "utf8").match(/^records,/gm)).toHaveLength(2)
    expect(readFileSync("in/r.ndjson", "utf8")).toBe(result)
  })

  it("the old file is there, or all of the new one", async () => {
    const lines = Array.from({ length: 30_000 }, (_, i) => result.replace('"a"', `"seq-${i}"`))
    put("many.ndjson", lines.join(""))
    const args = ["reconcile", "--results", "many.ndjson", "--bill", "b.json", "--lang", "en", "--out", "out.csv"]
    const signals = fc.constantFrom<NodeJS.Signals>("SIGINT", "SIGTERM", "SIGKILL")
    await fc.assert(
      fc.asyncProperty(signals, fc.nat(120), async (signal, ms) => {
        writeFileSync("out.csv", "old")
        for (const draft of drafts()) rmSync(draft)
        const child = spawn(process.execPath, [bin, ...args], { stdio: "ignore" })
        const exit = once(child, "exit")
        const watcher = watch(".")
        const drafted = new Promise<void>((resolve) => {
          watcher.on("change", (_, name) => {
            if (String(name).startsWith(".faceid-tally-")) resolve()
          })
        })
        await Promise.race([drafted, exit])
        watcher.close()
        setTimeout(() => child.kill(signal), ms)
        await exit
        const written = readFileSync("out.csv", "utf8")
        expect(written === "old" || written.split("\n").length === lines.length + 2).toBe(true)
        // Nobody can clear up behind what was killed.
        expect(signal === "SIGKILL" ? [] : drafts()).toEqual([])
      }),
      { numRuns: 5 },
    )
  }, 120_000)
})
