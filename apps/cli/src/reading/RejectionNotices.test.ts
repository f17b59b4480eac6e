// Of each kind of rejection the first twenty are told, then how many more; nothing of a side that is all of the other (M42).
import { rejection, type RejectionCode } from "@faceid-tally/core/engine"
import * as fc from "fast-check"
import { describe, expect, it } from "vitest"

import { RejectionNotices } from "./RejectionNotices.ts"

const paths = [[], ["Seq"], ["LivenessDetail", 0, "Seq"], ["LivenessDetail", 7, "Seq"], ["Text"]] as const
const codes = ["wrong_type", "invalid_json", "bill_among_results"] as const satisfies ReadonlyArray<RejectionCode>
const faults = fc.array(
  fc.record({
    code: fc.constantFrom(...codes),
    path: fc.constantFrom(...paths),
    times: fc.integer({ min: 1, max: 30 }),
  }),
  { maxLength: 8 },
)

const kindOf = (code: string, path: ReadonlyArray<string | number>) =>
  `${code} ${path.filter((part) => typeof part === "string").join(".")}`

const noticesOf = (
  readings: ReadonlyArray<ReadonlyArray<{ code: RejectionCode; path: ReadonlyArray<string | number> }>>,
) => {
  const each: Array<string> = []
  const more = new Map<string, number>()
  const rejections = new RejectionNotices({
    each: ({ line, rejection: { code, path } }) => each.push(`${line} ${kindOf(code, path)}`),
    more: (count, { code, path }) => more.set(kindOf(code, path), (more.get(kindOf(code, path)) ?? 0) + count),
  })
  let line = 0
  for (const [i, reading] of readings.entries()) {
    rejections.begin()
    for (const { code, path } of reading) {
      rejections.add({ file: "a", line: ++line, column: 1, rejection: rejection(code, [...path]) })
    }
    const isAllOfOtherSide = reading.length > 0 && rejections.ofOtherSide === reading.length
    rejections.end({ isAllOfOtherSide, isLast: i === readings.length - 1 })
  }
  return { each, more }
}

describe("rejections are told", () => {
  it("in their order, of each kind at most twenty, and the number of the rest", () => {
    fc.assert(
      fc.property(fc.array(faults, { minLength: 1, maxLength: 3 }), (groups) => {
        const readings = groups.map((group) =>
          group.flatMap(({ code, path, times }) => Array.from({ length: times }, () => ({ code, path }))),
        )
        const { each, more } = noticesOf(readings)
        const expected: Array<string> = []
        const counts = new Map<string, number>()
        let line = 0
        for (const reading of readings) {
          const isAllOfOtherSide = reading.every(({ code }) => code === "bill_among_results")
          for (const { code, path } of reading) {
            line++
            const kind = kindOf(code, path)
            if (isAllOfOtherSide) continue
            counts.set(kind, (counts.get(kind) ?? 0) + 1)
            if ((counts.get(kind) ?? 0) <= 20) expected.push(`${line} ${kind}`)
          }
        }
        // Strays that were held are of one kind in real readings; here only their sum is known.
        const isStray = (text: string) => text.includes("bill_among_results")
        expect(each.filter((text) => !isStray(text))).toEqual(expected.filter((text) => !isStray(text)))
        for (const [kind, count] of [...counts].filter(([name]) => !isStray(name))) {
          expect(more.get(kind) ?? 0).toBe(Math.max(0, count - 20))
        }
        const sum = [...counts].reduce((total, [kind, count]) => total + (isStray(kind) ? count : 0), 0)
        const sumMore = [...more].reduce((total, [kind, count]) => total + (isStray(kind) ? count : 0), 0)
        expect(each.filter(isStray).length + sumMore).toBe(sum)
      }),
    )
  })

  it("not at all where every one belongs to the other side", () => {
    const strays = Array.from({ length: 50 }, () => ({ code: "bill_among_results", path: [] }) as const)
    expect(noticesOf([strays])).toEqual({ each: [], more: new Map() })
    const mixed = noticesOf([[...strays, { code: "invalid_json", path: [] }]])
    expect(mixed.each).toHaveLength(21)
    expect(mixed.more).toEqual(new Map([["bill_among_results ", 30]]))
  })
})
