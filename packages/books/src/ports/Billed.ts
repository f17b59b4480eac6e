/** What the books say of the bill of some days as money needs it: charges by what they are priced by, and days that lack. */
import type { IncompleteDay } from "@faceid-tally/core"
import type { BilledCharges } from "@faceid-tally/core/money"

/** Charges of one account. */
export interface AccountCharges extends BilledCharges {
  readonly account: string
}

export interface Billed {
  /** Of the versions that count, each day by RuleId and ChargeType. */
  readonly charges: ReadonlyArray<AccountCharges>
  /** The accounts whose bill the books have, and of each the days that are not whole. */
  readonly accounts: ReadonlyArray<string>
  readonly incomplete: ReadonlyArray<IncompleteDay>
}
