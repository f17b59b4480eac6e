/** What the price plans say of a month, and what packs have left by the books: the document `prices/1`. */
import type { Month } from "@faceid-tally/core"
import { planOf, pricesDocument } from "@faceid-tally/core/money"
import * as Effect from "effect/Effect"

import { statementOf, type StatementRequest } from "./monthStatement.ts"
import { Prices } from "./Prices.ts"

/** Of the accounts that have a plan of their own, else of those that are named. */
export const pricesOfMonth = Effect.fnUntraced(function* (
  month: Month,
  {
    accounts,
    ...request
  }: Pick<StatementRequest, "programVersion" | "now"> & { readonly accounts: ReadonlyArray<string> },
) {
  const plans = yield* Prices
  const own = Object.keys(plans.byAccount)
  const names = own.length === 0 ? accounts : own
  const { packs } = yield* statementOf(null, { ...request, month, accounts: names })
  return pricesDocument(
    month,
    names.flatMap((account) => {
      const plan = planOf(plans, account)
      if (plan === null) return []
      const ofAccount = packs.filter((pack) => pack.account === account)
      return [{ account, plan, left: new Map(ofAccount.map(({ id, left }) => [id, left])) }]
    }),
  )
})
