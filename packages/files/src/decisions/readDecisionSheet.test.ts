// Sheets in which people have decided, in the forms in which spreadsheets give them back.
import { describe, expect, it } from "vitest"

import type { SpreadsheetCell } from "../options/spreadsheet.ts"
import { type DecisionSheetOptions, readDecisionSheet } from "./readDecisionSheet.ts"

const KEY = "cf9a5200a2330bc6"
const FACTS = "74403b9e2e6ae20b"

const options = (...sheets: ReadonlyArray<ReadonlyArray<ReadonlyArray<SpreadsheetCell>>>): DecisionSheetOptions => ({
  spreadsheet: () =>
    Promise.resolve(
      sheets.map((rows, i) => ({
        name: `s${i}`,
        isHidden: i > 1,
        rows: async function* () {
          for (const [index, values] of rows.entries()) yield { index, values }
        },
      })),
    ),
  codeOf: (word) => (word === "申诉中" ? "disputed" : word),
  heads: new Map([
    ["工单号", "ref"],
    ["note", "note"],
    ["补偿金额", "amount"],
  ]),
})
const zip = new Uint8Array([0x50, 0x4b, 3, 4, 0, 0, 0, 0])
const text = (...lines: ReadonlyArray<string>) => new TextEncoder().encode(lines.join("\r\n"))
const read = (...lines: ReadonlyArray<string>) => readDecisionSheet(text(...lines), options())

const row = { key: KEY, facts: FACTS, base: 0, state: "disputed", reason: "", ref: "", amount: "", units: "", note: "" }

describe("a decision sheet (F4.5)", () => {
  it("is read by its heads, in any order, with other columns and sentences above", async () => {
    const sheet = await read(
      "2026-10 差异处理",
      "",
      "工单号,key,what,facts,decision,base,month",
      `T-88,${KEY},x,${FACTS},申诉中,0,2026-10`,
      `,${KEY},x,${FACTS},,0,2026-10`,
    )
    expect(sheet).toEqual({
      _tag: "Decisions",
      month: "2026-10",
      rows: [{ row: 4, values: { ...row, ref: "T-88" } }],
    })
  })

  it.each([";", "\t"])("is read with %j between its cells", async (delimiter) => {
    const lines = [`month,key,facts,base,decision`, `2026-10,${KEY},${FACTS},0,disputed`]
    expect(await read(...lines.map((line) => line.replaceAll(",", delimiter)))).toMatchObject({ rows: [{ row: 2 }] })
  })

  it("counts rows as a spreadsheet does: a note may have several lines", async () => {
    const sheet = await read(
      "month,key,facts,base,decision,note",
      `2026-10,${KEY},${FACTS},0,disputed,"a\nb"`,
      `2026-10,${KEY},${FACTS},0,disputed,`,
    )
    expect(sheet).toMatchObject({ rows: [{ row: 2, values: { note: "a\nb" } }, { row: 3 }] })
  })

  it("of a workbook: the first sheet with its heads, numbers as numbers, a month that became a date", async () => {
    const heads = ["month", "key", "facts", "base", "decision", "补偿金额"]
    const month = new Date("2026-10-01T00:00:00Z")
    const rows = [heads, [month, KEY, FACTS, 2, "credited", 14.32], [month, KEY, FACTS, 2, "credited", 0.1 + 0.2]]
    expect(await readDecisionSheet(zip, options([["notes"]], rows))).toMatchObject({
      month: "2026-10",
      rows: [{ values: { base: 2, amount: "14.32" } }, { values: { amount: "0.3" } }],
    })
  })

  it.each([
    [["a,b", "1,2"], { why: "no_header" }],
    [["key,base", "1,2"], { why: "missing_columns", columns: ["month", "facts", "decision"] }],
    [["month,key,facts,base,decision"], { why: "no_month" }],
    [
      ["month,key,facts,base,decision", `2026-10,${KEY},${FACTS},0,disputed`, `2026-11,${KEY},${FACTS},0,disputed`],
      { why: "several_months" },
    ],
  ])("%j is none", async (lines, expected) => {
    expect(await read(...lines)).toMatchObject({ _tag: "NoDecisions", ...expected })
  })

  it("bytes that are neither text nor a workbook are none", async () => {
    expect(await readDecisionSheet(new Uint8Array([0, 1, 2]), options())).toMatchObject({ why: "unreadable" })
  })

  it("a workbook that unpacks to far more than it is, is not opened", async () => {
    // Nothing but its first bytes, and a directory that says so much of one entry.
    const bomb = Buffer.alloc(4 + 46 + 22)
    bomb.writeUInt32LE(0x0403_4b50, 0)
    bomb.writeUInt32LE(0x0201_4b50, 4)
    bomb.writeUInt32LE(100, 4 + 20)
    bomb.writeUInt32LE(65 << 20, 4 + 24)
    bomb.writeUInt32LE(0x0605_4b50, 50)
    bomb.writeUInt16LE(1, 50 + 10)
    bomb.writeUInt32LE(4, 50 + 16)
    let isOpened = false
    const { spreadsheet, ...others } = options([["key"]])
    const watched = (bytes: Uint8Array) => {
      isOpened = true
      return spreadsheet(bytes)
    }
    const sheet = await readDecisionSheet(bomb, { ...others, spreadsheet: watched })
    expect([isOpened, sheet]).toEqual([false, expect.objectContaining({ why: "unreadable" })])
  })

  it("what is no number is left to be refused", async () => {
    const sheet = await read("month,key,facts,base,decision", `2026-10,1E+15,${FACTS},none,disputed`)
    expect(sheet).toMatchObject({ rows: [{ values: { key: "1E+15", base: "none" } }] })
  })
})
