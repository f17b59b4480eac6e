// Which sheets of a workbook are one table (R33), with workbooks made by the reader that the app passes in.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"

import type { Remark } from "@faceid-tally/core/engine"
import { Tally } from "@faceid-tally/core/engine"
import * as Effect from "effect/Effect"
import { afterAll, assert, describe, it } from "vitest"

import type { ReadOptions } from "../src/options/ReadOptions.ts"
import { readResults } from "../src/readResults.ts"
import { visitRecords } from "../src/visitRecords.ts"
import type { SpreadsheetCell, SpreadsheetReader } from "../src/options/spreadsheet.ts"

type Rows = ReadonlyArray<ReadonlyArray<SpreadsheetCell>>

const folder = mkdtempSync(join(tmpdir(), "faceid-tally-sheets-"))
const file = join(folder, "book.xlsx")
writeFileSync(file, "PK\u0003\u0004 [Content_Types].xml")
afterAll(() => rmSync(folder, { recursive: true }))

interface Sheets {
  readonly [name: string]: Rows
}

/** Sheets by their names; those in brackets are hidden. */
const workbookOf =
  (sheets: Sheets): SpreadsheetReader =>
  async () =>
    Object.entries(sheets).map(([name, values]) => ({
      name,
      isHidden: name.startsWith("["),
      rows: async function* () {
        for (const [index, row] of values.entries()) if (row.length > 0) yield { index, values: row }
      },
    }))

const read = async (sheets: Sheets, options: ReadOptions = {}) => {
  const tally = new Tally()
  const faults: Array<string> = []
  const remarks: Array<Remark> = []
  await Effect.runPromise(
    readResults([file], tally, {
      ...options,
      spreadsheet: workbookOf(sheets),
      onRejected: ({ sheet, line, column, rejection: { code } }) =>
        faults.push(`${sheet ?? ""} ${line}:${column} ${code}`.trim()),
      onRemark: ({ remark }) => remarks.push(remark),
    }),
  )
  const { attempts, charges, duplicates } = tally.summary()
  return { attempts, charges, duplicates, faults, remarks }
}

const head = ["Seq", "IsNeedCharge", "RuleId"]
const rows = (...seqs: ReadonlyArray<string>): Rows => [head, ...seqs.map((seq) => [seq, true, "1"])]
const nothing = { faults: [], remarks: [] }

describe("sheets of a workbook", () => {
  it("that are visible and have a header are one table, whatever the order of their columns", async () => {
    const other: Rows = [["说明"], [], ["IsNeedCharge", "Seq"], [false, "c"]]
    assert.deepEqual(await read({ 一月: rows("a"), 二月: rows("b"), 三月: other, 空: [] }), {
      attempts: 3,
      charges: 2,
      duplicates: 0,
      faults: [],
      remarks: [{ code: "rows_above_header", line: 3, sheet: "三月" }],
    })
  })

  it("others are told, hidden ones only where they have a header", async () => {
    const notes: Rows = [["notes"], ["a", true]]
    const sheets = { notes, a: rows("a"), "[old]": rows("b"), "[notes]": notes, empty: [[null, " "]] }
    assert.deepEqual(await read(sheets), {
      attempts: 1,
      charges: 1,
      duplicates: 0,
      faults: [],
      remarks: [{ code: "sheets_left", sheets: 2, names: ["notes", "[old]"] }],
    })
    const many = Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`n${i}`, notes]))
    const { remarks } = await read({ a: rows("a"), ...many })
    const [left] = remarks
    assert.deepEqual(left?.code === "sheets_left" && [left.sheets, left.names.length], [30, 20])
  })

  it("a visible one with a header comes before a hidden one, wherever that stands", async () => {
    assert.deepEqual((await read({ "[data]": rows("a", "b"), data: rows("a") })).attempts, 1)
  })

  it("without any header the first that is not empty says what it lacks, or one that is misspelt", async () => {
    const none = { cover: [["title"]], "[data]": rows("a") } as const
    assert.deepEqual(await read(none), {
      attempts: 0,
      charges: 0,
      duplicates: 0,
      faults: ["1:1 missing_column"],
      remarks: [{ code: "sheets_left", sheets: 1, names: ["[data]"] }],
    })
    const { faults } = await read({ cover: [["title"]], data: [["seq", "IsNeedCharge"]] })
    assert.deepEqual(faults, ["1:1 near_name"])
  })

  it("rows of several sheets that are equal are one, as often as in the sheet that has them most", async () => {
    const equal: Rows = [head, [null, true, "1"], [null, true, "1"], [null, true, "2"]]
    const more: Rows = [head, [null, "TRUE", "1"], [null, true, "1"], [null, true, "1"], [null, true, 3]]
    const text: Rows = [
      ["RuleId", "Seq", "IsNeedCharge"],
      ["1", "", "true"],
    ]
    const { attempts, ...rest } = await read({ equal, more, text })
    assert.deepEqual([attempts, rest.faults], [5, []])
    const { duplicates } = await read({ all: rows("a", "b", "c"), extract: rows("b", "a") })
    assert.equal(duplicates, 0)
    assert.equal((await read({ one: rows("a", "a"), two: rows("a") })).duplicates, 1)
  })

  it("a row that cannot be read is told once, and places name the sheet where several are read", async () => {
    const wrong: Rows = [head, ["a", "x"], ["b", true]]
    assert.deepEqual((await read({ one: wrong, two: wrong })).faults, ["one 2:2 wrong_type"])
    assert.deepEqual((await read({ one: wrong })).faults, ["2:2 wrong_type"])
    const places: Array<string> = []
    const options = { spreadsheet: workbookOf({ one: rows("a"), two: rows("b") }) }
    await Effect.runPromise(
      visitRecords([file], (_, { sheet, line, column }) => places.push(`${sheet} ${line}:${column}`), options),
    )
    assert.deepEqual(places, ["one 2:1", "two 2:1"])
  })

  it("one whose header is wrong does not keep the others from being read", async () => {
    const bill: Rows = [
      ["Seq", "IsNeedCharge", "ChargeType"],
      ["x", true, ""],
    ]
    assert.deepEqual(await read({ a: rows("a"), bill, b: rows("b") }), {
      ...nothing,
      attempts: 2,
      charges: 2,
      duplicates: 0,
      faults: ["bill 1:1 bill_among_results"],
    })
  })

  it("one that is asked for is read alone, hidden or not", async () => {
    const sheets = { a: rows("a"), "[b]": rows("b", "c") }
    assert.deepEqual(await read(sheets, { sheet: "[b]" }), { ...nothing, attempts: 2, charges: 2, duplicates: 0 })
    assert.deepEqual((await read(sheets, { sheet: "c" })).faults, ["1:1 missing_sheet"])
  })

  it("a clock without an offset is no instant, a line break in an identifier is hidden", async () => {
    const at = [...head, "ReqTime"]
    const time = new Date("2026-10-01T09:00:00Z")
    const faults = ["2:4 time_without_offset", "3:1 hidden_character"]
    assert.deepEqual((await read({ a: [at, ["a", true, "1", time], ["b\nc", true]] })).faults, faults)
  })
})
