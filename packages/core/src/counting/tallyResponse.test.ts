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
    ["a bill", sample("bill-page.json"), "Response: bill among results"],
    ["nothing", undefined, "the answer: not an object"],
    [
      "a wrong type",
      { LivenessDetail: [{ Seq: "s", IsNeedCharge: "爱新觉罗永琪" }] },
      "LivenessDetail.0.IsNeedCharge: expected",
    ],
    [
      "names in another spelling",
      { LivenessDetail: [{ seq: "a", isNeedCharge: true }] },
      "LivenessDetail.0.seq: seq stands where Seq is read",
    ],
    ["a result in a wrapper", { data: first }, "the answer: no result here: it stands under data"],
    ["a result in a string", JSON.stringify(first), "the answer: not an object"],
    ["seconds", { LivenessDetail: [{ ReqTime: "1577179388" }] }, "LivenessDetail.0.ReqTime: time in seconds"],
  ])("%s", (_, answer, message) => {
    const counting = () => tally(answer)
    expect(counting).toThrow(NotCountable)
    expect(counting).toThrow(message)
    for (const value of ["爱新觉罗永琪", "1577179388"]) expect(counting).not.toThrow(value)
  })
})
