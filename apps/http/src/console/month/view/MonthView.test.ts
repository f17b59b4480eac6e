import { type DayStatus, decodeRun, type Run } from "@faceid-tally/books/engine"
import { dayNumberOf } from "@faceid-tally/core/engine"
import * as Effect from "effect/Effect"
import { expect, it } from "vitest"

import { type MonthBooks, monthView } from "./MonthView.ts"

const FROM = dayNumberOf("2026-10-01") ?? 0
const TO = dayNumberOf("2026-10-31") ?? 0

const row = (day: number, of: Partial<DayStatus> = {}): DayStatus => ({
  day: FROM + day,
  account: "default",
  attempts: 3,
  charges: 2,
  tokens: 2,
  settled: 2,
  collected: true,
  pulled: { version: 1, charges: 2, closedAt: 10 },
  reconciled: null,
  difference: 0,
  ...of,
})

const nothingKept = Effect.runSync(decodeRun('{"fromDay":0,"toDay":0,"document":"{}"}')).document

const run = (of: Partial<Run>): Run => ({
  id: 7,
  ranAt: 20,
  items: 0,
  fromDay: FROM,
  toDay: TO,
  ruleId: null,
  account: null,
  asOf: null,
  amounts: null,
  ruleSet: null,
  programVersion: "1",
  seal: null,
  billVersions: [],
  attempts: 3,
  ledgerCharges: 2,
  lines: 2,
  billCharges: 2,
  matched: 2,
  difference: 0,
  complete: true,
  document: { ...nothingKept, difference: of.difference ?? 0, complete: true },
  ...of,
})

const view = (of: Partial<MonthBooks>) =>
  monthView({
    month: { name: "2026-10", first: FROM, last: TO },
    now: Date.parse("2026-12-01T09:00:00+08:00"),
    grid: [row(0)],
    accounts: ["default"],
    run: null,
    closes: [],
    impacts: 0,
    ...of,
  })

it("has the days whose bill is out: from 06:00 of the next day in China", () => {
  const daysAt = (now: string) => view({ now: Date.parse(now) }).days.length
  expect(daysAt("2026-10-02T05:59:59+08:00")).toBe(0)
  expect(daysAt("2026-10-02T06:00:00+08:00")).toBe(1)
  expect(daysAt("2026-12-01T09:00:00+08:00")).toBe(31)
})

it("says which accounts' bills are missing, also of days of which nothing else is known", () => {
  const { days, unpulled } = view({ grid: [row(0), row(0, { account: "branch", pulled: null })] })
  expect(days[0]).toMatchObject({ unpulled: ["branch"], billCharges: 2, ledgerCharges: 4, difference: null })
  expect(days[1]).toMatchObject({ unpulled: ["default"], billCharges: null, difference: null })
  expect(unpulled.length).toBe(31)
})

it("expects the bill of the account default only where it is named, or the books have something of it", () => {
  const shop = row(0, { account: "shop" })
  expect(view({ accounts: [], grid: [shop] }).unpulled).toEqual([])
  expect(view({ accounts: ["shop"], grid: [shop] }).days[0]?.unpulled).toEqual([])
  expect(view({ accounts: [], grid: [row(0)] }).unpulled.length).toBe(30)
  expect(view({ accounts: ["default"], grid: [shop] }).unpulled.length).toBe(31)
})

it("takes the verdict of a wider run, and says that it is one", () => {
  const wide = view({ run: run({ fromDay: FROM - 30, difference: 1 }), impacts: 1 })
  expect(wide).toMatchObject({ isWider: true, isStale: false, verdict: { _tag: "Wrong" } })
  expect(view({ run: run({}) }).isWider).toBe(false)
})

it("puts the reconciliations of all days together", () => {
  const closes = [0, 1].map((day) => {
    const kept = { ...nothingKept, complete: true, difference: day, matched: 2 }
    return run({ id: day, fromDay: FROM + day, toDay: FROM + day, document: kept })
  })
  const grid = [row(0), row(1)]
  expect(view({ closes, grid, impacts: 1 })).toMatchObject({
    run: null,
    isStale: false,
    verdict: { _tag: "Wrong", document: { difference: 1, matched: 4, complete: true } },
  })
  expect(view({ closes, grid: [row(0), row(1, { charges: 3 })], impacts: 1 }).isStale).toBe(true)
})

it("gives a verdict by the run, and without one only what the sums say", () => {
  const whole = Array.from({ length: 31 }, (_, day) => row(day))
  expect(view({ grid: [] }).verdict).toEqual({ _tag: "Empty" })
  expect(view({}).verdict).toEqual({ _tag: "NotReconciled", difference: null })
  expect(view({ grid: whole }).verdict).toEqual({ _tag: "NotReconciled", difference: 0 })
  const dearer = row(0, { pulled: { version: 1, charges: 5, closedAt: 10 }, difference: 3 })
  expect(view({ grid: [dearer, ...whole.slice(1)] }).verdict).toEqual({ _tag: "NotReconciled", difference: 3 })
  expect(view({ run: run({}) }).verdict).toMatchObject({ _tag: "Right" })
  expect(view({ run: run({}), impacts: 2 }).verdict).toMatchObject({ _tag: "Balanced" })
  expect(view({ run: run({ difference: 1 }), impacts: 1 }).verdict).toMatchObject({ _tag: "Wrong" })
})

it("calls a run stale when the books say more than it has counted", () => {
  expect(view({ run: run({}) }).isStale).toBe(false)
  expect(view({ run: run({ ledgerCharges: 1 }) }).isStale).toBe(true)
  const later = row(0, { pulled: { version: 2, charges: 2, closedAt: 21 } })
  expect(view({ run: run({}), grid: [later] }).isStale).toBe(true)
})
