// What agrees is summed without being matched, and nobody can tell: the reconciliation is that of all rows, item by item.
import {
  Bill,
  type BillingDay,
  Dictionaries,
  reconcile,
  type ReconcileOptions,
  type Reconciliation,
  Tally,
} from "@faceid-tally/core/engine"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"

import { auditOf, billFiles, days, options, resultFiles } from "../../../core/test/world.ts"
import { readInto } from "../../test/readBytes.ts"
import { billsInto } from "../readBills.ts"
import { resultsInto } from "../readResults.ts"
import { sideInto } from "./readSide.ts"
import { ReconcileInputs } from "./ReconcileInputs.ts"

type Json = Record<string, unknown>
type Files = ReadonlyArray<ReadonlyArray<Json>>
type Asked = typeof options extends fc.Arbitrary<infer A> ? A : never
type Path = "fast" | "plain"

const bytesOf = (file: ReadonlyArray<Json>) => [Buffer.from(file.map((record) => JSON.stringify(record)).join("\n"))]

const sayings = ({ items, ...rest }: Reconciliation) => ({ ...rest, items: [...items] })

/** All rows are matched. */
const matched = (results: Files, bills: Files, question: ReconcileOptions) => {
  const names = new Dictionaries()
  const [tally, bill] = [new Tally(names), new Bill(names)]
  for (const file of results) readInto(resultsInto(tally), bytesOf(file))
  for (const file of bills) readInto(billsInto(bill), bytesOf(file), { kind: "bills" })
  return {
    left: tally.attempts,
    ...sayings(reconcile(tally, bill, question)),
    counters: [tally.results, tally.apiErrors, tally.rejected, bill.accepted, bill.apiErrors, bill.rejected],
  }
}

/** The bill is read before, after or between the results. */
const met = (results: Files, bills: Files, question: ReconcileOptions, path: Path, billAt = 0) => {
  const sides = new ReconcileInputs(question)
  const readBills = () => {
    for (const file of bills) readInto(sideInto(sides.bills), bytesOf(file), { kind: "bills" }, path)
    sides.bills.isRead = true
  }
  if (billAt === 0) readBills()
  for (const [i, file] of results.entries()) {
    readInto(sideInto(sides.results), bytesOf(file), {}, path)
    if (billAt === i + 1) readBills()
  }
  if (!sides.bills.isRead) readBills()
  const { tally, bill, agreed } = sides.prepare()
  return {
    left: tally.attempts,
    ...sayings(reconcile(tally, bill, { ...question, agreed })),
    counters: [tally.results, tally.apiErrors, tally.rejected, bill.accepted, bill.apiErrors, bill.rejected],
  }
}

const uuid = (i: number) => `6c18fa97-9298-49e3-8423-${i.toString(16).padStart(12, "0")}`
const instant = (day: number, ms: number) => Date.parse(`${days[day] ?? days[0]}T00:00:00+08:00`) + ms

interface Attempt {
  readonly seq: string | null
  readonly flag: boolean | null
  readonly code: number | null
  readonly at: number | null
}

interface Told {
  readonly token: string | null
  readonly rule: string | null
  readonly attempts: ReadonlyArray<Attempt>
}

const aToken = fc.noBias(fc.nat(60)).map((i) => uuid(100 + i).toUpperCase())
const aSeq = fc.noBias(fc.nat(1500)).map(uuid)
const attempt: fc.Arbitrary<Attempt> = fc.record({
  seq: fc.oneof(
    { weight: 40, arbitrary: aSeq },
    { weight: 1, arbitrary: fc.constantFrom(uuid(1), uuid(1).toUpperCase(), "s1", null) },
  ),
  flag: fc.constantFrom(true, true, true, false, null),
  code: fc.constantFrom(0, 0, 2016, 1301, null),
  at: fc.oneof(
    {
      weight: 20,
      arbitrary: fc.tuple(fc.nat(3), fc.constantFrom(0, 1, 86_399_999)).map(([d, ms]) => instant(d, ms)),
    },
    { weight: 1, arbitrary: fc.constant(null) },
  ),
})
const told: fc.Arbitrary<Told> = fc.record({
  token: fc.oneof({ weight: 30, arbitrary: aToken }, { weight: 1, arbitrary: fc.constantFrom(null, "t1") }),
  rule: fc.constantFrom("1", "1", "2"),
  attempts: fc.array(attempt, { maxLength: 3 }),
})

/** What becomes of a BizToken on its way to the other side: mostly nothing. */
const mischief = fc.constantFrom(
  ...Array.from({ length: 60 }, () => "nothing"),
  "code",
  "flag",
  "open flag",
  "moved",
  "dropped",
  "twice",
  "stranger",
  "other token",
  "no token",
  "count",
  "no count",
  "no rule",
  "no seq",
  "as rows",
)
type Mischief = typeof mischief extends fc.Arbitrary<infer A> ? A : never

const resultOf = ({ token, rule, attempts }: Told, account: string | undefined): Json => ({
  ...(token !== null && { BizToken: token }),
  RuleId: rule,
  ...(account !== undefined && { Account: account }),
  FetchedAt: instant(3, 3_600_000),
  Response: {
    Text: {
      ErrCode: 0,
      LivenessDetail: attempts.map(({ seq, flag, code, at }) => ({
        Seq: seq,
        IsNeedCharge: flag,
        Errcode: code,
        ReqTime: at === null ? null : String(at),
      })),
    },
  },
})

/** The groups of a BizToken by the day of their pages. */
const groupsOf = (
  { token, rule, attempts }: Told,
  what: Mischief,
): ReadonlyArray<readonly [day: number, group: Json]> =>
  [0, 1, 2, 3].flatMap((day) => {
    const ofDay = attempts.filter(({ at }) =>
      at === null ? day === 0 : Math.floor((at - instant(0, 0)) / 86_400_000) === day,
    )
    const lines = ofDay.flatMap(({ seq, flag, code, at }, i) => {
      const isFirst = i === 0
      const line = {
        Seq: what === "no seq" && isFirst ? null : what === "stranger" && isFirst ? uuid(9999) : seq,
        IsNeedCharge: what === "open flag" && isFirst ? null : (flag ?? false) !== (what === "flag" && isFirst),
        ErrorCode: code === null ? null : String(what === "code" && isFirst ? code + 1 : code),
        ReqTime: at === null ? null : String(at),
        ChargeType: i % 2 === 0 ? "核身" : "人脸",
      }
      return what === "dropped" && isFirst ? [] : what === "twice" && isFirst ? [line, line] : [line]
    })
    if (lines.length === 0) return []
    const charged = lines.filter(({ IsNeedCharge }) => IsNeedCharge === true).length
    const group = {
      BizToken: what === "no token" ? null : what === "other token" ? uuid(777).toUpperCase() : token,
      ...(what !== "no rule" && { RuleId: rule }),
      ...(what !== "no count" && { ChargeCount: charged + (what === "count" ? 1 : 0) }),
      ChargeDetails: lines,
    }
    return [[what === "moved" ? (day + 1) % 4 : day, group] as const]
  })

/** The lines of a group as rows of a table, which may stand in a file behind its pages. */
const rowsOf = ([day, { ChargeDetails, ...about }]: readonly [day: number, group: Json]): ReadonlyArray<Json> =>
  (ChargeDetails as ReadonlyArray<Json>).map((line) => ({ ...about, ...line, Date: days[day] }))

/** Mostly none, sometimes one. */
const seldom = (max: number) => fc.noBias(fc.nat(max * 5)).map((i) => (i <= max ? [i] : []))

/** Mostly plain questions. */
const withoutEdition = ({ from, rule }: Asked): Asked => ({ from, to: from, rule, edition: null, byRule: {} })
const asking = fc.oneof({ weight: 1, arbitrary: options }, { weight: 2, arbitrary: options.map(withoutEdition) })

/** A world in which nearly everything agrees, and now and then a page or a result comes twice or without its day. */
const agreeing: fc.Arbitrary<{ readonly results: Files; readonly bills: Files }> = fc
  .record({
    told: fc.array(fc.tuple(told, mischief), { maxLength: 8 }),
    again: seldom(7),
    pageAgain: seldom(3),
    undated: seldom(3),
    account: fc.constantFrom(undefined, undefined, "acme"),
    billAccount: fc.constantFrom(undefined, undefined, "acme"),
    askedRule: fc.constantFrom(undefined, undefined, undefined, "1"),
  })
  .map(({ told: all, again, pageAgain, undated, account, billAccount, askedRule }) => {
    const results = all.map(([each]) => resultOf(each, account))
    const isRow = (what: Mischief) => what === "as rows"
    const groups = all.flatMap(([each, what]) => (isRow(what) ? [] : groupsOf(each, what)))
    const rows = all.flatMap(([each, what]) => (isRow(what) ? groupsOf(each, what) : [])).flatMap(rowsOf)
    const pages = [0, 1, 2, 3].map((day) => ({
      ...(!undated.includes(day) && { Date: days[day] }),
      ...(billAccount !== undefined && { Account: billAccount }),
      ...(askedRule !== undefined && { RuleId: askedRule }),
      Response: {
        HasNextPage: false,
        WeChatBillDetails: groups.filter(([of]) => of === day).map(([, group]) => group),
      },
    }))
    return {
      results: [results, results.filter((_, i) => again.includes(i))],
      bills: [[...pages, ...rows], pages.filter((_, i) => pageAgain.includes(i))],
    }
  })

const questionOf = ({ from, to, rule, ...editions }: Asked): ReconcileOptions => ({
  from: (from ?? undefined) as BillingDay | undefined,
  to: (to ?? undefined) as BillingDay | undefined,
  ruleId: rule ?? undefined,
  audit: auditOf(editions),
})

describe("WhatAgreesIsNotMissed", () => {
  for (const path of ["fast", "plain"] as const) {
    it(`where nearly all agrees, by the ${path} path`, () => {
      let [left, all] = [0, 0]
      fc.assert(
        fc.property(agreeing, asking, fc.nat(2), ({ results, bills }, asked, billAt) => {
          const question = questionOf(asked)
          const { left: apart, ...actual } = met(results, bills, question, path, billAt)
          const { left: attempts, ...expected } = matched(results, bills, question)
          left += apart
          all += attempts
          assert.deepEqual(actual, expected)
        }),
        { numRuns: 1500 },
      )
      assert.isBelow(left / all, 0.75)
    })
  }

  it("where hardly anything does", () => {
    fc.assert(
      fc.property(resultFiles, billFiles, options, (results, bills, asked) => {
        const question = questionOf(asked)
        const { left: _, ...actual } = met(results, bills, question, "fast")
        const { left: __, ...expected } = matched(results, bills, question)
        assert.deepEqual(actual, expected)
      }),
      { numRuns: 1000 },
    )
  })
})
