import type { Status } from "@faceid-tally/books/engine"
import { expect, it } from "vitest"

import type { MonthView } from "../view/MonthView.ts"
import { nextSteps, type StepsKnown } from "./nextSteps.ts"

const status: Status = {
  tokens: { registered: 0, collected: 0, lapsed: 0, final: 0, expired: 0 },
  refused: 0,
  due: 0,
  deadlines: [],
  head: null,
  unsealedBatches: 0,
  grid: [],
}

const view: MonthView = {
  month: { name: "2026-10", first: 0, last: 30 },
  endDay: 31,
  days: [],
  verdict: { _tag: "NotReconciled", difference: null },
  run: null,
  isWider: false,
  closes: [],
  isStale: false,
  unpulled: [],
  uncollected: [],
}

const day = { day: 3, tokens: 5, settled: 2 } as MonthView["days"][number]

const tagsOf = (known: Partial<StepsKnown>) =>
  nextSteps({ view, claims: null, status, failed: [], conflicts: [], now: 0, ...known }).map(({ _tag }) => _tag)

it("pull what is missing, fetch what is missing, reconcile: in the order in which they are done", () => {
  expect(tagsOf({ view: { ...view, unpulled: [day], uncollected: [day] } })).toEqual([
    "PullBills",
    "FetchResults",
    "Reconcile",
  ])
  expect(
    nextSteps({ view: { ...view, uncollected: [day] }, claims: null, status, failed: [], conflicts: [], now: 0 }),
  ).toContainEqual({
    _tag: "FetchResults",
    days: [day],
    missing: 3,
  })
})

it("under a bill that differs there is always something to decide, also without prices", () => {
  const claims = { undecided: 2, owed: 0, eitherWay: null, isByState: true }
  expect(tagsOf({ claims })).toContain("Decide")
  expect(tagsOf({ claims: { ...claims, undecided: 0 } })).not.toContain("Decide")
})

it("what is about to expire comes before all else", () => {
  const soon = { bizToken: "b", account: "default", deadline: 1, nextDue: null }
  expect(tagsOf({ status: { ...status, deadlines: [soon] }, view: { ...view, unpulled: [day] } })[0]).toBe(
    "NearDeadline",
  )
})
