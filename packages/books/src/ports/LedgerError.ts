/** Why the ledger could not do what it was asked: stable reasons, and never a value of a row. */
import * as Schema from "effect/Schema"

/**
 * `unavailable`: the database cannot be reached or opened, or broke off. `busy`: another process holds it for too
 * long. `full`: no space is left. `denied`: the credentials or rights do not suffice. `newer`, `older`: a later
 * or an earlier version of this program wrote the ledger. `none`: there is no ledger in this database. `foreign`: it is
 * that of another program. `timeout`: the database's own limit of time stopped a statement. `read_only`: it takes no
 * writes, being a standby or set so. `refused`: a rule that is not this program's own. `schema`: tables are not where they
 * were, or others stand in their place. `pooler`: what was prepared over a connection is gone from it. `removed`: it is of a month that was removed (the
 * code), or of one that cannot be removed yet (`too_early`). `too_old`: a version
 * of PostgreSQL that this program does not know. `address`: the address is none. `corrupt`: the database says that its file is
 * damaged. `defect`: anything else, which is a defect of this program.
 */
export const ledgerReasons = [
  "unavailable",
  "busy",
  "timeout",
  "read_only",
  "full",
  "denied",
  "refused",
  "schema",
  "pooler",
  "too_old",
  "removed",
  "newer",
  "older",
  "none",
  "foreign",
  "address",
  "corrupt",
  "defect",
] as const
export type LedgerReason = (typeof ledgerReasons)[number]

/** What is wrong with a ledger's address. */
export const addressFaults = [
  "empty",
  /** Neither `sqlite:` nor `postgres://`, and no file that is there. */
  "unknown",
  /** `sqlite://…`, which is a path that begins with slashes. */
  "slashes",
  /** `sqlite:file:…`, a URI: SQLite would open another file than the one that is looked for here. */
  "uri",
  /** `~` is a word of shells. */
  "tilde",
  "folder",
  "no_folder",
  "not_sqlite",
  "not_a_url",
  /** Signs that mean something in a URL stand in its user or password as they are. */
  "not_encoded",
  /** `?connections=` of a URL is no number from 2 to 100. */
  "connections",
] as const
export type AddressFault = (typeof addressFaults)[number]

const PASSING: ReadonlySet<LedgerReason> = new Set(["unavailable", "busy", "timeout", "read_only"])

export class LedgerError extends Schema.TaggedError<LedgerError>()("LedgerError", {
  /** The method of the port. */
  operation: Schema.String,
  reason: Schema.Literals(ledgerReasons),
  /** The database's own code: an SQLSTATE, or a name like SQLITE_FULL. */
  code: Schema.NullOr(Schema.String),
  /** Of an address. The path is that of a file; of a URL, in which a password may stand, nothing is told. */
  address: Schema.optionalKey(Schema.Struct({ fault: Schema.Literals(addressFaults), path: Schema.String })),
}) {
  override get message(): string {
    const code = this.code ?? this.address?.fault
    return `the ledger could not ${this.operation}: ${this.reason}${code === undefined ? "" : ` (${code})`}`
  }

  /** Whether the same call may succeed later. */
  get isRetryable(): boolean {
    return PASSING.has(this.reason)
  }
}

/** What is asked for is in the books, and is not what was written: it is not shown, and `verify` tells what it is. */
export class EvidenceBroken extends Schema.TaggedError<EvidenceBroken>()("EvidenceBroken", {
  /** What was asked for. */
  of: Schema.Literals(["run", "receipt"]),
  /**
   * A row is not what was hashed, the items do not explain the difference, or others of the batch were removed; or a run that is
   * repeated has another answer.
   */
  reason: Schema.Literals(["hash", "law", "removed", "repeat"]),
}) {
  override get message(): string {
    return `the evidence of this ${this.of} is broken: ${this.reason}`
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
    "empty_pages",
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
