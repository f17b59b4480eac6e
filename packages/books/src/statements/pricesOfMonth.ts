/** What the price plans say of a month, and what packs have left by the books: the document `prices/1`. */
import type { Month } from "@faceid-tally/core/engine"
import { planOf, priceBill, pricesDocument } from "@faceid-tally/core/money"
import * as Effect from "effect/Effect"

import { billedMonths } from "../prices/billedMonths.ts"
import { Prices } from "../prices/Prices.ts"

/** Of the accounts that have a plan of their own, else of those that are named. */
export const pricesOfMonth = Effect.fnUntraced(function* (month: Month, accounts: ReadonlyArray<string>) {
  const plans = yield* Prices
  const own = Object.keys(plans.byAccount)
  const names = own.length === 0 ? accounts : own
  const billed = yield* billedMonths(month, names)
  return pricesDocument(
    month,
    names.flatMap((account) => {
      const plan = planOf(plans, account)
      if (plan === null) return []
      const packs = billed
        .filter((of) => of.account === account)
        .flatMap((of) => priceBill(of, month))
        .flatMap(({ price }) => price.packs)
      return [{ account, plan, left: new Map(packs.map(({ pack, counts }) => [pack.id, counts?.left ?? null])) }]
    }),
  )
})
