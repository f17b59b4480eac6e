/** What the settings say of whoever registers a BizToken: the accounts that there are, and whose a RuleId is. */
import type { Admission } from "@faceid-tally/books/engine"

import { accountNames } from "../settings/accounts.ts"
import type { Settings } from "../settings/Settings.ts"

export const admissionOf = (
  settings: Settings,
  now: number,
  common: Pick<Admission, "ruleId" | "account" | "issuedAt"> = {},
): Admission => ({
  ...common,
  now,
  accounts: accountNames(settings),
  accountOfRule: (ruleId) => settings.rules?.[ruleId]?.account,
})
