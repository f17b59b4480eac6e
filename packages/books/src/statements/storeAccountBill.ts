/** Takes an account bill into the books: what became of it, and whether it may still change (F3.4). */
import type { Month } from "@faceid-tally/core/engine"
import { isEarlyBill } from "@faceid-tally/core/money"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"

import { AccountBills, type NewAccountBill } from "../ports/AccountBills.ts"

/** Whoever stores bills seals them afterwards. */
export const storeAccountBill = Effect.fnUntraced(function* (month: Month, bill: Omit<NewAccountBill, "month">) {
  const bills = yield* AccountBills
  const stored = yield* bills.store({ ...bill, month: month.name }, yield* Clock.currentTimeMillis)
  return { ...stored, early: isEarlyBill(month, stored.lastSeenAt) }
})
