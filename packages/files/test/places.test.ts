// Records below the top, in log lines and in other dress, in files: the numbers, the places and what is told.
import { assert, describe, it } from "vitest"

import { countBytes } from "./readBytes.ts"
import type { Content } from "../src/options/Content.ts"

const A = '{"LivenessDetail":[{"Seq":"a","IsNeedCharge":true}]}'
const WRONG = '{"LivenessDetail":[{"Seq":"a","IsNeedCharge":"true"}]}'

/** Results, rejected and the places of faults, on both paths. */
const read = (text: string, about: Partial<Content> = {}) => {
  const [fast, plain] = (["fast", "plain"] as const).map((path) =>
    countBytes([Buffer.from(text)], { name: "r.ndjson", ...about }, path),
  )
  assert.deepEqual(fast, plain)
  const { faults = [], ...facts } = fast ?? {}
  const results = "summary" in facts ? facts.summary.results : undefined
  return [results, ...faults.map(({ line, column, rejection }) => `${line}:${column} ${rejection.code}`)]
}

describe("records below the top", () => {
  it.each<[string, string, ReadonlyArray<unknown>]>([
    ["point at the value", `${A}\n{"data":{"rows":[${A},${WRONG}]}}`, [2, "2:116 wrong_type"]],
    ["in strings, at the string", `{"x":1,"log":${JSON.stringify(WRONG)}}`, [0, "1:14 wrong_type"]],
    ["without a shape, at their start", `{"rows":[${A}, {"id":1}]}`, [1, "1:64 no_result"]],
    ["near names, at the value", '{"data":{"LivenessDetail":[{"Seq":"a", "needCharge":true}]}}', [0, "1:53 near_name"]],
    ["of several places, at the record", `\n {"a":${A},"b":${A}}`, [0, "2:2 several_places"]],
    ["in the order of numbers", `{"rows":{"2":${WRONG},"1":{}}}`, [0, "1:73 no_result", "1:59 wrong_type"]],
    ["at the end of a log line", `INFO ${WRONG}`, [0, "1:51 wrong_type"]],
  ])("%s", (_, text, expected) => assert.deepEqual(read(text), expected))

  it("are found in records that are too long to be built at once, photos beside them", () => {
    const photo = "A".repeat(100_000)
    const wrapped = `{"data":{"Response":{"BestFrame":{"BestFrame":"${photo}"},"Text":${A}}},"deep":${"[".repeat(20)}${"]".repeat(20)}}`
    assert.deepEqual(read(wrapped), [1])
    assert.deepEqual(read(`[${wrapped},\n${wrapped}]`, { name: "r.json" }), [2])
  })

  it("tens of thousands in one document, each with its line, in no more time than to read it", () => {
    const rows = Array.from({ length: 30_000 }, (_, i) => (i === 29_999 ? WRONG : A))
    assert.deepEqual(read(`{"rows":[\n${rows.join(",\n")}]}`, { name: "r.json" }), [29_999, "30001:46 wrong_type"])
  }, 60_000)

  it("are those at the place that is named", () => {
    const value = `{"a":${A},"b":{"c":[]}}`
    assert.deepEqual(read(value, { place: ["a"] }), [1])
    assert.deepEqual(read(value, { place: ["b", "c"] }), [0])
    assert.deepEqual(read(value, { place: ["x"] }), [0, "1:1 no_such_place"])
  })
})

describe("cursors", () => {
  it("are any integer that a number holds exactly", () => {
    const page = (cursor: number, next: number) =>
      `{"Date":"2026-10-01","Cursor":${cursor},"Response":{"HasNextPage":true,"NextCursor":${next},"WeChatBillDetails":[]}}`
    const cursors = [0, -1, 2 ** 31 - 1, -(2 ** 31), 2 ** 31, 2 ** 32 + 1, 2 ** 53 - 1, 1 - 2 ** 53]
    const text = cursors.map((cursor, i) => page(cursor, cursors[(i + 1) % cursors.length] ?? 0)).join("\n")
    for (const path of ["fast", "plain"] as const) {
      const facts = countBytes([Buffer.from(text)], { kind: "bills" }, path)
      assert.deepEqual(
        "pages" in facts ? facts.pages.map((each) => each.cursors) : [],
        cursors.map((cursor, i) => [cursor, cursors[(i + 1) % cursors.length], true]),
      )
    }
    const { faults } = countBytes([Buffer.from(page(2 ** 53, 0))], { kind: "bills" })
    assert.deepEqual(
      faults.map(({ rejection }) => rejection.code),
      ["wrong_type"],
    )
  })
})
