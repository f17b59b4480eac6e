/** The command line: suggestions and exit codes; the examples of the help run in examples.test.ts (D46, D50, M20). */
import { readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"

import { describe, expect, it } from "vitest"

import { bin, root, run, temporaryFolder } from "./program.ts"
import { runHere } from "./runHere.ts"

const ok = "samples/provider/detect-info-1.json"

describe("usage", () => {
  it.each([
    [["cuont", ok], /Did you mean count\?/],
    [["count", ok, "--ouput", "json"], /Did you mean --output\?/],
    [["count", ok, "--edtion=plus"], /Did you mean --edition\?/],
    [["reconcile", "--result", ok, "--bill", ok], /Did you mean --results\?/],
    [["count", ok, "--edition", "plsu"], /Did you mean plus\?/],
    [["count", ok, "-x"], /no option -x/],
    [["count", ok, "--by", "week"], /week.*Choose one of day/],
    [["count", ok, "--output", "xml"], /count: --output cannot be “xml”.*json/],
    [["count", ok, "--columns", "Seq"], /name=header/],
    [["count", ok, "--columns", "Foo=x"], /no column/],
    [["count", ok, "--by", "day", "--by", "rule"], /more than once/],
    [["count", "samples/*.nothing"], /no file to read/],
    [["count", ok, "--rules", "no-such.csv", "--edition", "x"], /no such file/],
    [["count"], /count: name the files.*example: faceid-tally count/],
    [["count", ok, "--out"], /count: --out needs a value, for example --out/],
    [["count", ok, "-o", "json"], /--output json/],
    [["count", ok, "--out", "CSV"], /--output csv/],
    [["status", "-o", "json"], /--output json/],
    [["key", "create"], /--role is needed, for example --role ingest/],
    [["completion", "tcsh"], /“tcsh”.*bash, zsh, fish/],
    [["bill", "pull"], /--month 2026-10/],
    [["reconcile", ok], /two paths.*only samples/],
    [["reconcile", ok, ok, ok], /3 are given/],
    [["reconcile", ok, ok, "--bill", ok], /not both/],
    [["reconcile", ok, "samples/provider/bill-page.json", "--month", "2026-13"], /“2026-13” is no month/],
    [["reconcile", ok, "samples/provider/bill-page.json", "--month", "2026-10", "--to", "2026-10"], /alone/],
    [["help", "cuont"], /Did you mean count\?/],
    [["reconcile", "--results", ok], /bill/],
    [["reconcile", "--results", ok, "--bill", ok, "--from", "2026-02-30"], /real date/],
    [["reconcile", "--results", ok, "--bill", ok, "--from", "2026-02-02", "--to", "2026-02-01"], /after/],
    [["reconcile", "--results", ok, "--bill", ok, "--unit-price", "1,20"], /1\.20/],
    [["reconcile", "--results", ok, "--bill", ok, "--excel"], /csv/],
    [["explain", "abc"], /integer/],
    [["explain", "2016", "--day", "yesterday"], /real date/],
    [["explain", "2016", "2017"], /explain: “2017” is one word too many/],
    [[], /Which command\?/],
  ])("%j is told to be wrong, exit 2", async (args, message) => {
    const ran = await runHere(args)
    expect(ran).toMatchObject({ code: 2, out: "" })
    expect(ran.err).toMatch(message)
    expect(ran.err).not.toMatch(/^\s+at |Error:|node:internal/m)
  })

  it("every message of usage is in the user's language", () => {
    expect(run(["count", ok, "--lang", "en", "--lang", "zh-CN"]).err).toMatch(/（en、zh-CN）/)
    expect(run(["cuont"], { env: { LANG: "zh_CN.UTF-8" } }).err).toMatch(
      /^faceid-tally: 没有命令“cuont”。是指 count 吗？/,
    )
    expect(run(["count"], { env: { LC_ALL: "zh_CN.UTF-8", LANG: "en_US" } }).err).toMatch(
      /^faceid-tally: count：请给出要统计的文件或目录，例如 faceid-tally count /,
    )
    expect(run(["--lang=zh-CN", "--help"]).out).toMatch(/命令：/)
  })

  const files = ["--results", "samples/month/results", "--bill", "samples/month/bills"]
  const october = ["--from", "2026-10-01", "--to", "2026-10-31"]
  it.each([
    [
      ["count", ok, "--json"],
      ["count", ok, "--output", "json"],
    ],
    [
      ["count", ok, "--json", "--output", "json"],
      ["count", ok, "--output", "json"],
    ],
    [
      ["count", ok, "--output", "JSON"],
      ["count", ok, "--output", "json"],
    ],
    [
      ["count", ok, "--format=csv", "-q"],
      ["count", ok, "--output", "csv", "--quiet"],
    ],
    [
      ["count", ok, "--lang", "zh"],
      ["count", ok, "--lang", "zh-CN"],
    ],
    [["help"], ["--help"]],
    [
      ["help", "count"],
      ["count", "--help"],
    ],
    [
      ["help", "bill", "pull"],
      ["bill", "pull", "--help"],
    ],
    [
      ["reconcile", ...files, "--month", "2026-10"],
      ["reconcile", ...files, ...october],
    ],
    [
      ["reconcile", ...files, "--from", "2026-10", "--to", "2026/10"],
      ["reconcile", ...files, ...october],
    ],
    [
      ["reconcile", ...files, "--from", "2026/10/1", "--to", "2026-10-31"],
      ["reconcile", ...files, ...october],
    ],
    [
      ["reconcile", "samples/month/results", "samples/month/bills"],
      ["reconcile", ...files],
    ],
  ])("%j is understood as %j", async (typed, meant) => {
    const ran = await runHere(typed)
    expect(ran).toEqual(await runHere(meant))
    expect(ran.out).not.toBe("")
  })

  it("-o names the file, and the ending its form", async () => {
    using folder = temporaryFolder()
    const file = join(folder.path, "october.csv")
    expect(await runHere(["count", ok, "-o", file])).toMatchObject({ code: 0, out: "" })
    expect(readFileSync(file, "utf8")).toBe((await runHere(["count", ok, "--output", "csv"])).out)
  })

  it("count takes days: attempts by their ReqTime, NFC by the earliest of its BizToken, and tells what has none", async () => {
    using folder = temporaryFolder()
    const file = join(folder.path, "r.ndjson")
    const entry = (Seq: string, ReqTime?: number) => ({ Seq, IsNeedCharge: true, Errcode: 0, ReqTime })
    const lines = [
      { BizToken: "t1", Text: { NFCBillingCounts: 2, LivenessDetail: [entry("a", 1_790_783_999_999), entry("b")] } },
      { BizToken: "t2", Text: { NFCBillingCounts: 1, LivenessDetail: [entry("c", 1_790_784_000_000)] } },
      { BizToken: "t3", Text: { NFCBillingCounts: 4, LivenessDetail: [entry("d")] } },
    ]
    writeFileSync(file, lines.map((line) => JSON.stringify(line)).join("\n"))
    const document = async (...args: Array<string>) =>
      JSON.parse((await runHere(["count", file, ...args, "--json"])).out)
    const inOctober = { entries: 4, attempts: 1, charges: 1, outside: 1, undated: 2, nfcCharges: 1, nfcUndated: 4 }
    expect(await document("--month", "2026-10")).toMatchObject(inOctober)
    expect(await document("--from", "2026/10/1")).toMatchObject(inOctober)
    expect(await document("--to", "2026-09")).toMatchObject({ attempts: 1, outside: 1, undated: 2, nfcCharges: 2 })
    expect((await document("--month", "2026-10", "--by", "day")).groups).toMatchObject([
      { key: "2026-10-01", attempts: 1 },
    ])
    expect(await document()).toMatchObject({ attempts: 4, nfcCharges: 7 })
    expect(await document()).not.toHaveProperty("undated")
    expect((await runHere(["count", file, "--month", "2026-10"])).out).toMatch(/ReqTime is missing: 2 attempts/)
    expect((await runHere(["count", file, "--month", "2026-10", "--format", "csv"])).err).toMatch(
      /ReqTime is missing: 2 attempts/,
    )
  })

  it("a machine without a language, as cron is, is told it by a variable or by the settings", () => {
    using folder = temporaryFolder()
    const settings = join(folder.path, "settings.json")
    writeFileSync(settings, JSON.stringify({ language: "zh-CN" }))
    const env = { LANG: "C", FACEID_TALLY_CONFIG: settings }
    expect(run(["count"], { env }).err).toMatch(/请给出/)
    expect(run(["count", "--config", settings], { env: { LANG: "C" } }).err).toMatch(/请给出/)
    expect(run(["count"], { env: { ...env, FACEID_TALLY_LANG: "en" } }).err).toMatch(/name the files/)
    expect(run(["count", "--lang", "en"], { env: { LANG: "C", FACEID_TALLY_LANG: "zh" } }).err).toMatch(
      /name the files/,
    )
  })

  it("--version prints the version alone", () => {
    const { version } = JSON.parse(readFileSync(join(root, "apps/cli/package.json"), "utf8"))
    for (const flag of ["--version", "-V"]) expect(run([flag])).toEqual({ code: 0, out: `${version}\n`, err: "" })
  })

  it("an older Node is told in one line", () => {
    const old = "data:text/javascript,Object.defineProperty(process.versions,'node',{value:'20.19.0'})"
    const ran = run(["--version"], { env: { NODE_OPTIONS: `--import=${old}` } })
    expect(ran).toEqual({ code: 2, out: "", err: "faceid-tally needs Node 22.19 or newer; this is Node 20.19.0.\n" })
    // What an older Node must be able to parse: the entry imports the rest only later.
    expect(readFileSync(bin, "utf8")).not.toMatch(/^import .*from "\.\//m)
  })
})

describe("exit codes", () => {
  const right = [
    "reconcile",
    "--results",
    "samples/provider/detect-info-2.json",
    "--bill",
    "samples/provider/bill-page.json",
  ]
  const wrong = ["reconcile", "--results", ok, "--bill", "samples/provider/bill-page.json"]
  const bad = "samples/provider/detect-info-commented.txt"

  it.each([
    ["all well", ["count", ok], 0],
    ["conflicts alone", ["count", ok, "samples/provider/detect-info-2.json"], 0],
    ["a right bill", right, 0],
    ["an item with an impact", wrong, 1],
    ["a rejected record", ["count", ok, bad], 2],
    ["a missing file", ["count", ok, "missing.json"], 2],
    ["a missing file beats a discrepancy", [...wrong, "missing.json"], 2],
    ["an incomplete bill", [...right, "--from", "2019-12-23", "--to", "2019-12-24"], 2],
    [
      "an incomplete bill that is allowed",
      [...right, "--from", "2019-12-23", "--to", "2019-12-24", "--allow-incomplete"],
      0,
    ],
    ["the same with an impact", [...wrong, "--from", "2019-12-23", "--to", "2019-12-24", "--allow-incomplete"], 1],
  ])("%s", async (_, args, code) => {
    const ran = await runHere(args)
    expect(ran.code).toBe(code)
    expect(ran.out).not.toBe("")
  })

  it("are those of the process", () => {
    expect([["count", ok], wrong, ["count", ok, bad]].map((args) => run(args).code)).toEqual([0, 1, 2])
  })

  it("impacts that cancel out are still 1", async () => {
    using folder = temporaryFolder()
    const [results, bill] = [join(folder.path, "r.csv"), join(folder.path, "b.csv")]
    writeFileSync(results, "Seq,IsNeedCharge,Errcode\na,true,0\nb,false,1004\n")
    writeFileSync(bill, "Date,Seq,IsNeedCharge,ErrorCode\n2026-10-01,b,true,1004\n2026-10-01,a,false,0\n")
    const ran = await runHere(["reconcile", "--results", results, "--bill", bill, "--output", "json"])
    expect(JSON.parse(ran.out)).toMatchObject({ difference: 0, explained: 0 })
    expect(ran.code).toBe(1)
  })

  it("--strict prints no totals", async () => {
    const month = ["--results", "samples/month/results", bad, "--bill", "samples/month/bills"]
    for (const args of [
      ["count", ok, bad, "--strict"],
      ["reconcile", ...month, "--strict", "--output", "json"],
    ]) {
      const ran = await runHere(args)
      expect(ran).toMatchObject({ code: 2, out: "" })
      expect(ran.err).toMatch(/detect-info-commented\.txt:5:8: /)
    }
  })

  it("a rejected record is told with its place, also with --quiet", async () => {
    expect((await runHere(["count", bad, "--quiet"])).err).toBe(`${bad}:5:8: not valid JSON from here on`)
  })

  it("a table of rules of one's own", async () => {
    using folder = temporaryFolder()
    const rules = join(folder.path, "rules.csv")
    writeFileSync(rules, "code,zh,en,ours\n0,成功,success,n\n")
    const { unknownByRules } = JSON.parse(
      (await runHere(["count", "samples/month/results", "--rules", rules, "--output", "json"])).out,
    )
    expect(unknownByRules).toEqual({ charged: 0, free: 0, unlisted: 15 })
    expect((await runHere(["explain", "0", "--rules", rules])).out).toMatch(/ours\s+not charged/)
    writeFileSync(rules, "code,ours\n0,maybe\n")
    expect(await runHere(["explain", "0", "--rules", rules])).toMatchObject({ code: 2, out: "" })
    expect((await runHere(["explain", "0", "--rules", rules])).err).toContain(`${rules}:2: `)
  })
})
