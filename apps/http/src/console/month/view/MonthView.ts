/** What the month page shows, from what the books say: pure, so that it can be tested without a ledger. */
import type { DayStatus, KeptReconciliation, Run } from "@faceid-tally/books/engine"
import { DEFAULT_ACCOUNT, type Month } from "@faceid-tally/core/engine"
import { sumAmountTexts } from "@faceid-tally/core/money"

import { endOfMonth } from "../../runs/endOfMonth.ts"

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
  | {
      readonly _tag: "Right" | "Balanced" | "Wrong"
      readonly document: Outcome
      readonly impacts: number
      /** Without a price plan there are none. */
      readonly amounts: Amounts | null
    }

/** Decimal texts; `null` where a price is not known. */
export type Amounts = Readonly<Record<"ledger" | "bill" | "difference" | "overcharged" | "undercharged", string | null>>

/** How many charges the bill has too many, and how many too few: together the impacts, apart the difference. */
export const overAndUnder = ({ document: { difference }, impacts }: Reconciled) => ({
  over: (impacts + difference) / 2,
  under: (impacts - difference) / 2,
})

export type Reconciled = Extract<Verdict, { readonly document: Outcome }>

/** What a reconciliation, or those of all days together, came to. */
export type Outcome = Pick<KeptReconciliation, "complete" | "incomplete" | "ledger" | "bill" | "matched" | "difference">

export interface MonthView {
  readonly month: Month
  /** The day after the last whose bill the provider has by now. */
  readonly endDay: number
  readonly days: ReadonlyArray<MonthDay>
  readonly verdict: Verdict
  readonly run: Run | null
  /** The run goes beyond the month: its verdict is of more than the month. */
  readonly isWider: boolean
  /** The runs of single days that stand for the month, where no run of many days does. */
  readonly closes: ReadonlyArray<Run>
  /** The books have changed since the run. */
  readonly isStale: boolean
  readonly unpulled: ReadonlyArray<MonthDay>
  readonly uncollected: ReadonlyArray<MonthDay>
}

export interface MonthBooks {
  readonly month: Month
  readonly now: number
  readonly grid: ReadonlyArray<DayStatus>
  /** The accounts that the settings name. */
  readonly accounts: ReadonlyArray<string>
  /** The latest run over the month, or a wider one. */
  readonly run: Run | null
  /** Without such a run: one of each day. */
  readonly closes: ReadonlyArray<Run>
  /** How many of their discrepancies have an impact. */
  readonly impacts: number
}

export const monthView = ({ month, now, grid, accounts, run, closes, impacts }: MonthBooks): MonthView => {
  const { first, last } = month
  const endDay = endOfMonth(month, now)
  // The account of whoever names none is expected where the books have something of it.
  const hasDefault = grid.some(({ account }) => account === DEFAULT_ACCOUNT)
  const expected = hasDefault ? [...accounts, DEFAULT_ACCOUNT] : accounts
  const days = Array.from({ length: Math.max(0, endDay - first) }, (_, i) =>
    monthDay(
      first + i,
      grid.filter(({ day }) => day === first + i),
      expected,
    ),
  )
  return {
    month,
    endDay,
    days,
    verdict: verdictOf(days, run === null ? closes : [run], impacts),
    run,
    isWider: run !== null && (run.fromDay < first || run.toDay > last),
    closes,
    // Of a wider run the rows beyond the month are not here to be compared.
    isStale: run === null ? closes.some((each) => isStale(each, grid)) : isStale(run, grid, first, last),
    unpulled: grid.length === 0 ? [] : days.filter(({ unpulled }) => unpulled.length > 0),
    uncollected: days.filter(({ isCollected }) => !isCollected),
  }
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

const verdictOf = (days: ReadonlyArray<MonthDay>, runs: ReadonlyArray<Run>, impacts: number): Verdict => {
  const [first, ...others] = runs.map(({ document }): Outcome => document)
  if (first !== undefined) {
    const document = others.reduce(together, first)
    const _tag = impacts === 0 ? "Right" : document.difference === 0 ? "Balanced" : "Wrong"
    return { _tag, document, impacts, amounts: amountsOf(runs) }
  }
  if (days.every(({ attempts, billCharges }) => attempts === 0 && billCharges === null)) return { _tag: "Empty" }
  const differences = days.map(({ difference }) => difference)
  return {
    _tag: "NotReconciled",
    difference: differences.reduce((so, each) => (so === null || each === null ? null : so + each), 0),
  }
}

/** Of all runs together; a run without them was made without a plan. */
const amountsOf = (runs: ReadonlyArray<Run>): Amounts | null => {
  const all = runs.flatMap(({ amounts }) => amounts ?? [])
  if (all.length < runs.length) return null
  const sumOf = (name: keyof Amounts) => sumAmountTexts(all.map((of) => of[name]))
  return {
    ledger: sumOf("ledger"),
    bill: sumOf("bill"),
    difference: sumOf("difference"),
    overcharged: sumOf("overcharged"),
    undercharged: sumOf("undercharged"),
  }
}

const together = (a: Outcome, b: Outcome): Outcome => ({
  complete: a.complete && b.complete,
  incomplete: [...a.incomplete, ...b.incomplete],
  ledger: sums(a.ledger, b.ledger),
  bill: sums(a.bill, b.bill),
  matched: a.matched + b.matched,
  difference: a.difference + b.difference,
})

const sums = <K extends string>(a: Readonly<Record<K, number>>, b: Readonly<Record<K, number>>): Record<K, number> =>
  Object.fromEntries((Object.keys(a) as Array<K>).map((key) => [key, a[key] + b[key]])) as Record<K, number>

/** Whether a bill came later than the run, or the sums of its days are no longer what it counted. */
const isStale = (run: Run, grid: ReadonlyArray<DayStatus>, fromDay = run.fromDay, toDay = run.toDay): boolean => {
  const rows = grid.filter(({ day }) => day >= run.fromDay && day <= run.toDay)
  const charges = rows.reduce((so, row) => so + row.charges, 0)
  const isSeenWhole = run.fromDay >= fromDay && run.toDay <= toDay
  return (
    (isSeenWhole && charges !== run.ledgerCharges) ||
    rows.some(({ pulled }) => pulled !== null && pulled.closedAt > run.ranAt)
  )
}
