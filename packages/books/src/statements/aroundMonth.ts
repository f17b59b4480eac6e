/**
 * What stands around an open month (F5.3, F5.4): what keeps it from being closed, and what became of the closed months
 * before it, of which it is the earliest open one.
 */
import { dayOfInstant, type Month, monthOf, monthsOf, previousMonth } from "@faceid-tally/core/engine"
import {
  type Adjustment,
  adjustmentOf,
  ALONE,
  type AroundMonth,
  type Earlier,
  earlierOf,
  makeStatement,
} from "@faceid-tally/core/money"
import * as Effect from "effect/Effect"

import { Decisions } from "../ports/Decisions.ts"
import { Ledger } from "../ports/Ledger.ts"
import type { LedgerError } from "../ports/LedgerError.ts"
import type { Run } from "../ports/Run.ts"
import { type ClosedMonth, closedMonths, plansOf } from "./closedMonth.ts"
import { pricedMonth, type StatementRequest } from "./pricedMonth.ts"
import { Prices } from "../prices/Prices.ts"

/** The run by which a closed month is looked at again. */
export type RunOfMonth<R> = (month: Month) => Effect.Effect<Run | null, LedgerError, R>

export const aroundMonth = <R>(request: StatementRequest, runOf: RunOfMonth<R>) =>
  Effect.gen(function* () {
    const { month } = request
    const ledger = yield* Ledger
    // Of a month that is closed again, what its former revision told counts no more.
    const closed = (yield* closedMonths).filter((each) => each.month !== month.name)
    const before = closedInARow(month, closed)
    const removed = before.length === 0 ? null : yield* ledger.firstKeptDay
    const adjustments: Array<Adjustment> = []
    const earlier: Array<Earlier> = []
    for (const { own, ...each } of before) {
      const live =
        removed !== null && own.first < removed
          ? null
          : makeStatement(yield* livePriced(own, each, request, yield* runOf(own)))
      const told = closed.flatMap(({ month: name, document }) =>
        name > each.month ? document.adjustments.filter((of) => of.month === each.month) : [],
      )
      const adjustment = adjustmentOf({ said: each.document, told, live })
      if (adjustment !== null) adjustments.push(adjustment)
      earlier.push(...(yield* decidedSince(each, lastClose(each, month, closed))))
    }
    return {
      waiting: yield* waitingFor(request, closed),
      adjustments,
      earlier,
    } satisfies AroundMonth
  })

/** What an open month waits for; `closed`: the months that are closed. */
export const waitingFor = Effect.fnUntraced(function* (
  { month, now, account }: Pick<StatementRequest, "month" | "now" | "account">,
  closed: ReadonlyArray<Pick<ClosedMonth, "month">>,
) {
  const { grid } = yield* (yield* Ledger).status(now, { fromDay: month.first, toDay: month.last, account })
  return {
    days: Math.max(0, month.last - dayOfInstant(now) + 1),
    results: grid.reduce((sum, { tokens, settled }) => sum + tokens - settled, 0),
    months: openMonths(month, closed).length,
  } satisfies AroundMonth["waiting"]
})

/** A closed month by the books as they are, priced by its own plans. */
const livePriced = (own: Month, { document }: ClosedMonth, request: StatementRequest, run: Run | null) =>
  pricedMonth(
    run,
    {
      ...request,
      month: own,
      account: undefined,
      invoices: undefined,
      accounts: document.accounts.map(({ account }) => account),
    },
    ALONE,
  ).pipe(Effect.provideService(Prices, plansOf(document)))

interface ClosedBefore extends ClosedMonth {
  readonly own: Month
}

/** The closed months right before, the earliest first: of all these the month is the earliest open one. */
const closedInARow = (month: Month, closed: ReadonlyArray<ClosedMonth>): ReadonlyArray<ClosedBefore> => {
  const found: Array<ClosedBefore> = []
  for (let own = previousMonth(month); ; own = previousMonth(own)) {
    const each = closed.find((of) => of.month === own.name)
    if (each === undefined) return found.reverse()
    found.push({ ...each, own })
  }
}

/** Months between the first closed one and this that are open. */
export const openMonths = (month: Month, closed: ReadonlyArray<Pick<ClosedMonth, "month">>): ReadonlyArray<string> => {
  const names = new Set(closed.map((of) => of.month))
  const { first } = monthOf(closed[0]?.month ?? month.name) ?? month
  return monthsOf(first, month.first - 1).flatMap(({ name }) => (names.has(name) ? [] : [name]))
}

/** When decisions about a month were last counted: at its own close, or at that of a month after it. */
const lastClose = (of: ClosedMonth, month: Month, closed: ReadonlyArray<ClosedMonth>): number =>
  closed.reduce(
    (last, each) => (each.month > of.month && each.month < month.name ? Math.max(last, each.closedAt) : last),
    of.closedAt,
  )

const decidedSince = Effect.fnUntraced(function* (of: ClosedMonth, since: number) {
  const latest = yield* (yield* Decisions).latest(of.month)
  return earlierOf(
    of.month,
    latest.filter(({ at }) => at > since),
  )
})
