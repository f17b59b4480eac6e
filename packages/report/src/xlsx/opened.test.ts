/** Workbooks as other programs open them: how they print, what they let people choose, and that their parts are in order. */
import { spawnSync } from "node:child_process"
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { buffer } from "node:stream/consumers"
import { pathToFileURL } from "node:url"

import ExcelJS from "exceljs"
import { afterAll, describe, expect, it } from "vitest"

import { sharedText } from "../messages/sharedText.ts"
import type { Table } from "../table/Table.ts"
import { ChoiceLists } from "./ChoiceLists.ts"
import { readWorkbook } from "./readWorkbook.ts"
import { RowQueue } from "./RowQueue.ts"
import { type Sheet, sheetOf } from "./Sheet.ts"
import { sheetXml } from "./sheetXml.ts"
import { workbookStream } from "./workbook.ts"

const say = sharedText["zh-CN"]
/** More than the 255 characters that a list inside a rule may have, commas and quotes among them. */
const reasons = Array.from({ length: 40 }, (_, i) => `${i}. "其他"账期, 已在账单中`)
const states = ["未处理", "接受", "申诉"]

interface Row {
  readonly day: string
  readonly at: string
  readonly state: string | null
}

const rows: ReadonlyArray<Row> = [
  { day: "2026-10-01", at: "2026-10-01T10:00:00.123+08:00", state: "接受" },
  { day: "2026-10-31", at: "2026-11-01T00:00:00.999+08:00", state: null },
]

const table: Table<Row> = [
  { key: "day", title: () => "日期", value: ({ day }) => day, holds: "day" },
  { key: "at", title: () => "时间", value: ({ at }) => at, holds: "time" },
  { key: "state", title: () => "处理", value: ({ state }) => state, choices: () => states },
  { key: "reason", title: () => "原因", value: () => null, choices: () => reasons },
  { key: "again", title: () => "复核", value: () => null, choices: () => states },
]

/** The second begins with sentences; its name is that of the hidden sheet, and needs quotes in a formula. */
const sheets = (): ReadonlyArray<Sheet> => [
  sheetOf(table, rows, { say, name: "差异's" }),
  sheetOf(table, rows, { say, name: "选项", above: ["标题"], below: ["结论"] }),
]

const written = buffer(workbookStream(sheets()))

const secondLibrary = async (): Promise<ExcelJS.Workbook> => {
  const book = new ExcelJS.Workbook()
  await book.xlsx.load(Uint8Array.from(await written).buffer)
  return book
}

describe("a workbook in another program", () => {
  it("prints across A4, as wide as the page, with its titles on each and the page at the foot", async () => {
    const [first, second] = (await secondLibrary()).worksheets
    for (const sheet of [first, second]) {
      expect(sheet?.pageSetup).toMatchObject({
        orientation: "landscape",
        paperSize: 9,
        fitToPage: true,
        fitToWidth: 1,
        fitToHeight: 0,
      })
      expect(sheet?.headerFooter.oddFooter).toBe("&L&A&R&P / &N")
      expect(sheet?.views[0]?.state).toBe("frozen")
    }
    expect(first?.pageSetup.printTitlesRow).toBe("1:1")
    expect(second?.pageSetup.printTitlesRow).toBe("3:3")
  })

  it("lets people choose from lists of any length, which stand on a hidden sheet", async () => {
    const book = await secondLibrary()
    const [first, second, hidden] = book.worksheets
    expect(book.worksheets).toHaveLength(3)
    expect([second?.name, hidden?.name, hidden?.state]).toEqual(["选项 (2)", "选项", "hidden"])
    const list = (address: string, of = first): ReadonlyArray<unknown> => {
      const rule = of?.getCell(address).dataValidation
      const [, letter = "", last = ""] = /^'选项'!\$([A-Z])\$1:\$[A-Z]\$(\d+)$/.exec(rule?.formulae[0] ?? "") ?? []
      expect(rule?.allowBlank).toBe(true)
      return Array.from({ length: Number(last) }, (_, i) => hidden?.getCell(`${letter}${i + 1}`).value)
    }
    expect(list("C2")).toEqual(states)
    expect(list("D3")).toEqual(reasons)
    expect(list("E3")).toEqual(states)
    expect(list("D5", second)).toEqual(reasons)
    expect(hidden?.columnCount).toBe(2)
    for (const free of ["A2", "C1", "C4"]) expect(first?.getCell(free).dataValidation).toBeUndefined()
    // Whoever reads the workbook as a table is told that the sheet is none.
    expect((await readWorkbook(await written)).map(({ isHidden }) => isHidden)).toEqual([false, false, true])
  })

  it("has the elements of a sheet in the order of the format", async () => {
    const [sheet] = sheets()
    if (sheet === undefined) throw new Error("no sheet")
    let xml = ""
    const options = { rowsMax: 10, lists: new ChoiceLists([sheet]), onTable: () => undefined }
    for await (const piece of sheetXml(sheet, new RowQueue(sheet), options)) xml += piece
    const inner = xml.slice(xml.indexOf(">", xml.indexOf("<worksheet")) + 1, xml.indexOf("</worksheet>"))
    const places = elementsOf(inner).map((name) => ORDER.indexOf(name))
    expect(places).not.toContain(-1)
    expect(places).toEqual(places.toSorted((a, b) => a - b))
  })

  const folder = mkdtempSync(join(tmpdir(), "faceid-tally-xlsx-"))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it("is the same in LibreOffice", { timeout: 120_000 }, async ({ skip }) => {
    const office = (...args: ReadonlyArray<string>) =>
      spawnSync("soffice", [
        `-env:UserInstallation=${pathToFileURL(join(folder, "profile")).href}`,
        "--headless",
        ...args,
      ])
    if (office("--version").error !== undefined) skip("LibreOffice is not installed: no soffice in the path")
    const file = join(folder, "book.xlsx")
    writeFileSync(file, await written)
    office("--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76", "--outdir", folder, file)
    expect(readFileSync(join(folder, "book.csv"), "utf8").trim().split(/\r?\n/)).toEqual([
      "日期,时间,处理,原因,复核",
      "2026-10-01,2026-10-01 10:00:00.123,接受,,",
      "2026-10-31,2026-11-01 00:00:00.999,,,",
    ])
  })
})

/** ECMA-376 part 1, 18.3.1.99: the children of a worksheet, as far as a writer may want them. */
const ORDER = [
  "sheetPr",
  "dimension",
  "sheetViews",
  "sheetFormatPr",
  "cols",
  "sheetData",
  "sheetCalcPr",
  "sheetProtection",
  "protectedRanges",
  "scenarios",
  "autoFilter",
  "sortState",
  "dataConsolidate",
  "customSheetViews",
  "mergeCells",
  "phoneticPr",
  "conditionalFormatting",
  "dataValidations",
  "hyperlinks",
  "printOptions",
  "pageMargins",
  "pageSetup",
  "headerFooter",
]

/** The names of the elements that stand side by side. */
const elementsOf = (xml: string): ReadonlyArray<string> => {
  const names: Array<string> = []
  for (let depth = 0, tags = xml.matchAll(/<(\/?)([\w:]+)[^>]*?(\/?)>/g); ;) {
    const { value, done } = tags.next()
    if (done === true) return names
    const [, closes, name = "", isEmpty] = value
    if (closes === "/") depth--
    else {
      if (depth === 0) names.push(name)
      if (isEmpty !== "/") depth++
    }
  }
}
