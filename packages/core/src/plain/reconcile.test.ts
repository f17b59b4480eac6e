import { readFileSync } from "node:fs"

import * as fc from "fast-check"
import { assert, describe, expect, test } from "vitest"

import { NotCountable, reconcile } from "../index.ts"
import { reconcile as reconcileSides } from "../reconciling/Reconciliation.ts"
import { Dictionaries } from "../columns/Dictionaries.ts"
import { billOf, tallyOf } from "../../test/readInto.ts"
import { runs } from "../../test/runs.ts"

const sample = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../../../samples/provider/${name}`, import.meta.url), "utf8"))

const ReqTime = "1790784729786"
const answer = (Seq: string, IsNeedCharge: boolean | null) => ({
  BizToken: `t-${Seq}`,
  RuleId: "1",
  LivenessDetail: [{ Seq, IsNeedCharge, Errcode: 0, ReqTime }],
})
const page = (...lines: ReadonlyArray<readonly [string, boolean | null]>) => ({
  Date: "2026-10-01",
  HasNextPage: false,
  WeChatBillDetails: lines.map(([Seq, IsNeedCharge]) => ({
    BizToken: `t-${Seq}`,
    RuleId: "1",
    ChargeDetails: [{ Seq, IsNeedCharge, ErrorCode: "0", ReqTime, ChargeType: "核身" }],
  })),
})

describe("the verdict", () => {
  test("is right where the charges agree one by one", () => {
    expect(reconcile([answer("a", true), answer("a", true)], [page(["a", true])])).toMatchObject({
      verdict: "right",
      complete: true,
      matched: 1,
      difference: 0,
      discrepancies: [],
      ledger: { attempts: 1, charges: 1 },
      bill: { lines: 1, charges: 1 },
    })
  })

  test("is different where they do not, also if the totals are equal", () => {
    const reconciled = reconcile([answer("a", true)], [page(["b", true])], { from: "2026-10-01", to: "2026-10-01" })
    expect(reconciled).toMatchObject({ verdict: "different", difference: 0, explained: 0 })
    expect(reconciled.discrepancies.map(({ kind, impact, seq }) => [kind, impact, seq])).toEqual([
      ["missing_in_bill", -1, "a"],
      ["missing_in_ledger", 1, "b"],
    ])
  })

  test("is neither where the bill is not whole: a day or a page is missing", () => {
    const whole = page(["a", true])
    const days = { from: "2026-10-01", to: "2026-10-02" }
    for (const reconciled of [
      reconcile([answer("a", true)], [whole], days),
      reconcile([answer("a", true), answer("b", true)], [whole], days),
      reconcile([answer("a", true)], [{ ...whole, HasNextPage: true, NextCursor: 1 }]),
    ]) {
      expect(reconciled).toMatchObject({ verdict: "incomplete", complete: false })
      expect(reconciled.incomplete.length).toBeGreaterThan(0)
    }
  })

  test("says nothing of what was not compared", () => {
    expect(reconcile([], []).verdict).toBe("nothing_compared")
    expect(reconcile([answer("a", true)], [], { ruleId: "2" }).verdict).toBe("nothing_compared")
  })
})

test("the provider's published bill is read", () => {
  expect(reconcile(sample("detect-info-1.json"), sample("bill-page.json")).bill.lines).toBeGreaterThan(0)
})

test("lines one by one are the bill that they are in a page", () => {
  const line = { Seq: "a", IsNeedCharge: true, ErrorCode: "0", ReqTime, ChargeType: "核身" }
  const { verdict, matched } = reconcile(answer("a", true), [
    { Date: "2026-10-01", BizToken: "t-a", RuleId: "1", ...line },
  ])
  expect([verdict, matched]).toEqual(["right", 1])
})

test("a page or an answer that is none is told by its place", () => {
  const [ofBill, ofResults] = [() => reconcile([], [page(), answer("a", true)]), () => reconcile([5], [])]
  expect(ofBill).toThrow(NotCountable)
  expect(ofBill).toThrow("bills[1]: a result among bills")
  expect(ofResults).toThrow(expect.objectContaining({ code: "not_an_object", path: ["results", 0] }))
  expect(() => reconcile([], [], { from: "2026-02-30" })).toThrow(RangeError)
})

test("plain callers get what the engine says, as JSON holds it", () => {
  const flag = fc.constantFrom(true, false, null)
  const sides = fc.array(fc.tuple(fc.constantFrom("a", "b", "c", "d"), flag), { maxLength: 6 })
  fc.assert(
    fc.property(sides, sides, (ours, theirs) => {
      const [answers, pages] = [ours.map(([seq, charge]) => answer(seq, charge)), [page(...theirs)]]
      const { verdict: _verdict, discrepancies, ...plain } = reconcile(answers, pages)
      const names = new Dictionaries()
      const engine = reconcileSides(tallyOf([answers], names), billOf([pages], names))
      const { items, billed: _billed, ...plan } = engine
      assert.deepEqual(plain, plan)
      assert.deepEqual(discrepancies, [...items])
      assert.deepEqual(JSON.parse(JSON.stringify(discrepancies)), discrepancies)
    }),
    runs(100),
  )
})
