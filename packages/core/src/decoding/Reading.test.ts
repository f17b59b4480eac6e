// What becomes of a JSON value, wherever its records stand and however their names are spelled (R23, R27–R30).
import * as fc from "fast-check"
import { assert, describe, expect, it } from "vitest"

import { runs } from "../../test/runs.ts"
import { ownNames, providerNames } from "../shapes/flatNames.ts"
import { logRecordIn } from "../shapes/logLine.ts"
import { placeOf } from "../shapes/Place.ts"
import { type HowToRead, readRecord } from "./Reading.ts"
import type { RecordSide } from "../shapes/shapes.ts"

const entry = { Seq: "s1", IsNeedCharge: true, Errcode: 0, ReqTime: "1790784729786" }
const answer = { Response: { Text: { ErrCode: 0, LivenessDetail: [entry] }, RequestId: "r" } }
const line = { Seq: "s1", IsNeedCharge: true, ErrorCode: "0", ReqTime: "1790784729786", ChargeType: "核身" }
const group = { BizToken: "t", RuleId: "1", ChargeCount: 1, ChargeDetails: [line] }
const page = { Date: "2026-10-01", Response: { HasNextPage: false, NextCursor: 0, WeChatBillDetails: [group] } }
const attempts = { Seq: "s1", IsNeedCharge: true }

/** The outcomes, each as the Seqs in it or the code of its rejection, and the remarks. */
const read = (value: unknown, side: RecordSide = "results", how: HowToRead = {}) => {
  const { outcomes, remarks } = readRecord<RecordSide>(value, side, how)
  const told = outcomes.map((outcome) => {
    if (outcome._tag === "Rejected") {
      const { code, met, expected } = outcome.rejection
      return [code, expected, met].filter((part) => part !== undefined).join(" ")
    }
    const { record } = outcome
    if (record._tag === "ApiError") return "api error"
    const items = record._tag === "DetectInfo" ? record.entries : record.groups.flatMap(({ lines }) => lines)
    return items.map(({ seq }) => seq).join()
  })
  return [...told, ...remarks.map((remark) => (remark.code === "found_below" ? `below ${remark.place}` : remark.code))]
}

describe("records are read where they stand", () => {
  it.each<[string, unknown, ReadonlyArray<string>]>([
    ["at the top", answer, ["s1"]],
    ["in a wrapper", { code: 0, data: answer }, ["s1", "below data"]],
    [
      "in a wrapper of wrappers",
      { hits: { hits: [{ _source: answer }, { _source: answer }] } },
      ["s1", "s1", "below hits.hits._source"],
    ],
    ["in a string", { log: JSON.stringify(answer) }, ["s1", "below log"]],
    ["in a log line in a string", { message: `INFO resp=${JSON.stringify(answer)}` }, ["s1", "below message"]],
    [
      "in strings in strings",
      { a: JSON.stringify({ b: JSON.stringify({ c: JSON.stringify(answer) }) }) },
      ["s1", "below a.b.c"],
    ],
    [
      "not four strings down",
      { a: JSON.stringify({ b: JSON.stringify({ c: JSON.stringify({ d: JSON.stringify(answer) }) }) }) },
      ["no_result"],
    ],
    ["flat, in the export of a database", { RECORDS: [attempts, attempts] }, ["s1", "s1", "below RECORDS"]],
    ["in an object of numbers", { rows: { "0": answer, "2": answer } }, ["s1", "s1", "below rows"]],
    ["a string that is a record", JSON.stringify(answer), ["s1"]],
    ["a string that is a list of records", JSON.stringify([answer, 5]), ["s1", "not_an_object"]],
    ["under a key of Response", { Response: { Body: JSON.stringify(answer) } }, ["s1", "below Response.Body"]],
    [
      "eight keys down",
      { a: { b: { c: { d: { e: { f: { g: { h: answer } } } } } } } },
      ["s1", "below a.b.c.d.e.f.g.h"],
    ],
    ["not nine", { a: { b: { c: { d: { e: { f: { g: { h: { i: answer } } } } } } } } }, ["no_result"]],
    ["at two places", { a: answer, b: [answer] }, ["several_places a, b"]],
    ["under keys that are nobody's business", { "13800138000": answer, 张三: answer }, ["several_places *, *"]],
    ["beside an API error that is none", { Error: { code: 0 }, Data: answer }, ["s1", "below Data"]],
    ["an API error in a wrapper", { data: { Response: { Error: { Code: "x" } } } }, ["api error", "below data"]],
    ["what the SDK throws", { code: "AuthFailure.SignatureExpire", requestId: "r", message: "m" }, ["api error"]],
    ["what somebody else throws", { code: "E1", requestId: "r" }, ["no_result"]],
    ["all that stands at the place", { rows: [answer, { id: 1 }, null] }, ["s1", "no_result", "below rows"]],
    [
      "a string at the place that was cut",
      { rows: [JSON.stringify(answer), '{"Response":{"Te'] },
      ["s1", "invalid_json", "below rows"],
    ],
    ["never in what people wrote", { Extra: answer, IdCardData: answer, IntentionVerifyData: answer }, ["no_result"]],
    [
      "never in the legacy answer",
      { a: { DetectInfo: JSON.stringify({ Text: { LivenessDetail: [] } }) } },
      ["no_result"],
    ],
    ["a bill in a wrapper", { data: page }, ["bill_among_results"]],
    ["what a Response lacks", { Response: { text: {} } }, ["near_name Text text"]],
  ])("%s", (_, value, expected) => expect(read(value)).toEqual(expected))

  it.each<[string, unknown, ReadonlyArray<string>]>([
    ["a page in a wrapper", { data: page }, ["s1", "below data"]],
    ["lines of a database", { RECORDS: [line, line] }, ["s1", "s1", "below RECORDS"]],
    ["a result in a wrapper", { data: answer }, ["result_among_bills"]],
    ["results beside a page", { results: answer, bill: page }, ["s1", "below bill"]],
    ["an attempt", { Seq: "s1", IsNeedCharge: true, Errcode: 0 }, ["result_among_bills"]],
  ])("of a bill: %s", (_, value, expected) => expect(read(value, "bills")).toEqual(expected))

  it("what stands around them is read from the nearest object that says it", () => {
    const around = {
      BizToken: "outer",
      RuleId: "1",
      rows: [
        { BizToken: "t1", detail: answer },
        { BizToken: "NULL", detail: answer },
      ],
    }
    const { outcomes } = readRecord(around, "results")
    const tokens = outcomes.map((outcome) =>
      outcome._tag === "Read" && outcome.record._tag === "DetectInfo"
        ? [outcome.record.bizToken, outcome.record.ruleId]
        : [],
    )
    expect(tokens).toEqual([
      ["t1", "1"],
      ["outer", "1"],
    ])
  })

  it("an object with numbers for keys is a list in their order, and `{}` is none", () => {
    const detail = (details: object) => read({ LivenessDetail: details })
    expect(detail({ "10": { Seq: "b" }, "9": { Seq: "a" } })).toEqual(["a,b"])
    expect(detail({})).toEqual(["wrong_type array | null | undefined"])
    expect(detail({ "0": { Seq: "a" }, x: {} })).toEqual(["wrong_type array | null | undefined"])
  })
})

describe("a place that is named", () => {
  const value = { a: { "b.c": [JSON.stringify({ d: [answer] })] }, other: answer, empty: [], text: "none" }
  it.each<[string, ReadonlyArray<string>]>([
    ["a.b\\.c.d", ["s1"]],
    ["other", ["s1"]],
    ["empty", []],
    ["text", ["not_an_object"]],
    ["nowhere", ["no_such_place nowhere"]],
    ["a", ["no_result"]],
  ])("%s", (named, expected) => expect(read(value, "results", { place: placeOf(named) })).toEqual(expected))

  it("is for records that have none at the top", () => {
    expect(read(answer, "results", { place: ["data"] })).toEqual(["s1"])
  })

  it.each(["", ".", "a.", ".a", "a..b"])("%j is none", (text) => expect(placeOf(text)).toBeUndefined())
})

describe("the line of a log", () => {
  it.each([
    ['INFO {"a":1}', '{"a":1}'],
    ['[main] {"a":1} -> {"b":"}"}  ', '{"b":"}"}'],
    ['[1] took {"a":[{}]} ms=[{"x":1}] {"b":2}', '{"b":2}'],
    ['{"a":1}', undefined],
    ['[{"a":1} {"b":2}', undefined],
    ['INFO "quoted" {"a":1}', undefined],
    ['INFO {"a":1} done', undefined],
    ['INFO {a} {"b":1}', undefined],
    ["INFO [1]", undefined],
    [`${"字".repeat(342)}{"a":1}`, undefined],
    [`${"字".repeat(341)}{"a":1}`, '{"a":1}'],
  ])("%j", (text, expected) => {
    const span = logRecordIn(text)
    expect(span && text.slice(span.start, span.end)).toBe(expected)
  })
})

describe("names in another spelling", () => {
  /** Some spelling of a name, never the name itself. */
  const spelled = (name: string): fc.Arbitrary<string> =>
    fc
      .tuple(fc.infiniteStream(fc.nat(5)), fc.constantFrom("", "is", "Is_", "is-"))
      .map(([draws, lead]) => {
        const letters = [...name.replace(/^Is/, "")].map((letter) => {
          const draw = draws.next().value ?? 0
          return (
            (draw % 2 === 0 ? letter.toLowerCase() : letter.toUpperCase()) + (draw === 5 ? "_" : draw === 4 ? " " : "")
          )
        })
        return lead + letters.join("")
      })
      .filter((text) => text !== name && text.trim() === text)

  const respelled = (value: object, name: string, met: string): object =>
    Object.fromEntries(Object.entries(value).map(([key, inside]) => [key === name ? met : key, inside]))
  const rejects = (side: RecordSide, value: unknown, name: string, met: string): void =>
    assert.deepEqual(read(value, side), [`near_name ${name} ${met}`])

  /** Where each name of the provider's is asked for, with a record in which it is spelled so. */
  const places: ReadonlyArray<readonly [RecordSide, string, (met: string) => unknown]> = [
    ["results", "Response", (met) => ({ [met]: null, x: 1 })],
    ["results", "Text", (met) => ({ Response: { [met]: answer.Response.Text.ErrCode } })],
    ["results", "LivenessDetail", (met) => ({ Text: { [met]: [entry] } })],
    ["results", "LivenessDetail", (met) => ({ [met]: [] })],
    ["results", "NFCBillingCounts", (met) => ({ LivenessDetail: [], [met]: 1 })],
    ["bills", "WeChatBillDetails", (met) => ({ [met]: [] })],
    ["bills", "HasNextPage", (met) => ({ [met]: false, WeChatBillDetails: [] })],
    ["bills", "NextCursor", (met) => ({ Response: { [met]: 1, WeChatBillDetails: [] } })],
    ...(["BizToken", "RuleId", "ChargeDetails", "ChargeCount"] as const).map(
      (name) => ["bills", name, (met: string) => ({ WeChatBillDetails: [respelled(group, name, met)] })] as const,
    ),
    ...providerNames.results.flatMap((name) => [
      ["results", name, (met: string) => ({ LivenessDetail: [respelled(entry, name, met)] })] as const,
      ["results", name, (met: string) => respelled(entry, name, met)] as const,
    ]),
    ...providerNames.bills.map(
      (name) =>
        [
          "bills",
          name,
          (met: string) => ({
            WeChatBillDetails: [{ ChargeDetails: [respelled({ ...line, ChargeCount: 1 }, name, met)] }],
          }),
        ] as const,
    ),
  ]

  it("of the provider's reject the record, naming both", () => {
    for (const [side, name, recordOf] of places) {
      fc.assert(
        fc.property(spelled(name), (met) => rejects(side, recordOf(met), name, met)),
        runs(20),
      )
    }
  })

  it("of people's own are read, and told", () => {
    const values = { BizToken: "t", RuleId: "1", FetchedAt: 1_790_784_729_786 }
    for (const name of ownNames.results) {
      fc.assert(
        fc.property(spelled(name), (met) => {
          for (const record of [
            { [met]: values[name], ...answer },
            { [met]: values[name], data: answer },
          ]) {
            const { outcomes, remarks } = readRecord(record, "results")
            const [outcome] = outcomes
            assert.isTrue(outcome?._tag === "Read" && outcome.record._tag === "DetectInfo")
            if (outcome?._tag !== "Read" || outcome.record._tag !== "DetectInfo") return
            const { bizToken, ruleId, fetchedAt } = outcome.record
            assert.include([bizToken, ruleId, fetchedAt], values[name])
            assert.deepInclude(remarks, { code: "read_as", met, name })
          }
        }),
        runs(20),
      )
    }
    expect(read({ bizToken: "a", biz_token: "b", ...answer })).toEqual(["two_near_names BizToken bizToken, biz_token"])
  })

  it("are nobody's business where the name itself stands, or where wrappers have words like them", () => {
    expect(read({ ...answer, account: {}, cursor: "x", errcode: "0", error: null })).toEqual(["s1"])
    expect(read({ LivenessDetail: [{ ...entry, seq: 1, needCharge: "x" }] })).toEqual(["s1"])
  })
})

describe("wrappers of any words around known records", () => {
  const word = fc
    .stringMatching(/^[a-z_][a-z0-9_$@-]{0,12}$/)
    .filter((key) => !/^(?:is)?(?:text|seq|response)$/.test(key))
  const noise = fc.oneof(
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.stringMatching(/^[ -z]{0,20}$/),
    fc.constant([1, { x: [] }]),
  )
  const wrapper = fc.record({
    key: word,
    beside: fc.dictionary(word, noise, { maxKeys: 3 }),
    how: fc.constantFrom("object", "array", "string", "log"),
  })

  it("give the numbers of the records, and where they are", () => {
    fc.assert(
      fc.property(
        fc.array(wrapper, { minLength: 1, maxLength: 8 }),
        fc.integer({ min: 1, max: 3 }),
        (wrappers, count) => {
          let strings = 0
          const records = Array.from({ length: count }, () => answer)
          const value = wrappers.reduceRight<unknown>((inside, { key, beside, how }) => {
            const held = (how === "string" || how === "log") && ++strings <= 3
            const text = JSON.stringify(inside)
            const isLine = how === "log" && text.startsWith("{")
            const kept = held ? (isLine ? `at ${text}` : text) : how === "array" ? [[inside]] : inside
            return { ...beside, [key]: kept }
          }, records)
          const told = read(value)
          assert.deepEqual(
            told.slice(0, -1),
            records.map(() => "s1"),
            JSON.stringify(value),
          )
          assert.match(told.at(-1) ?? "", /^below /)
        },
      ),
      runs(300),
    )
  })
})
