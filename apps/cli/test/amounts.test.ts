// With a price plan every form of a reconciliation tells amounts, and a kept run keeps the prices it was told with.
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join, resolve } from "node:path"

import { afterAll, beforeAll, describe, expect, it } from "vitest"

import { runHere } from "./runHere.ts"
import { faultsBy } from "./schemas.ts"

const folder = mkdtempSync(join(tmpdir(), "faceid-tally-amounts-"))
const env = { FACEID_TALLY_NOW: "2026-11-05T09:00:00+08:00" }
const month = [resolve("samples/month/results"), resolve("samples/month/bills")]
const october = ["--from", "2026-10-01", "--to", "2026-10-31"]

const label = (name: string, ruleId: string, price: string) => ({
  label: name,
  rules: [ruleId],
  prices: [{ from: "2026-01-01", price }],
})
const writePlan = (...labels: ReadonlyArray<object>): void =>
  writeFileSync(join(folder, "prices.json"), JSON.stringify({ currency: "CNY", labels }))

const run = (...args: ReadonlyArray<string>) => runHere([...args, "--lang", "en"], "en", { folder, env })
const json = async (...args: ReadonlyArray<string>) => JSON.parse((await run(...args, "--output", "json")).out)

beforeAll(() => {
  writeFileSync(join(folder, "faceid-tally.json"), JSON.stringify({ prices: "prices.json" }))
  writePlan(label("one", "1", "1.2"), label("two", "2", "0.28"), label("three", "3", "0.5"))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe("a reconciliation of files", () => {
  it("has amounts that sum to the difference, in its document and beside each item", async () => {
    const document = await json("reconcile", ...month, ...october)
    expect(faultsBy("reconcile", document)).toEqual([])
    const { amounts, items } = document
    expect(amounts).toMatchObject({ ledger: "606.90", bill: "615.58", difference: "8.68" })
    const fen = (amount: string) => Math.round(Number(amount) * 100)
    const sum = (all: ReadonlyArray<string>) => all.reduce((total, amount) => total + fen(amount), 0)
    expect(sum(Object.values(amounts.byKind))).toBe(868)
    expect(sum(items.map(({ amount }: { amount: string }) => amount))).toBe(868)
    expect(fen(amounts.overcharged) + fen(amounts.undercharged)).toBe(868)
  })

  it("tells them in the table, the bridge and the sentence", async () => {
    const { out } = await run("reconcile", ...month, ...october)
    expect(out).toContain("8 too high (¥8.68)")
    expect(out).toMatch(/Charges by the bill +710 +¥615\.58/)
    expect(out).toContain("Amounts: each charge at its value in the month.")
  })

  it.each([
    ["csv", /^day,kind,kindName,impact,amount,seq,/],
    ["ndjson", /^\{"kind":"[a-z_]+","impact":-?\d,"amount":"-?\d/],
  ])("has a column of them as %s", async (output, begin) => {
    expect((await run("reconcile", ...month, ...october, "--output", output)).out).toMatch(begin)
  })

  it("says how many charges have no price", async () => {
    cpSync(join(folder, "prices.json"), join(folder, "whole.json"))
    writePlan(label("one", "1", "1.2"), label("two", "2", "0.28"))
    const { out } = await run("reconcile", ...month, ...october)
    cpSync(join(folder, "whole.json"), join(folder, "prices.json"))
    expect(out).toContain("67 charges of the bill without a price")
    expect(out).toMatch(/Charges by the bill +710 +—/)
  })

  it("refuses one price beside a plan", async () => {
    const { code, err } = await run("reconcile", ...month, "--unit-price", "1.20")
    expect([code, err]).toEqual([2, expect.stringContaining("The settings name a price plan (prices)")])
  })
})

describe("a kept run", () => {
  it("keeps the prices: a plan that changes later changes nothing of it", async () => {
    await run("import", month[0] ?? "")
    await run("bill", "import", month[1] ?? "")
    const made = await json("reconcile", ...october)
    writePlan(label("one", "1", "9"))
    const shown = await json("run", "show", "1")
    expect(faultsBy("run-show", shown)).toEqual([])
    expect([shown.amounts, shown.items]).toEqual([made.amounts, made.items])
    expect((await run("run", "show", "1")).out).toContain("(¥8.68)")
    expect((await run("run", "show", "1", "--unit-price", "1.2")).code).toBe(2)
  })
})
