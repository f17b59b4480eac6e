/** The bill of days by what its charges are priced by: kept sums, so that no line is read. */
import { Bill, incompleteDays, Tally } from "@faceid-tally/core"
import type { AccountCharges, Billed, Days } from "@faceid-tally/books"
import * as Effect from "effect/Effect"

import { type ChosenVersion, chooseVersions, openPages } from "../bill/BillLoading.ts"
import type { Database } from "../database/Database.ts"
import { fromStored } from "../database/StoredText.ts"

export const readBilled = Effect.fnUntraced(function* (db: Database, { fromDay, toDay }: Days) {
  const chosen = yield* chooseVersions(db, { fromDay, toDay })
  const versions = new Map(chosen.map(({ version }) => [version.id, version]))
  const sums = yield* db.rows(
    "SELECT version_id, charge_type, rule_id, charges FROM bill_sum WHERE day >= ? AND day <= ? AND charges > 0",
    fromDay,
    toDay,
  )
  const charges = sums.flatMap(([id, chargeType, ruleId, count]): ReadonlyArray<AccountCharges> => {
    const version = versions.get(id as number)
    if (version === undefined) return []
    const { account, day } = version
    return [{ account, day, ruleId: named(ruleId), chargeType: named(chargeType), charges: Number(count) }]
  })
  const accounts = [...new Set(chosen.map(({ version }) => version.account))].sort()
  return { charges, accounts, incomplete: yield* incompleteOf(db, chosen, { fromDay, toDay }) } satisfies Billed
})

const named = (stored: unknown): string | null => (stored === "" ? null : fromStored(String(stored)))

/** Pages say by themselves whether a day is whole; their lines are not needed. */
const incompleteOf = Effect.fnUntraced(function* (
  db: Database,
  chosen: ReadonlyArray<ChosenVersion>,
  { fromDay, toDay }: Days,
) {
  if (fromDay > toDay || chosen.length === 0) return []
  const bill = new Bill()
  for (const { version, batch } of chosen) {
    for (const page of yield* openPages(db, bill, version, batch)) bill.closePage(page)
  }
  const window = { bounds: { first: fromDay, last: toDay } }
  return incompleteDays(new Tally(bill.names), bill, { window, rule: null, account: null })
})
