// Months that close, on the command line: what stands in the way, the kept document, prints that never change.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join, resolve } from "node:path"

import { afterAll, beforeAll, describe, expect, it } from "vitest"

import { runHere } from "./runHere.ts"
import { faultsBy } from "./schemas.ts"

const folder = mkdtempSync(join(tmpdir(), "faceid-tally-close-"))
const label = { label: "all", rules: ["*"], prices: [{ from: "2026-01-01", price: "1.2" }] }
const PRICES = JSON.stringify({ currency: "CNY", labels: [label] })
const env = { FACEID_TALLY_NOW: "2026-12-05T09:00:00+08:00" }
const run = (...args: ReadonlyArray<string>) => runHere([...args, "--lang", "en"], "en", { folder, env })
const json = async (...args: ReadonlyArray<string>) => JSON.parse((await run(...args, "--output", "json")).out)

beforeAll(async () => {
  writeFileSync(join(folder, "prices.json"), PRICES)
  writeFileSync(join(folder, "faceid-tally.json"), JSON.stringify({ prices: "prices.json" }))
  await run("import", resolve("samples/month/results"))
  await run("bill", "import", resolve("samples/month/bills"))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Each form in which a month is had, byte for byte. */
const prints = async () => {
  for (const form of ["xlsx", "csv", "json", "table"]) {
    await run("statement", "2026-10", "--output", form, "--out", `october.${form}`)
  }
  const zh = await runHere(["statement", "2026-10", "--lang", "zh-CN"], "zh-CN", { folder, env })
  const files = ["xlsx", "csv", "json", "table"].map((form) => readFileSync(join(folder, `october.${form}`), "base64"))
  return { files, zh, en: await run("statement", "2026-10") }
}

describe("statement --close", () => {
  it("tells what stands in the way and what to do, and keeps nothing", async () => {
    const { code, out } = await run("statement", "2026-10", "--close")
    expect(code).toBe(2)
    expect(out).toContain("18 discrepancies not decided: say what they are (decide).")
    expect(out).toContain("--close --force --reason")
    const blocked = await runHere(["statement", "2026-10", "--close", "--lang", "zh-CN"], "zh-CN", { folder, env })
    expect(blocked.out).toContain("18 笔差异尚未处理：请用 decide 给出结论。")
    const document = await json("statement", "2026-10", "--close")
    expect(document).toMatchObject({ close: null })
    expect(document.blockers).toContainEqual({ code: "undecided", count: 18 })
  })

  it.each([
    [["--close", "--force"], "--force needs a reason"],
    [["--force", "--reason", "x"], "--force belongs to --close"],
    [["--close", "--account", "default"], "leave --account out"],
    [["--close", "--reason", "call 13800138000"], "phone number"],
    [["--close", "--author", "138 0013 8000"], "phone number"],
    [["--close", "--author", "x".repeat(65)], "at most 64"],
    [["--author", "wang"], "--author belongs to --close"],
  ])("%j is refused", async (options, sentence) => {
    const { code, err } = await run("statement", "2026-10", ...options)
    expect([code, err]).toEqual([2, expect.stringContaining(sentence)])
  })

  it("keeps the document, and prints the same ever after, whatever became of books, prices and settings", async () => {
    const closed = await json("statement", "2026-10", "--close", "--force", "--reason", "demo")
    expect(faultsBy("statement", closed)).toEqual([])
    expect(closed).toMatchObject({
      close: { revision: 1, forced: true, reason: "demo" },
      plans: expect.arrayContaining([{ account: "default", text: expect.stringContaining('"currency":"CNY"') }]),
    })
    const before = await prints()
    expect(before.en).toMatchObject({ code: 1, out: expect.stringContaining("Closed on 2026-12-05 by ") })
    const late = {
      BizToken: "late",
      RuleId: "1001",
      Response: {
        Text: {
          ErrCode: 0,
          LivenessDetail: [
            { Seq: "late", IsNeedCharge: true, ReqTime: String(Date.parse("2026-10-05T12:00:00+08:00")), Errcode: 0 },
          ],
        },
      },
    }
    writeFileSync(join(folder, "late.jsonl"), `${JSON.stringify(late)}\n`)
    expect((await run("import", "late.jsonl")).code).toBe(0)
    // A plan that cannot be read any more is not read.
    writeFileSync(join(folder, "prices.json"), "{")
    expect(await prints()).toEqual(before)
    writeFileSync(join(folder, "prices.json"), PRICES)
    const { adjustments } = await json("statement", "2026-11")
    expect(adjustments).toMatchObject([
      { month: "2026-10", labels: [{ units: { ours: 1, bill: 0 } }], causes: ["results"] },
    ])
    expect((await run("statement", "2026-11")).out).toContain("Adjustments of closed months")
    expect((await run("verify")).code).toBe(0)
  }, 60_000)
})
