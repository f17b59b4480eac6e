/** Every workbook that a command writes: a day and a time are dates in it, whatever table they stand in. */
import { readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"

import { afterAll, beforeAll, describe, expect, it } from "vitest"

import { datesIn } from "../../../packages/report/test/datesAsText.ts"
import { commands } from "../src/commands/commands.ts"
import { root, temporaryFolder } from "./program.ts"
import { runHere } from "./runHere.ts"

const month = join(root, "samples", "month")
const plan = {
  currency: "CNY",
  source: "contract",
  labels: [{ label: "A", rules: ["*"], prices: [{ from: "2026-01-01", price: "1.2" }] }],
  packs: [{ id: "P", label: "A", units: 9, price: "9", from: "2026-10-01", to: "2027-09-30" }],
}

/** A line for each command that writes workbooks. */
const lines: Readonly<Record<string, ReadonlyArray<string>>> = {
  count: ["count", join(month, "results"), "--by", "day"],
  reconcile: ["reconcile", "--results", join(month, "results"), "--bill", join(month, "bills"), "--quiet"],
  "run list": ["run", "list"],
  "run show": ["run", "show", "1"],
  statement: ["statement", "2026-10"],
  decide: ["decide", "2026-10"],
}

const folder = temporaryFolder()
afterAll(() => folder[Symbol.dispose]())
const run = (...args: ReadonlyArray<string>) => runHere(args, undefined, { folder: folder.path })

beforeAll(async () => {
  writeFileSync(join(folder.path, "prices.json"), JSON.stringify(plan))
  writeFileSync(
    join(folder.path, "faceid-tally.json"),
    JSON.stringify({ ledger: "sqlite:books.db", prices: "prices.json" }),
  )
  await run("import", join(month, "results"))
  await run("bill", "import", join(month, "bills"))
  await run("reconcile", "--from", "2026-10-01", "--to", "2026-10-31")
})

describe("workbooks of commands", () => {
  it("are of these commands", () => {
    const writing = commands.filter(({ options }) => options["output"]?.choices?.includes("xlsx"))
    expect(writing.map(({ name }) => name).toSorted()).toEqual(Object.keys(lines).toSorted())
  })

  it.each(["zh-CN", "en"].flatMap((language) => Object.keys(lines).map((name) => [name, language] as const)))(
    "%s has dates for days and times, in %s",
    async (name, language) => {
      const { err } = await run(...(lines[name] ?? []), "--lang", language, "--out", "sheet.xlsx")
      expect(err).toBe("")
      const { asText, dates } = await datesIn(readFileSync(join(folder.path, "sheet.xlsx")))
      expect(asText).toEqual([])
      expect(dates).toBeGreaterThan(0)
    },
  )
})
