import { decodeRun, type KindCount, type Run } from "@faceid-tally/books/engine"
import { sharedText } from "@faceid-tally/report"
import * as Effect from "effect/Effect"
import { expect, it } from "vitest"

import { bridgeSteps, spansOf } from "./bridgeSteps.ts"

const kept = Effect.runSync(decodeRun('{"fromDay":0,"toDay":0,"document":"{}"}'))

const runOf = (
  byKind: Readonly<Record<string, KindCount>>,
  ledger: number,
  bill: number,
): Pick<Run, "document" | "amounts"> => ({
  amounts: null,
  document: {
    ...kept.document,
    byKind: { ...kept.document.byKind, ...byKind },
    ledger: { ...kept.document.ledger, charges: ledger },
    bill: { ...kept.document.bill, charges: bill },
  },
})

it("kinds without impact are one row, and flags that cancel out are none of them", () => {
  const steps = bridgeSteps(
    runOf(
      {
        duplicate_in_bill: { count: 3, impact: 3 },
        charge_mismatch: { count: 4, impact: 0 },
        code_mismatch: { count: 2, impact: 0 },
        day_shift: { count: 1, impact: 0 },
      },
      10,
      13,
    ),
    sharedText.en,
  )
  expect(steps.map(({ step, count }) => [step, count])).toEqual([
    ["start", null],
    ["charge_mismatch", 4],
    ["duplicate_in_bill", 3],
    ["none", 3],
    ["end", null],
  ])
})

it("each bar begins where the one before ended, and the last ends at the bill's total", () => {
  const steps = bridgeSteps(
    runOf({ missing_in_bill: { count: 2, impact: -2 }, charge_mismatch: { count: 4, impact: 2 } }, 10, 10),
    sharedText.en,
  )
  const { rows, low, high } = spansOf(steps)
  expect(rows).toEqual([
    [{ from: 10, to: 10 }],
    [{ from: 10, to: 8 }],
    [
      { from: 8, to: 11 },
      { from: 11, to: 10 },
    ],
    [{ from: 10, to: 10 }],
  ])
  expect([low, high]).toEqual([8, 11])
})
