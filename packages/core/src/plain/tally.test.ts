import { readFileSync } from "node:fs"

import { describe, expect, test } from "vitest"

import { NotCountable, tally } from "../index.ts"

const sample = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../../../samples/provider/${name}`, import.meta.url), "utf8"))
const first = sample("detect-info-1.json") as { readonly Response: { readonly Text: object } }
const at = "2019-12-24T17:23:08.135+08:00"

test("the provider's published example is one charge, in all shapes in which people hold it", () => {
  for (const answer of [first, first.Response, first.Response.Text, { Text: first.Response.Text }]) {
    expect(tally(answer)).toEqual({
      entries: 1,
      attempts: 1,
      charges: 1,
      uncharged: 0,
      unknown: 0,
      unidentified: 0,
      duplicates: 0,
      conflicts: 0,
      nfcCharges: 0,
      results: 1,
      apiErrors: 0,
      isApiError: false,
      list: [{ seq: "3d12da91-db34-4e55-81c3-993a41d7ccb7", charge: true, errcode: 0, at }],
    })
  }
})

test("the published fragment is two charges: a failed comparison is charged as well", () => {
  const { charges, list } = tally(sample("detect-info-2.json"))
  expect(charges).toBe(2)
  expect(list.map(({ charge, errcode }) => [charge, errcode])).toEqual([
    [true, 2016],
    [true, 0],
  ])
})

test("equals the provider's published loop wherever Seqs are distinct", () => {
  const answer = {
    LivenessDetail: [true, false, null, true].map((IsNeedCharge, i) => ({ Seq: `s${i}`, IsNeedCharge })),
  }
  let charges = 0
  for (const detail of answer.LivenessDetail) if (detail.IsNeedCharge === true) charges++
  expect(tally(answer)).toMatchObject({ charges, uncharged: 1, unknown: 1 })
})

test("attempts without Seq are listed with `seq` null", () => {
  expect(tally({ LivenessDetail: [{ IsNeedCharge: true }] })).toMatchObject({
    unidentified: 1,
    list: [{ seq: null, charge: true, errcode: null, at: null }],
  })
})

test("an API error is no result and no failure", () => {
  expect(tally({ Response: { Error: { Code: "InternalError" } } })).toMatchObject({ isApiError: true, attempts: 0 })
})

describe("what cannot be counted throws, with the place and no value", () => {
  test.each<readonly [string, unknown, string]>([
    ["a bill", sample("bill-page.json"), "a bill among results"],
    ["nothing", undefined, "not a JSON object"],
    [
      "a wrong type",
      { LivenessDetail: [{ Seq: "s", IsNeedCharge: "爱新觉罗永琪" }] },
      "LivenessDetail[0].IsNeedCharge: wrong type: expected true or false or null",
    ],
    [
      "names in another spelling",
      { LivenessDetail: [{ seq: "a", isNeedCharge: true }] },
      "LivenessDetail[0].seq: seq stands where Seq is read; write Seq",
    ],
    ["a result in a wrapper", { data: first }, "no result at the top: it stands under data"],
    ["a result in a string", JSON.stringify(first), "not a JSON object"],
    ["a Map", new Map(), "no result"],
    ["a promise", Promise.resolve(first), "no result"],
    [
      "one of many",
      [first, { LivenessDetail: [{ Seq: 5 }] }],
      "[1]: LivenessDetail[0].Seq: wrong type: expected text or null",
    ],
    [
      "seconds",
      { LivenessDetail: [{ ReqTime: "1577179388" }] },
      "LivenessDetail[0].ReqTime: this is in seconds; write epoch milliseconds",
    ],
  ])("%s", (_, answer, message) => {
    const counting = () => tally(answer)
    expect(counting).toThrow(NotCountable)
    expect(counting).toThrow(message)
    for (const value of ["爱新觉罗永琪", "1577179388"]) expect(counting).not.toThrow(value)
  })
})

describe("many answers", () => {
  const one = { LivenessDetail: [{ Seq: "s1", IsNeedCharge: true }] }
  const two = {
    LivenessDetail: [
      { Seq: "s1", IsNeedCharge: true },
      { Seq: "s2", IsNeedCharge: null },
    ],
  }

  test("a Seq that was fetched twice counts once, in an array as in a Set and from a generator", () => {
    const generated = (function* () {
      yield* [one, two]
    })()
    for (const answers of [[one, two], new Set([one, two]), generated]) {
      expect(tally(answers)).toMatchObject({ results: 2, attempts: 2, charges: 1, unknown: 1, duplicates: 1 })
    }
  })

  test("none are no charges, and no error", () => {
    expect(tally([])).toMatchObject({ results: 0, attempts: 0, isApiError: false, list: [] })
  })

  test("API errors are counted apart", () => {
    const error = { Response: { Error: { Code: "InternalError" } } }
    expect(tally([error, one])).toMatchObject({ apiErrors: 1, results: 1, charges: 1, isApiError: false })
  })

  test("equal rows without Seq are attempts of their own", () => {
    const row = { IsNeedCharge: true, Errcode: 0 }
    expect(tally([row, row])).toMatchObject({ attempts: 2, unidentified: 2, charges: 2 })
  })

  test("the path of what cannot be counted begins with its index", () => {
    const counting = () => tally([one, { LivenessDetail: [{ Seq: 5 }] }])
    expect(counting).toThrow(expect.objectContaining({ code: "wrong_type", path: [1, "LivenessDetail", 0, "Seq"] }))
  })
})
