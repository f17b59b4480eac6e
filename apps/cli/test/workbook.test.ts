// Workbooks, by the built program: what is written can be read back, and tables may come in one.
import { readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { buffer } from "node:stream/consumers"

import { sharedText, readWorkbook, type Table, xlsxStream } from "@faceid-tally/report"
import { describe, expect, it } from "vitest"

import { languages, run, temporaryFolder } from "./program.ts"

const month = ["--results", "samples/month/results", "--bill", "samples/month/bills"]
const inOctober = ["--from", "2026-10-01", "--to", "2026-10-31", "--unit-price", "1.20"]

const sheetOf = async (file: string, sheet: number) => {
  const rows: Array<ReadonlyArray<unknown>> = []
  const sheets = await readWorkbook(readFileSync(file))
  for await (const { values } of sheets[sheet]?.rows() ?? []) rows.push(values)
  return rows
}

/** A table of these columns, as a customer's own export may be. */
const writeTable = async (file: string, columns: ReadonlyArray<string>, rows: ReadonlyArray<ReadonlyArray<string>>) => {
  const cell = (text = "") =>
    text === "true" ? true : text === "false" ? false : /^\d{1,15}$/.test(text) ? Number(text) : text
  const table: Table<ReadonlyArray<string>> = columns.map((name, i) => ({
    key: name,
    title: () => name,
    value: (row) => cell(row[i]),
    ...(name === "Date" && { holds: "day" }),
  }))
  writeFileSync(file, await buffer(xlsxStream(table, rows, { say: sharedText["en"], name: "table" })))
}

describe("workbooks", () => {
  it.each(languages)(
    "reconcile writes the verdict, what the bill is made of, and every item, in %s",
    async (language) => {
      using folder = temporaryFolder()
      const file = join(folder.path, "october.xlsx")
      const options = [...month, ...inOctober, "--lang", language]
      expect(run(["reconcile", ...options, "--output", "xlsx", "--out", file, "-q"])).toEqual({
        code: 1,
        out: "",
        err: "",
      })
      const { items, bill, ledger } = JSON.parse(run(["reconcile", ...options, "--output", "json"]).out)

      const summary = await sheetOf(file, 0)
      const bridge = summary.filter(([, , charges]) => typeof charges === "number")
      expect(bridge[0]?.[2]).toBe(ledger.charges)
      expect(bridge.at(-1)?.[2]).toBe(bill.charges)
      expect(bridge.at(-1)?.[3]).toBeCloseTo(bill.charges * 1.2, 6)
      const steps = bridge.slice(1, -1).reduce((sum, [, , charges]) => sum + Number(charges), 0)
      expect(ledger.charges + steps).toBe(bill.charges)

      const [head, ...rows] = await sheetOf(file, 2)
      expect(head?.[0]).toBe(sharedText[language].columns.day)
      expect(rows.length).toBe(items.length)
      expect(rows.map(([day]) => (day instanceof Date ? day.toISOString().slice(0, 10) : null))).toEqual(
        items.map(({ day }: { day: string }) => day),
      )
      expect(rows.reduce((sum, [, , , impact]) => sum + Number(impact), 0)).toBe(bill.charges - ledger.charges)
    },
  )

  it("tables in workbooks count as the same tables in text", async () => {
    using folder = temporaryFolder()
    const [attempts, lines] = [join(folder.path, "attempts.xlsx"), join(folder.path, "bill.xlsx")]
    const attemptRows = Array.from({ length: 40 }, (_, i) => [
      `seq-${i}`,
      String(i % 3 !== 0),
      "0",
      String(1_790_816_400_000 + i),
    ])
    const billRows = attemptRows.slice(5).map(([seq = ""]) => ["2026-10-01", seq, "true"])
    await writeTable(attempts, ["Seq", "IsNeedCharge", "Errcode", "ReqTime"], attemptRows)
    await writeTable(lines, ["Date", "Seq", "IsNeedCharge"], billRows)
    const csv = (rows: ReadonlyArray<ReadonlyArray<string>>) => rows.map((row) => row.join(",")).join("\n")
    writeFileSync(`${attempts}.csv`, csv([["Seq", "IsNeedCharge", "Errcode", "ReqTime"], ...attemptRows]))
    writeFileSync(`${lines}.csv`, csv([["Date", "Seq", "IsNeedCharge"], ...billRows]))

    const document = (...files: [string, string]) =>
      run(["reconcile", "--results", files[0], "--bill", files[1], "--output", "json"]).out
    expect(document(attempts, lines)).toBe(document(`${attempts}.csv`, `${lines}.csv`))
    expect(run(["count", folder.path, "--output", "json"]).code).toBe(0)
  })

  it("a workbook that cannot be read is named, with what to do", () => {
    using folder = temporaryFolder()
    const file = join(folder.path, "book.xlsx")
    writeFileSync(file, Buffer.from("PK\u0003\u0004 [Content_Types].xml and nothing else"))
    const { code, err } = run(["count", file])
    expect(code).toBe(2)
    expect(err).toContain(`${file}:1:1: the workbook cannot be read`)
  })
})
