// Totals are those of the tally that keeps everything, whether or not an attempt is told of more than once.
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"

import { resultRecord } from "../../../core/test/world.ts"
import { countBytes, readInto } from "../../test/readBytes.ts"
import { Totals } from "./Totals.ts"
import { totalsInto } from "./readTotals.ts"

const uuid = (i: number) => `6c18fa97-9298-49e3-8423-${String(i).padStart(12, "0")}`

/** Attempts by many Seqs and few, in both cases, texts among them. */
const seq = fc.oneof(
  fc.integer({ min: 0, max: 5000 }).map(uuid),
  fc.integer({ min: 0, max: 3 }).map(uuid),
  fc.integer({ min: 0, max: 3 }).map((i) => uuid(i).toUpperCase()),
  fc.constantFrom("s1", "s2"),
)
const attempt = fc.record({
  Seq: seq,
  IsNeedCharge: fc.constantFrom(true, false, null),
  Errcode: fc.constantFrom(0, 1003, null),
  ReqTime: fc.constantFrom("1577179388135", null),
})
const record = fc.record({
  BizToken: fc.constantFrom("CE661F1A-0F1E-45BD-BE13-34C05CEA7681", "t1"),
  FetchedAt: fc.constantFrom(1_600_000_000_000, 1_600_000_000_001, null),
  Response: fc.record({
    Text: fc.record({ ErrCode: fc.constantFrom(0, 1), LivenessDetail: fc.array(attempt, { maxLength: 4 }) }),
  }),
})
const withNfc = record.chain((result) =>
  fc.constantFrom(0, 0, 1, 2).map((count) => {
    const { Text } = result.Response
    return { ...result, Response: { Text: { ...Text, NFCBillingCounts: count } } }
  }),
)

const totalsOf = (texts: ReadonlyArray<string>) => {
  const totals = new Totals()
  readInto(totalsInto(totals), [Buffer.from(texts.join("\n"))])
  return totals.summary()
}

describe("TotalsAreThoseOfTheTally", () => {
  const cases = [
    ["regular records", record],
    ["records with NFC charges", withNfc],
    ["records for the plain path among others", fc.oneof(record, resultRecord)],
  ] as const
  for (const [what, records] of cases) {
    it(`for ${what}`, () => {
      fc.assert(
        fc.property(fc.array(records, { maxLength: 40 }), (drawn) => {
          const texts = drawn.map((result) => JSON.stringify(result))
          assert.deepEqual(totalsOf(texts), summaryOf(texts))
        }),
        { numRuns: 100 },
      )
    })
  }

  it("for many attempts, each partition of which has some that are told of twice", () => {
    const text = (i: number) =>
      `{"BizToken":"t${i}","Response":{"Text":{"LivenessDetail":[{"Seq":"${uuid(i)}","IsNeedCharge":${i % 3 === 0}},{"Seq":"${uuid(i % 7 === 0 ? i : i + 50_000)}","IsNeedCharge":null}]}}}`
    const texts = Array.from({ length: 20_000 }, (_, i) => text(i))
    assert.deepEqual(totalsOf(texts), summaryOf(texts))
  })
})

const summaryOf = (texts: ReadonlyArray<string>) => {
  const counted = countBytes([Buffer.from(texts.join("\n"))])
  return "summary" in counted ? counted.summary : undefined
}
