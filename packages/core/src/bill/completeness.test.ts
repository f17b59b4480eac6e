import { describe, expect, test } from "vitest"

import { billOf, type Files, tallyOf } from "../../test/readInto.ts"
import { incompleteReasons, Dictionaries, reconcile, type ReconcileOptions } from "../engine.ts"

interface PageFields {
  readonly date?: string | null
  readonly cursor?: number
  readonly next?: number
  readonly more?: boolean
  readonly rule?: string
  readonly account?: string
}

const page = ({ date = "2026-10-05", cursor, next, more, rule, account }: PageFields = {}) => ({
  Date: date,
  Cursor: cursor ?? null,
  RuleId: rule ?? null,
  Account: account ?? null,
  Response: { HasNextPage: more ?? false, NextCursor: next ?? null, WeChatBillDetails: [] },
})

const window = (from: string, to = from): ReconcileOptions => ({ from, to }) as ReconcileOptions
const incompleteOf = (bills: Files, options: ReconcileOptions = {}, results: Files = []) => {
  const names = new Dictionaries()
  const { complete, incomplete } = reconcile(tallyOf(results, names), billOf(bills, names), options)
  expect(complete).toBe(incomplete.length === 0)
  for (const { reason } of incomplete) expect(incompleteReasons).toContain(reason)
  return incomplete.map(({ account, day, reason }) => `${account} ${day} ${reason}`)
}

describe("one day", () => {
  const day = "default 2026-10-05"
  const first = page({ cursor: 0, next: 1873, more: true })
  const second = page({ cursor: 1873, next: 28888, more: true })
  const last = page({ cursor: 28888, next: 30000 })
  test.each<readonly [string, ReadonlyArray<object>, ReadonlyArray<string>]>([
    ["one last page", [page()], []],
    ["pulled and empty", [page({ cursor: 0 })], []],
    ["a page that says there is more", [page({ more: true })], [`${day} has_next_page`]],
    ["more, and a last page, no cursors known", [page({ more: true }), page()], []],
    ["the cursors lead to the last page", [first, second, last], []],
    ["the second page is missing", [first, last], [`${day} cursor_gap`]],
    ["the first page is missing", [second, last], [`${day} cursor_gap`]],
    ["the last page is missing", [first, second], [`${day} has_next_page`]],
    ["a page that was pulled twice", [first, first, second, last, last], []],
    ["pages that lead in a circle", [first, page({ cursor: 1873, next: 0, more: true }), last], [`${day} cursor_gap`]],
    ["the cursor grew between two pulls", [page({ cursor: 0, next: 7, more: true }), first, second, last], []],
    ["NextCursor is missing", [page({ cursor: 0, more: true }), last], [`${day} cursor_gap`]],
    ["only pages of one RuleId", [page({ rule: "1" })], [`${day} single_rules_only`]],
  ])("%s", (_, pages, expected) => {
    for (const read of [pages, pages.toReversed()]) {
      expect(incompleteOf([read])).toEqual(expected)
      expect(incompleteOf([read], window("2026-10-05"))).toEqual(expected)
    }
  })
})

describe("a window", () => {
  test("has to be pulled day by day", () => {
    const bills = [[page(), page({ date: "2026-10-07" })]]
    expect(incompleteOf(bills, window("2026-10-04", "2026-10-07"))).toEqual([
      "default 2026-10-04 not_pulled",
      "default 2026-10-06 not_pulled",
    ])
    expect(incompleteOf(bills)).toEqual([])
    expect(incompleteOf([], window("2026-10-04"))).toEqual(["default 2026-10-04 not_pulled"])
    expect(incompleteOf([])).toEqual([])
  })

  test("per account", () => {
    const bills = [[page({ account: "acme" }), page({ account: "beta", more: true })]]
    expect(incompleteOf(bills, window("2026-10-05", "2026-10-06"))).toEqual([
      "beta 2026-10-05 has_next_page",
      "acme 2026-10-06 not_pulled",
      "beta 2026-10-06 not_pulled",
    ])
  })

  test("where the bill names accounts, those of our records are expected too", () => {
    const ours = [[{ Seq: "s1", IsNeedCharge: false, Account: "gamma" }]]
    expect(incompleteOf([[page({ account: "acme" })]], window("2026-10-05"), ours)).toEqual([
      "gamma 2026-10-05 not_pulled",
    ])
    expect(incompleteOf([[page()]], window("2026-10-05"), ours)).toEqual([])
  })
})

test("an API error covers no day", () => {
  const error = { Date: "2026-10-05", Response: { Error: { Code: "InternalError" } } }
  expect(incompleteOf([[error]], window("2026-10-05"))).toEqual(["default 2026-10-05 not_pulled"])
})

describe("--rule", () => {
  test("a page that was asked for one RuleId covers the day only under that rule", () => {
    const bills = [[page({ rule: "1" })]]
    expect(incompleteOf(bills, { ...window("2026-10-05"), ruleId: "1" })).toEqual([])
    expect(incompleteOf(bills, { ...window("2026-10-05"), ruleId: "2" })).toEqual([
      "default 2026-10-05 single_rules_only",
    ])
    expect(incompleteOf([[page()]], { ...window("2026-10-05"), ruleId: "2" })).toEqual([])
  })

  test("the pages of one RuleId are a pull of their own", () => {
    const whole = page({ cursor: 0, next: 7, more: true })
    const single = page({ rule: "1", cursor: 7 })
    expect(incompleteOf([[whole, single]], { ...window("2026-10-05"), ruleId: "1" })).toHaveLength(1)
  })
})

describe("a bill table", () => {
  const row = (date: string, fields: object = {}) => ({ Seq: "s1", IsNeedCharge: true, Date: date, ...fields })
  test("covers every day from its first to its last Date, and no other", () => {
    const bills = [[row("2026-10-07"), row("2026-10-05")]]
    expect(incompleteOf(bills, window("2026-10-04", "2026-10-08"))).toEqual([
      "default 2026-10-04 not_pulled",
      "default 2026-10-08 not_pulled",
    ])
  })

  test("covers the days of its own file and account", () => {
    const files = [[row("2026-10-04")], [row("2026-10-06")]]
    expect(incompleteOf(files, window("2026-10-04", "2026-10-06"))).toEqual(["default 2026-10-05 not_pulled"])
    const accounts = [[row("2026-10-05", { Account: "acme" }), row("2026-10-06", { Account: "beta" })]]
    expect(incompleteOf(accounts, window("2026-10-05", "2026-10-06"))).toEqual([
      "beta 2026-10-05 not_pulled",
      "acme 2026-10-06 not_pulled",
    ])
    const blank = [[row("2026-10-04"), row("2026-10-06", { Account: "default" })]]
    expect(incompleteOf(blank, window("2026-10-04", "2026-10-06"))).toEqual([])
  })
})
