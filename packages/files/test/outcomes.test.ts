// Every record's outcome against the oracle: JSON.parse and core's decoding. The scanner must change nothing of it.
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"

import { runs } from "../../core/test/runs.ts"
import { resultRecord } from "../../core/test/world.ts"
import { mutate, type Mutation, mutation } from "./mutate.ts"
import { plainOutcomes } from "./plainOutcome.ts"
import { countBytes, cutAt, outcomesOf } from "./readBytes.ts"

type Kind = "results" | "bills"

const photos = fc.constantFrom(
  {},
  { IdCardData: { OcrFront: "/9j/4AAQSkZJRg==", OcrBack: null } },
  { BestFrame: { BestFrame: "/9j/4AAQSkZJRg+".repeat(8) }, VideoData: {} },
  { Encryption: { EncryptList: ["Name"], CiphertextBlob: "a\\b" }, RequestId: "x" },
)

const billPage = fc.record({
  Date: fc.constantFrom("2021-07-19", null),
  Cursor: fc.constantFrom(0, 1, null),
  Response: fc.record({
    HasNextPage: fc.boolean(),
    NextCursor: fc.constantFrom(1, 2),
    WeChatBillDetails: fc.array(
      fc.record({
        BizToken: fc.constantFrom("CE661F1A-0F1E-45BD-BE13-34C05CEA7681", "t1", null),
        RuleId: fc.constantFrom("1", 2, null),
        ChargeCount: fc.constantFrom(1, 2, null),
        ChargeDetails: fc.array(
          fc.record({
            Seq: fc.constantFrom("6c18fa97-9298-49e3-8423-7f7e52019ead", "s1", "", null),
            ReqTime: fc.constantFrom("1577179388135", 1577179388135, null),
            IsNeedCharge: fc.constantFrom(true, false, null),
            ChargeType: fc.constantFrom("核身", "比对", "混合部署", "other", null),
            ErrorCode: fc.constantFrom("0", 2016, "x", null),
            Name: fc.constantFrom("爱新觉罗永琪", 'a"b\\c\u0007'),
          }),
          { maxLength: 2 },
        ),
      }),
      { maxLength: 2 },
    ),
  }),
})

const withPhotos = fc.tuple(resultRecord, photos).map(([record, more]) => {
  const { Response } = record
  return typeof Response === "object" ? { ...record, Response: { ...more, ...Response } } : { ...record, ...more }
})

const recordOf: Readonly<Record<Kind, fc.Arbitrary<unknown>>> = { results: withPhotos, bills: billPage }

/** Mutated records of one kind, each a line; sometimes an array of two. */
const hostileLines = fc.constantFrom<Kind>("results", "bills").chain((kind) =>
  fc.record({
    kind: fc.constant(kind),
    records: fc.array(recordOf[kind], { minLength: 4, maxLength: 4 }),
    mutations: fc.array(
      fc.tuple(fc.nat(3), fc.constantFrom("one", "one", "one", "array"), fc.array(mutation, { maxLength: 3 })),
      { minLength: 100, maxLength: 100 },
    ),
  }),
)

const linesOf = (
  records: ReadonlyArray<unknown>,
  mutations: ReadonlyArray<readonly [number, string, ReadonlyArray<Mutation>]>,
): ReadonlyArray<Uint8Array> =>
  mutations.map(([index, how, steps]) => {
    const record = JSON.stringify(records[index])
    const text = how === "array" ? `[${record}, ${JSON.stringify(records[(index + 1) % 4])}]` : record
    return Buffer.concat([steps.reduce(mutate, Buffer.from(text)), Buffer.from("\n")])
  })

/** Splits at newlines only: mutations bring in some of their own. */
const splitLines = (bytes: Uint8Array): ReadonlyArray<Uint8Array> =>
  Buffer.from(bytes)
    .toString("latin1")
    .split("\n")
    .map((line) => Buffer.from(line, "latin1"))

const isMarked = (bytes: Buffer): boolean => bytes.subarray(0, 3).toString("latin1") === "\u00ef\u00bb\u00bf"

describe("EveryOutcomeIsThatOfThePlainPath", () => {
  it("of 10,000 mutated records, whatever befell them and however they are cut", () => {
    fc.assert(
      fc.property(hostileLines, fc.array(fc.nat(), { maxLength: 5 }), ({ kind, records, mutations }, cuts) => {
        const bytes = Buffer.concat(linesOf(records, mutations))
        // A mark that a mutation put at the very beginning is the file's, and no part of its first record.
        const expected = splitLines(isMarked(bytes) ? bytes.subarray(3) : bytes).flatMap((line) =>
          plainOutcomes(kind, line),
        )
        const outcomes = outcomesOf(cutAt(bytes, cuts), { kind })
        assert.deepEqual(outcomes, expected)
        assert.deepEqual(countBytes(cutAt(bytes, cuts), { kind }), countBytes([bytes], { kind }, "plain"))
      }),
      { ...runs(100), endOnFailure: true },
    )
  }, 600_000)
})
