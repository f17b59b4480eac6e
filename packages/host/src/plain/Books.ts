/** The books for programs without Effect: promises, plain objects, times as ISO 8601 at +08:00, days as `2026-10-01`. */
import type { FetchedAnswer, Registration } from "@faceid-tally/books/registering"

/** Every promise fails with a `BooksError` only, and with the reason of a signal that was given. */
export interface Books extends AsyncDisposable {
  /** BizTokens that `DetectAuth` brought, each with its RuleId, without which its result cannot be fetched. */
  readonly register: (registrations: Registering | ReadonlyArray<Registering>) => Promise<Registered>
  /** An answer of `GetDetectInfoEnhanced` as it came. Only the facts of its attempts are kept. */
  readonly record: (bizToken: string, response: unknown, of?: Partial<FetchedAnswer>) => Promise<Recorded>
  /** After a callback: the next `collect` fetches its result. False where the BizToken is unknown. */
  readonly makeDue: (bizToken: string) => Promise<boolean>
  /** Fetches every result that is due, the oldest deadline first; one bad BizToken stops nothing. */
  readonly collect: (options?: CollectOptions) => Promise<Collected>
  /** Fetches the provider's bill of days; a pull that stopped goes on where it stopped. */
  readonly pullBill: (days: DaysAsked & PullOptions) => Promise<BillPulled>
  /** Compares the books with the bill of days, and keeps the run. */
  readonly reconcile: (days: DaysAsked & ReconcileOptions) => Promise<Reconciled>
  /** Where the books stand; without days, the week to today. */
  readonly status: (options?: (DaysAsked | NoDays) & { readonly account?: string }) => Promise<Status>
  /** Proves that the books were not touched, and with the head of an earlier seal that nothing since was cut. */
  readonly verify: (options?: { readonly head?: string }) => Promise<Verified>
  /** Epoch milliseconds by the clock of the books: the system's, but in tests that set `FACEID_TALLY_NOW`. */
  readonly now: () => number
  /** Waits for what is being written, ends what is being fetched, seals, and lets go of the database. */
  readonly close: () => Promise<void>
}

/** A BizToken with what is known of it. */
export interface Registering extends Partial<Omit<Registration, "bizToken" | "issuedAt">> {
  readonly bizToken: string
  /** When `DetectAuth` answered: a `Date`, ISO 8601 with offset, or epoch milliseconds. Missing, it is estimated. */
  readonly issuedAt?: Date | string | number | null
}

export interface Registered {
  /** BizTokens that were given, each counted once. */
  readonly given: number
  readonly new: number
  /** Those that were known and gained something. */
  readonly changed: number
  /** Those that were never fetched and no longer can be. */
  readonly expired: number
  /** What was noticed, by stable codes. */
  readonly remarks: ReadonlyArray<{ readonly code: string }>
}

export type State = "registered" | "collected" | "final" | "lapsed" | "expired"

export interface Recorded {
  readonly state: State
  /** When it is due again; `null` for never. */
  readonly nextDue: string | null
  /** What it says of attempts that was not known. */
  readonly observations: number
  /** Of this answer. */
  readonly attempts: number
  readonly charges: number
  readonly uncharged: number
  /** Attempts whose flag the provider left open. */
  readonly unknown: number
}

export interface CollectOptions {
  /** Only what is due of this account. */
  readonly account?: string
  /** How many results are asked for at a time. */
  readonly concurrency?: number
  /** Ends it early; what is leased is given back. */
  readonly signal?: AbortSignal
}

export interface Collected {
  /** Results that were fetched and stored. */
  readonly fetched: number
  /** Those of them that can gain no more attempts. */
  readonly final: number
  readonly observations: number
  /** Not fetched and due again later: how many, by code. */
  readonly retried: Readonly<Record<string, number>>
  /** Refused for good: how many, by code. */
  readonly refused: Readonly<Record<string, number>>
  /** The last error of each of these codes. */
  readonly errors: Readonly<Record<string, Failure>>
  /** Given back without being asked for. */
  readonly released: number
  /** What the sweep stopped for: an account or a RuleId whose setting is wrong. */
  readonly stopped: ReadonlyArray<{
    readonly account: string
    readonly ruleId: string | null
    readonly code: string
    readonly isMostRefused: boolean
    readonly error: Failure
  }>
  readonly seal: Seal
}

/** Why the provider did not give something. */
export interface Failure {
  readonly reason: string
  /** The provider's own code. */
  readonly code: string | null
  readonly httpStatus: number | null
  readonly fault: string | null
  readonly place: string | null
  readonly requestId: string | null
  readonly behind?: Failure | null
}

/** What covers what was written; keep its head. */
export interface Seal {
  readonly seal: number
  readonly head: string
  readonly sealedAt: string
}

/** One day, a month, or days from one to another, both included. */
export type DaysAsked = OneDay | DaysOfMonth | DaysOfTo
interface OneDay {
  /** `2026-10-01` */
  readonly day: string
}
interface DaysOfMonth {
  /** `2026-10` */
  readonly month: string
}
interface DaysOfTo {
  /** `2026-10-01` */
  readonly from: string
  readonly to: string
}

interface NoDays {
  readonly day?: never
  readonly month?: never
  readonly from?: never
  readonly to?: never
}

export interface PullOptions {
  /** Default: every account of the settings. */
  readonly account?: string
  readonly ruleId?: string
  /** Ends it early; the next pull goes on from there. */
  readonly signal?: AbortSignal
}

export interface BillPulled {
  readonly days: ReadonlyArray<PulledDay>
  readonly seal: Seal
}

interface DayOfBill {
  readonly account: string
  readonly day: string
  readonly ruleId: string | null
}
export type PulledDay =
  | (DayOfBill & {
      readonly outcome: "pulled"
      readonly version: number
      readonly digest: string
      readonly pages: number
      readonly lines: number
      readonly charges: number
      readonly isNew: boolean
    })
  /** The provider has it from then on. */
  | (DayOfBill & { readonly outcome: "not_yet"; readonly from: string })
  | (DayOfBill & { readonly outcome: "failed"; readonly reason: string; readonly error?: Failure })
  /** Another process is at it, or a day before failed for the whole account. */
  | (DayOfBill & { readonly outcome: "held" | "skipped" })

export interface ReconcileOptions {
  readonly ruleId?: string
  /** Only this account; such a run is not kept. */
  readonly account?: string
  /** The books as they were known then: a `Date`, ISO 8601 with offset, or epoch milliseconds. */
  readonly asOf?: Date | string | number
  /** By whose published rules flags are audited: `plus`, `eid`, `intention`, `wechat`, `app`. Default: as the settings say. */
  readonly edition?: string
  /** Whether the run is kept. Default true. */
  readonly keep?: boolean
}

export interface Reconciled {
  /** The number of the run; `null` where it was not kept. */
  readonly run: number | null
  /** Whether any charge differs; `incomplete` where some days of the bill are not whole, so that neither can be said. */
  readonly verdict: "right" | "different" | "incomplete"
  readonly complete: boolean
  readonly incomplete: ReadonlyArray<{ readonly account: string; readonly day: string; readonly reason: string }>
  readonly ledger: {
    readonly attempts: number
    readonly charges: number
    readonly undated: number
    readonly unattributed: number
  }
  readonly bill: {
    readonly pages: number
    readonly repeatedPages: number
    readonly lines: number
    readonly charges: number
    readonly chargeCountTotal: number
    readonly undated: number
  }
  readonly matched: number
  /** Bill charges − ledger charges. */
  readonly difference: number
  /** The sum of impacts; always equal to the difference. */
  readonly explained: number
  /** In yuan, with a price plan. `null` where a price is not known. */
  readonly amounts?: {
    readonly currency: "CNY"
    readonly ledger: string | null
    readonly bill: string | null
    readonly difference: string | null
    readonly overcharged: string | null
    readonly undercharged: string | null
  }
  readonly discrepancies: {
    readonly total: number
    readonly byKind: Readonly<Record<string, { readonly count: number; readonly impact: number }>>
  }
  /** Each discrepancy, in the order of day, kind, Seq, BizToken. */
  readonly items: ReadonlyArray<Discrepancy>
  /** `null` where nothing was kept. */
  readonly seal: Seal | null
}

export interface Discrepancy {
  readonly kind: string
  /** What it adds to (bill − ledger). */
  readonly impact: -1 | 0 | 1
  /** In yuan, with a price plan. */
  readonly amount?: string | null
  readonly seq: string | null
  readonly bizToken: string | null
  readonly ruleId: string | null
  readonly account: string
  readonly day: string | null
  readonly ledger: Side | null
  readonly bill:
    | (Side & {
        readonly chargeType?: string | null
        /** Of the line, only where it is not that of the item. */
        readonly ruleId?: string | null
        readonly account?: string
      })
    | null
  /** A stable code with its parameters. */
  readonly why: { readonly code: string; readonly params: Readonly<Record<string, string | number | null>> }
}

interface Side {
  /** `true` is charged, `false` is not, `null` is left open by the provider. */
  readonly charge: boolean | null
  readonly errcode: number | null
  readonly at: string | null
  readonly day: string | null
}

export interface Status {
  readonly tokens: { readonly [state in State]: number }
  /** BizTokens that the provider refused for good; they are counted in their state too. */
  readonly refused: number
  /** Due now, and nobody's. */
  readonly due: number
  /** The next deadlines, the earliest first. */
  readonly deadlines: ReadonlyArray<{
    readonly bizToken: string
    readonly account: string
    readonly deadline: string
    readonly nextDue: string | null
  }>
  /** Of the latest seal. */
  readonly head: string | null
  readonly unsealedBatches: number
  /** By day and account. */
  readonly grid: ReadonlyArray<{
    readonly day: string
    readonly account: string
    readonly attempts: number
    readonly charges: number
    readonly tokens: number
    readonly settled: number
    readonly collected: boolean
    readonly pulled: { readonly version: number; readonly charges: number; readonly closedAt: string } | null
    readonly reconciled: { readonly run: number; readonly ranAt: string; readonly difference: number } | null
    /** Bill charges − ledger charges; `null` while the day was not pulled. */
    readonly difference: number | null
  }>
}

export interface Verified {
  readonly ok: boolean
  readonly rows: number
  readonly batches: number
  readonly seals: number
  readonly head: string | null
  readonly unsealed: number
  /** The first thing that does not add up. */
  readonly broken: {
    readonly what: string
    readonly batch: number | null
    readonly seal: number | null
    readonly row: { readonly table: string; readonly key: ReadonlyArray<string | number> } | null
  } | null
  /** How many things do not. */
  readonly breaks: number
  /** What the database's own check of its files says. */
  readonly database: "whole" | "broken" | "not_checked"
  /** Months that were removed. */
  readonly removed: ReadonlyArray<{ readonly month: string; readonly removedAt: string }>
}
