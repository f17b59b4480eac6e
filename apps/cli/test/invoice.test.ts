// An invoice is of one account: where there are several, each says whose it is.
import { writeFileSync } from "node:fs"

import { afterAll, beforeAll, describe, expect, it } from "vitest"

import { languages, temporaryFolder } from "./program.ts"
import { runHere } from "./runHere.ts"

const place = temporaryFolder()
const run = (language: "en" | "zh-CN", ...args: ReadonlyArray<string>) =>
  runHere(["statement", "2026-10", ...args], language, { folder: place.path })
beforeAll(async () => {
  writeFileSync(`${place.path}/faceid-tally.json`, JSON.stringify({ accounts: { default: {}, branch: {} } }))
  await runHere(["register", "a", "--rule", "1"], "en", { folder: place.path })
  for (const account of ["default", "branch"]) {
    const table = ["产品名称,组件名称,组件用量,优惠后总价,账单月", "人脸核身,人脸核身-甲,1,1.20,2026-10"].join("\n")
    writeFileSync(`${place.path}/${account}.csv`, table)
    await runHere(["bill", "import", `${account}.csv`, "--account", account], "en", { folder: place.path })
  }
})
afterAll(() => place[Symbol.dispose]())

describe.each(languages)("invoices in %s", (language) => {
  it.each([
    [["--invoice", "1"], "--invoice <"],
    [["--close", "--invoice", "1"], "--invoice <"],
    [["--invoice", "default=1", "--invoice", "default=2"], "default"],
    [["--invoice", "shop=1"], "shop"],
    [["--account", "branch", "--invoice", "default=1"], "default"],
    [["--invoice", "default=1,200"], "12345.67"],
  ])("%j is refused", async (args, sentence) => {
    const { code, err } = await run(language, ...args)
    expect([code, err]).toEqual([2, expect.stringContaining(sentence)])
  })
})

it("are kept with the close, each with the bill of its account", async () => {
  const invoices = ["--invoice", "branch=1.2", "--invoice", "default=1.25"]
  const closed = await run("en", "--close", "--force", "--reason", "demo", ...invoices, "--output", "json")
  expect(closed.err).toBe("")
  expect(JSON.parse(closed.out).accounts).toMatchObject([
    { account: "branch", accountBill: { invoice: "1.20", rest: "0.00" } },
    { account: "default", accountBill: { invoice: "1.25", rest: "0.05" } },
  ])
})
