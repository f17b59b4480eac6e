/** Every sentence about the books that a person reads. A catalogue of its own, so that counting files need not load it. */
import type {
  AddressFault,
  Break,
  EvidenceBroken,
  LedgerReason,
  ProviderReason,
  PullMismatch,
  Registered,
  RepeatedField,
  Seal,
  Stored,
  Verified,
  VerifyRemark,
} from "@faceid-tally/books"
import type { VerificationState } from "@faceid-tally/core"

type RegisteredCounts = Pick<Registered, "given" | "new" | "changed" | "expired">

export interface BooksMessages {
  readonly state: Readonly<Record<VerificationState, string>>
  /** What a fault of the ledger or the provider means, and what to do. */
  readonly ledger: Readonly<Record<LedgerReason, string>>
  readonly provider: Readonly<Record<ProviderReason, string>>
  readonly pull: Readonly<Record<PullMismatch["reason"], string>>
  /** What is wrong with a ledger's address, and what to write instead. */
  readonly address: Readonly<Record<AddressFault, (path: string) => string>>
  readonly notAHead: string
  readonly ledgerFailed: (why: string, code: string | null) => string
  readonly providerFailed: (account: string, why: string, detail: string | null) => string
  /** `why`: what the circuit opened for. */
  readonly leftAlone: (why: string) => string
  readonly detailed: (name: string, detail: string) => string
  readonly after: (name: string, cause: string) => string
  readonly registered: (counts: RegisteredCounts) => string
  readonly wouldRegister: (counts: RegisteredCounts) => string
  readonly stored: (stored: Stored) => string
  readonly wouldStore: (records: number) => string
  readonly collected: (fetched: number, observations: number, final: number) => string
  readonly wouldCollect: (due: number) => string
  readonly retried: (code: string, count: number, why: string | null) => string
  readonly refused: (code: string, count: number, why: string | null) => string
  readonly released: (count: number) => string
  /** Nothing was due, and nothing waits. */
  readonly nothingDue: string
  /** `where`: the machine and the process that hold them, where that is known. */
  readonly heldByOther: (
    count: number,
    until: string,
    where: { readonly host: string; readonly pid: number } | null,
  ) => string
  readonly dueLater: (count: number, from: string) => string
  readonly stillDue: (account: string, count: number) => string
  readonly stopped: (account: string, ruleId: string | null, isMostRefused: boolean) => string
  readonly pulled: (version: number, lines: number, charges: number, isNew: boolean) => string
  readonly notYet: (from: string) => string
  readonly held: string
  readonly skipped: string
  readonly wouldPull: string
  readonly billGone: (days: number) => string
  readonly sealed: (seal: Seal) => string
  readonly run: (id: number) => string
  readonly status: {
    readonly tokens: string
    readonly refused: string
    readonly due: (count: number) => string
    readonly deadlines: string
    readonly days: string
    readonly noDays: string
    readonly head: (head: string | null, unsealed: number) => string
    readonly yes: string
    readonly no: string
  }
  readonly columns: Readonly<
    Record<
      | "day"
      | "account"
      | "state"
      | "count"
      | "attempts"
      | "charges"
      | "tokens"
      | "collected"
      | "pulled"
      | "billCharges"
      | "reconciled"
      | "difference"
      | "deadline"
      | "nextDue"
      | "change"
      | "before"
      | "after"
      | "impact"
      | "fields"
      | "ranAt"
      | "from"
      | "to"
      | "items"
      | "complete",
      string
    >
  >
  readonly runs: {
    readonly none: string
    readonly unknown: (id: number) => string
    /** Where the list goes on. */
    readonly more: (before: number) => string
    readonly ran: (id: number, at: string, version: string) => string
    readonly same: (id: number) => string
    readonly changed: (id: number) => string
    readonly fields: Readonly<Record<RepeatedField, string>>
    readonly differs: (field: string, kept: string, now: string) => string
    readonly yes: string
    readonly no: string
  }
  readonly diff: {
    readonly versions: (from: number, to: number) => string
    readonly same: string
    readonly one: (version: number) => string
    readonly none: string
    readonly kind: Readonly<Record<"added" | "removed" | "changed", string>>
    readonly total: (changes: number, impact: number) => string
  }
  readonly verified: (rows: number, batches: number, seals: number, unsealed: number) => string
  /** There is not even one batch. */
  readonly nothingRecorded: string
  readonly head: (head: string | null) => string
  readonly databaseCheck: Readonly<Record<Verified["database"], string>>
  readonly verifyRemark: Readonly<Record<VerifyRemark["what"], (table: string, name: string) => string>>
  /** `isIntact`: whether nothing else is wrong. */
  readonly removedUntil: (month: string, on: string, isIntact: boolean) => string
  readonly notEvidence: (names: ReadonlyArray<string>) => string
  readonly broken: string
  readonly moreBreaks: (breaks: number) => string
  readonly evidenceBroken: Readonly<Record<EvidenceBroken["of"], Readonly<Record<EvidenceBroken["reason"], string>>>>
  readonly brokenWhat: Readonly<Record<Break["what"], string>>
  readonly brokenAt: (seal: number | null, batch: number | null, row: string | null) => string
  readonly noReceipt: (seq: string) => string
  readonly nothing: (id: string) => string
}
