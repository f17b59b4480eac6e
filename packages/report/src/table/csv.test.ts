import * as fc from "fast-check"
import { describe, expect, it } from "vitest"

import { csvRows } from "./csv.ts"
import { sharedText } from "../messages/sharedText.ts"
import type { Cell, Table } from "./Table.ts"

const table: Table<readonly [Cell, Cell]> = [
  { key: "a", title: () => "甲", value: ([a]) => a },
  { key: "b", title: () => "乙", value: ([, b]) => b },
]
const say = sharedText["zh-CN"]
const csvOf = (...rows: Array<readonly [Cell, Cell]>) => [...csvRows(table, rows, { say, header: "keys" })].join("")

/** A reader by the letter of RFC 4180. */
const parse = (csv: string): Array<Array<string>> => {
  const rows: Array<Array<string>> = []
  let [row, rest]: [Array<string>, string] = [[], csv]
  while (rest !== "") {
    const [whole, quoted, plain = "", end] = /^(?:"((?:[^"]|"")*)"|([^,"\r\n]*))(,|\r\n)/.exec(rest) ?? []
    if (whole === undefined) throw new Error("not RFC 4180")
    row.push(quoted?.replaceAll('""', '"') ?? plain)
    if (end === "\r\n") [rows[rows.length], row] = [row, []]
    rest = rest.slice(whole.length)
  }
  return rows
}

describe("csv", () => {
  it("EveryTextIsReadBackAsItWas", () => {
    const text = fc.string({ unit: "binary" }).filter((s) => !/^[=+\-@\t\r]/.test(s))
    fc.assert(
      fc.property(text, text, (a, b) => {
        expect(parse(csvOf([a, b]))).toEqual([
          ["a", "b"],
          [a, b],
        ])
      }),
    )
  })

  it("NoTextIsAFormula", () => {
    expect(csvOf(["=1+1", "@x"], ["+a", "-b"])).toBe("a,b\r\n'=1+1,'@x\r\n'+a,'-b\r\n")
  })

  it("numbers, booleans and nothing stay what they are", () => {
    expect(csvOf([-1, true], [1234567, null])).toBe("a,b\r\n-1,true\r\n1234567,\r\n")
  })

  it("titles are in the reader's language, and a BOM comes first", () => {
    expect([...csvRows(table, [], { say, header: "titles", bom: true })]).toEqual(["\uFEFF甲,乙\r\n"])
  })
})
