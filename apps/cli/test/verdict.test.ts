/** A verdict needs evidence: where nothing was read, or nothing compared, that is said instead (R30, M36–M38, X1). */
import { existsSync, mkdirSync, writeFileSync } from "node:fs"
import { dirname } from "node:path"
import process from "node:process"

import { afterEach, beforeEach, describe, expect, it } from "vitest"

import { languages, temporaryFolder } from "./program.ts"
import { runHere } from "./runHere.ts"

const here = process.cwd()
let place = temporaryFolder()

const put = (name: string, content: string) => {
  mkdirSync(dirname(name), { recursive: true })
  writeFileSync(name, content)
}
const page = (date: string | null, lines: string, more = "") =>
  `{${date === null ? "" : `"Date":"${date}",`}"Response":{"HasNextPage":false,"WeChatBillDetails":[${lines}]${more}}}\n`
const line = (seq: string, ruleId: string) =>
  `{"BizToken":"t","RuleId":"${ruleId}","ChargeDetails":[{"Seq":"${seq}","IsNeedCharge":true,"ReqTime":"1790784729786"}]}`
const result = (seq: string, ruleId: string) =>
  `{"BizToken":"t","RuleId":"${ruleId}","LivenessDetail":[{"Seq":"${seq}","IsNeedCharge":true,"ReqTime":"1790784729786"}]}\n`

beforeEach(() => {
  place = temporaryFolder()
  process.chdir(place.path)
  put("r.ndjson", result("a", "1"))
  put("b.json", page("2026-10-01", line("a", "1")))
  put("empty-day.json", page("2026-10-02", ""))
  put("zero.json", "")
  put("blank.csv", " \n\n\t\n")
  put("list.json", "[]")
  put("lists.ndjson", "[]\n[]\n")
  put("header.csv", "Seq,IsNeedCharge\n")
  put("bad.ndjson", 'x\n{"LivenessDetail":[{"Seq":1}]}\n')
  put("bad-bill.json", page("2026-10-01", '{"BizToken":true}'))
  put("api-error.json", '{"Response":{"Error":{"Code":"a","Message":"b"},"RequestId":"c"}}')
})
afterEach(() => {
  process.chdir(here)
  process.exitCode = 0
  place[Symbol.dispose]()
})

const verdicts = /The bill is|The bill's total|Nothing differs|账单正确|账单不/
const files = (results: string, bill: string) => ["reconcile", "--results", results, "--bill", bill]

describe("nothing was compared", () => {
  it.each([
    [
      "a RuleId that nobody names",
      [...files("r.ndjson", "b.json"), "--rule", "999"],
      /^Nothing was compared.*RuleId 999/,
    ],
    [
      "days of which nothing is there",
      [...files("r.ndjson", "b.json"), "--from", "2026-11-01", "--to", "2026-11-02"],
      /2026-11-01 to 2026-11-02/,
    ],
    [
      "the same, whatever is accepted",
      [...files("r.ndjson", "b.json"), "--from", "2026-11-01", "--to", "2026-11-02", "--allow-incomplete"],
      /^Nothing was compared/,
    ],
    ["empty lists", files("list.json", "lists.ndjson"), /^Nothing was compared[^]*No RuleId and no day/],
    ["headers", files("header.csv", "list.json"), /^Nothing was compared/],
    ["files of no bytes", files("zero.json", "blank.csv"), /^Nothing was compared/],
  ])("%s", async (_, args, message) => {
    const ran = await runHere(args)
    expect(ran.code).toBe(2)
    expect(ran.out).toMatch(message)
    expect(ran.out).not.toMatch(verdicts)
    const document = JSON.parse((await runHere([...args, "--output", "json"])).out)
    expect(document).toMatchObject({ matched: 0, difference: 0 })
    for (const output of ["csv", "xlsx"]) {
      const other = await runHere([...args, "--output", output])
      expect(other).toMatchObject({ code: 2, out: "" })
      expect(other.err).toMatch(/^Nothing was compared/m)
    }
  })

  it("and what there is to ask for is named", async () => {
    const { out } = await runHere([...files("r.ndjson", "b.json"), "--rule", "999"])
    expect(out).toMatch(/RuleIds there are: 1\.\nDays there are: 2026-10-01\.\n/)
    const many = Array.from({ length: 25 }, (_, i) => result(`s${i}`, `rule-${i + 10}`)).join("")
    put("many.ndjson", many)
    const ran = await runHere([...files("many.ndjson", "b.json"), "--rule", "999"])
    expect(ran.out).toMatch(/1, rule-10.*rule-28 and 6 more\./)
    expect((await runHere([...files("r.ndjson", "b.json"), "--rule", "999"], "zh-CN")).out).toMatch(
      /^没有可比对的内容：RuleId 999 既没有核验记录，也没有账单明细。\n现有的 RuleId：1。\n现有数据的日期：2026-10-01。\n/,
    )
  })

  it("of the ledger: no run is kept", async () => {
    const ledger = ["--ledger", "sqlite:l.db"]
    await runHere(["import", "r.ndjson", ...ledger])
    await runHere(["bill", "import", "b.json", ...ledger])
    await runHere(["bill", "import", "empty-day.json", ...ledger])
    const days = (from: string, to = from) => ["reconcile", "--from", from, "--to", to, ...ledger]
    for (const args of [
      [...days("2026-10-01"), "--rule", "999"],
      days("2026-10-05"),
      [...days("2026-10-05"), "--allow-incomplete"],
    ]) {
      const ran = await runHere(args)
      expect(ran).toMatchObject({ code: 2, err: "" })
      expect(ran.out).toMatch(
        /^Nothing was compared[^]*RuleIds there are: 1\.\nDays there are: 2026-10-01, 2026-10-02\.\n$/,
      )
    }
    expect((await runHere(["run", "list", ...ledger])).out).toMatch(/^No reconciliation was kept yet/)
    // A day pulled as empty, and a RuleId that is of another day, are compared.
    for (const args of [days("2026-10-02"), [...days("2026-10-02"), "--rule", "1"]]) {
      const ran = await runHere(args)
      expect(ran.code).toBe(0)
      expect(ran.out).toMatch(/The bill is right: it charges 0/)
      expect(ran.err).toMatch(/^Kept as run/)
    }
    put("faceid-tally.json", '{"rules":{"7":{"title":"new"}}}')
    expect(await runHere([...days("2026-10-02"), "--rule", "7"])).toMatchObject({ code: 0 })
    expect(await runHere([...files("list.json", "empty-day.json"), "--rule", "7"])).toMatchObject({ code: 0 })
  })

  it("but a day that is whole and empty is right", async () => {
    const ran = await runHere(files("list.json", "empty-day.json"))
    expect(ran).toMatchObject({ code: 0, err: "" })
    expect(ran.out).toMatch(/The bill is right: it charges 0/)
  })
})

describe("where none of a side could be read there is no verdict", () => {
  it.each([
    ["results", files("bad.ndjson", "b.json"), /There is no verdict: none of the results/],
    ["bill", files("r.ndjson", "bad-bill.json"), /There is no verdict: nothing of the bill/],
  ])("%s", async (_, args, message) => {
    for (const output of [[], ["--output", "csv"], ["--output", "xlsx"]]) {
      const ran = await runHere([...args, ...output])
      expect(ran).toMatchObject({ code: 2, out: "" })
      expect(ran.err).toMatch(message)
    }
    const document = await runHere([...args, "--output", "json"])
    expect(document.code).toBe(2)
    expect(JSON.parse(document.out)).toMatchObject({ complete: true })
  })

  it("one record that could be read is enough, and said to be not all", async () => {
    put("some.ndjson", `x\n${result("a", "1")}`)
    const ran = await runHere(files("some.ndjson", "b.json"))
    expect(ran.code).toBe(2)
    expect(ran.out).toMatch(/Nothing differs in what was read/)
  })
})

describe("an input without a record", () => {
  const commands = [["count"], ["import", "--ledger", "sqlite:l.db"], ["bill", "import", "--ledger", "sqlite:l.db"]]

  it.each(commands.flatMap((command) => ["zero.json", "blank.csv"].map((file) => [command.join(" "), file, command])))(
    "is told by %s: %s",
    async (_, file, command) => {
      for (const more of [[], ["--output", "json"]]) {
        const ran = await runHere([...command, file as string, ...more])
        expect(ran.code).toBe(2)
        expect(ran.err).toBe(`faceid-tally: ${String(file)}: there is no record in it.`)
        expect(more.length > 0 || ran.out === "").toBe(true)
      }
    },
  )

  it.each(
    commands.flatMap((command) =>
      ["list.json", "lists.ndjson", "header.csv"].map((file) => [command.join(" "), file, command]),
    ),
  )("is an answer of %s where it says so: %s", async (_, file, command) => {
    const ran = await runHere([...command, file as string])
    expect(ran).toMatchObject({ code: 0, err: "" })
    expect(ran.out).not.toBe("")
  })

  it("is told once of many files, and not where another has records", async () => {
    expect((await runHere(["count", "zero.json", "blank.csv"])).err).toMatch(
      /no record in these files: zero.json, blank.csv/,
    )
    expect(await runHere(["count", "zero.json", "r.ndjson"])).toMatchObject({ code: 0, err: "" })
    expect(await runHere(["count", "api-error.json"])).toMatchObject({ code: 0, err: "" })
    expect((await runHere(["count", "nowhere.json"])).err).toBe("faceid-tally: nowhere.json: no such file.")
  })

  it("goes on in reconcile, of that side", async () => {
    const ran = await runHere(files("r.ndjson", "zero.json"))
    expect(ran.code).toBe(2)
    expect(ran.err).toBe("faceid-tally: zero.json: there is no record in it.")
    expect(ran.out).toMatch(/our records show 1/)
  })
})

describe("no table of zeros", () => {
  it("where all was rejected, but a document", async () => {
    for (const output of ["table", "csv", "xlsx"]) {
      for (const command of [["count"], ["import", "--ledger", "sqlite:l.db"]]) {
        if (command[0] === "import" && output !== "table") continue
        const ran = await runHere([...command, "bad.ndjson", "--output", output])
        expect(ran).toMatchObject({ code: 2, out: "" })
        expect(ran.err.split("\n")).toHaveLength(3)
      }
    }
    for (const output of ["json", "ndjson"]) {
      const ran = await runHere(["count", "bad.ndjson", "--output", output])
      expect(ran.code).toBe(2)
      expect(JSON.parse(ran.out)).toMatchObject({ records: 2, rejected: 2, attempts: 0 })
    }
  })
})

describe("what is all of the other side", () => {
  it.each([
    ["both", files("b.json", "r.ndjson"), /^faceid-tally: --results and --bill are probably exchanged[^\n]*$/],
    [
      "the bill",
      files("r.ndjson", "r2.ndjson"),
      /^faceid-tally: r2.ndjson: these are results, not a bill: [^\n]*--results.$/,
    ],
    ["the results", files("b2.json", "b.json"), /^faceid-tally: b2.json: this is a bill, not results: [^\n]*--bill.$/],
    [
      "of count",
      ["count", "b.json", "b2.json"],
      /^faceid-tally: b.json, b2.json: this is a bill[^\n]*--bill[^\n]*bill import[^\n]*$/,
    ],
    [
      "of import",
      ["import", "b.json", "--ledger", "sqlite:l.db"],
      /^faceid-tally: b.json: this is a bill[^\n]*bill import[^\n]*$/,
    ],
    [
      "of bill import",
      ["bill", "import", "r2.ndjson", "--ledger", "sqlite:l.db"],
      /^faceid-tally: r2.ndjson: these are results[^\n]*import[^\n]*$/,
    ],
  ])("is one sentence: %s", async (_, args, message) => {
    put("r2.ndjson", Array.from({ length: 50 }, (__, i) => result(`s${i}`, "1")).join(""))
    put("b2.json", page("2026-10-03", line("c", "1")))
    for (const output of ["table", "json"]) {
      const ran = await runHere([...args, "--output", output])
      expect(ran).toMatchObject({ code: 2, out: "" })
      expect(ran.err).toMatch(message)
    }
    for (const language of languages) expect((await runHere(args, language)).err.split("\n")).toHaveLength(1)
  })

  it("is told line by line where not all is, and with where it belongs", async () => {
    put("mixed.ndjson", result("a", "1") + page("2026-10-03", line("c", "1")))
    const ran = await runHere(["count", "mixed.ndjson"])
    expect(ran.err).toMatch(/^mixed.ndjson:2:1: a bill among results: reconcile takes a bill with --bill/)
    expect(ran.out).toMatch(/^1 charge in 1 attempt/)
    expect((await runHere(["import", "mixed.ndjson", "--ledger", "sqlite:l.db"])).err).toMatch(
      /bill import stores a bill/,
    )
  })
})

describe("rejections of one kind", () => {
  it("are told twenty times, then by their number, and summed up once", async () => {
    put("in/a.ndjson", "x\n".repeat(15))
    put("in/b.ndjson", `${"x\n".repeat(20)}${result("a", "1")}{"LivenessDetail":[{"Seq":1}]}\n`)
    put("bad-bills.ndjson", '{"WeChatBillDetails":1}\n'.repeat(23))
    const { err } = await runHere(["count", "in"])
    const lines = err.split("\n")
    expect(lines).toHaveLength(23)
    expect(lines.slice(20)).toEqual([
      "in/b.ndjson:22:27: LivenessDetail[0].Seq: wrong type: expected text or null",
      "and 15 more of this kind: not valid JSON from here on",
      "faceid-tally: 36 rejected and not counted.",
    ])
    const both = await runHere(files("in", "bad-bills.ndjson"))
    expect(both.err.match(/^and \d+ more/gm)).toEqual(["and 3 more", "and 15 more"])
    expect(both.err.match(/rejected and not counted/g)).toHaveLength(1)
  })
})

describe("nothing that is wrong is written", () => {
  it("by an import of nothing", async () => {
    await runHere(["bill", "import", "zero.json", "--ledger", "sqlite:l.db"])
    expect(existsSync("l.db")).toBe(false)
  })
})
