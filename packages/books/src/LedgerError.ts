/** Why the ledger could not do what it was asked: stable reasons, and never a value of a row. */
import * as Schema from "effect/Schema"

/**
 * `unavailable`: the database cannot be reached or opened, or broke off. `busy`: another process holds it for too
 * long. `full`: no space is left. `denied`: the credentials or rights do not suffice. `newer`: a later version of
 * this program wrote the ledger. `address`: the address is none. `corrupt`: the database says that its file is
 * damaged. `defect`: anything else, which is a defect of this program.
 */
export const ledgerReasons = ["unavailable", "busy", "full", "denied", "newer", "address", "corrupt", "defect"] as const
export type LedgerReason = (typeof ledgerReasons)[number]

export class LedgerError extends Schema.TaggedError<LedgerError>()("LedgerError", {
  /** The method of the port. */
  operation: Schema.String,
  reason: Schema.Literals(ledgerReasons),
  /** The database's own code: an SQLSTATE, or a name like SQLITE_FULL. */
  code: Schema.NullOr(Schema.String),
}) {
  override get message(): string {
    return `the ledger could not ${this.operation}: ${this.reason}${this.code === null ? "" : ` (${this.code})`}`
  }

  /** Whether the same call may succeed later. */
  get isRetryable(): boolean {
    return this.reason === "unavailable" || this.reason === "busy"
  }
}

/** A page that does not follow on what the pull has: the cursor is another, or the pull was closed or taken over. */
export class PullMismatch extends Schema.TaggedError<PullMismatch>()("PullMismatch", {
  account: Schema.String,
  day: Schema.Int,
  reason: Schema.Literals([
    "cursor",
    "cursor_stands_still",
    "repeated_page",
    "closed",
    "not_the_holder",
    "not_at_the_end",
  ]),
  expectedCursor: Schema.Int,
  cursor: Schema.NullOr(Schema.Int),
}) {
  override get message(): string {
    return `the page does not follow on the pull of ${this.account}, day ${this.day}: ${this.reason}`
  }
}
