/** Small worlds: records and bill pages, built from what matters in a test. */
import type { AccountBillRow } from "@faceid-tally/core/money"
import { type BillLine, type BillPage, type DetectInfo, dayNumberOf, type Entry } from "@faceid-tally/core/engine"

export const DAY = dayNumberOf("2026-10-05") ?? 0
/** Noon in China of that day. */
export const NOON = Date.parse("2026-10-05T12:00:00+08:00")
export const HOUR = 3_600_000

export const record = (about: Partial<DetectInfo> = {}): DetectInfo => ({
  _tag: "DetectInfo",
  bizToken: "token",
  ruleId: "1",
  account: null,
  fetchedAt: NOON,
  errCode: 0,
  nfcBillingCounts: null,
  flat: false,
  entries: [],
  ...about,
})

export const entry = (about: Partial<Entry> = {}): Entry => ({
  seq: "seq",
  charge: true,
  errcode: 0,
  at: NOON,
  ...about,
})

export const stored = (...records: ReadonlyArray<DetectInfo>) =>
  records.map((each) => ({ record: each, rowsBefore: 0 }))

export const line = (about: Partial<BillLine> = {}): BillLine => ({
  seq: "seq",
  charge: true,
  errcode: 0,
  at: NOON,
  chargeType: "比对",
  ...about,
})

export const page = (cursor: number, next: number | null, lines: ReadonlyArray<BillLine>): BillPage => ({
  _tag: "BillPage",
  day: DAY,
  account: null,
  askedRuleId: null,
  cursor,
  nextCursor: next ?? cursor + 1,
  hasNextPage: next !== null,
  flat: false,
  groups: [{ bizToken: "token", ruleId: "1", chargeCount: null, lines }],
})

/** An archive of many results, the same for the same size: some attempts are met twice, some have no Seq. */
export const archive = (size: number): Array<DetectInfo> =>
  Array.from({ length: size }, (_one, i) =>
    record({
      bizToken: `token-${i % Math.ceil(size * 0.8)}`,
      fetchedAt: i % 7 === 0 ? null : NOON + i * 1000,
      errCode: i % 3 === 0 ? 0 : 1002,
      entries: Array.from({ length: (i % 3) + (i % 11 === 0 ? 0 : 1) }, (_two, k) =>
        entry({
          seq: i % 13 === 0 ? null : `seq-${(i * 3 + k) % Math.ceil(size * 1.5)}`,
          charge: i % 5 === 0 ? null : i % 2 === 0,
          errcode: i % 4 === 0 ? 1001 : 0,
          at: NOON + (i % 17) * 3 * HOUR,
        }),
      ),
    }),
  )

/** A row of an account bill: 1 unit at 1.2. */
export const accountBillRow = (about: Partial<AccountBillRow> = {}): AccountBillRow => ({
  product: "人脸核身",
  subproduct: null,
  component: "人脸核身·增强版",
  action: "按量计费月结",
  month: null,
  begin: null,
  used: 1,
  raw: null,
  deducted: null,
  price: 120_000_000n,
  cost: 120_000_000n,
  billId: null,
  cash: null,
  voucher: null,
  gift: null,
  share: null,
  ...about,
})
