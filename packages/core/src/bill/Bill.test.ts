import { describe, expect, test } from "vitest"

import { billOf, type Files, tallyOf } from "../../test/readInto.ts"
import { Dictionaries, reconcile, type ReconcileOptions } from "../engine.ts"

const line = (fields: object = {}) => ({ Seq: "s1", IsNeedCharge: true, ErrorCode: "0", ...fields })
const page = (fields: object, ...lines: ReadonlyArray<object>) => ({
  Date: "2026-10-05",
  ...fields,
  Response: { WeChatBillDetails: [{ BizToken: "t1", RuleId: "1", ChargeCount: 1, ...fields, ChargeDetails: lines }] },
})
const read = (bills: Files, options: ReconcileOptions = {}) => {
  const names = new Dictionaries()
  return reconcile(tallyOf([], names), billOf(bills, names), options).bill
}

describe("re-reading is no accusation", () => {
  const first = page({}, line(), line({ Seq: "s2" }))
  test.each<readonly [string, object, boolean]>([
    ["the same page", first, true],
    ["with another cursor", { ...first, Cursor: 7 }, true],
    ["with the account that goes without saying", { ...first, Account: "default" }, true],
    ["of another account", { ...first, Account: "acme" }, false],
    ["of another day", { ...first, Date: "2026-10-06" }, false],
    ["with another ChargeCount", page({ ChargeCount: 2 }, line(), line({ Seq: "s2" })), false],
    ["with another BizToken", page({ BizToken: "t2" }, line(), line({ Seq: "s2" })), false],
    ["with its lines in another order", page({}, line({ Seq: "s2" }), line()), false],
    ["with a line fewer", page({}, line()), false],
    ["with another flag", page({}, line({ IsNeedCharge: null }), line({ Seq: "s2" })), false],
    ["with another code", page({}, line({ ErrorCode: "2016" }), line({ Seq: "s2" })), false],
    ["with another ChargeType", page({}, line({ ChargeType: "核身" }), line({ Seq: "s2" })), false],
    ["with another ReqTime", page({}, line({ ReqTime: "1790000000000" }), line({ Seq: "s2" })), false],
  ])("%s", (_, second, isRepeated) => {
    for (const files of [[[first, second]], [[second, first]], [[first], [second]]]) {
      expect(read(files)).toMatchObject({ pages: isRepeated ? 1 : 2, repeatedPages: isRepeated ? 1 : 0 })
    }
  })

  test("names that are dropped make no difference", () => {
    const named = page({}, line({ Name: "甲" }))
    expect(read([[named, page({}, line({ Name: "乙" }))]])).toMatchObject({ pages: 1, lines: 1 })
  })

  test("a page without Date has the days of its lines", () => {
    const noon = Date.parse("2026-10-05T12:00:00+08:00")
    const dated = page({}, line({ ReqTime: noon }))
    const undated = page({ Date: null }, line({ ReqTime: noon }))
    expect(read([[dated, undated]])).toMatchObject({ pages: 1, repeatedPages: 1 })
    const shifted = page({ Date: "2026-10-06" }, line({ ReqTime: noon }))
    expect(read([[shifted, undated]])).toMatchObject({ pages: 2, repeatedPages: 0 })
  })

  test("empty pages are never repeated", () => {
    const empty = { Date: "2026-10-05", Response: { WeChatBillDetails: [] } }
    expect(read([[empty, empty]])).toMatchObject({ pages: 2, repeatedPages: 0 })
  })

  test("a group without lines is content, whichever page comes first", () => {
    const group = { BizToken: "t1", RuleId: "1", ChargeCount: 1 }
    const withOne = { Date: "2026-10-05", Response: { WeChatBillDetails: [{ ...group, ChargeDetails: [line()] }] } }
    const withTwo = {
      Date: "2026-10-05",
      Response: { WeChatBillDetails: [...withOne.Response.WeChatBillDetails, { ...group, ChargeDetails: [] }] },
    }
    for (const pages of [
      [withOne, withTwo],
      [withTwo, withOne],
    ]) {
      expect(read([pages])).toMatchObject({ pages: 2, chargeCountTotal: 3 })
    }
    expect(read([[withTwo, withTwo]])).toMatchObject({ pages: 1, chargeCountTotal: 2 })
  })

  test("which of two equal pages names the default account plays no part", () => {
    const pages = [page({}, line()), page({ Account: "default" }, line())]
    for (const bills of [[pages], [pages.toReversed()]]) {
      const names = new Dictionaries()
      const ours = tallyOf([[{ Seq: "s1", IsNeedCharge: false, Account: "acme" }]], names)
      expect([...reconcile(ours, billOf(bills, names)).items].map(({ account }) => account)).toEqual(["default"])
    }
  })

  test("an extra line in one page or in two is no re-reading", () => {
    expect(read([[page({}, line(), line())]])).toMatchObject({ pages: 1, lines: 2 })
    expect(read([[page({}, line()), page({}, line(), line({ Seq: "s2" }))]])).toMatchObject({ pages: 2, lines: 3 })
  })

  test("among thousands of pages", () => {
    const pages = Array.from({ length: 3000 }, (_, i) => page({ BizToken: `t${i}` }, line({ Seq: `s${i}` })))
    expect(read([pages, pages.toReversed()])).toMatchObject({ pages: 3000, repeatedPages: 3000, lines: 3000 })
  })
})

describe("tables", () => {
  const row = (fields: object = {}) => ({ ...line(), Date: "2026-10-05", BizToken: "t1", RuleId: "1", ...fields })

  test("are one page a day and account, in any order of rows", () => {
    const rows = [
      row(),
      row({ Date: "2026-10-06" }),
      row({ Seq: "s2" }),
      row({ Account: "acme" }),
      row({ Account: "default" }),
    ]
    expect(read([rows])).toMatchObject({ pages: 3, lines: 5 })
  })

  test("read twice are repeated day by day", () => {
    const rows = [row(), row({ Date: "2026-10-06" })]
    expect(read([rows, rows])).toMatchObject({ pages: 2, repeatedPages: 2, lines: 2 })
    expect(read([rows, [row()]])).toMatchObject({ pages: 2, repeatedPages: 1, lines: 2 })
  })

  test("of another account are others", () => {
    expect(read([[row()], [row({ Account: "acme" })]])).toMatchObject({ pages: 2, repeatedPages: 0, lines: 2 })
  })
})

test("pages are those with a day in the window", () => {
  const asked = { from: "2026-10-05", to: "2026-10-05" } as ReconcileOptions
  const pages = [page({}, line()), page({ Date: "2026-10-06" }, line()), page({ Date: null }, line())]
  expect(read([pages], asked)).toMatchObject({ pages: 1 })
  expect(read([pages])).toMatchObject({ pages: 3 })
})
