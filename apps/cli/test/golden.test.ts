/** What each command prints, in both languages, beside what it printed when someone last looked at it. */
import { describe, expect, it } from "vitest"

import { languages, run } from "./program.ts"
import { runHere } from "./runHere.ts"

const month = [
  "--results",
  "samples/month/results",
  "--bill",
  "samples/month/bills",
  "--from",
  "2026-10-01",
  "--to",
  "2026-10-31",
]

/** Says what the RuleIds of the samples are. */
const named = ["--config", "apps/cli/test/settings.json"]

/** Name, arguments, exit code. */
const cases: ReadonlyArray<readonly [name: string, args: ReadonlyArray<string>, code: number]> = [
  ["help", ["--help"], 0],
  ["count-help", ["count", "--help"], 0],
  ["reconcile-help", ["reconcile", "--help"], 0],
  ["show-help", ["show", "--help"], 0],
  ["explain-help", ["explain", "--help"], 0],
  ["completion-help", ["completion", "--help"], 0],
  ["bill-help", ["bill", "--help"], 0],
  ["bill-pull-help", ["bill", "pull", "--help"], 0],
  ["register-help", ["register", "--help"], 0],
  ["simulate-help", ["simulate", "--help"], 0],
  ["run-help", ["run", "--help"], 0],
  ["count", ["count", "samples/month/results", "--edition", "plus"], 0],
  ["count-by-errcode", ["count", "samples/month/results", "--by", "errcode"], 0],
  ["count.csv", ["count", "samples/month/results", "--output", "csv"], 0],
  ["count-by-rule.csv", ["count", "samples/month/results", "--by", "rule", "--output", "csv"], 0],
  ["count-by-channel", ["count", "samples/month/results", "--by", "channel", ...named], 0],
  ["count-rejected", ["count", "samples/provider/detect-info-2.json", "samples/provider/detect-info-commented.txt"], 2],
  ["reconcile", ["reconcile", ...month, "--edition", "plus", "--unit-price", "1.20"], 1],
  ["reconcile.csv", ["reconcile", ...month, "--edition", "plus", "--output", "csv"], 1],
  ["reconcile-by-rule", ["reconcile", ...month, "--by", "rule", "--unit-price", "1.20", ...named], 1],
  ["reconcile-by-channel.csv", ["reconcile", ...month, "--by", "channel", "--output", "csv", ...named], 1],
  [
    "reconcile-right",
    ["reconcile", "--results", "samples/provider/detect-info-2.json", "--bill", "samples/provider/bill-page.json"],
    0,
  ],
  ["reconcile-missing", ["reconcile", "--results", "no-such.json", "--bill", "samples/provider/bill-page.json"], 2],
  ["reconcile-incomplete", ["reconcile", ...month.slice(0, 4), "--from", "2026-10-30", "--to", "2026-11-03"], 2],
  ["show", ["show", "6c18fa97-9298-49e3-8423-7f7e52019ead", "samples/provider/*.json"], 0],
  ["show-nothing", ["show", "no-such-seq", "samples/provider/*.json"], 0],
  ["explain", ["explain", "2016"], 0],
  ["explain-unknown", ["explain", "4711"], 0],
  ["explain-day", ["explain", "2011", "--edition", "wechat", "--day", "2021-07-01"], 0],
  ["completion-fish", ["completion", "fish"], 0],
]

describe.each(languages)("in %s", (language) => {
  it.each(cases)("%s", async (name, args, code) => {
    const line = [...args, "--lang", language]
    // yargs keeps the words of the first language that a process asks it for.
    const ran = args.includes("--help") ? run(line) : await runHere(line)
    const printed = ran.err === "" ? ran.out : `${ran.out}--- stderr\n${ran.err}\n`
    expect(name.endsWith(".csv")).toBe(ran.out.includes("\r\n"))
    // git would change the line ends of CSV.
    await expect(printed.replaceAll("\r\n", "\n")).toMatchFileSnapshot(`golden/${name}.${language}.txt`)
    expect(ran.code).toBe(code)
  })
})
