/** NFC charges are counted by BizToken, not by attempt: they are told of its day of issue. */
import type { Days } from "@faceid-tally/books/engine"
import * as Effect from "effect/Effect"

import type { Database } from "../database/Database.ts"

export const nfcCharges = Effect.fnUntraced(function* (db: Database, { fromDay, toDay }: Days) {
  const [sum] = yield* db.rows(
    "SELECT sum(nfc) FROM verification WHERE issue_day >= ? AND issue_day <= ? AND nfc > 0",
    fromDay,
    toDay,
  )
  return Number(sum?.[0] ?? 0)
})
