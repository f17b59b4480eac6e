/** What the ledger has to ask for, of any day: the RuleIds and the days of attempts and bills. */
import type { Contents } from "@faceid-tally/books/engine"
import * as Effect from "effect/Effect"

import type { Database } from "../database/Database.ts"
import { fromStored } from "../database/storedText.ts"

export const readContents = Effect.fnUntraced(function* (db: Database) {
  const ruleIds = yield* db.rows(
    `SELECT rule_id FROM day_sum WHERE rule_id <> '' UNION SELECT rule_id FROM bill_sum WHERE rule_id <> ''
     UNION SELECT rule_id FROM bill_version WHERE rule_id <> '' AND version > 0
     UNION SELECT rule_id FROM verification WHERE rule_id <> ''`,
  )
  const days = yield* db.rows(
    "SELECT day FROM day_sum WHERE day > 0 UNION SELECT day FROM bill_version WHERE version > 0 AND day > 0 ORDER BY 1",
  )
  return {
    ruleIds: ruleIds.map(([ruleId]) => fromStored(String(ruleId))).sort(),
    days: days.map(([day]) => Number(day)),
  } satisfies Contents
})
