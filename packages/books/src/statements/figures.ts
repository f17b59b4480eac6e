/** The figures of a month and of the one before it, by kept sums: no attempt and no discrepancy is read. */
import { DEFAULT_ACCOUNT, type Month, monthOfDay } from "@faceid-tally/core"
import { type MonthFigures, monthFigures } from "@faceid-tally/core/money"
import * as Effect from "effect/Effect"

import { Ledger } from "../ports/Ledger.ts"
import { billedMonths } from "../prices/billedMonths.ts"

export interface ComparedFigures {
  readonly month: MonthFigures
  /** `null` where the books have nothing of the month before. */
  readonly before: MonthFigures | null
}

/** Of all accounts, or of one. */
export const comparedFigures = Effect.fnUntraced(function* (month: Month, only?: string) {
  const last = yield* figuresOf(monthOfDay(month.first - 1), only)
  const isEmpty = last.attempts === 0 && last.labels.length === 0
  return { month: yield* figuresOf(month, only), before: isEmpty ? null : last } satisfies ComparedFigures
})

const figuresOf = Effect.fnUntraced(function* (month: Month, only: string | undefined) {
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
  return monthFigures(
    month,
    billed.flatMap((of) =>
      only !== undefined && of.account !== only
        ? []
        : [{ ...of, attempts: sums.filter(({ account }) => account === of.account) }],
    ),
  )
})
