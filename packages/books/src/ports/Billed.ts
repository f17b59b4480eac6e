/** What the books say of the bill of some days as money needs it: charges by what they are priced by. */
import type { BilledCharges } from "@faceid-tally/core/money"

/** Charges of one account. */
export interface AccountCharges extends BilledCharges {
  readonly account: string
}

export interface Billed {
  /** Of the versions that count, each day by RuleId and ChargeType. */
  readonly charges: ReadonlyArray<AccountCharges>
  /** The accounts whose bill the books have. */
  readonly accounts: ReadonlyArray<string>
}
