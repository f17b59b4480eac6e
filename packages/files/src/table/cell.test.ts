import { describe, expect, it } from "vitest"

import { cellText, hasHidden, isFormulaError, isGrouped, isEmptyName, isNothing, isSpoiled, isTotal } from "./cell.ts"

const each = (texts: ReadonlyArray<string>) => texts.map((text) => [text] as const)

describe("the text of a cell", () => {
  it.each([
    ["a", "a"],
    ["  a\u00a0", "a"],
    ["\u3000\u200b a \u2060\ufeff", "a"],
    ["a b", "a b"],
    ['"a"', "a"],
    ['"a ""b"""', 'a "b"'],
    ['"a"b', "ab"],
    ['\u200b"a"', "a"],
    ['="a"', "a"],
    ['"=""a"""', "a"],
    ['"="" a """', "a"],
    ['="a""b"', 'a"b'],
    ["'a", "a"],
    ["' a", "a"],
    [`="'a"`, "a"],
    [`'="a"`, '="a"'],
    ["'", "'"],
    ["''a", "'a"],
    ["=1+1", "=1+1"],
    ['=""', ""],
    ['""', ""],
  ])("of %j is %j", (raw, text) => expect(cellText(raw)).toBe(text))
})

describe("words for nothing", () => {
  const words = ["", "null", "NULL", "(null)", "[NULL]", "<null>", "\\N", "None", "nil", "NaN", "N/A", "undefined"]

  it.each(each(words))("%j", (text) => expect([isNothing(text), isEmptyName(text)]).toEqual([true, true]))

  it.each(each(["-", "--", "—", "无"]))("%j where a name stands", (text) =>
    expect([isNothing(text), isEmptyName(text)]).toEqual([false, true]),
  )

  it.each(each(["NA", "nulls", "null null", "---", "none.", "0", "无无", "\\", "N"]))("not %j", (text) =>
    expect([isNothing(text), isEmptyName(text)]).toEqual([false, false]),
  )
})

describe("what spreadsheets make of cells", () => {
  it.each(each(["#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "Err:502"]))(
    "%j is a failed formula",
    (text) => expect(isFormulaError(text)).toBe(true),
  )
  it.each(each(["#1", "#", "a#N/A", "Err:", "Err:5"]))("%j is none", (text) => expect(isFormulaError(text)).toBe(false))

  it.each(each(["1.57718E+12", "1E+03", "9,1e+15", "-1.5E-7", "+1E+1"]))("%j is spoiled", (text) =>
    expect(isSpoiled(text)).toBe(true),
  )
  it.each(each(["1e5", "1E5", "12345E+1", "E+12", "a1E+12", "0012", "12.0"]))("%j is not", (text) =>
    expect(isSpoiled(text)).toBe(false),
  )

  it.each(each(["2,016", "1,790,784,729,786", "2，016", "1'000", "-2,016", "1 000", "2,016.0"]))(
    "%j is grouped",
    (text) => expect(isGrouped(text)).toBe(true),
  )
  it.each(each(["2016", "2,01", "20,1,6", "2.016", ",016", "2,0161"]))("%j is not grouped", (text) =>
    expect(isGrouped(text)).toBe(false),
  )

  it.each(each(["a\u200bb", "a\u0000b", "a\nb", "a\u007f", "a\u00adb"]))("%j hides something", (text) =>
    expect(hasHidden(text)).toBe(true),
  )
  it.each(each(["a b", "流水号", "a\u00a0b", "é"]))("%j hides nothing", (text) => expect(hasHidden(text)).toBe(false))
})

describe("a row that begins so is a total", () => {
  it.each(
    each([
      ..."合计 总计 小计 共计 汇总 total Subtotal SUM".split(" "),
      ..."合计: 合计：12 总计(3) 小计3 Total: total:1 Sum(2) TOTAL3".split(" "),
      "Grand Total",
      "grand total 5",
      "total 5",
      "合计 ",
      "(2 rows)",
      "(1 row)",
    ]),
  )("%j", (text) => expect(isTotal(text)).toBe(true))

  it.each(each(["合计数", "totals", "summary", "Totalled", "a total", "6c18fa97", "sum-1", "(rows)", ""]))(
    "not %j",
    (text) => expect(isTotal(text)).toBe(false),
  )
})
