/** A small world that has something of everything that lists show: several accounts, days, states, versions and kinds. */
import type { Ledger, NewRun } from "@faceid-tally/books/engine"
import { Bill, type BillLine, type DetectInfo, reconcile, Tally } from "@faceid-tally/core/engine"
import * as Effect from "effect/Effect"

import { nothingKept } from "./nothingKept.ts"
import { archive, DAY, entry, HOUR, line, NOON, page, record, stored } from "./world.ts"

export const DAYS = { fromDay: DAY - 5, toDay: DAY + 5 }
const ACCOUNTS = [null, "default", "other"] as const
const RULES = ["1", "2", null] as const

/** Attempts with and without day, Seq, account and rule. */
export const records = (): Array<DetectInfo> => [
  ...archive(90).map((each, i) => ({
    ...each,
    account: ACCOUNTS[i % 3] ?? null,
    ruleId: RULES[i % 4] ?? null,
    entries: each.entries.map((one, k) => (i % 10 === 0 && k === 0 ? { ...one, at: null } : one)),
  })),
  record({ bizToken: "~odd\0", entries: [entry({ seq: "~s\ud800" }), entry({ seq: "~i" })] }),
  // Of some nothing is known but that they were.
  ...[0, 1, 2].map((i) =>
    record({
      bizToken: null,
      ruleId: null,
      fetchedAt: NOON + i,
      entries: [
        entry({ seq: null, charge: null, errcode: null, at: null }),
        entry({ seq: null, errcode: null, at: NOON + i }),
        entry({ seq: `bare-${i}`, charge: null, errcode: null, at: null }),
      ],
    }),
  ),
]

const bills = (): Array<Bill> => {
  const seqs = Array.from({ length: 40 }, (_one, i) => `seq-${i * 2}`)
  const lines = (day: number) =>
    seqs.map((seq, i) =>
      line({
        seq: i % 9 === 0 ? null : seq,
        charge: i % 4 !== 0,
        at: NOON + day * 24 * HOUR,
        errcode: i % 5 === 0 ? 1 : 0,
      }),
    )
  /** Several lines of one Seq, and of none, by which versions can differ. */
  const loose = (code: number) =>
    [null, null, null, "twice", "twice"].map((seq, i) => line({ seq, errcode: code + i, at: NOON }))
  const of = (
    day: number,
    about: { account?: string; askedRuleId?: string },
    cut: number,
    more: ReadonlyArray<BillLine> = [],
  ) => {
    const first = page(0, null, [...lines(day).slice(cut), ...more])
    const groups = [...first.groups, { bizToken: "empty", ruleId: "1", chargeCount: 1 + cut, lines: [] }]
    return new Bill().add({ ...first, ...about, day: DAY + day, groups })
  }
  return [
    of(0, {}, 0, loose(10)),
    of(0, {}, 3, loose(20)),
    of(1, { account: "other" }, 5),
    of(1, { account: "default" }, 30),
    // Bills of single rules count only where the whole day has none.
    of(1, { account: "other", askedRuleId: "1" }, 20),
    of(2, { askedRuleId: "1" }, 20),
    of(2, { askedRuleId: "2" }, 10),
  ]
}

/** Fills a ledger; gives the run that was kept. */
export const fillLedger = (ledger: Ledger["Service"]) =>
  Effect.gen(function* () {
    yield* ledger.store(stored(...records()), NOON)
    const registrations = Array.from({ length: 30 }, (_one, i) => ({
      bizToken: `registered-${i}`,
      ruleId: "1",
      account: ACCOUNTS[i % 3] ?? null,
      issuedAt: NOON + (i % 4) * 24 * HOUR,
    }))
    yield* ledger.register(registrations, NOON)
    // The first of them expire.
    yield* ledger.takeDue({ worker: "one", now: NOON + 73 * HOUR, leaseUntil: NOON + 73 * HOUR, limit: 3 })
    for (const bill of bills()) yield* ledger.importBill(bill, NOON)
    const tally = new Tally()
    const bill = new Bill(tally.names)
    yield* ledger.loadTally(tally, DAYS)
    yield* ledger.loadBill(bill, DAYS)
    const { items } = reconcile(tally, bill)
    return yield* ledger.saveRun(
      { ...emptyRun, difference: [...items].reduce((sum, { impact }) => sum + impact, 0) },
      // Not in the order of their impacts.
      [...items].reverse().map((item, place) => ({ place, item })),
      NOON,
    )
  })

export const emptyRun: NewRun = {
  ...DAYS,
  ruleId: null,
  account: null,
  asOf: null,
  ruleSet: null,
  amounts: null,
  programVersion: "0",
  seal: null,
  billVersions: [],
  attempts: 0,
  ledgerCharges: 0,
  lines: 0,
  billCharges: 0,
  matched: 0,
  difference: 0,
  complete: true,
  document: nothingKept,
}
