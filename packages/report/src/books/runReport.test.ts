// A run that another version of this program kept is shown all the same, and its bridge still leads to the bill's total.
import { decodeRun, decodeRunItems, encodeRun, type Run } from "@faceid-tally/books/engine"
import * as Effect from "effect/Effect"
import { expect, it } from "vitest"

import { sharedText } from "../messages/sharedText.ts"
import { reconcileLines } from "../reconcile/reconcileLines.ts"
import { reconcileText } from "../reconcile/reconcileText.ts"
import { runDocument } from "./bookDocuments.ts"
import { ItemsInBrief, keptPlan, keptSummary } from "./runReport.ts"

/** As it lies in the ledger. */
const bodyOf = (document: object, rest: object = {}) =>
  JSON.stringify({
    fromDay: 20_731,
    toDay: 20_731,
    ledgerCharges: 5,
    billCharges: 9,
    difference: 4,
    ...rest,
    document: JSON.stringify(document),
  })

const document = {
  from: "2026-10-05",
  to: "2026-10-05",
  complete: true,
  incomplete: [{ account: "default", day: "2026-10-05", reason: "later_reason" }],
  ledger: { attempts: 5, charges: 5, undated: 0, unattributed: 0 },
  bill: { pages: 1, repeatedPages: 0, lines: 9, charges: 9, chargeCountTotal: 0, undated: 0 },
  matched: 4,
  difference: 4,
  explained: 4,
  // An earlier version did not know most kinds; a later one knows one more.
  byKind: { missing_in_bill: { count: 1, impact: -1 }, later_kind: { count: 5, impact: 5 } },
  chargeTypes: [],
}
const item = {
  kind: "later_kind",
  impact: 1,
  seq: "seq-1",
  bizToken: null,
  ruleId: null,
  account: "default",
  day: "2026-10-05",
  ledger: null,
  bill: { charge: true, errcode: 0, at: null, day: null, chargeType: null },
  why: { code: "later_reason", params: { more: 1 } },
}

const kept = async (body: string): Promise<Run> => ({
  ...(await Effect.runPromise(decodeRun(body))),
  id: 1,
  ranAt: 0,
  items: 6,
})

it("of kinds that this version does not know", async () => {
  const run = await kept(bodyOf(document))
  const items = await Effect.runPromise(decodeRunItems([JSON.stringify(item)]))
  expect(items).toEqual([item])
  const plan = keptPlan(run, items, 1)
  const text = reconcileLines(plan, keptSummary(plan), { say: sharedText.en }).join("\n")
  expect(text).toContain("later_reason")
  expect(text).toMatch(/later_kind +5 +\+5/)
  expect(text).not.toContain(reconcileText.en.right(9))
  expect(runDocument(run)).toMatchObject({
    discrepancies: { total: 6, byKind: { later_kind: { count: 5, impact: 5 }, day_shift: { count: 0, impact: 0 } } },
  })
})

it("is not right where charges of such a kind cancel out", async () => {
  const run = await kept(bodyOf({ ...document, byKind: { later_kind: { count: 2, impact: 0 } }, difference: 0 }))
  const items = await Effect.runPromise(
    decodeRunItems([JSON.stringify(item), JSON.stringify({ ...item, impact: -1, seq: "seq-2" })]),
  )
  const brief = new ItemsInBrief(20)
  for (const each of items) brief.add(each)
  const plan = keptPlan(run, brief, brief.impacts)
  const text = reconcileLines(plan, keptSummary(plan), { say: sharedText.en }).join("\n")
  expect(text).not.toContain(reconcileText.en.right(9))
  expect(text).toContain(reconcileText.en.balanced(9, 2))
})

it("of a version that wrote less", async () => {
  const run = await kept(bodyOf({}))
  expect(runDocument(run)).toMatchObject({
    programVersion: "",
    complete: false,
    incomplete: [],
    ledger: { charges: 0 },
  })
  const plan = keptPlan(run, [], 0)
  expect(reconcileLines(plan, keptSummary(plan), { say: sharedText.en })).not.toHaveLength(0)
})

it("reads what it writes, and fails on what is no run", async () => {
  const run = await Effect.runPromise(decodeRun(bodyOf(document)))
  expect(await Effect.runPromise(decodeRun(encodeRun(run)))).toEqual(run)
  for (const body of ["", "[]", '{"fromDay":1,"toDay":2,"document":"no"}']) {
    expect(await Effect.runPromise(Effect.flip(decodeRun(body)))).toMatchObject({ _tag: "SchemaError" })
  }
})
