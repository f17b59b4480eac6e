import * as fc from "fast-check"
import { describe, expect, it } from "vitest"

import { htmlTable, type HtmlTableOptions, type Ticks } from "./htmlTable.ts"
import { sharedText } from "../messages/sharedText.ts"
import type { Table } from "./Table.ts"

interface Row {
  readonly name: string
  readonly count: number
}

const say = sharedText["en"]
const table: Table<Row> = [
  { key: "name", title: () => "Name", value: ({ name }) => name },
  { key: "count", title: () => "<Count>", value: ({ count }) => count, align: "right" },
]
const htmlOf = (row: Row, options: Partial<HtmlTableOptions<Row>> = {}) =>
  htmlTable(table, [row], {
    say,
    caption: `All of ${row.name}`,
    rowHeader: "name",
    className: "wide",
    rowClass: ({ name }) => name,
    href: ({ name }, key) => (key === "count" ? `/rows/${name}` : undefined),
    ...options,
  })

describe("html", () => {
  it("says what a header is a header of, and aligns numbers by a class", () => {
    expect(htmlOf({ name: "a", count: 1234 })).toBe(
      [
        '<table role="table" class="wide">',
        "<caption>All of a</caption>",
        '<thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">Name</th>' +
          '<th role="columnheader" scope="col" class="number">&lt;Count&gt;</th></tr></thead>',
        '<tbody role="rowgroup">',
        '<tr role="row" class="a"><th role="rowheader" scope="row" data-key="name" data-title="Name">a</th>' +
          '<td role="cell" data-key="count" data-title="&lt;Count&gt;" class="number"><a href="/rows/a">1,234</a></td></tr>',
        "</tbody>",
        "</table>",
        "",
      ].join("\n"),
    )
  })

  const ticks: Ticks<Row> = {
    form: "f",
    name: "row",
    title: "Choose",
    of: ({ name, count }) => (count > 0 ? { value: name, label: `Choose ${name}` } : undefined),
  }

  it("has a box in front of each row that can be chosen, which says what it chooses", () => {
    const html = htmlOf({ name: "a", count: 1 }, { ticks })
    expect(html).toContain('<input type="checkbox" form="f" name="row" value="a" aria-label="Choose a">')
    expect(html.match(/role="(?:columnheader|rowheader|cell)"/g)).toHaveLength(6)
    expect(htmlOf({ name: "a", count: 0 }, { ticks })).not.toContain("<input")
  })

  it("NoTextLeavesItsCell", () => {
    const shape = (html: string) => html.match(/<[^>]*>/g)?.map((tag) => tag.replaceAll(/"[^"]*"/g, '""'))
    const plain = shape(htmlOf({ name: "a", count: 1 }, { ticks }))
    const text = fc.string({ unit: fc.constantFrom("<", ">", '"', "'", "&", "a", " ", "/", "=") })
    fc.assert(
      fc.property(text, (name) => {
        expect(shape(htmlOf({ name, count: 1 }, { ticks }))).toEqual(plain)
      }),
    )
  })
})
