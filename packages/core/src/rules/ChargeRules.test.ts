import * as Result from "effect/Result"
import { describe, expect, test } from "vitest"

import { chargeTable, isCharged } from "../../test/charges.ts"
import { dayNumber, tallyOf } from "../../test/readInto.ts"
import {
  CHARGED,
  ChargeRules,
  NO_CODE,
  parseChargeRules,
  publishedRules,
  UNCHARGED,
  UNKNOWN,
  unknownByRules,
  violates,
} from "../engine.ts"

const editions = ["plus", "eid", "intention", "wechat", "app"]
const rulingOf = (charged: boolean | null) => (charged === null ? "unlisted" : charged ? "charged" : "free")

test.each(chargeTable)("$code $en", ({ code, zh, en }) => {
  const { meaning, editions: explained } = publishedRules.explain(Number(code))
  expect(meaning).toEqual({ zh, en })
  expect(explained.map(({ edition, ruling }) => [edition, ruling])).toEqual(
    editions.map((edition) => [edition, rulingOf(isCharged(edition, Number(code), null))]),
  )
})

test("no other code is listed", () => {
  const listed = new Set(chargeTable.map(({ code }) => Number(code)))
  const others = Array.from({ length: 3010 }, (_, i) => i - 10).filter((code) => !listed.has(code))
  const isUnknown = (code: number) =>
    publishedRules.explain(code).meaning === null &&
    editions.every((edition) => publishedRules.ruling(code, edition) === "unlisted")
  expect(others.filter((code) => !isUnknown(code))).toEqual([])
})

test("before 2021-07-19 the wechat table charged more, and no other did", () => {
  for (const day of ["2021-07-18", "2021-07-19", "2021-07-20"]) {
    for (const { code } of chargeTable) {
      for (const edition of editions) {
        expect(publishedRules.ruling(Number(code), edition, dayNumber(day))).toBe(
          rulingOf(isCharged(edition, Number(code), day)),
        )
      }
    }
  }
  expect(publishedRules.ruling(2013, "wechat", dayNumber("2021-07-18"))).toBe("charged")
  expect(publishedRules.ruling(2013, "wechat", dayNumber("2021-07-19"))).toBe("free")
  expect(publishedRules.ruling(2013, "wechat")).toBe("free")
  expect(publishedRules.ruling(2008, "wechat", dayNumber("2021-07-18"))).toBe("free")
})

test("every edition has its source and the month in which it was read", () => {
  for (const { source } of publishedRules.explain(0).editions) {
    expect(source.title).not.toBe("")
    expect(source.page).toMatch(/^\d+\/\d+$/)
    expect(source.readOn).toMatch(/^\d{4}-\d\d/)
  }
  expect(publishedRules.explain(2016, "plus").editions).toHaveLength(1)
})

describe("violates", () => {
  const rules = { rules: publishedRules, edition: "plus" }
  test.each([
    [CHARGED, 0, undefined],
    [CHARGED, 1001, "charged_but_free_by_rules"],
    [UNCHARGED, 0, "free_but_charged_by_rules"],
    [UNCHARGED, 1001, undefined],
    [CHARGED, 1301, undefined],
    [UNCHARGED, 1301, undefined],
    [UNKNOWN, 0, undefined],
    [CHARGED, NO_CODE, undefined],
  ])("flag %i, code %i", (flag, code, expected) => {
    expect(violates(rules, flag, code, dayNumber("2026-10-05"))).toBe(expected)
  })
})

test("unknownByRules: of the open flags, what the rules would say", () => {
  const open = (Seq: string, Errcode: number | null, ReqTime = "1626652800000") => ({
    Seq,
    Errcode,
    ReqTime,
    IsNeedCharge: null,
  })
  const beforeTheChange = String(Date.parse("2021-07-18T23:59:59.999+08:00"))
  const tally = tallyOf([
    [
      open("a", 0),
      open("b", 2013, beforeTheChange),
      open("c", 2013),
      open("d", 1301),
      open("e", null),
      { Seq: "f", Errcode: 1001, IsNeedCharge: true },
    ],
  ])
  expect(unknownByRules(tally, { rules: publishedRules, edition: "plus" })).toEqual({
    charged: 1,
    free: 2,
    unlisted: 2,
  })
  expect(unknownByRules(tally, { rules: publishedRules, edition: "wechat" })).toEqual({
    charged: 2,
    free: 1,
    unlisted: 2,
  })
})

describe("parseChargeRules", () => {
  const parsed = (csv: string) => {
    const result = parseChargeRules(csv, "mine.csv")
    return Result.isSuccess(result) ? result.success : result.failure
  }
  const rulesOf = (csv: string): ChargeRules => {
    const rules = parsed(csv)
    if (!(rules instanceof ChargeRules)) throw new Error(JSON.stringify(rules))
    return rules
  }

  test("reads the published table back", () => {
    const csv = ["code,zh,en,plus,eid,intention,wechat,app"]
    for (const row of chargeTable) csv.push(["code", "zh", "en", ...editions].map((name) => row[name] ?? "").join(","))
    const rules = rulesOf(csv.join("\n"))
    expect(rules.editions).toEqual(editions)
    for (const { code } of chargeTable) {
      for (const edition of editions) {
        expect(rules.ruling(Number(code), edition)).toBe(publishedRules.ruling(Number(code), edition))
      }
      expect(rules.explain(Number(code)).meaning).toEqual(publishedRules.explain(Number(code)).meaning)
    }
  })

  test("takes a BOM, CRLF, quotes, any case, any order of columns, and no meanings", () => {
    const rules = rulesOf('\uFEFFmine,code,en\r\nY,0,"said ""yes"", once"\r\n n , 1 ,\r\n\r\n,2,x\r\n')
    expect(rules.editions).toEqual(["mine"])
    expect([0, 1, 2, 3].map((code) => rules.ruling(code, "mine"))).toEqual(["charged", "free", "unlisted", "unlisted"])
    expect(rules.explain(0).meaning?.en).toBe('said "yes", once')
    expect(rules.explain(0).editions[0]?.source).toEqual({ title: "mine", page: "mine.csv", readOn: null })
  })

  test.each([";", "\t"])("takes %j for a comma", (delimiter) => {
    const rows = ["code,mine,en", '0,y,"a, b; c"', "1,n,", " 2 ,,x"]
    const rules = rulesOf(rows.map((row) => row.replaceAll(/,(?! b)/g, delimiter)).join("\n"))
    expect(rules.editions).toEqual(["mine"])
    expect([0, 1, 2].map((code) => rules.ruling(code, "mine"))).toEqual(["charged", "free", "unlisted"])
    expect(rules.explain(0).meaning?.en).toBe("a, b; c")
  })

  test("a table of one's own named wechat has no past", () => {
    expect(rulesOf("code,wechat\n2013,n").ruling(2013, "wechat", dayNumber("2020-01-01"))).toBe("free")
  })

  test.each([
    ["", { line: 1, problem: "no_code_column" }],
    ["zh,plus\n0,y", { line: 1, problem: "no_code_column" }],
    ["code,zh\n0,x", { line: 1, problem: "no_edition_column" }],
    ["code,plus\n0,y\nabc,n", { line: 3, problem: "bad_code" }],
    ["code,plus\n0,y\n\n1,maybe", { line: 4, problem: "bad_mark" }],
    ["code,plus\n2016,y\n2016,n", { line: 3, problem: "code_twice" }],
    ["code,plus\n0,y\n00,y", { line: 3, problem: "code_twice" }],
    ["code,plus\n0,true", { line: 2, problem: "bad_mark" }],
  ])("%j", (csv, fault) => {
    expect(parsed(csv)).toEqual(fault)
  })
})
