/** A small month with all that pages tell of: its names as long as names get, told over HTTP, with the month before. */
import { mkdtempSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"

import type { Settings } from "@faceid-tally/host/apps"

import { json } from "../api/TestService.ts"

export const LONG_ID = "x".repeat(250) + "-tail"
const LONG_NAME = "增强版人脸核身".repeat(8).slice(0, 60)
const LONG_ACCOUNT = "a".repeat(60)

export const NOW_AFTER = "2026-11-05T09:00:00+08:00"
const DAY = "2026-10-05"
const LAST_DAY = "2026-09-05"
const MS_PER_HOUR = 3_600_000

/** Prices 1.20 for RuleId 1 and 0.50 for RuleId 2. */
export const smallSettings = (): Settings => {
  const prices = join(mkdtempSync(join(tmpdir(), "faceid-tally-small-")), "prices.json")
  const from = "2026-01-01"
  const labels = [
    { label: LONG_NAME, rules: ["1"], prices: [{ from, price: "1.2" }] },
    { label: "two", rules: ["2"], prices: [{ from, price: "0.5" }] },
  ]
  writeFileSync(prices, JSON.stringify({ currency: "CNY", labels }))
  const rules = { 1: { title: LONG_NAME, channel: "h5" as const }, 2: { channel: "mini_program" as const } }
  return { prices, rules, accounts: { default: {}, [LONG_ACCOUNT]: {} } }
}

interface Line {
  readonly seq: string
  readonly charge?: boolean
  readonly code?: number
}

type Send = (path: string, init: RequestInit) => Promise<Response>

/**
 * September has 2 charges on both sides. October has 3 of ours: one is billed twice, one is missing, one has another code;
 * and one of RuleId 2 is billed that we have no record of. Both accounts have the bill of every day.
 */
export const tellSmallMonth = async (send: Send): Promise<void> => {
  const ours: ReadonlyArray<Line> = [{ seq: "s-1" }, { seq: "s-2", code: 2016 }, { seq: "s-4" }]
  await sendResults(send, DAY, [...ours, { seq: "s-3", charge: false, code: 1004 }])
  await sendResults(send, LAST_DAY, [{ seq: "l-1" }, { seq: "l-2" }])
  const october = daysOf("2026-10", 31)
  const bills = new Map([
    [
      DAY,
      [bill("1", DAY, [{ seq: "s-1" }, { seq: "s-1" }, { seq: "s-4", code: 1 }]), bill("2", DAY, [{ seq: LONG_ID }])],
    ],
    [LAST_DAY, [bill("1", LAST_DAY, [{ seq: "l-1" }, { seq: "l-2" }])]],
  ])
  for (const day of [LAST_DAY, ...october]) await sendBill(send, day, "default", bills.get(day) ?? [])
  for (const day of october) await sendBill(send, day, LONG_ACCOUNT, [])
  const made = await send("/v1/reconciliations", json({ from: "2026-10-01", to: "2026-10-31" }))
  if (made.status !== 201) throw new Error(await made.text())
}

const daysOf = (month: string, days: number) =>
  Array.from({ length: days }, (_, i) => `${month}-${String(i + 1).padStart(2, "0")}`)

const detail = (day: string, { seq, charge = true }: Line) => ({
  Seq: seq,
  IsNeedCharge: charge,
  ReqTime: String(Date.parse(`${day}T00:00:00+08:00`) + 12 * MS_PER_HOUR),
})

const tokenOf = (seq: string): string => (seq === LONG_ID ? LONG_ID : `b-${seq}`)

const bill = (RuleId: string, day: string, lines: ReadonlyArray<Line>) =>
  [...Map.groupBy(lines, ({ seq }) => seq)].map(([seq, of]) => ({
    BizToken: tokenOf(seq),
    RuleId,
    ChargeCount: of.length,
    ChargeDetails: of.map((line) => ({ ...detail(day, line), ErrorCode: line.code ?? 0 })),
  }))

const sendBill = async (send: Send, day: string, account: string, groups: ReadonlyArray<object>): Promise<void> => {
  const page = { Response: { HasNextPage: false, WeChatBillDetails: groups.flat() } }
  const answer = await send(`/v1/bills/${day}?account=${account}`, { ...json(page), method: "PUT" })
  if (answer.status !== 201) throw new Error(await answer.text())
}

const sendResults = async (send: Send, day: string, lines: ReadonlyArray<Line>): Promise<void> => {
  for (const line of lines) {
    const Response = {
      Text: { ErrCode: line.code ?? 0, LivenessDetail: [{ ...detail(day, line), Errcode: line.code ?? 0 }] },
    }
    const answer = await send("/v1/results", json({ BizToken: tokenOf(line.seq), RuleId: "1", Response }))
    if (answer.status !== 200) throw new Error(await answer.text())
  }
}
