/** What the month page shows, from what the books say: pure, so that it can be tested without a ledger. */
import { billableFrom, type DayStatus, type Run } from "@faceid-tally/books"
import { monthOfDay } from "../Month.ts"
import type { MonthDays } from "../Month.ts"
import type { KeptReconciliation } from "@faceid-tally/books"

/** One day of the month, all accounts together. */
export interface MonthDay {
  readonly day: number
  readonly attempts: number
  readonly ledgerCharges: number
  /** The sum of the bills that were pulled; `null` where none was. */
  readonly billCharges: number | null
  /** `null` while the bill of an account is not there. */
  readonly difference: number | null
  readonly tokens: number
  readonly settled: number
  readonly isCollected: boolean
  /** Accounts whose bill of the day is not there. */
  readonly unpulled: ReadonlyArray<string>
  /** The latest run that covered the day. */
  readonly run: number | null
}

export type Verdict =
  /** Nothing is known of the month. */
  | { readonly _tag: "Empty" }
  /** No run has covered the month; the difference of the daily sums where all bills are there. */
  | { readonly _tag: "NotReconciled"; readonly difference: number | null }
  | { readonly _tag: "Right" | "Balanced" | "Wrong"; readonly document: KeptReconciliation; readonly impacts: number }

export interface MonthView {
  readonly month: string
  /** The day after the last whose bill the provider has by now. */
  readonly endDay: number
  readonly days: ReadonlyArray<MonthDay>
  readonly verdict: Verdict
  readonly run: Run | null
  /** The books have changed since the run. */
  readonly isStale: boolean
  readonly unpulled: ReadonlyArray<MonthDay>
  readonly uncollected: ReadonlyArray<MonthDay>
}

export interface MonthBooks extends MonthDays {
  readonly now: number
  readonly grid: ReadonlyArray<DayStatus>
  /** The accounts that are expected to have a bill. */
  readonly accounts: ReadonlyArray<string>
  /** The latest run over the month. */
  readonly run: Run | null
  /** How many of the run's discrepancies have an impact. */
  readonly impacts: number
}

export const monthView = ({ fromDay, toDay, now, grid, accounts, run, impacts }: MonthBooks): MonthView => {
  const endDay = endOf(fromDay, toDay, now)
  const days = Array.from({ length: Math.max(0, endDay - fromDay) }, (_, i) =>
    monthDay(
      fromDay + i,
      grid.filter(({ day }) => day === fromDay + i),
      accounts,
    ),
  )
  return {
    month: monthOfDay(fromDay),
    endDay,
    days,
    verdict: verdictOf(days, run, impacts),
    run,
    isStale: run !== null && isStale(run, grid),
    unpulled: grid.length === 0 ? [] : days.filter(({ unpulled }) => unpulled.length > 0),
    uncollected: days.filter(({ isCollected }) => !isCollected),
  }
}

/** The first day from `fromDay` on whose bill is not out yet, at most the day after `toDay`. */
const endOf = (fromDay: number, toDay: number, now: number): number => {
  let day = fromDay
  while (day <= toDay && billableFrom(day) <= now) day++
  return day
}

const monthDay = (day: number, rows: ReadonlyArray<DayStatus>, accounts: ReadonlyArray<string>): MonthDay => {
  const sum = (count: "attempts" | "charges" | "tokens" | "settled") => rows.reduce((so, row) => so + row[count], 0)
  const pulled = rows.flatMap((row) => row.pulled ?? [])
  const expected = new Set([...accounts, ...rows.map(({ account }) => account)])
  const unpulled = [...expected].filter((name) => !rows.some((row) => row.account === name && row.pulled !== null))
  const ledgerCharges = sum("charges")
  const billCharges = pulled.length === 0 ? null : pulled.reduce((so, { charges }) => so + charges, 0)
  return {
    day,
    attempts: sum("attempts"),
    ledgerCharges,
    billCharges,
    difference: billCharges === null || unpulled.length > 0 ? null : billCharges - ledgerCharges,
    tokens: sum("tokens"),
    settled: sum("settled"),
    isCollected: rows.every(({ collected }) => collected),
    unpulled,
    run: rows.reduce<number | null>((latest, { reconciled }) => later(latest, reconciled?.run ?? null), null),
  }
}

const later = (a: number | null, b: number | null): number | null => (a === null || (b !== null && b > a) ? b : a)

const verdictOf = (days: ReadonlyArray<MonthDay>, run: Run | null, impacts: number): Verdict => {
  if (run !== null) {
    const document = run.document
    const _tag = impacts === 0 ? "Right" : document.difference === 0 ? "Balanced" : "Wrong"
    return { _tag, document, impacts }
  }
  if (days.every(({ attempts, billCharges }) => attempts === 0 && billCharges === null)) return { _tag: "Empty" }
  const differences = days.map(({ difference }) => difference)
  return {
    _tag: "NotReconciled",
    difference: differences.reduce((so, each) => (so === null || each === null ? null : so + each), 0),
  }
}

/** Whether a bill came later than the run, or the sums of its days are no longer what it counted. */
const isStale = (run: Run, grid: ReadonlyArray<DayStatus>): boolean => {
  const rows = grid.filter(({ day }) => day >= run.fromDay && day <= run.toDay)
  const charges = rows.reduce((so, row) => so + row.charges, 0)
  return charges !== run.ledgerCharges || rows.some(({ pulled }) => pulled !== null && pulled.closedAt > run.ranAt)
}
