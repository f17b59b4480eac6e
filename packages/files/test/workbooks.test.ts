import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"

import { Bill, Tally } from "@faceid-tally/core/engine"
import * as Effect from "effect/Effect"
import { afterAll, describe, expect, it } from "vitest"

import { readBills } from "../src/readBills.ts"
import type { Fault, ReadOptions } from "../src/options/ReadOptions.ts"
import { readResults } from "../src/readResults.ts"
import { visitRecords } from "../src/visitRecords.ts"
import type { SpreadsheetCell, SpreadsheetReader } from "../src/options/spreadsheet.ts"

type Sheet = ReadonlyArray<ReadonlyArray<SpreadsheetCell>>

const folder = mkdtempSync(join(tmpdir(), "faceid-tally-workbooks-"))
const file = join(folder, "book.csv")
writeFileSync(file, "PK\x03\x04 [Content_Types].xml")
afterAll(() => rmSync(folder, { recursive: true }))

/** A workbook of these sheets; a row of nothing is left out, as a real one does. */
const workbookOf =
  (...sheets: ReadonlyArray<Sheet>): SpreadsheetReader =>
  async () =>
    sheets.map((sheet, i) => ({ name: `Sheet${i + 1}`, isHidden: false, rows: () => rowsOf(sheet) }))

async function* rowsOf(sheet: Sheet) {
  for (const [index, values] of sheet.entries()) if (values.length > 0) yield { index, values }
}

const attempts = (spreadsheet: SpreadsheetReader | undefined, options: ReadOptions = {}) => {
  const tally = new Tally()
  const faults: Array<Fault> = []
  const onRejected = (fault: Fault) => void faults.push(fault)
  const given = { ...options, onRejected, ...(spreadsheet && { spreadsheet }) }
  return Effect.runPromise(readResults([file], tally, given)).then(() => ({ ...tally.summary(), faults }))
}
const faultsOf = ({ faults }: { readonly faults: ReadonlyArray<Fault> }) =>
  faults.map(({ line, column, rejection }) => [line, column, rejection.code, ...rejection.path])

const head = ["Seq", "IsNeedCharge", "Errcode", "ReqTime"]

describe("workbooks", () => {
  it("cells count as what they hold: numbers, booleans and texts", async () => {
    const rows: Sheet = [
      head,
      ["a", true, 0, 1_577_181_599_123],
      [123_456_789_012_345, "FALSE", "2016", ""],
      [null, null, 1],
    ]
    expect(await attempts(workbookOf(rows))).toMatchObject({
      attempts: 3,
      charges: 1,
      uncharged: 1,
      unknown: 1,
      faults: [],
    })
  })

  it("places are rows and cells of the sheet, empty rows and cells of several lines included", async () => {
    const rows: Sheet = [
      [],
      [...head, "Name"],
      [],
      ["a", true, null, null, "x\ny"],
      [],
      ['c, "d"', 1],
      ["e", true, "x"],
    ]
    const counted = await attempts(workbookOf(rows))
    expect(faultsOf(counted)).toEqual([
      [6, 2, "wrong_type", "IsNeedCharge"],
      [7, 3, "wrong_type", "Errcode"],
    ])
    expect(counted.attempts).toBe(1)
  })

  it("a number that has lost digits, an error and a moment without its offset are rejected", async () => {
    const rows: Sheet = [
      head,
      [1_234_567_890_123_456, true],
      ["1.23E+15", true],
      ["#N/A", true],
      ["a", true, 0, new Date("2026-10-01T09:00:00Z")],
      [1e21, true],
    ]
    expect(faultsOf(await attempts(workbookOf(rows)))).toEqual([
      [2, 1, "spoiled_number", "Seq"],
      [3, 1, "spoiled_number", "Seq"],
      [4, 1, "formula_error", "Seq"],
      [5, 4, "time_without_offset", "ReqTime"],
      [6, 1, "spoiled_number", "Seq"],
    ])
  })

  it("a moment is read with the offset that was named, midnight too", async () => {
    const moments = ["2026-10-01T09:00:00Z", "2026-10-02T00:00:00Z"].map((at) => new Date(at))
    const rows: Sheet = [head, ...moments.map((at, i) => [`s${i}`, true, 0, at])]
    const tally = new Tally()
    await Effect.runPromise(readResults([file], tally, { utcOffset: 480, spreadsheet: workbookOf(rows) }))
    expect([0, 1].map((seq) => new Date(tally.attempt(seq).at ?? 0).toISOString())).toEqual([
      "2026-10-01T01:00:00.000Z",
      "2026-10-01T16:00:00.000Z",
    ])
  })

  it("the first sheet whose header fits is read, with the headers that were mapped", async () => {
    const notes: Sheet = [["notes"], ["a", true]]
    const table: Sheet = [
      ["流水号", "IsNeedCharge"],
      ["a", true],
    ]
    const columns = { Seq: "流水号" }
    expect(await attempts(workbookOf(notes, [], table), { columns })).toMatchObject({ charges: 1, faults: [] })
    expect(faultsOf(await attempts(workbookOf(notes, table)))).toEqual([[1, 1, "missing_column"]])
    expect(await attempts(workbookOf([]))).toMatchObject({ records: 0, faults: [] })
  })

  it("days are dates, numbers of a spreadsheet, or texts", async () => {
    const rows: Sheet = [
      ["Date", "Seq", "IsNeedCharge", "ChargeType"],
      [new Date("2026-10-01T00:00:00Z"), "a", true],
      [46_297, "b", true],
      ["2026-10-03", "c", true],
      ["2026/10/4", "d", true],
      [new Date("2026-10-01T09:00:00Z"), "e", true],
    ]
    const bill = new Bill()
    const faults: Array<Fault> = []
    const days: Array<number | null> = []
    const options = { spreadsheet: workbookOf(rows), onRejected: (fault: Fault) => void faults.push(fault) }
    await Effect.runPromise(readBills([file], bill, options))
    await Effect.runPromise(
      visitRecords([file], (page) => days.push(page._tag === "BillPage" ? page.day : null), options),
    )
    const first = Date.UTC(2026, 9, 1) / 86_400_000
    expect(bill.lines).toBe(4)
    expect(days).toEqual([first, first + 1, first + 2, first + 3])
    expect(faults).toHaveLength(2)
    expect(faults[0]).toMatchObject({ line: 6, column: 1, rejection: { code: "wrong_type", path: ["Date"] } })
  })

  it("what breaks off keeps what came before; what cannot be read at all is one rejected", async () => {
    const rows = async function* () {
      yield { index: 0, values: head }
      for (let index = 1; index < 6000; index++) yield { index, values: [`seq-${index}`, true] }
      throw new Error("damaged")
    }
    const counted = await attempts(async () => [{ name: "Sheet1", isHidden: false, rows }])
    expect(counted.charges).toBeGreaterThan(1000)
    expect(counted.faults.map(({ rejection }) => rejection.code)).toEqual(["broken_workbook"])
    expect(faultsOf(await attempts(undefined))).toEqual([[1, 1, "broken_workbook"]])
  })
})
