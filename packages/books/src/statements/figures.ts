/** The figures of a month and of the one before it, by kept sums: no attempt and no discrepancy is read. */
import { DEFAULT_ACCOUNT, type Month, monthOfDay } from "@faceid-tally/core/engine"
import { type AccountFigures, type MonthFigures, monthFigures } from "@faceid-tally/core/money"
import * as Effect from "effect/Effect"

import { Ledger } from "../ports/Ledger.ts"
import { billedMonths } from "../prices/billedMonths.ts"
import { closedStatement } from "./closedMonth.ts"

export interface ComparedFigures {
  readonly month: MonthFigures
  /** `null` where the books have nothing of the month before. */
  readonly before: MonthFigures | null
}

/** Of all accounts, or of one; of a closed month as they were kept with it. */
export const comparedFigures = Effect.fnUntraced(function* (month: Month, only?: string) {
  const closed = yield* closedStatement(month, only)
  return closed === null ? (yield* openFigures(month))(only) : closed.figures
})

/** By the books as they are. */
export const openFigures = Effect.fnUntraced(function* (month: Month) {
  const lastMonth = monthOfDay(month.first - 1)
  const before = yield* figuresOf(lastMonth)
  const now = yield* figuresOf(month)
  return (only?: string): ComparedFigures => {
    const of = (accounts: ReadonlyArray<AccountFigures>) =>
      accounts.filter(({ account }) => only === undefined || account === only)
    const last = monthFigures(lastMonth, of(before))
    const isEmpty = last.attempts === 0 && last.labels.length === 0
    return { month: monthFigures(month, of(now)), before: isEmpty ? null : last }
  }
})

const figuresOf = Effect.fnUntraced(function* (month: Month) {
  const ledger = yield* Ledger
  const days = { fromDay: month.first, toDay: month.last }
  const sums = (yield* ledger.daySums(days, ["account", "ruleId", "errcode"])).map((sum) => ({
    ...sum,
    account: sum.account ?? DEFAULT_ACCOUNT,
  }))
  const billed = yield* billedMonths(
    month,
    sums.map(({ account }) => account),
  )
  return billed.map((of): AccountFigures => ({ ...of, attempts: sums.filter(({ account }) => account === of.account) }))
})
