import * as fc from "fast-check"
import { describe, expect, test } from "vitest"

import { isCharged } from "../../test/charges.ts"
import { plainPage, type PlainPage, plainResult, type PlainResult } from "../../test/plainDecode.ts"
import { plainReconcile } from "../../test/plainReconciliation.ts"
import { plainTally } from "../../test/plainTally.ts"
import { billOf, type Files, tallyOf } from "../../test/readInto.ts"
import { runs } from "../../test/runs.ts"
import { auditOf, billFiles, options, resultFiles } from "../../test/world.ts"
import type { BillingDay, Discrepancy, ReconcileOptions, Reconciliation } from "../engine.ts"
import { discrepancyKinds, Dictionaries, reconcile, Tally, whyCodes } from "../engine.ts"

interface Asked {
  readonly from?: string | null
  readonly to?: string | null
  readonly rule?: string | null
  readonly edition?: string | null
  readonly byRule?: Readonly<Record<string, string>>
}

const reconciled = (results: Files, bills: Files, asked: Asked = {}): Reconciliation => {
  const names = new Dictionaries()
  return reconcile(tallyOf(results, names), billOf(bills, names), optionsOf(asked))
}

const optionsOf = (asked: Asked): ReconcileOptions => ({
  from: (asked.from ?? undefined) as BillingDay | undefined,
  to: (asked.to ?? undefined) as BillingDay | undefined,
  ruleId: asked.rule ?? undefined,
  audit: auditOf(asked),
})

const isDecoded = <A>(outcome: A | string): outcome is A => typeof outcome !== "string"

const twinOf = (results: Files, bills: Files, asked: Asked) => {
  const { edition = null, byRule = {} } = asked
  const { attempts } = plainTally(results.map((file) => file.map(plainResult).filter<PlainResult>(isDecoded)))
  return plainReconcile(
    attempts,
    bills.map((file) => file.map(plainPage).filter<PlainPage>(isDecoded)),
    {
      ...asked,
      charged: (code, day, ruleId) => {
        const own = byRule[ruleId ?? ""] ?? edition
        return own === null ? null : isCharged(own, code, day)
      },
    },
  )
}

/** What the twin knows of an item. */
const brief = ({ kind, impact, seq, bizToken, ruleId, account, day }: Discrepancy) => ({
  kind,
  impact,
  seq,
  bizToken,
  ruleId,
  account,
  day,
})
const inOneOrder = (items: ReadonlyArray<object>) => items.map((item) => JSON.stringify(item)).sort()

/** All that a reconciliation says, for comparing two of them. */
const sayings = ({ items, ...rest }: Reconciliation) => ({ ...rest, items: [...items] })

const world = fc.record({ results: resultFiles, bills: billFiles, asked: options })

test("the accounts together are the whole, and each item is of one of them", () => {
  fc.assert(
    fc.property(resultFiles, billFiles, options, (results, bills, asked) => {
      const of = (account?: string) => {
        const names = new Dictionaries()
        return reconcile(tallyOf(results, names), billOf(bills, names), { ...optionsOf(asked), account })
      }
      const [whole, parts] = [of(), ["acme", "default"].map(of)]
      const counts = ({ ledger, bill, matched, difference }: Reconciliation) => ({
        ...ledger,
        ...bill,
        matched,
        difference,
      })
      const sums: Record<string, number> = {}
      for (const part of parts) {
        for (const [name, count] of Object.entries(counts(part))) sums[name] = (sums[name] ?? 0) + count
      }
      expect(sums).toEqual(counts(whole))
      // An open flag is told once a Seq, and a Seq may have lines of several accounts.
      const told = ({ items }: Reconciliation) => [...items].filter(({ kind }) => kind !== "unknown_flag")
      expect(inOneOrder(parts.flatMap(told))).toEqual(inOneOrder(told(whole)))
    }),
    runs(500),
  )
})

test("a reconciliation says what its plain twin says", () => {
  fc.assert(
    fc.property(world, ({ results, bills, asked }) => {
      const { items, byKind, incomplete, ...twin } = twinOf(results, bills, asked)
      const actual = reconciled(results, bills, asked)
      expect(inOneOrder([...actual.items].map(brief))).toEqual(
        inOneOrder(
          items.map(({ kind, impact, seq, bizToken, ruleId, account, day }) => ({
            kind,
            impact,
            seq,
            bizToken,
            ruleId,
            account,
            day,
          })),
        ),
      )
      expect(actual).toMatchObject(twin)
      expect(actual.incomplete.map(({ account, day }) => ({ account, day }))).toEqual(incomplete)
      for (const kind of discrepancyKinds) expect(actual.byKind[kind]).toEqual(byKind[kind] ?? { count: 0, impact: 0 })
      expect([...actual.items].map(({ day, kind, seq, bizToken }) => [day, kind, seq, bizToken])).toEqual(
        items.map(({ day, kind, seq, bizToken }) => [day, kind, seq, bizToken]),
      )
    }),
    runs(1000),
  )
})

test("ImpactsSumToDifference", () => {
  fc.assert(
    fc.property(world, ({ results, bills, asked }) => {
      const { items, byKind, explained, difference, bill, ledger } = reconciled(results, bills, asked)
      const impacts = [...items].map((item) => item.impact as number)
      expect(difference).toBe(bill.charges - ledger.charges)
      expect(explained).toBe(difference)
      // The bill is right where no item has an impact, whatever their kinds.
      expect(items.impacts).toBe([...items].filter(({ impact }) => impact !== 0).length)
      expect(impacts.reduce((sum, impact) => sum + impact, 0)).toBe(difference)
      expect(Object.values(byKind).reduce((sum, { impact }) => sum + impact, 0)).toBe(difference)
      expect(Object.values(byKind).reduce((sum, { count }) => sum + count, 0)).toBe(impacts.length)
    }),
    runs(500),
  )
})

/** What each item says of a whole charge; of these kinds each Seq has at most one item, beside its extra lines. */
const isOutcome = ({ kind, why }: Discrepancy): boolean =>
  ["missing_in_bill", "missing_in_ledger", "charge_mismatch"].includes(kind) || why.code === "cut_by_window"

test("NoLineMatchedTwice", () => {
  fc.assert(
    fc.property(world, ({ results, bills, asked }) => {
      const { items, matched, bill, ledger, from, to } = reconciled(results, bills, asked)
      const all = [...items]
      const outcomes = all.filter((item) => isOutcome(item) && item.seq !== null)
      expect(new Set(outcomes.map(({ seq }) => seq)).size).toBe(outcomes.length)
      const isInside = (day: string | null | undefined): boolean =>
        from === null || to === null || (day != null && day >= from && day <= to)
      const pairs = matched + all.filter(({ kind }) => kind === "charge_mismatch").length
      const cut = all.filter(({ why }) => why.code === "cut_by_window")
      const lone = all.filter(({ kind }) => kind === "missing_in_ledger").length
      const extra = all.filter(({ kind }) => kind === "duplicate_in_bill").length
      const used = pairs + lone + extra + cut.filter((item) => isInside(item.bill?.day)).length
      // An uncharged line without attempt is no item: it alone is not among them.
      expect(used).toBeLessThanOrEqual(bill.lines)
      expect(pairs + cut.filter((item) => isInside(item.ledger?.day)).length).toBeLessThanOrEqual(ledger.attempts)
    }),
    runs(500),
  )
  // One attempt answers to one of two charged lines: a double charge never looks matched.
  const twice = reconciled([[attempt()]], [[page({ lines: [line(), line()] })]])
  expect(twice).toMatchObject({ matched: 1, difference: 1 })
  expect(kindsOf(twice)).toEqual([["duplicate_in_bill", 1]])
})

test("OrderDoesNotMatter", () => {
  const shuffled = world.chain(({ results, bills, asked }) =>
    fc.record({
      results: fc.constant(results),
      bills: fc.constant(bills),
      asked: fc.constant(asked),
      otherResults: fc.shuffledSubarray([...results], { minLength: results.length }),
      otherBills: fc.shuffledSubarray([...bills], { minLength: bills.length }),
    }),
  )
  fc.assert(
    fc.property(shuffled, ({ results, bills, asked, otherResults, otherBills }) => {
      const other = reconciled(
        otherResults.map((file) => [...file].reverse()),
        otherBills.map((file) => (file.every((record) => "Response" in record) ? [...file].reverse() : file)),
        asked,
      )
      expect(sayings(other)).toEqual(sayings(reconciled(results, bills, asked)))
    }),
    runs(500),
  )
})

test("CuttingTheInputDoesNotMatter", () => {
  fc.assert(
    fc.property(world, fc.boolean(), ({ results, bills, asked }, billFirst) => {
      const names = new Dictionaries()
      const early = billFirst ? billOf(bills, names) : null
      const ledger = new Tally(names)
      for (const file of results) ledger.combine(tallyOf([file]))
      const bill = early ?? billOf(bills, names)
      expect(sayings(reconcile(ledger, bill, optionsOf(asked)))).toEqual(sayings(reconciled(results, bills, asked)))
    }),
    runs(300),
  )
})

test("reading both sides twice changes nothing but repeatedPages, and pages that are empty", () => {
  const isEmpty = (record: object) => "Response" in record && plainPageOf(record)?.blocks.length === 0
  fc.assert(
    fc.property(world, ({ results, bills, asked }) => {
      const full = bills.map((file) => file.filter((record) => !isEmpty(record)))
      const { bill: once, ...rest } = sayings(reconciled(results, full, asked))
      const { bill: twice, ...again } = sayings(reconciled([...results, ...results], [...full, ...full], asked))
      expect(again).toEqual(rest)
      expect(twice).toEqual({ ...once, repeatedPages: once.repeatedPages * 2 + once.pages })
    }),
    runs(300),
  )
})

const plainPageOf = (record: object): PlainPage | null => {
  const decoded = plainPage(record)
  return isDecoded(decoded) ? decoded : null
}

/** 2026-10-04, 12:00 in China. */
const NOON = Date.parse("2026-10-04T12:00:00+08:00")
const DAY = 86_400_000

/** A flat attempt of ours: charged, with everything known, unless told otherwise. */
const attempt = (fields: object = {}) => ({
  Seq: "s1",
  IsNeedCharge: true,
  Errcode: 0,
  ReqTime: NOON,
  BizToken: "t1",
  RuleId: "1",
  ...fields,
})
/** The line that answers to it. */
const line = (fields: object = {}) => ({ Seq: "s1", IsNeedCharge: true, ErrorCode: "0", ReqTime: NOON, ...fields })
const page = ({ lines, ...fields }: { lines: ReadonlyArray<object>; [name: string]: unknown }) => ({
  Date: "2026-10-04",
  ...fields,
  Response: {
    HasNextPage: false,
    WeChatBillDetails: [{ BizToken: "t1", RuleId: "1", ChargeCount: null, ...fields, ChargeDetails: lines }],
  },
})
const kindsOf = ({ items }: Reconciliation) => [...items].map(({ kind, impact }) => [kind, impact])
const whysOf = ({ items }: Reconciliation) => [...items].map(({ why }) => why.code)

describe("the table of M1, row by row", () => {
  const NONE = "none"
  const rows: ReadonlyArray<
    readonly [
      l: boolean | null | "none",
      b: boolean | null | "none",
      kinds: ReadonlyArray<readonly [string, number]>,
      matched: number,
    ]
  > = [
    [true, true, [], 1],
    [true, false, [["charge_mismatch", -1]], 0],
    [
      true,
      null,
      [
        ["charge_mismatch", -1],
        ["unknown_flag", 0],
      ],
      0,
    ],
    [true, NONE, [["missing_in_bill", -1]], 0],
    [false, true, [["charge_mismatch", 1]], 0],
    [
      null,
      true,
      [
        ["charge_mismatch", 1],
        ["unknown_flag", 0],
      ],
      0,
    ],
    [false, false, [], 1],
    [false, null, [["unknown_flag", 0]], 1],
    [null, false, [], 1],
    [null, null, [["unknown_flag", 0]], 1],
    [false, NONE, [], 0],
    [null, NONE, [], 0],
    [NONE, true, [["missing_in_ledger", 1]], 0],
    [NONE, false, [], 0],
    [NONE, null, [["unknown_flag", 0]], 0],
  ]
  const sidesOf = (l: unknown, b: unknown, Seq: string | null) =>
    [
      l === NONE ? [] : [attempt({ Seq, IsNeedCharge: l })],
      b === NONE ? [] : [page({ lines: [line({ Seq, IsNeedCharge: b })] })],
    ] as const

  test.each(rows)("L %s, B %s: %j, matched %i", (l, b, kinds, matched) => {
    const [ours, bill] = sidesOf(l, b, "s1")
    const actual = reconciled([ours], [bill])
    expect(kindsOf(actual)).toEqual(kinds)
    expect(actual.matched).toBe(matched)
    expect(actual.difference).toBe((b === true ? 1 : 0) - (l === true ? 1 : 0))
  })

  test("charged without Seq, no line: missing_in_bill; charged line without Seq: missing_in_ledger; they are no pair", () => {
    const [ours, bill] = sidesOf(true, true, null)
    const actual = reconciled([ours], [bill])
    expect(kindsOf(actual)).toEqual([
      ["missing_in_bill", -1],
      ["missing_in_ledger", 1],
    ])
    expect(whysOf(actual)).toEqual(["attempt_without_seq", "token_not_final"])
    expect(actual).toMatchObject({ matched: 0, difference: 0, explained: 0 })
  })

  test.each([
    [true, [["duplicate_in_bill", 1]]],
    [false, [["duplicate_in_bill", 0]]],
    [
      null,
      [
        ["duplicate_in_bill", 0],
        ["unknown_flag", 0],
      ],
    ],
  ])("an extra line whose flag is %s", (flag, kinds) => {
    const lines = [line({ IsNeedCharge: flag }), line()]
    expect(kindsOf(reconciled([[attempt()]], [[page({ lines })]]))).toEqual(kinds)
    const lone = kindsOf(reconciled([], [[page({ lines })]]))
    expect(lone).toEqual([kinds[0], ["missing_in_ledger", 1], ...kinds.slice(1)])
  })
})

describe("the informational kinds, with and without", () => {
  const pairOf = (ours: object, theirs: object, about: object = {}, asked: Asked = {}) =>
    reconciled([[attempt(ours)]], [[page({ lines: [line(theirs)], ...about })]], asked)

  test("code_mismatch: both codes known and different, also beside a charge_mismatch", () => {
    expect(kindsOf(pairOf({ Errcode: 2016 }, {}))).toEqual([["code_mismatch", 0]])
    expect([...pairOf({ Errcode: 2016 }, {}).items][0]?.why.params).toEqual({ ledgerCode: 2016, billCode: 0 })
    expect(kindsOf(pairOf({ Errcode: 2016, IsNeedCharge: false }, {}))).toEqual([
      ["charge_mismatch", 1],
      ["code_mismatch", 0],
    ])
    for (const same of [pairOf({ Errcode: null }, {}), pairOf({}, { ErrorCode: "x" }), pairOf({}, { ErrorCode: 0 })]) {
      expect(kindsOf(same)).toEqual([])
    }
  })

  test("token_mismatch: once per Seq, among our entries or against the line", () => {
    expect(kindsOf(pairOf({ BizToken: "t2" }, {}))).toEqual([["token_mismatch", 0]])
    expect(kindsOf(pairOf({ BizToken: null }, {}))).toEqual([])
    expect(kindsOf(pairOf({}, {}, { BizToken: null }))).toEqual([])
    const both = [attempt(), attempt({ BizToken: "t2" })]
    expect(kindsOf(reconciled([both], [[page({ lines: [line()], BizToken: "t3" })]]))).toEqual([["token_mismatch", 0]])
    expect(kindsOf(reconciled([both], []))).toEqual([
      ["missing_in_bill", -1],
      ["token_mismatch", 0],
    ])
  })

  test("unknown_flag: once per Seq", () => {
    const lines = [line({ IsNeedCharge: null }), line({ IsNeedCharge: null }), line()]
    const actual = reconciled([[attempt({ IsNeedCharge: null })]], [[page({ lines })]])
    expect(actual.byKind.unknown_flag).toEqual({ count: 1, impact: 0 })
    expect([...actual.items].find(({ kind }) => kind === "unknown_flag")?.why.code).toBe("ledger_flag_unknown")
    const uncharged = reconciled(
      [[attempt({ IsNeedCharge: null })]],
      [[page({ lines: [line({ IsNeedCharge: false })] })]],
    )
    expect(kindsOf(uncharged)).toEqual([])
  })

  test("count_mismatch: ChargeCount, summed per account, day, BizToken and RuleId, against the charged details", () => {
    const lines = [line(), line({ Seq: "s2" }), line({ Seq: "s3", IsNeedCharge: false })]
    const ours = [attempt(), attempt({ Seq: "s2" })]
    const counted = (...pages: ReadonlyArray<object>) => reconciled([ours], [pages])
    expect(kindsOf(counted(page({ lines, ChargeCount: 2 })))).toEqual([])
    const short = counted(page({ lines, ChargeCount: 1 }))
    expect(kindsOf(short)).toEqual([["count_mismatch", 0]])
    expect([...short.items][0]).toMatchObject({ bizToken: "t1", ruleId: "1", account: "default", seq: null })
    expect([...short.items][0]?.why).toEqual({ code: "count_differs", params: { chargeCount: 1, charged: 2 } })
    expect(kindsOf(counted(page({ lines, ChargeCount: null })))).toEqual([])
    const over = [page({ lines: [line()], ChargeCount: 2 }), page({ lines: [line({ Seq: "s2" })], ChargeCount: 0 })]
    expect(counted(...over)).toMatchObject({ bill: { chargeCountTotal: 2 }, byKind: { count_mismatch: { count: 0 } } })
    expect(counted(page({ lines: [], ChargeCount: 3 })).byKind.count_mismatch.count).toBe(1)
    const apart = [page({ lines: [line()], ChargeCount: 2 })]
    for (const other of [{ Date: "2026-10-05" }, { Account: "acme" }, { BizToken: "t2" }, { RuleId: "2" }]) {
      const second = page({ lines: [line({ Seq: "s2" })], ChargeCount: 0, ...other })
      expect(counted(...apart, second).byKind.count_mismatch.count).toBe(2)
    }
  })

  test("in a bill table ChargeCount is repeated in the rows of (Date, BizToken, RuleId): taken once, the largest", () => {
    const row = (fields: object) => ({ ...line(fields), Date: "2026-10-04", BizToken: "t1", RuleId: "1", ...fields })
    const rows = [
      row({ ChargeCount: 2 }),
      row({ Seq: "s2", ChargeCount: null }),
      row({ Seq: "s3", BizToken: "t2", ChargeCount: 1 }),
    ]
    const actual = reconciled([[attempt(), attempt({ Seq: "s2" }), attempt({ Seq: "s3", BizToken: "t2" })]], [rows])
    expect(actual.bill).toEqual({ pages: 1, repeatedPages: 0, lines: 3, charges: 3, chargeCountTotal: 3, undated: 0 })
    expect(kindsOf(actual)).toEqual([])
  })

  test("rule_violation: the bill's flag, else ours, once per Seq; not for extras and cut pairs; not without an edition", () => {
    const edition = { edition: "plus" }
    const free = { Errcode: 1001 }
    expect(kindsOf(pairOf(free, { ErrorCode: "1001" }, {}, edition))).toEqual([["rule_violation", 0]])
    expect(kindsOf(pairOf(free, { ErrorCode: "1001" }))).toEqual([])
    expect(whysOf(pairOf({ IsNeedCharge: false }, { IsNeedCharge: false }, {}, edition))).toEqual([
      "free_but_charged_by_rules",
    ])
    // The bill's flag speaks where it is known, ours where it is not.
    expect(kindsOf(pairOf(free, { ErrorCode: "1001", IsNeedCharge: false }, {}, edition))).toEqual([
      ["charge_mismatch", -1],
    ])
    const open = pairOf(free, { ErrorCode: "1001", IsNeedCharge: null }, {}, edition)
    expect(open.byKind.rule_violation.count).toBe(1)
    // Unlisted codes, unknown codes and unknown flags violate nothing.
    expect(kindsOf(pairOf({ Errcode: 1301 }, { ErrorCode: "1301" }, {}, edition))).toEqual([])
    expect(kindsOf(pairOf({ Errcode: null }, { ErrorCode: null }, {}, edition))).toEqual([])
    expect(reconciled([[attempt({ IsNeedCharge: null })]], [], edition).byKind.rule_violation.count).toBe(0)
    expect(reconciled([[attempt(free)]], [], edition).byKind.rule_violation.count).toBe(1)
    const extras = [line({ ErrorCode: "1001" }), line()]
    expect(reconciled([[attempt()]], [[page({ lines: extras })]], edition).byKind.rule_violation.count).toBe(0)
  })

  test("uncollected needs a ledger: from files it is 0", () => {
    fc.assert(
      fc.property(world, ({ results, bills, asked }) => {
        expect(reconciled(results, bills, asked).byKind.uncollected).toEqual({ count: 0, impact: 0 })
      }),
      runs(50),
    )
  })
})

describe("missing_in_ledger says what is known of the BizToken", () => {
  const result = (fields: object, text: object = {}) => ({
    BizToken: "t1",
    ...fields,
    Response: { Text: { ErrCode: 1001, LivenessDetail: [{ Seq: "s0", IsNeedCharge: false, ReqTime: NOON }], ...text } },
  })
  const at = (ms: number) => new Date(NOON + ms).toISOString()
  test.each([
    ["never fetched", [], "token_unknown"],
    ["fetched without a time", [result({})], "token_not_final"],
    ["fetched a millisecond too early", [result({ FetchedAt: at(7_199_999) })], "token_not_final"],
    ["fetched two hours after the first attempt", [result({ FetchedAt: at(7_200_000) })], "token_final"],
    ["fetched when the person had passed", [result({ FetchedAt: at(1) }, { ErrCode: 0 })], "token_final"],
    ["fetched, with no attempt yet", [result({ FetchedAt: at(1) }, { LivenessDetail: [] })], "token_not_final"],
    ["the last fetch counts", [result({ FetchedAt: at(1) }), result({ FetchedAt: at(7_200_000) })], "token_final"],
  ])("%s", (_, records, why) => {
    const bill = [[page({ lines: [line()] })]]
    expect(whysOf(reconciled([records], bill))).toEqual([why])
    expect(whysOf(reconciled([records.toReversed()], bill))).toEqual([why])
  })

  test("a line without a BizToken", () => {
    expect(whysOf(reconciled([], [[page({ lines: [line()], BizToken: null })]]))).toEqual(["line_without_token"])
  })
})

describe("pairing is by a total order, each step of which decides once", () => {
  const on = (date: string, fields: object = {}, about: object = {}) =>
    page({ lines: [line(fields)], Date: date, ...about })
  /** The line that is paired is the one that is no duplicate. */
  const pairedOf = (...pages: ReadonlyArray<object>) => {
    const forth = reconciled([[attempt({ IsNeedCharge: false, Errcode: null, BizToken: null })]], [pages])
    const back = reconciled([[attempt({ IsNeedCharge: false, Errcode: null, BizToken: null })]], [pages.toReversed()])
    expect(sayings(back)).toEqual(sayings(forth))
    const extras = [...forth.items].filter(({ kind }) => kind === "duplicate_in_bill")
    expect(extras).toHaveLength(1)
    return extras[0]
  }
  test.each<readonly [string, object, object, object]>([
    ["charged", on("2026-10-06"), on("2026-10-04", { IsNeedCharge: false }), { bill: { charge: false } }],
    ["own day", on("2026-10-04"), on("2026-10-03"), { day: "2026-10-03" }],
    ["earliest day", on("2026-10-05"), on("2026-10-06"), { day: "2026-10-06" }],
    ["smallest code", on("2026-10-04"), on("2026-10-04", { ErrorCode: "1" }), { bill: { errcode: 1 } }],
    [
      "code null last",
      on("2026-10-04", { ErrorCode: "7" }),
      on("2026-10-04", { ErrorCode: null }),
      { bill: { errcode: null } },
    ],
    [
      "ReqTime",
      on("2026-10-04"),
      on("2026-10-04", { ReqTime: NOON + 1 }),
      { bill: { at: "2026-10-04T12:00:00.001+08:00" } },
    ],
    ["BizToken", on("2026-10-04"), on("2026-10-04", {}, { BizToken: "t2" }), { bizToken: "t2" }],
    ["RuleId", on("2026-10-04"), on("2026-10-04", {}, { RuleId: "2" }), { ruleId: "2" }],
    ["ChargeType", on("2026-10-04", { ChargeType: "核身" }), on("2026-10-04"), { bill: { chargeType: null } }],
    [
      "false before null",
      on("2026-10-04", { IsNeedCharge: false }),
      on("2026-10-04", { IsNeedCharge: null }),
      { bill: { charge: null } },
    ],
  ])("%s", (_, paired, extra, expected) => {
    expect(pairedOf(paired, extra)).toMatchObject(expected)
  })
})

describe("days and windows", () => {
  const midnight = Date.parse("2026-10-05T00:00:00+08:00")
  /** Ours in the last millisecond of the 4th; the bill has it on the 5th. */
  const ours = (fields: object = {}) => [attempt({ ReqTime: midnight - 1, ...fields })]
  const bill = (fields: object = {}) => [
    page({ lines: [line({ ReqTime: midnight - 1, ...fields })], Date: "2026-10-05" }),
  ]

  test("a pair on two days is a day_shift beside its own row", () => {
    const shifted = reconciled([ours()], [bill()])
    expect(shifted.matched).toBe(1)
    expect(kindsOf(shifted)).toEqual([["day_shift", 0]])
    expect([...shifted.items][0]?.why).toEqual({
      code: "both_days_in_window",
      params: { ledgerDay: "2026-10-04", billDay: "2026-10-05" },
    })
    const both = reconciled([ours()], [bill({ IsNeedCharge: false, ErrorCode: "1" })], {
      from: "2026-10-04",
      to: "2026-10-05",
    })
    expect(kindsOf(both)).toEqual([
      ["charge_mismatch", -1],
      ["code_mismatch", 0],
      ["day_shift", 0],
    ])
  })

  test.each([
    ["2026-10-05", true, true, 1],
    ["2026-10-05", false, true, 1],
    ["2026-10-05", true, false, 0],
    ["2026-10-04", true, true, -1],
    ["2026-10-04", true, false, -1],
    ["2026-10-04", false, true, 0],
    ["2026-10-04", null, null, 0],
  ])("a pair that the window of %s cuts (L %s, B %s) is one item of impact %i", (day, l, b, impact) => {
    const cut = reconciled(
      [ours({ IsNeedCharge: l, BizToken: "t9" })],
      [bill({ IsNeedCharge: b, ErrorCode: "1001" })],
      {
        from: day,
        to: day,
        edition: "plus",
      },
    )
    expect(kindsOf(cut)).toEqual([["day_shift", impact]])
    expect(whysOf(cut)).toEqual(["cut_by_window"])
    expect(cut).toMatchObject({ matched: 0, difference: impact })
    expect([...cut.items][0]?.day).toBe("2026-10-05")
  })

  test("pairs are sought one day beyond the window, no more; without a window a shift may be of any length", () => {
    const far = [page({ lines: [line()], Date: "2026-10-06" })]
    const sides = [[[attempt()]], [far]] as const
    expect(kindsOf(reconciled(...sides))).toEqual([["day_shift", 0]])
    expect(kindsOf(reconciled(...sides, { from: "2026-10-04", to: "2026-10-05" }))).toEqual([["day_shift", -1]])
    expect(kindsOf(reconciled(...sides, { from: "2026-10-04", to: "2026-10-04" }))).toEqual([["missing_in_bill", -1]])
    expect(kindsOf(reconciled(...sides, { from: "2026-10-06", to: "2026-10-06" }))).toEqual([["missing_in_ledger", 1]])
  })

  test("what has no day takes that of its partner, else it is kept out of a window and counted as undated", () => {
    const asked = { from: "2026-10-04", to: "2026-10-04" }
    const undatedAttempt = [[attempt({ ReqTime: null })]]
    const dated = [[page({ lines: [line()] })]]
    const undatedLine = [[page({ lines: [line({ ReqTime: null })], Date: null })]]
    expect(reconciled(undatedAttempt, dated, asked)).toMatchObject({ matched: 1, ledger: { undated: 0, attempts: 1 } })
    expect(reconciled([[attempt()]], undatedLine, asked)).toMatchObject({ matched: 1, bill: { undated: 0, lines: 1 } })
    expect(reconciled(undatedAttempt, [], asked)).toMatchObject({ difference: 0, ledger: { undated: 1, attempts: 0 } })
    expect(reconciled([], undatedLine, asked)).toMatchObject({ difference: 0, bill: { undated: 1, lines: 0 } })
    expect(reconciled(undatedAttempt, undatedLine, asked)).toMatchObject({
      matched: 0,
      ledger: { undated: 1, attempts: 0 },
      bill: { undated: 1, lines: 0 },
    })
    expect(reconciled(undatedAttempt, [])).toMatchObject({ difference: -1, ledger: { undated: 1, attempts: 1 } })
  })

  test("with only one end the other is the outermost day seen", () => {
    const sides = [
      [[attempt(), attempt({ Seq: "s2", ReqTime: NOON + 2 * DAY })]],
      [[page({ lines: [line()] })]],
    ] as const
    expect(reconciled(...sides, { from: "2026-10-05" })).toMatchObject({
      from: "2026-10-05",
      to: "2026-10-06",
      difference: -1,
    })
    expect(reconciled(...sides, { to: "2026-10-05" })).toMatchObject({
      from: "2026-10-04",
      to: "2026-10-05",
      difference: 0,
    })
    expect(reconciled([], [[page({ lines: [], Date: "2026-10-09" })]], { from: "2026-10-08" }).to).toBe("2026-10-09")
    expect(reconciled([], [], { from: "2026-10-08" })).toMatchObject({
      from: "2026-10-08",
      to: "2026-10-08",
      complete: false,
    })
  })
})

describe("--rule", () => {
  const other = { RuleId: "2" }
  test("a pair is selected by the bill's RuleId", () => {
    const sides = [[[attempt()]], [[page({ lines: [line()], ...other })]]] as const
    expect(reconciled(...sides, { rule: "2" })).toMatchObject({ matched: 1, ledger: { attempts: 1 } })
    expect(reconciled(...sides, { rule: "1" })).toMatchObject({
      matched: 0,
      ledger: { attempts: 0 },
      bill: { lines: 0 },
    })
  })

  test("a lone line by its own, a lone attempt by its own, else by that of its BizToken in the bill", () => {
    const lone = [[attempt({ Seq: "s9", RuleId: null })]]
    const bills = [[page({ lines: [line()], ...other })]]
    expect(kindsOf(reconciled(lone, bills, { rule: "2" }))).toEqual([
      ["missing_in_bill", -1],
      ["missing_in_ledger", 1],
    ])
    expect(kindsOf(reconciled(lone, bills, { rule: "1" }))).toEqual([])
    expect(kindsOf(reconciled([[attempt({ Seq: "s9" })]], bills, { rule: "1" }))).toEqual([["missing_in_bill", -1]])
    expect(kindsOf(reconciled(lone, bills, { rule: "unheard of" }))).toEqual([])
  })

  test("still unknown ones are kept out and counted as unattributed, pairs too", () => {
    const unknown = attempt({ RuleId: null, BizToken: "t9" })
    expect(reconciled([[unknown]], [], { rule: "1" }).ledger).toMatchObject({ attempts: 0, unattributed: 1 })
    const bare = [[page({ lines: [line()], RuleId: null })]]
    const pair = reconciled([[unknown]], bare, { rule: "1" })
    expect(pair).toMatchObject({ ledger: { attempts: 0, unattributed: 1 }, bill: { lines: 0 }, matched: 0 })
    expect(reconciled([[unknown]], bare).ledger.unattributed).toBe(0)
    const outside = { rule: "1", from: "2026-10-06", to: "2026-10-06" }
    expect(reconciled([[unknown]], [], outside).ledger.unattributed).toBe(0)
  })
})

describe("items", () => {
  test("have reasons of the published list, and each kind only its own", () => {
    fc.assert(
      fc.property(world, ({ results, bills, asked }) => {
        for (const { kind, why } of reconciled(results, bills, asked).items) {
          expect(discrepancyKinds).toContain(kind)
          expect(whyCodes).toContain(why.code)
        }
      }),
      runs(100),
    )
  })

  test("come in the order of day, kind, Seq, BizToken, what is missing last", () => {
    const results = [
      [
        attempt({ Seq: "b", ReqTime: NOON + DAY }),
        attempt({ Seq: "a", ReqTime: NOON + DAY }),
        attempt({ Seq: "x", ReqTime: null }),
      ],
    ]
    const bills = [[page({ lines: [line({ Seq: "z" }), line({ Seq: null }), line({ Seq: "y" })], ChargeCount: 9 })]]
    expect([...reconciled(results, bills).items].map(({ day, kind, seq }) => [day, kind, seq])).toEqual([
      ["2026-10-04", "count_mismatch", null],
      ["2026-10-04", "missing_in_ledger", "y"],
      ["2026-10-04", "missing_in_ledger", "z"],
      ["2026-10-04", "missing_in_ledger", null],
      ["2026-10-05", "missing_in_bill", "a"],
      ["2026-10-05", "missing_in_bill", "b"],
      [null, "missing_in_bill", "x"],
    ])
  })

  test("show both sides, `at` as ISO 8601 at +08:00", () => {
    const [item] = reconciled(
      [[attempt({ IsNeedCharge: null })]],
      [[page({ lines: [line({ ChargeType: "核身" })] })]],
    ).items
    expect(item).toEqual({
      kind: "charge_mismatch",
      impact: 1,
      seq: "s1",
      bizToken: "t1",
      ruleId: "1",
      account: "default",
      day: "2026-10-04",
      ledger: { charge: null, errcode: 0, at: "2026-10-04T12:00:00.000+08:00", day: "2026-10-04" },
      bill: { charge: true, errcode: 0, at: "2026-10-04T12:00:00.000+08:00", day: "2026-10-04", chargeType: "核身" },
      why: { code: "unknown_against_charged", params: {} },
    })
  })

  test("the two sides must share their names", () => {
    expect(() => reconcile(new Tally(), billOf([], new Dictionaries()))).toThrow("names")
  })
})
