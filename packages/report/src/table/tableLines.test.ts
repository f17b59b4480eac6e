import { stripVTControlCharacters } from "node:util"

import { describe, expect, it } from "vitest"

import { sharedText } from "../messages/sharedText.ts"
import { ansiStyle } from "./Style.ts"
import type { Table } from "./Table.ts"
import { tableLines } from "./tableLines.ts"
import { printable } from "../language/printable.ts"

interface Row {
  readonly name: string
  readonly count: number | null
}
const table: Table<Row> = [
  { key: "name", title: () => "名称", value: ({ name }) => name },
  { key: "count", title: () => "n", value: ({ count }) => count, align: "right" },
]
const say = sharedText["en"]

describe("tables for a terminal", () => {
  it("ChineseTakesTwoCells", () => {
    expect(
      tableLines(
        table,
        [
          { name: "核身", count: 1234 },
          { name: "plus", count: null },
        ],
        { say, indent: 0 },
      ),
    ).toEqual(["名称      n", "────  ─────", "核身  1,234", "plus"])
  })

  it("NothingInTheDataMovesTheCursor", () => {
    const [, , line] = tableLines(table, [{ name: "a\u001B[2J\r\n\u202Eb", count: 1 }], { say })
    expect(line).not.toMatch(/[\p{Cc}\p{Cf}]/u)
    expect(printable("plain 文字")).toBe("plain 文字")
  })

  it("colours do not shift the columns", () => {
    const options = { say, style: ansiStyle, paint: () => ansiStyle.bad }
    const plain = tableLines(table, [{ name: "核身", count: 1 }], { say })
    const coloured = tableLines(table, [{ name: "核身", count: 1 }], options)
    expect(coloured.map(stripVTControlCharacters)).toEqual(plain)
  })
})
