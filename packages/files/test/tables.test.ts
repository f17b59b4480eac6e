// Attempt and bill tables (R5, R6, C9): what a row says is what the same flat object says in JSON.
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"

import { countBytes, cutAt } from "./readBytes.ts"
import { places, read } from "./readTable.ts"

const H = "Seq,IsNeedCharge,Errcode,ReqTime"

describe("Tables", () => {
  it.each<[string, string, ReadonlyArray<unknown>]>([
    ["a header alone", `${H}\n`, [0]],
    ["rows", `${H}\na,true,0,1577179388135\nb,FALSE,,\nc,,,`, [3]],
    ["short rows are padded", `${H}\na,true\nb\n`, [2]],
    ["empty rows are skipped", `\n${H}\n\n , ,"",\na\n\n`, [1]],
    ["lines of Windows and of old", `${H}\r\na\r\nb\rc\n`, [3]],
    ["tabs", `${H.replaceAll(",", "\t")}\na\ttrue\t0\n`, [1]],
    ["semicolons", `${H.replaceAll(",", ";")}\na;true;0\n`, [1]],
    ["quotes", `"Seq","IsNeedCharge"\n"a","true"\n"b ""x"", y", "false" \n`, [2]],
    ["a line within a cell", `${H},Name\na,true,0,,"x\ny"\nb,1\n`, [1, "4:3 wrong_type"]],
    ["spaces around cells", ` Seq , IsNeedCharge \n a , True \n`, [1]],
    ["empty cells beyond the header", `${H}\na,true,0,,,,\n`, [1]],
    ["a cell beyond the header", `${H}\na,true,0,,,x\nb\n`, [1, "2:12 too_many_cells"]],
    ["no Seq in the header", "IsNeedCharge,Errcode\ntrue,0\n", [0, "1:1 missing_column"]],
    ["a header twice", `${H},Seq\na\n`, [0, "1:34 repeated_column"]],
    ["nameless columns", `${H},,\na,,,,1,2\n`, [1]],
    ["a quote that never closes", `${H}\na,true\n"b,true\nc\n`, [1, "3:1 unclosed_quote"]],
    ["flags are words", `${H}\na,1\nb,0\nc,yes\n`, [0, "2:3 wrong_type", "3:3 wrong_type", "4:3 wrong_type"]],
    [
      "codes are integers",
      `${H}\na,,2016.0\nb,,-1\nc,,1.5\nd,,2147483648\ne,,x\n`,
      [2, "4:4 wrong_type", "5:4 wrong_type", "6:4 wrong_type"],
    ],
    [
      "times are milliseconds",
      `${H}\na,,,1577179388\nb,,,1577179388135\nc,,,2019\n`,
      [1, "2:5 time_in_seconds", "4:5 time_out_of_span"],
    ],
    ["spoiled numbers", `${H}\na,,,1.57718E+12\n9.1E+15,,,\n`, [0, "2:5 spoiled_number", "3:1 spoiled_number"]],
    ["one fault a row", `${H}\na,x,y,z\n`, [0, "2:3 wrong_type"]],
    ["columns in code points, lines within cells", `Name,Seq,IsNeedCharge\n"爱😀\n新",a,1\n`, [0, "3:6 wrong_type"]],
  ])("%s", (_, text, expected) => assert.deepEqual(places(text), expected))

  it("bills: dates with slashes, codes that are none, ChargeType, and what they cover", () => {
    const text =
      "Date,BizToken,RuleId,ChargeCount,Seq,ReqTime,IsNeedCharge,ChargeType,ErrorCode\n" +
      "2026/10/5,t,1,2,a,1791172800000,true,核身,0\n2026-10-07,t,1,2,b,,false,别的,x\n2026-02-30,t,1,2,c,,,,\n"
    const { faults, pages, coverage } = read(text, { kind: "bills" })
    assert.deepEqual(
      faults.map(({ line, column }) => [line, column]),
      [[4, 1]],
    )
    assert.deepEqual(
      pages.map(({ day, isTable, lines }) => [day, isTable, lines.map(({ seq, type }) => [seq, type])]),
      [
        [20731, true, [["a", "核身"]]],
        [20733, true, [["b", "别的"]]],
      ],
    )
    assert.deepEqual(coverage, [["default", 20731, 20733]])
  })

  it("--columns maps headers, and falls back to the names", () => {
    const columns = { Seq: "流水号", RuleId: "Seq" }
    const text = "流水号,IsNeedCharge,Errcode\na,true,2016\n"
    assert.include(read(text, { columns: { Seq: "流水号", Errcode: "错误码" } }).attempts[0], '"errcode":2016')
    assert.deepEqual(places(text), [0, "1:1 missing_column"])
    assert.include(read("流水号,Seq,IsNeedCharge\na,r,true\n", { columns }).attempts[0], '"seq":"a"')
  })

  it("equal rows without Seq are told apart by how many stood before, and come to the same when read again", () => {
    const text = `${H}\n,true,0,\n,true,0,\n,false,0,\n`
    const { summary, attempts } = read(text)
    assert.deepEqual([summary.attempts, summary.unidentified, new Set(attempts).size], [3, 3, 3])
  })

  it("say what the flat objects of the same names say", () => {
    const cells = {
      Seq: fc.constantFrom("s1", "6c18fa97-9298-49e3-8423-7f7e52019ead", "流水", ""),
      IsNeedCharge: fc.constantFrom(true, false, null),
      Errcode: fc.constantFrom(0, 2016, null),
      ReqTime: fc.constantFrom("1577179388135", 1577179388136, null),
      BizToken: fc.constantFrom("t1", 7, null),
      RuleId: fc.constantFrom("1", 1, null),
      FetchedAt: fc.constantFrom("2021-07-20T10:00:00+08:00", 1626746400000, null),
      Account: fc.constantFrom("acme", null),
    }
    const billCells = {
      ...cells,
      Date: fc.constantFrom("2021-07-19", "2021-07-20", null),
      ChargeCount: fc.constantFrom(1, 2, null),
      ChargeType: fc.constantFrom("核身", "比对", null),
      ErrorCode: fc.constantFrom("0", 2016, "x", null),
    }
    const csv = (rows: ReadonlyArray<Record<string, string | number | boolean | null>>) =>
      [Object.keys(billCells), ...rows.map((row) => Object.keys(billCells).map((key) => row[key] ?? ""))]
        .map((row) => row.map((cell) => `"${String(cell).toUpperCase() === "TRUE" ? "True" : String(cell)}"`).join(","))
        .join("\n")
    fc.assert(
      fc.property(
        fc.array(fc.record(billCells), { maxLength: 8 }),
        fc.constantFrom("results", "bills"),
        fc.array(fc.nat(), { maxLength: 4 }),
        (rows, kind, cuts) => {
          const table = countBytes(cutAt(Buffer.from(csv(rows)), cuts), { kind, name: "a.csv" })
          const lines = countBytes([Buffer.from(rows.map((row) => JSON.stringify(row)).join("\n"))], { kind })
          const skipsBlank = rows.every((row) => Object.values(row).some((cell) => cell !== null && cell !== ""))
          if (skipsBlank) assert.deepEqual(table, lines)
        },
      ),
      { numRuns: 300 },
    )
  })
})

describe("PlainRowsAreTheSameAsOthers", () => {
  const uuid = "6c18fa97-9298-49e3-8423-7f7e52019ead"
  const words = `a "a" "" ${uuid} ${uuid.toUpperCase()} "${uuid}" 流水 核身 比对 true TRUE False "true" 1 0 tru truex T\u0052UE
    9.1E+15 1e5 12e+3 1E-5 1234e+5 12345678-9e12-3456-7890-123456789012 -0 007 -5 +5 --5 2147483647 999999999 4294967296
    2016.0 1.5 x 1577179388135 15771793881 0157717938813 1577179388135000 -1577179388135 1577179388135.0 2021-07-20
    2021-7-20 2014-12-31 2100-01-01 20210720 2021-07-20T10:00:00
    2021/7/20 2021-02-30 2021-07-20T10:00:00Z "a"b 'a ="a" "=""a""" '' ' NULL null (null) [NULL] <null> \\N None nil NaN
    n/a undefined NA nullable - -- — 无 _a #N/A #REF! Err:502 1.23E+19 "1.23E+19" 1E5 合计 total Total:1 sum "Total"
    2,016 "2,016" "1,790,784,729,786" Seq IsNeedCharge Errcode 1420041599999 1420041600000 4102415999999 4102416000000`
  const spaced = ["", " ", '" "', '"a ""b"', " a ", '" a "', "a b", "\u00a0", "a\u000b", "\0", "a\0", "\ufeffa"].concat(
    ["a\u200bb", "\u200ba", "a\u007f", "\u001a", "total 5", "grand total"],
  )
  const hostile = fc.constantFrom(...spaced, ...words.split(/\s+/))
  const columns = ["Seq", "IsNeedCharge", "Errcode", "ErrorCode", "ReqTime", "BizToken", "RuleId", "Account", "Date"]
  const header = fc.shuffledSubarray([...columns, "FetchedAt", "ChargeCount", "ChargeType", "Name"], { minLength: 6 })

  it("whatever the cells hold", () => {
    const tables = fc.tuple(header, fc.array(fc.array(hostile, { maxLength: 14 }), { maxLength: 12 }))
    const kinds = fc.constantFrom("results" as const, "bills" as const)
    fc.assert(
      fc.property(tables, kinds, fc.constantFrom(",", "\t", ";"), ([names, rows], kind, delimiter) => {
        const required = ["Seq", "IsNeedCharge"].filter((name) => !names.includes(name))
        const text = [[...required, ...names], ...rows].map((row) => row.join(delimiter)).join("\n")
        const about = { kind, name: "a.csv", encoding: "utf-8" } as const
        const bytes = [Buffer.from(text)]
        assert.deepEqual(countBytes(bytes, about), countBytes(bytes, about, "plain"))
      }),
      { numRuns: 1500 },
    )
  })
})

describe("TablesMayBeInGb18030", () => {
  // 流水号,IsNeedCharge,ChargeType and 核身 in GB18030.
  const header = [0xc1, 0xf7, 0xcb, 0xae, 0xba, 0xc5, ...Buffer.from(",IsNeedCharge,Date,ChargeType\n")]
  const row = [...Buffer.from("a,true,2026-10-05,"), 0xba, 0xcb, 0xc9, 0xed, 0x0a]
  const about = { kind: "bills", name: "bill.csv", columns: { Seq: "流水号" } } as const

  it("where --encoding says so, or a reader has seen that it is no UTF-8", () => {
    const expected = read("流水号,IsNeedCharge,Date,ChargeType\na,true,2026-10-05,核身\n", about)
    assert.deepEqual(read(Buffer.from([...header, ...row]), { ...about, encoding: "gb18030" }), expected)
  })

  it("and what is no GB18030 either is a fault where it is read", () => {
    const text = Buffer.from([...header, ...row, ...Buffer.from("b,true,2026-10-05,"), 0xff, 0x0a])
    const { faults } = read(text, { ...about, encoding: "gb18030" })
    assert.deepEqual(faults, [{ line: 3, column: 19, rejection: { code: "invalid_encoding", path: ["ChargeType"] } }])
  })
})
