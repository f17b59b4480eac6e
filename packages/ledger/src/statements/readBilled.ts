/** The bill of days by what its charges are priced by: kept sums, so that no line is read. */
import { Bill, incompleteDays, Tally } from "@faceid-tally/core/engine"
import type { AccountCharges, Billed, Days } from "@faceid-tally/books/engine"
import * as Effect from "effect/Effect"

import { chooseVersions, openPages } from "../bill/billLoading.ts"
import { billSumTable } from "../tables/billTables.ts"
import { type Database, selectRows } from "../database/Database.ts"
import { fromStored } from "../database/storedText.ts"

export const readBilled = Effect.fnUntraced(function* (db: Database, { fromDay, toDay }: Days) {
  const chosen = yield* chooseVersions(db, { fromDay, toDay })
  const versions = new Map(chosen.map(({ version }) => [version.id, version]))
  const sums = yield* selectRows(
    db,
    billSumTable.pick("version_id", "charge_type", "rule_id", "charges"),
    "WHERE day >= ? AND day <= ? AND charges > 0",
    fromDay,
    toDay,
  )
  const billed = sums.flatMap(([id, chargeType, ruleId, charges]): ReadonlyArray<AccountCharges> => {
    const version = versions.get(id)
    if (version === undefined) return []
    const { account, day } = version
    return [{ account, day, ruleId: named(ruleId), chargeType: named(chargeType), charges }]
  })
  const accounts = [...new Set(chosen.map(({ version }) => version.account))].sort()
  return { charges: billed, accounts } satisfies Billed
})

const named = (stored: string): string | null => (stored === "" ? null : fromStored(stored))

/** Pages say by themselves whether a day is whole; their lines are not needed. */
export const readBillGaps = Effect.fnUntraced(function* (db: Database, { fromDay, toDay }: Days) {
  const chosen = fromDay > toDay ? [] : yield* chooseVersions(db, { fromDay, toDay })
  if (chosen.length === 0) return []
  const bill = new Bill()
  for (const { version, batch } of chosen) {
    for (const page of yield* openPages(db, bill, version, batch)) bill.closePage(page)
  }
  const window = { bounds: { first: fromDay, last: toDay } }
  return incompleteDays(new Tally(bill.names), bill, { window, rule: null, account: null })
})
