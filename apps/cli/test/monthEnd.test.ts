// The end of a month from first to last, as finance lives it: a sheet that goes out and comes back from another program, the
// close, and what comes afterwards, which changes nothing of what was closed (F4 to F6).
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join, resolve } from "node:path"

import ExcelJS from "exceljs"
import { afterAll, expect, it } from "vitest"

import { filesOf, unpack, verify } from "./pack.ts"
import { runHere } from "./runHere.ts"

const folder = mkdtempSync(join(tmpdir(), "faceid-tally-month-end-"))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const put = (name: string, content: string) => writeFileSync(join(folder, name), content)
const env = { FACEID_TALLY_NOW: "2026-12-05T09:00:00+08:00" }
const run = (...args: ReadonlyArray<string>) => runHere([...args, "--lang", "en"], "en", { folder, env })
const json = async (...args: ReadonlyArray<string>) => JSON.parse((await run(...args, "--output", "json")).out)
const forms = ["json", "csv", "xlsx", "table"]

const planAt = (price: string) =>
  JSON.stringify({
    currency: "CNY",
    labels: [{ label: "甲", rules: ["*"], component: "甲", prices: [{ from: "2026-01-01", price }] }],
  })
const accountBill = (used: number, cost: string) =>
  `产品名称,组件名称,组件用量,优惠后总价,账单月\n人脸核身,甲,${used},${cost},2026-10\n`

/** Each form in which the month is had, byte for byte. */
const prints = async () => {
  for (const form of forms) await run("statement", "2026-10", "--output", form, "--out", `october.${form}`)
  return forms.map((form) => readFileSync(join(folder, `october.${form}`), "base64"))
}

/** Fills in the sheet as a colleague does: decides, deletes the last two rows, and sorts the others the other way round. */
const fillIn = async (from: string, to: string): Promise<number> => {
  const book = new ExcelJS.Workbook()
  await book.xlsx.readFile(join(folder, from))
  const sheet = book.worksheets[0]
  if (sheet === undefined) throw new Error(`${from} has no sheet`)
  const heads = new Map<string, number>()
  let header = 0
  sheet.eachRow((row, number) => {
    if (header > 0) return
    heads.clear()
    row.eachCell((cell, column) => heads.set(cell.text, column))
    if (heads.has("key")) header = number
  })
  const column = (name: string): number => {
    const found = heads.get(name)
    if (found === undefined) throw new Error(`${name} is not among ${[...heads.keys()].join(", ")}`)
    return found
  }
  const kept: Array<ReadonlyArray<ExcelJS.CellValue>> = []
  for (let number = header + 1; number <= sheet.rowCount - 2; number++) {
    const row = sheet.getRow(number)
    const isTwice = row.getCell(column("Discrepancy")).text === "billed twice"
    row.getCell(column("decision")).value = isTwice ? "disputed" : "accepted"
    row.getCell(column(isTwice ? "ref" : "reason")).value = isTwice ? "T-88" : "immaterial"
    kept.push(Array.from({ length: sheet.columnCount }, (_, i) => row.getCell(i + 1).value))
  }
  for (const [i, values] of kept.toReversed().entries()) {
    const row = sheet.getRow(header + 1 + i)
    for (const [at, value] of values.entries()) row.getCell(at + 1).value = value
  }
  sheet.spliceRows(header + 1 + kept.length, 2)
  await book.xlsx.writeFile(join(folder, to))
  return kept.length
}

it("is decided in another program, closed, and stays as it was; the next month carries what came after", async () => {
  put("prices.json", planAt("1.2"))
  put("faceid-tally.json", JSON.stringify({ prices: "prices.json" }))
  await run("import", resolve("samples/month/results"))
  await run("bill", "import", resolve("samples/month/bills"))
  const { totals } = await json("statement", "2026-10")
  put("account.csv", accountBill(totals.bill.units, totals.bill.billed))
  expect((await run("bill", "import", "account.csv")).code).toBe(0)

  await run("decide", "2026-10", "--out", "sheet.xlsx")
  const decided = await fillIn("sheet.xlsx", "filled.xlsx")
  expect(await run("decide", "filled.xlsx", "--author", "wang")).toMatchObject({
    code: 0,
    out: `${decided} decisions applied, 0 as before, 0 refused.\n`,
  })
  expect((await run("statement", "2026-10", "--close")).out).toContain("2 discrepancies not decided")
  const rest = ["--state", "open", "--as", "accepted", "--reason", "our_records"]
  expect((await run("decide", "2026-10", ...rest)).out).toContain("2 decisions applied")

  const closed = await json("statement", "2026-10", "--close", "--invoice", totals.bill.billed)
  expect(closed).toMatchObject({ blockers: [], close: { revision: 1, forced: false, decisions: decided + 2 } })
  const before = await prints()

  // The bill of a day is rerun, and prices, settings and the account bill are all replaced.
  const day = JSON.parse(readFileSync(resolve("samples/month/bills/2026-10-05.json"), "utf8"))
  const [{ ChargeDetails: lines }] = day[0].Response.WeChatBillDetails
  lines.push({ ...lines[0], Seq: "a-line-that-came-late" })
  put("2026-10-05.json", JSON.stringify(day))
  put("prices.json", planAt("9"))
  put(
    "faceid-tally.json",
    JSON.stringify({ prices: "prices.json", language: "zh-CN", rules: { "1001": { edition: "plus" } } }),
  )
  put("account.csv", accountBill(totals.bill.units + 1, "999"))
  expect((await run("bill", "import", "2026-10-05.json")).code).toBe(0)
  expect((await run("bill", "import", "account.csv")).code).toBe(0)
  expect(await prints()).toEqual(before)

  const { adjustments } = await json("statement", "2026-11")
  expect(adjustments).toMatchObject([
    {
      month: "2026-10",
      labels: [{ units: { ours: 0, bill: 1 }, billed: { bill: "1.20" } }],
      causes: ["bill", "account_bill"],
    },
  ])

  expect((await run("dispute", "2026-10", "--out", "pack.zip")).code).toBeLessThanOrEqual(2)
  const files = filesOf(readFileSync(join(folder, "pack.zip")))
  const { head } = JSON.parse(String(files.get("evidence.json")))
  expect(verify(unpack(files, folder), head)).toMatchObject({ status: 0 })
  expect((await run("verify")).code).toBe(0)
})
