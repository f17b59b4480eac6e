// A seeded month, collected and pulled through the official SDK and reconciled by the core: what comes out must be the
// truth, planted error by planted error.
import {
  Bill,
  type BillingDay,
  decodeBillPage,
  decodeDetectInfo,
  Dictionaries,
  auditBy,
  publishedRules,
  reconcile,
  Tally,
} from "@faceid-tally/core/engine"
import * as Result from "effect/Result"
import * as fc from "fast-check"
import { afterAll, beforeAll, describe, expect, it } from "vitest"

import { billPages, sdkClient } from "../../test/sdkClient.ts"
import { type History, makeSimulator, type Planted, plantKinds, type SimulatorHandle } from "../index.ts"

const history: History = {
  from: "2026-10-01",
  days: 31,
  verificationsPerDay: 14,
  plants: Object.fromEntries(plantKinds.map((kind) => [kind, 3])),
  ruleViolations: 4,
}
const month = {
  seed: 7,
  history,
  isFrozen: true,
  now: "2026-11-02T06:00:00+08:00",
  billPageSize: 8,
  limits: { GetDetectInfoEnhanced: 1e6, GetWeChatBillDetails: 1e6 },
}

const decoded = <A, E>(result: Result.Result<A, E>): A => {
  if (Result.isFailure(result)) throw new Error(JSON.stringify(result.failure))
  return result.success
}

describe("a month", () => {
  let simulator: SimulatorHandle
  const names = new Dictionaries()
  const ledger = new Tally(names)
  const bill = new Bill(names)

  beforeAll(async () => {
    simulator = await makeSimulator(month)
    const { verifications, bills } = simulator.truth()
    const clients = new Map(simulator.accounts.map(({ name }) => [name, sdkClient(simulator, { account: name })]))
    for (const { account, ruleId, bizToken, finalAt } of verifications) {
      simulator.setClock(finalAt)
      const Response = await clients
        .get(account)
        ?.GetDetectInfoEnhanced({ BizToken: bizToken, RuleId: ruleId, InfoType: "1" })
      ledger.add(decoded(decodeDetectInfo({ BizToken: bizToken, RuleId: ruleId, Account: account, Response })))
    }
    simulator.setClock(month.now)
    for (const { account, day } of bills.filter((each) => each.day < "2026-11-02")) {
      const client = clients.get(account)
      if (client === undefined) continue
      for (const { Cursor, ...Response } of await billPages(client, day)) {
        bill.add(decoded(decodeBillPage({ Date: day, Account: account, Cursor, Response })))
      }
    }
  })
  afterAll(() => simulator.close())

  it("is all there", () => {
    const { totals, bills } = simulator.truth()
    const { attempts, charges, unknown } = ledger.summary()
    const { complete, ...reconciled } = reconcile(ledger, bill)
    expect({ attempts, charges, unknown }).toEqual({
      attempts: totals.attempts,
      charges: totals.charges,
      unknown: totals.unknown,
    })
    expect(complete).toBe(true)
    expect(reconciled.bill).toMatchObject({ lines: totals.lines, charges: totals.billCharges, repeatedPages: 0 })
    expect(bills.some(({ tokens }) => tokens.length === 0)).toBe(true)
  })

  it("has its planted errors, and no others", () => {
    const { planted } = simulator.truth()
    const { items, difference } = reconcile(ledger, bill)
    expect([...items].map(wordsOf).sort()).toEqual(expectedOf(planted))
    expect(difference).toBe(planted.reduce((sum, { impact }) => sum + impact, 0))
    expect(planted).toHaveLength(plantKinds.length * 3 + 4)
    expect(new Set(planted.map(({ kind }) => kind))).toEqual(new Set([...plantKinds, "rule_violation"]))
  })

  it("breaks the published rules where it says so", () => {
    const { rules, planted } = simulator.truth()
    const violations = rules.flatMap(({ ruleId, edition }) => {
      const { items } = reconcile(ledger, bill, { ruleId, audit: auditBy(publishedRules, edition) })
      return [...items].filter(({ kind }) => kind === "rule_violation").map(({ seq }) => String(seq))
    })
    const expected = planted.filter(({ breaksRules }) => breaksRules).map(({ seq }) => String(seq))
    expect(violations.sort()).toEqual(expected.sort())
  })
})

const wordsOf = (item: {
  readonly kind: string
  readonly impact: number
  readonly account: string
  readonly ruleId: string | null
  readonly bizToken: string | null
  readonly seq: string | null
  readonly day: BillingDay | null
}): string => [item.kind, item.impact, item.account, item.ruleId, item.bizToken, item.seq, item.day].join(" ")

/** The discrepancies that the planted errors cause. */
const expectedOf = (planted: ReadonlyArray<Planted>): ReadonlyArray<string> =>
  planted
    .flatMap((each) =>
      each.discrepancies.map((kind, i) => wordsOf({ ...each, kind, impact: i === 0 ? each.impact : 0 })),
    )
    .sort()

describe("the truth", () => {
  it("ErrorsAreSeenByReconciling", async () => {
    const worlds = {
      seed: fc.integer(),
      listsUncharged: fc.boolean(),
      plants: fc.record(Object.fromEntries(plantKinds.map((kind) => [kind, fc.integer({ min: 0, max: 2 })]))),
      ruleViolations: fc.integer({ min: 0, max: 2 }),
    }
    const property = fc.asyncProperty(fc.record(worlds), async ({ plants, ruleViolations, ...options }) => {
      const simulator = await makeSimulator({
        ...options,
        history: { from: "2026-12-30", days: 4, verificationsPerDay: 40, plants, ruleViolations },
      })
      const { verifications, bills, planted, totals } = simulator.truth()
      await simulator.close()
      const own = new Dictionaries()
      const [attempts, lines] = [new Tally(own), new Bill(own)]
      for (const { bizToken, ruleId, account, attempts: made } of verifications) {
        const LivenessDetail = made.map(({ seq, at, errcode, charge }) => ({
          Seq: seq,
          ReqTime: at,
          Errcode: errcode,
          IsNeedCharge: charge,
        }))
        attempts.add(
          decoded(decodeDetectInfo({ BizToken: bizToken, RuleId: ruleId, Account: account, LivenessDetail })),
        )
      }
      for (const { account, day, tokens } of bills) {
        const WeChatBillDetails = tokens.map((token) => ({
          BizToken: token.bizToken,
          RuleId: token.ruleId,
          ChargeCount: token.chargeCount,
          ChargeDetails: token.lines.map(({ seq, at, errcode, charge }) => ({
            Seq: seq,
            ReqTime: at,
            ErrorCode: errcode,
            IsNeedCharge: charge,
          })),
        }))
        lines.add(decoded(decodeBillPage({ Date: day, Account: account, WeChatBillDetails })))
      }
      const { items, ledger, bill } = reconcile(attempts, lines)
      expect([...items].map(wordsOf).sort()).toEqual(expectedOf(planted))
      expect([ledger.charges, bill.charges]).toEqual([totals.charges, totals.billCharges])
    })
    await fc.assert(property, { numRuns: process.env["FACEID_TALLY_SOAK"] === "1" ? 1000 : 20 })
  })
})

describe("a world", () => {
  it("is the same from the same seed", async () => {
    const truthOf = async (seed: number) => {
      const simulator = await makeSimulator({ ...month, seed })
      await sdkClient(simulator).DetectAuth({ RuleId: "1001" })
      const truth = simulator.truth()
      await simulator.close()
      return truth
    }
    const [one, again, other] = await Promise.all([truthOf(7), truthOf(7), truthOf(8)])
    expect(JSON.stringify(one)).toBe(JSON.stringify(again))
    expect(one.totals).not.toEqual(other.totals)
  })

  it("has persons who retry, give up, never come, and come after midnight", async () => {
    const simulator = await makeSimulator(month)
    const { verifications } = simulator.truth()
    await simulator.close()
    const share = (isSo: (attempts: (typeof verifications)[number]) => boolean) =>
      verifications.filter(isSo).length / verifications.length
    expect(share(({ attempts }) => attempts.length === 0)).toBeGreaterThan(0.05)
    expect(share(({ attempts }) => attempts.length > 1)).toBeGreaterThan(0.15)
    expect(share(({ attempts }) => attempts.some(({ charge }) => charge === null))).toBeGreaterThan(0.05)
    expect(share(({ attempts }) => attempts.filter(({ charge }) => charge === true).length > 1)).toBeGreaterThan(0.01)
    const dayOf = (ms: number) => Math.floor((ms + 8 * 3_600_000) / 86_400_000)
    expect(verifications.some((each) => each.attempts.some(({ at }) => dayOf(at) > dayOf(each.issuedAt)))).toBe(true)
    expect(verifications.every((each) => each.attempts.every(({ at }) => at <= each.finalAt))).toBe(true)
  })

  it("lists uncharged attempts on the bill or does not", async () => {
    const simulator = await makeSimulator({ ...month, history: { from: "2026-10-01", days: 5 }, listsUncharged: false })
    const { totals } = simulator.truth()
    await simulator.close()
    expect(totals.lines).toBe(totals.billCharges)
    expect(totals.billCharges).toBe(totals.charges)
  })

  it("takes errors while it runs, and gives them back", async () => {
    const simulator = await makeSimulator({ ...month, history: { from: "2026-10-01", days: 3 } })
    const right = simulator.truth()
    const planted = plantKinds.map((kind) => simulator.plant(kind, { day: "2026-10-02", account: "default" }))
    const wrong = simulator.truth()
    expect(planted).not.toContain(undefined)
    expect(wrong.planted).toEqual(planted)
    expect(wrong.totals.billCharges - right.totals.billCharges).toBe(
      planted.reduce((sum, each) => sum + (each?.impact ?? 0), 0),
    )
    expect(simulator.plant("overcharge", { bizToken: planted[0]?.bizToken })).toBeUndefined()
    expect(simulator.plant("overcharge", { bizToken: "none" })).toBeUndefined()
    simulator.heal()
    expect(simulator.truth()).toEqual(right)
    await simulator.close()
  })
})
