// Seqs that differ only in case or guards are counted in pairs, each once (M41).
import * as fc from "fast-check"
import { describe, expect, it } from "vitest"

import { alikeSeqs, type Missing } from "./alikeSeqs.ts"

const ofBill = (seq: string | null): Missing => ({ kind: "missing_in_ledger", seq })
const ours = (seq: string | null): Missing => ({ kind: "missing_in_bill", seq })

describe("Seqs are alike", () => {
  it.each([
    ["AAAA-1", "aaaa-1"],
    ['="aaaa-1"', "aaaa-1"],
    ["'aaaa-1", "aaaa-1"],
    ["\u200baaaa-1\u3000", "AAAA-1"],
    [' ="Aaaa-1" ', "aaaa-1"],
  ])("%s and %s", (a, b) => {
    for (const [one, other] of [
      [a, b],
      [b, a],
    ] as const) {
      expect(alikeSeqs([ofBill(one), ours(other)])).toEqual({ count: 1, bill: one, ours: other })
    }
  })

  it("in as many pairs as there are on both sides", () => {
    const seqs = fc.array(fc.constantFrom("a", "A", "'a", "b", "B", "c", null))
    fc.assert(
      fc.property(seqs, seqs, (billed, mine) => {
        const counts = (all: ReadonlyArray<string | null>, letter: string) =>
          all.filter((seq) => seq?.replace("'", "").toLowerCase() === letter).length
        const pairs = ["a", "b", "c"].reduce(
          (sum, letter) => sum + Math.min(counts(billed, letter), counts(mine, letter)),
          0,
        )
        const items = [...billed.map(ofBill), ...mine.map(ours), { kind: "code_mismatch", seq: "a" }]
        expect(alikeSeqs(items)?.count ?? 0).toBe(pairs)
      }),
    )
  })
})
