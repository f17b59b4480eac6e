// Which rows of a table are records, and what their cells may hold (R21, R25, R26). Both paths, and bytes one by one.
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"

import { countBytes, cutAt } from "../../test/readBytes.ts"
import { places, read, remarksOf } from "../../test/readTable.ts"

const H = "Seq,IsNeedCharge,Errcode,ReqTime,BizToken,RuleId,Account"
const T = "1790784729786"

describe("rows that are no records", () => {
  it.each<[string, string, number, ReadonlyArray<string>]>([
    ["a total at the end", `${H}\na,true\n合计,,1,,\n`, 1, ["total_row 3"]],
    ["a total in the middle", `${H}\na,true\nTotal: 1\nb,true\n`, 2, ["total_row 3"]],
    ["a total behind empty cells", `${H}\na,true\n,,,,,小计,3\n`, 1, ["total_row 3"]],
    ["a total with words for nothing", `${H}\na,true\n合计,NULL,1,null\n`, 1, ["total_row 3"]],
    ["a total with too many cells", `${H}\na,true\n合计,,1,,,,,x,y\n`, 1, ["total_row 3"]],
    ["a count of psql", `${H}\na,true\n(1 row)\n`, 1, ["total_row 3"]],
    ["a Seq that is called Total, charged", `${H}\nTotal,true\n`, 1, []],
    ["a Seq that is called Total, with a time", `${H}\nTotal,,,${T}\n`, 1, []],
    ["the header again", `${H}\na,true\n${H}\nb,true\n`, 2, ["repeated_header 3"]],
    ["the header again, shorter by nothing", `${H},,\na,true\n${H}\nb,true\n`, 2, ["repeated_header 3"]],
    ["blank rows of every kind", `${H}\na,true\n \n,,\n\u00a0,\u3000\n\u200b\nb,true\n`, 2, []],
  ])("%s", (_, text, rows, remarks) => {
    assert.deepEqual(places(text), [rows])
    assert.deepEqual(remarksOf(text), remarks)
  })

  it("another header ends the table", () => {
    assert.deepEqual(places(`${H}\na,true\nIsNeedCharge,Seq\ntrue,b\n`), [1, "3:1 repeated_header"])
    assert.deepEqual(places(`${H}\na,true\n${H},Name\nb,true\n`), [1, "3:1 repeated_header"])
    const columns = { Seq: "流水号" }
    assert.deepEqual(places(`流水号,IsNeedCharge\na,true\nIsNeedCharge,Seq\n`, { columns }), [1, "3:1 repeated_header"])
  })
})

describe("marks, NUL bytes and the end of DOS", () => {
  it.each<[string, string, ReadonlyArray<unknown>]>([
    ["marks at row starts", `\ufeff${H}\n\ufeffa,true\n\ufeff"b",true\n\ufeff\n`, [2]],
    ["a mark is no column", `${H}\n\ufeffa,x\n`, [0, "2:3 wrong_type"]],
    ["the end of DOS", `${H}\r\na,true\r\n\u001a`, [1]],
    ["the end of DOS behind a row", `${H}\r\na,true\u001a`, [1]],
    ["not in the middle", `${H}\n\u001a,true\nb,true\n`, [1, "2:1 hidden_character"]],
    ["NULs before a row", `${H}\n\0\0\0a,true\nb,true\n`, [2, "2:1 nul_bytes"]],
    ["NULs before the header", `\0\0${H}\na,true\n`, [1, "1:1 nul_bytes"]],
    ["NULs behind a row", `${H}\na,true\0\0\nb,true\n`, [2, "2:7 nul_bytes"]],
    [
      "NULs behind a quoted cell that is not read",
      `${H},Name\na,true,0,${T},t,1,c,"n"\0\nb,true\n`,
      [2, "2:33 nul_bytes"],
    ],
    ["NULs at the end", `${H}\na,true\n\0\0\0\0`, [1, "3:1 nul_bytes"]],
    ["NULs alone on a line", `${H}\na,true\n\0\0\n\0\nb,true\n`, [2, "3:1 nul_bytes", "4:1 nul_bytes"]],
    ["NULs within an identifier", `${H}\na\0b,true\n`, [0, "2:1 hidden_character"]],
  ])("%s", (_, text, expected) => assert.deepEqual(places(text), expected))

  it.each(["utf16le", "utf16be"])("%s without a mark", (name) => {
    const text = `${H}\na,true,0,${T},t,规则,c\n`
    const bytes = Buffer.from(text, "utf16le")
    assert.deepEqual(read(name === "utf16le" ? bytes : bytes.swap16()), read(text))
  })
})

describe("cells", () => {
  const cell = (column: string, text: string, kind: "results" | "bills" = "results") => {
    const names =
      kind === "results" ? [...H.split(","), "FetchedAt"] : [...H.split(","), "Date", "ChargeType", "ChargeCount"]
    const base: Record<string, string> = { Seq: "a", IsNeedCharge: "true", ReqTime: T }
    const header = kind === "bills" ? names.map((name) => (name === "Errcode" ? "ErrorCode" : name)) : names
    const cells = header.map((name) => `"${(name === column ? text : (base[name] ?? "")).replaceAll('"', '""')}"`)
    return places(`${header.join(",")}\n${cells.join(",")}\n`, { kind }).map((fault) => String(fault).split(" ").at(-1))
  }

  it.each(["NULL", "(null)", "[NULL]", "<null>", "\\N", "None", "nil", "NaN", "n/a", "undefined"])(
    "%s is nothing in every column",
    (word) => {
      for (const column of [...H.split(","), "FetchedAt"]) assert.deepEqual(cell(column, word), ["1"])
      for (const column of ["Date", "ErrorCode", "ChargeType", "ChargeCount"])
        assert.deepEqual(cell(column, word, "bills"), ["1"])
    },
  )

  it.each(["-", "--", "—", "无"])("%s is nothing where a name stands", (word) => {
    for (const column of ["Seq", "BizToken", "RuleId", "Account"]) assert.deepEqual(cell(column, word), ["1"])
    assert.deepEqual(cell("ChargeType", word, "bills"), ["1"])
    for (const column of ["IsNeedCharge", "Errcode", "ReqTime", "FetchedAt"]) {
      assert.deepEqual(cell(column, word), ["0", "wrong_type"])
    }
    for (const column of ["Date", "ChargeCount"]) assert.deepEqual(cell(column, word, "bills"), ["0", "wrong_type"])
  })

  it.each(["#N/A", "#REF!", "#VALUE!", "Err:502"])("%s is nothing where a name may be missing", (error) => {
    for (const column of ["BizToken", "RuleId", "Account"]) assert.deepEqual(cell(column, error), ["1"])
    assert.deepEqual(cell("ChargeType", error, "bills"), ["1"])
    for (const column of ["Seq", "IsNeedCharge", "Errcode", "ReqTime", "FetchedAt"]) {
      assert.deepEqual(cell(column, error), ["0", "formula_error"])
    }
    for (const column of ["Date", "ErrorCode", "ChargeCount"]) {
      assert.deepEqual(cell(column, error, "bills"), ["0", "formula_error"])
    }
  })

  it("a number that a spreadsheet has spoiled is rejected wherever one identifies", () => {
    for (const column of ["Seq", "BizToken", "RuleId", "Account", "ReqTime", "FetchedAt"]) {
      assert.deepEqual(cell(column, "1.23457E+19"), ["0", "spoiled_number"])
    }
  })

  it("a hidden character in an identifier is rejected", () => {
    for (const column of ["Seq", "BizToken", "RuleId", "Account"]) {
      for (const text of ["a\u200bb", "a\u0001b", "a\nb", "a\u007fb"])
        assert.deepEqual(cell(column, text), ["0", "hidden_character"])
    }
  })

  it("digits with separators are told", () => {
    assert.deepEqual(cell("Errcode", "2,016"), ["0", "digit_separators"])
    assert.deepEqual(cell("ReqTime", "1,790,784,729,786"), ["0", "digit_separators"])
    assert.deepEqual(cell("ErrorCode", "2,016", "bills"), ["0", "digit_separators"])
    assert.deepEqual(cell("ChargeCount", "1,000", "bills"), ["0", "digit_separators"])
  })

  it("NA is a name", () => {
    assert.include(String(read(`${H}\nNA,true\n`).attempts[0]), '"key":"NA"')
  })
})

describe("DressesDoNotMatter", () => {
  const names = H.split(",")
  const known = fc.record({
    Seq: fc.oneof(fc.uuid(), fc.constantFrom("s1", "流水1", "NA", "1e5", "0012", "")),
    IsNeedCharge: fc.constantFrom("true", "false"),
    Errcode: fc.constantFrom("0", "2016", ""),
    ReqTime: fc.constantFrom(T, "1790784729787", ""),
    BizToken: fc.oneof(fc.uuid(), fc.constantFrom("t1", "")),
    RuleId: fc.constantFrom("1", "规则", ""),
    Account: fc.constantFrom("shop", ""),
  })
  const nothing = fc.constantFrom(
    "",
    "NULL",
    "null",
    "(null)",
    "[NULL]",
    "<null>",
    "\\N",
    "None",
    "NaN",
    "n/a",
    '""',
    '=""',
  )
  /** Ways to write a cell so that it is the same cell. */
  const dress = fc.constantFrom<(text: string) => string>(
    (text) => text,
    (text) => `"${text}"`,
    (text) => ` ${text}\u00a0`,
    (text) => `="${text}"`,
    (text) => `"=""${text}"""`,
    (text) => `'${text}`,
    (text) => `\u200b${text}\u3000`,
    (text) => `"\ufeff${text} "`,
  )
  const between = fc.constantFrom("", "", "", "\n", ",,,\n", "合计,,1\n", "Total: 3,,,\n", "小计\n", `${H}\n`)
  const rows = fc.array(fc.tuple(known, fc.array(dress, { minLength: 7, maxLength: 7 }), nothing, between), {
    maxLength: 8,
  })
  const above = fc.constantFrom("", "", "导出信息：\n", "Report, 2026-10\n\n", "\ufeff", "sep=,\n", "\ufeffsep=,\r\n")
  const end = fc.constantFrom("", "\u001a", "\n\u001a")

  it("guards, words, totals, notes and headers around known rows", () => {
    fc.assert(
      fc.property(rows, above, end, fc.array(fc.nat(), { maxLength: 4 }), (table, notes, last, cuts) => {
        const plain = table.map(([cells]) => names.map((name) => `"${cells[name as "Seq"]}"`).join(","))
        const dressed = table.map(([cells, dresses, word, after]) => {
          const row = names.map((name, i) => {
            const text = cells[name as "Seq"]
            return text === "" ? word : (dresses[i]?.(text) ?? text)
          })
          return `${row.join(",")}\n${after}`
        })
        const { remarks: _, ...expected } = countBytes(
          [Buffer.from([H, ...plain].join("\n"))],
          { name: "a.csv" },
          "plain",
        )
        const bytes = Buffer.from(`${notes}${H}\n${dressed.join("")}${last}`)
        for (const path of ["fast", "plain"] as const) {
          const { remarks: __, ...facts } = countBytes(cutAt(bytes, cuts), { name: "a.csv" }, path)
          assert.deepEqual(facts, expected)
        }
      }),
      { numRuns: 500 },
    )
  })
})
