// What stands in the way of a close, each by itself: a month that is ready, and one thing of it changed (F5.3).
import * as Result from "effect/Result"
import { expect, it } from "vitest"

import { monthOfDay } from "../calendar/Month.ts"
import { dayNumberOf } from "../calendar/day.ts"
import { decodePricePlan } from "../money/PricePlan.ts"
import { blockerCodes } from "./blockers.ts"
import { type AccountMonth, ALONE, makeStatement, type StatementMonth } from "./statement.ts"

const first = dayNumberOf("2026-10-01") ?? 0
const october = monthOfDay(first)

const plan = Result.getOrThrow(
  decodePricePlan({
    currency: "CNY",
    labels: [{ label: "甲", rules: ["1"], prices: [{ from: "2026-01-01", price: "1.2" }] }],
    packs: [{ id: "P", label: "甲", units: 3, price: "3.3", from: "2026-09-01", to: "2027-09-30" }],
  }),
)
const billed = (ruleId: string, charges: number) => ({ day: first, ruleId, chargeType: "核身", charges })
const finalBill = { version: 1, digest: "d", at: Date.parse("2026-11-03T09:00:00+08:00"), dropped: 0, rows: [] }
const item = { kind: "duplicate_in_bill", ruleId: "1", chargeType: "核身", day: first, impact: 1, claim: 1 } as const

const account: AccountMonth = {
  account: "default",
  plan,
  billed: [billed("1", 2)],
  items: [{ ...item, state: "disputed" }],
  codes: [],
  history: { isComplete: () => true, billed: [] },
  accountBill: finalBill,
  invoice: null,
}
const ready: StatementMonth = {
  month: october,
  isOver: true,
  isCompared: true,
  run: { id: 1, seal: null, complete: true, incomplete: [] },
  ledgerCharges: null,
  accounts: [account],
  nfc: 0,
  around: ALONE,
}
const { waiting } = ALONE
const of = (about: Partial<AccountMonth>): Partial<StatementMonth> => ({ accounts: [{ ...account, ...about }] })
const around = (about: Partial<typeof waiting>): Partial<StatementMonth> => ({
  around: { ...ALONE, waiting: { ...waiting, ...about } },
})
const incomplete = (...incompleteDays: StatementMonth["run"]["incomplete"]): Partial<StatementMonth> => ({
  run: { ...ready.run, complete: false, incomplete: incompleteDays },
})
const missing = { day: "2026-10-05", account: "default", ruleId: null, reason: "missing" } as const

const rows: ReadonlyArray<readonly [what: string, code: string | null, count: number, Partial<StatementMonth>]> = [
  ["nothing", null, 0, {}],
  ["a day without a bill", "bill_incomplete", 1, incomplete(missing)],
  ["no reconciliation", "bill_incomplete", 31, incomplete()],
  ["days that are not over", "bill_incomplete", 3, around({ days: 3 })],
  ["BizTokens that can gain attempts", "results_open", 4, around({ results: 4 })],
  ["an item that was never decided", "undecided", 1, of({ items: [item] })],
  ["a decision that was withdrawn", "undecided", 1, of({ items: [{ ...item, state: "open" }] })],
  ["a claim without impact", "undecided", 1, of({ items: [{ ...item, kind: "rule_violation", impact: 0 }] })],
  ["nothing: an item without impact and claim", null, 0, of({ items: [{ ...item, impact: 0, claim: 0 }] })],
  ["charges that no label claims", "unpriced", 2, of({ billed: [billed("1", 2), billed("9", 2)] })],
  [
    "a pack of which nobody knows what it had",
    "pack_unknown",
    1,
    of({ history: { isComplete: () => false, billed: [] } }),
  ],
  ["an account without its account bill", "account_bill_missing", 1, of({ accountBill: null })],
  ["nothing: an account that is charged nothing", null, 0, of({ accountBill: null, billed: [], items: [] })],
  [
    "an account bill seen on the 2nd of the next month",
    "account_bill_early",
    1,
    of({ accountBill: { ...finalBill, at: Date.parse("2026-11-02T23:59:59+08:00") } }),
  ],
  ["months before it that are open", "earlier_month_open", 2, around({ months: 2 })],
]

it.each(rows)("a close is blocked by %s: %s", (_what, code, count, about) => {
  expect(makeStatement({ ...ready, ...about }).blockers).toEqual(code === null ? [] : [{ code, count }])
})

it("every blocker has a row of its own", () => {
  expect(new Set(rows.flatMap(([, code]) => code ?? []))).toEqual(new Set(blockerCodes))
})
