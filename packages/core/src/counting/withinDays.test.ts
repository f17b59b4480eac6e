// Attempts belong to the day of their ReqTime in China, NFC counts to that of their BizToken's earliest one.
import * as fc from "fast-check"
import { expect, test } from "vitest"

import { tallyOf } from "../../test/readInto.ts"
import { runs } from "../../test/runs.ts"
import { days, resultFiles } from "../../test/world.ts"
import type { BillingDay } from "../calendar/day.ts"
import { groupBy } from "./groupBy.ts"
import { type RequestedDays, withinDays } from "./withinDays.ts"

const day = (text: string) => text as BillingDay

test("the days together are all that was counted, and each is what it is among them", () => {
  fc.assert(
    fc.property(resultFiles, (files) => {
      const all = tallyOf(files)
      const total = all.summary()
      const groups = groupBy(all, "day")
      const found = days.map((text) => ({ text, counted: withinDays(all, { from: day(text), to: day(text) }) }))
      for (const { text, counted } of found) {
        const { attempts, charges, uncharged, unknown } = counted.tally.summary()
        const expected = groups.find(({ key }) => key === text) ?? { attempts: 0, charges: 0, uncharged: 0, unknown: 0 }
        expect({ attempts, charges, uncharged, unknown }).toEqual({
          attempts: expected.attempts,
          charges: expected.charges,
          uncharged: expected.uncharged,
          unknown: expected.unknown,
        })
        expect(attempts + counted.outside + counted.undated).toBe(total.attempts)
      }
      const nfc = found.reduce((sum, { counted }) => sum + counted.tally.summary().nfcCharges, 0)
      expect(nfc + (found[0]?.counted.nfcUndated ?? 0)).toBe(total.nfcCharges)
    }),
    runs(300),
  )
})

test("a window without one end is open there", () => {
  const entry = (seq: string, at: string) => ({ Seq: seq, IsNeedCharge: true, ReqTime: String(Date.parse(at)) })
  const all = tallyOf([
    [
      { BizToken: "t1", LivenessDetail: [entry("a", "2026-09-30T23:59:59.999+08:00")] },
      { BizToken: "t2", LivenessDetail: [entry("b", "2026-10-01T00:00:00+08:00"), { Seq: "c", IsNeedCharge: true }] },
    ],
  ])
  const charges = (asked: RequestedDays) => {
    const { tally, outside, undated } = withinDays(all, asked)
    return [tally.summary().charges, outside, undated]
  }
  expect(charges({ from: day("2026-10-01") })).toEqual([1, 1, 1])
  expect(charges({ to: day("2026-09-30") })).toEqual([1, 1, 1])
  expect(charges({ from: day("2026-10-02") })).toEqual([0, 2, 1])
})
