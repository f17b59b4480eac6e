// Decisions on the command line: a sheet out and back, many at once (F4.6), and what is refused.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join, resolve } from "node:path"

import { afterAll, beforeAll, describe, expect, it } from "vitest"

import { runHere } from "./runHere.ts"
import { faultsBy } from "./schemas.ts"

const folder = mkdtempSync(join(tmpdir(), "faceid-tally-decide-"))
const env = { FACEID_TALLY_NOW: "2026-11-05T09:00:00+08:00" }
const run = (...args: ReadonlyArray<string>) => runHere([...args, "--lang", "en"], "en", { folder, env })
const json = async (...args: ReadonlyArray<string>) => JSON.parse((await run(...args, "--output", "json")).out)

beforeAll(async () => {
  await run("import", resolve("samples/month/results"))
  await run("bill", "import", resolve("samples/month/bills"))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe("decide", () => {
  it("lists every discrepancy with an impact or a claim, each open, as documented", async () => {
    const document = await json("decide", "2026-10")
    expect(faultsBy("decide", document)).toEqual([])
    expect(document.items).toHaveLength(18)
    expect(new Set(document.items.map(({ state }: { state: string }) => state))).toEqual(new Set(["open"]))
    expect((await json("decide", "2026-10", "--all")).items).toHaveLength(27)
  })

  it.each(["october.xlsx", "october.csv"])("%s that was not filled in changes nothing", async (file) => {
    expect((await run("decide", "2026-10", "--out", file)).code).toBe(0)
    expect(await run("decide", file)).toMatchObject({ code: 0, out: "0 decisions applied, 0 as before, 0 refused.\n" })
  })

  it("decides many at once, once", async () => {
    const asked = ["decide", "2026-10", "--kind", "duplicate_in_bill", "--as", "disputed", "--ref", "T-88"]
    expect((await run(...asked, "--dry-run")).out).toContain("Nothing was written: 3 would be applied")
    expect((await run(...asked)).out).toBe("3 decisions applied, 0 as before, 0 refused.\n")
    expect((await run(...asked)).out).toBe("0 decisions applied, 3 as before, 0 refused.\n")
    const { items } = await json("decide", "2026-10", "--state", "disputed")
    expect(items).toHaveLength(3)
    expect(items).toMatchObject([{ decision: { number: 1, ref: "T-88" } }, {}, {}])
  })

  it("takes back a sheet that was filled in; a refused row is told by its row, the others are applied", async () => {
    await run("decide", "2026-10", "--output", "csv", "--out", "filled.csv")
    const [head = "", first = "", second = "", ...rest] = readFileSync(join(folder, "filled.csv"), "utf8").split("\r\n")
    const decided = (line: string, words: string) => line.replace(",,,,,,,,,2026-10,", `,${words},,,,,,2026-10,`)
    writeFileSync(
      join(folder, "filled.csv"),
      [head, decided(first, "accepted,immaterial,"), decided(second, "accepted,,"), ...rest].join("\r\n"),
    )
    const { code, out } = await run("decide", "filled.csv")
    expect([code, out]).toEqual([2, expect.stringContaining("1 decision applied, 3 as before, 1 refused.")])
    expect(out).toMatch(/row 3 \([0-9a-f]{16}\): reason is missing\./)
    const written = await json("decide", "filled.csv")
    expect(faultsBy("decide-rows", written)).toEqual([])
    expect(written.outcomes.map(({ outcome }: { outcome: string }) => outcome)).toEqual(
      expect.arrayContaining(["same", "invalid"]),
    )
  })

  it("a sheet that others have overtaken is told of who decided what", async () => {
    await run("decide", "2026-10", "--out", "old.xlsx", "--kind", "duplicate_in_bill")
    await run("decide", "2026-10", "--kind", "duplicate_in_bill", "--as", "open", "--author", "li")
    const { code, out } = await run("decide", "old.xlsx")
    expect([code, out]).toEqual([2, expect.stringContaining("li decided “open” at 2026-11-05T09:00:00")])
  })

  it.each([
    [["decide", "2026-13"], "2026-13"],
    [["decide", "nowhere.xlsx"], "the file cannot be read"],
    [["decide", "faceid-tally.db"], "neither a workbook nor a table"],
    [["decide", "2026-10", "--ref", "T-1"], "--ref belongs to --as"],
    [["decide", "filled.csv", "--kind", "day_shift"], "--kind does not belong to a sheet"],
    [["decide", "2026-10", "--as", "credited", "--units", "x"], "--units needs a whole number"],
  ])("%j is refused", async (args, sentence) => {
    const { code, err } = await run(...args)
    expect([code, err]).toEqual([2, expect.stringContaining(sentence)])
  })
})
