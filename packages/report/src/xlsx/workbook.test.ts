import { buffer } from "node:stream/consumers"

import { instantToIso } from "@faceid-tally/core/engine"
import ExcelJS from "exceljs"
import * as fc from "fast-check"
import { streamXlsxRows } from "hucre/xlsx"
import { describe, expect, it } from "vitest"

import { sharedText } from "../messages/sharedText.ts"
import { parsePrice, times } from "../language/Money.ts"
import type { Cell, Table } from "../table/Table.ts"
import { sheetOf } from "./Sheet.ts"
import { type WorkbookOptions, workbookStream, xlsxStream } from "./workbook.ts"

type Row = ReadonlyArray<Cell>

const say = sharedText["zh-CN"]
const column = (i: number) => ({ key: `c${i}`, title: () => `列${i}`, value: (row: Row) => row[i] ?? null })
const table: Table<Row> = [column(0), column(1), { ...column(2), holds: "day" }]
const bytesOf = (rows: ReadonlyArray<Row>, options: WorkbookOptions = {}) =>
  buffer(xlsxStream(table, rows, { say, name: "差异", ...options }))

const readBack = async (bytes: Uint8Array, sheet: number | string = 0): Promise<Array<ReadonlyArray<unknown>>> => {
  const rows = []
  for await (const { values } of streamXlsxRows(bytes, { sheet })) rows.push(values)
  return rows
}

/** The same by a library that has nothing in common with the other. */
const secondReader = async (bytes: Uint8Array): Promise<Array<ReadonlyArray<unknown>>> => {
  const sheet = (await secondLibrary(bytes)).worksheets[0]
  return (sheet?.getSheetValues() ?? []).slice(1).map((cells) => (Array.isArray(cells) ? cells.slice(1) : []))
}

const secondLibrary = async (bytes: Uint8Array): Promise<ExcelJS.Workbook> => {
  const book = new ExcelJS.Workbook()
  await book.xlsx.load(Uint8Array.from(bytes).buffer)
  return book
}

describe("xlsx", () => {
  it("EveryTextIsReadBackAsItWas", async () => {
    const text = fc.oneof(
      fc.string({ minLength: 1, unit: "grapheme" }),
      fc.string({ minLength: 1, unit: "binary-ascii" }),
      fc.constantFrom(
        "_x0041_",
        "_x0041_x0042_",
        "_x0041\u0001",
        "=1+1",
        " padded ",
        "a\r\nb\tc",
        "<&>\"'",
        "\u0000\uFFFE",
        "+1",
        "@x",
        "-1",
      ),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(text, text)), async (rows) => {
        expect((await readBack(await bytesOf(rows))).slice(1)).toEqual(rows)
      }),
      { numRuns: 40 },
    )
  })

  it("numbers, booleans, days and money are what they are; nothing is an empty cell", async () => {
    const price = parsePrice("1.205") ?? { units: 0n, scale: 0 }
    const rows = [
      [1_234_567, true, "2026-10-01"],
      [-1, null, null],
      [null, times(price, -3), "no day"],
      [false, 0, "2024-02-29"],
    ] satisfies ReadonlyArray<Row>
    const day = (text: string) => new Date(`${text}T00:00:00Z`)
    expect((await readBack(await bytesOf(rows))).slice(1)).toEqual([
      [1_234_567, true, day("2026-10-01")],
      [-1],
      [null, -3.615, "no day"],
      [false, 0, day("2024-02-29")],
    ])
  })

  it("a time is the clock in China, to the millisecond, and what no spreadsheet has stays text", async () => {
    const clockTable: Table<string> = [{ key: "at", title: () => "at", value: (at) => at, holds: "time" }]
    const stays = ["2026-10-01T10:00:00Z", "1899-12-31T00:00:00.000+08:00", "soon"]
    const at = fc.integer({ min: Date.UTC(2015, 0), max: Date.UTC(2100, 0) }).map(instantToIso)
    await fc.assert(
      fc.asyncProperty(fc.array(at), async (rows) => {
        const bytes = await buffer(xlsxStream(clockTable, [...rows, ...stays], { say, name: "a" }))
        const clocks = rows.map((text) => new Date(text.replace("+08:00", "Z")))
        expect((await readBack(bytes)).slice(1).flat()).toEqual([...clocks, ...stays])
        expect((await secondReader(bytes)).slice(1).flat()).toEqual([...clocks, ...stays])
      }),
      { numRuns: 20 },
    )
  })

  it("no text is a formula, and the same rows give the same bytes", async () => {
    const rows = [["=HYPERLINK(1)", "@SUM(1)"]]
    expect(await bytesOf(rows)).toEqual(await bytesOf(rows))
    expect((await bytesOf(rows)).includes("<f>")).toBe(false)
    expect((await readBack(await bytesOf(rows)))[1]).toEqual(rows[0])
  })

  it("rows past the last of a sheet go on in the next, under the same titles", async () => {
    const rows = Array.from({ length: 25 }, (_, i) => [i])
    const bytes = await bytesOf(rows, { rowsMax: 11 })
    const title = ["列0", "列1", "列2"]
    expect(await readBack(bytes, "差异")).toEqual([title, ...rows.slice(0, 10)])
    expect(await readBack(bytes, "差异 (2)")).toEqual([title, ...rows.slice(10, 20)])
    expect(await readBack(bytes, "差异 (3)")).toEqual([title, ...rows.slice(20)])
  })

  it("several tables are several sheets, each with its sentences over and under it", async () => {
    const sheet = (name: string, above: Array<string>) => sheetOf(table, [[1]], { say, name, above, below: ["结论"] })
    const bytes = await buffer(workbookStream([sheet("a/b:c", ["标题"]), sheet("A b c", [])]))
    const title = ["列0", "列1", "列2"]
    expect(await readBack(bytes, "a b c")).toEqual([["标题"], title, [1], ["结论"]])
    expect(await readBack(bytes, "A b c (2)")).toEqual([title, [1], ["结论"]])
  })

  it("AMillionRowsNeedNoMemory", async () => {
    let live = 0
    let liveMax = 0
    function* rows() {
      for (let i = 0; i < 30_000; i++) {
        liveMax = Math.max(liveMax, ++live)
        yield [i, crypto.randomUUID()]
      }
    }
    for await (const _ of xlsxStream(table, rows(), { say, name: "a" })) live = 0
    // What is held is bounded by the chunks on their way, not by the rows.
    expect(liveMax).toBeLessThan(15_000)
  })

  it("a source that fails fails the stream, and a reader that stops early stops the source", async () => {
    let isClosed = false
    function* failing() {
      try {
        for (let i = 0; ; i++) {
          if (i === 50_000) throw new Error("gone")
          yield [i]
        }
      } finally {
        isClosed = true
      }
    }
    await expect(buffer(xlsxStream(table, failing(), { say, name: "a" }))).rejects.toThrow("gone")
    expect(isClosed).toBe(true)
    isClosed = false
    const reader = xlsxStream(table, failing(), { say, name: "a" }).getReader()
    await reader.read()
    await reader.read()
    await reader.cancel()
    await expect.poll(() => isClosed).toBe(true)
  })
})
