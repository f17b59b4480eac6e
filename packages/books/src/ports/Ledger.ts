/**
 * The port Ledger: where the books are kept. Append-only observations, idempotent by content, with the current view
 * beside them; due work is state here, leased in one statement. Times are epoch milliseconds and always arguments,
 * days are day numbers (`dayNumberOf`), and any call may be made again, or by two processes at once.
 */
import type {
  EqualPairTotals,
  Attempt,
  Audit,
  Bill,
  BillPage,
  DetectInfo,
  IncompleteDay,
  Tally,
} from "@faceid-tally/core/engine"
import * as Context from "effect/Context"
import type * as Effect from "effect/Effect"

import type { BillChange, BillChangeCursor, BillDay, BillVersion, Pull } from "./storedBill.ts"
import type { Receipt, ReceiptKind, Removed, Removing, Seal, Verified } from "./evidence.ts"
import type { EvidenceBroken, LedgerError, PullMismatch } from "./LedgerError.ts"
import type { ListPage } from "./Listings.ts"
import type { NewRun } from "./KeptReconciliation.ts"
import type { Run, RunItem, RunItems, RunImpact } from "./Run.ts"
import type { Billed } from "./Billed.ts"
import type { Registration } from "../client/Registration.ts"
import type { DaySum, DaySumKey, Status } from "./Status.ts"
import type { DueVerification, Fetch, FetchOutcome, Settled, Verification, Waiting } from "./verifications.ts"

type Answer<A, E = never> = Effect.Effect<A, LedgerError | E>

/** Who asks for due work, and until when nobody else may have it. */
export interface Claim {
  readonly worker: string
  readonly now: number
  readonly leaseUntil: number
}

/** One decoded result to be stored. */
export interface StoredRecord {
  readonly record: DetectInfo
  /** How many equal rows stood before it in its file: what tells rows without Seq apart. */
  readonly rowsBefore: number
}

/** What a write changed; all 0 when everything was there already. */
export interface Stored {
  readonly records: number
  /** Statements that were new. */
  readonly observations: number
  /** Statements that were there already. */
  readonly known: number
  /** Attempts that were new. */
  readonly attempts: number
  /** Attempts whose facts changed. */
  readonly changed: number
}

/** Days inclusive; with `asOf` the books as they were known then, with `throughBatch` as that batch left them. */
export interface LoadOptions {
  readonly fromDay: number
  readonly toDay: number
  readonly asOf?: number | undefined
  readonly throughBatch?: number | undefined
}

export interface DifferencesOptions {
  /** The days of the window, inclusive; pairs are sought one day wider. */
  readonly fromDay: number
  readonly toDay: number
  /** Pairs that agree are loaded all the same where it finds something. */
  readonly audit?: Audit | undefined
}

/** What was loaded of the bill, and what the pairs that were left out add to the totals. */
export interface Differences {
  readonly versions: ReadonlyArray<BillVersion>
  readonly agreed: EqualPairTotals
}

/** The RuleIds and the days that attempts, bills or registrations name, in order. */
export interface Contents {
  readonly ruleIds: ReadonlyArray<string>
  readonly days: ReadonlyArray<number>
}

/** What the ledger has of one attempt. */
export interface AttemptHistory {
  readonly attempt: Attempt
  readonly severalTokens: boolean
  readonly statements: ReadonlyArray<Statement>
}

/** One statement about an attempt as it was observed. */
export interface Statement extends Attempt {
  readonly fetchedAt: number | null
  readonly storedAt: number
  readonly batch: number
}

export interface LedgerShape {
  // The life cycle of BizTokens.
  /** Registers BizTokens; one that is known keeps what is known, and gains what was not. Gives how many were new. */
  readonly register: (registrations: ReadonlyArray<Registration>, now: number) => Answer<number>
  /** After a callback: due at once. False where the BizToken is unknown. */
  readonly makeDue: (bizToken: string, now: number) => Answer<boolean>
  /**
   * Leases what is due, oldest deadline first: no two workers get the same one while the lease lasts. What is of the
   * accounts that are left out stays due.
   */
  readonly takeDue: (
    claim: Claim & {
      readonly limit: number
      /** What was due by then; without it, by now. */
      readonly dueBy?: number | undefined
      readonly exceptAccounts?: ReadonlyArray<string> | undefined
      /** Only of this account. */
      readonly account?: string | undefined
    },
  ) => Answer<ReadonlyArray<DueVerification>>
  /** Ends a lease with what came of it; a fetched record is stored in the same transaction. */
  readonly settle: (bizToken: string, outcome: FetchOutcome, now: number) => Answer<Settled>
  /** The same for many, in one transaction and in their order: it takes little longer than one. */
  readonly settleAll: (fetches: ReadonlyArray<Fetch>, now: number) => Answer<ReadonlyArray<Settled>>
  readonly verification: (bizToken: string) => Answer<Verification | null>
  /** What is open and not fetched, and why not. It reads all that is open. */
  readonly waiting: (now: number) => Answer<Waiting>
  /** Those of the BizTokens that are known. */
  readonly verifications: (bizTokens: ReadonlyArray<string>) => Answer<ReadonlyArray<Verification>>
  /** BizTokens issued in the days that lapsed or expired: nobody can fetch them any more. */
  readonly uncollected: (options: LoadOptions & { readonly now: number }) => Answer<ReadonlyArray<Verification>>

  // Results.
  /** Stores decoded results, in one transaction. */
  readonly store: (records: ReadonlyArray<StoredRecord>, now: number) => Answer<Stored>
  /** Stores what several senders bring at the same time, in one transaction, and tells each what it changed. */
  readonly storeEach: (groups: ReadonlyArray<ReadonlyArray<StoredRecord>>, now: number) => Answer<ReadonlyArray<Stored>>
  readonly attempt: (seq: string) => Answer<AttemptHistory | null>
  readonly attemptsOf: (bizToken: string) => Answer<ReadonlyArray<Attempt>>
  /** Adds the attempts of the days, and those of no day, to a tally; as of a time all their statements as well. */
  readonly loadTally: (tally: Tally, options: LoadOptions) => Answer<void>
  /** Adds what is known now of these BizTokens: whether they were fetched, when last, and their NFC counts. */
  readonly loadTokens: (tally: Tally, bizTokens: ReadonlyArray<string>) => Answer<void>

  // The bill.
  /** Notes that bill days are to be pulled, from `dueAt` on. */
  readonly planPulls: (days: ReadonlyArray<BillDay>, dueAt: number) => Answer<void>
  /** Leases bill days that are due, oldest day first, and opens their pulls. */
  readonly takeDuePulls: (claim: Claim & { readonly limit: number }) => Answer<ReadonlyArray<Pull>>
  /**
   * Leases one bill day and tells where its pull goes on; `null` while another worker holds it. With `restart` the pages
   * of a pull that stopped are dropped, and it begins anew.
   */
  readonly openPull: (
    day: BillDay,
    claim: Claim,
    options?: { readonly restart?: boolean | undefined },
  ) => Answer<Pull | null>
  /** Stores the page that the pull waits for; gives the pull with the next cursor. */
  readonly storePage: (pull: Pull, page: BillPage, now: number) => Answer<Pull, PullMismatch>
  /** Ends a pull whose last page said that there is no next: the same content as before is no new version. */
  readonly closePull: (pull: Pull, now: number) => Answer<BillVersion, PullMismatch>
  /** Gives a bill day back; it is due again at `retryAt`, and the pull goes on where it stopped. */
  readonly releasePull: (pull: Pull, retryAt: number | null, now: number) => Answer<void>
  /** Stores a bill read from files; gives the versions of its days, new or as they were. */
  readonly importBill: (bill: Bill, now: number) => Answer<ReadonlyArray<BillVersion>>
  readonly versions: (day: Pick<BillDay, "account" | "day">) => Answer<ReadonlyArray<BillVersion>>
  /** What changed from one version to another, in the order of Seq. */
  readonly diff: (
    from: number,
    to: number,
    page: { readonly after?: BillChangeCursor | undefined; readonly limit: number },
  ) => Answer<ListPage<BillChange, BillChangeCursor>>
  /** Adds the latest versions of the days to a bill; gives which they are. */
  readonly loadBill: (bill: Bill, options: LoadOptions) => Answer<ReadonlyArray<BillVersion>>

  /**
   * As `loadTally` and `loadBill`, without most pairs of which no discrepancy can come, as the books are now and for all
   * RuleIds. `null` where such pairs cannot be told apart, or are few; what was loaded then is of no use.
   */
  readonly loadDifferences: (tally: Tally, bill: Bill, options: DifferencesOptions) => Answer<Differences | null>

  // Reading.
  readonly status: (
    now: number,
    asked: { readonly fromDay: number; readonly toDay: number; readonly account?: string | undefined },
  ) => Answer<Status>
  readonly daySums: (
    days: { readonly fromDay: number; readonly toDay: number },
    by: ReadonlyArray<DaySumKey>,
  ) => Answer<ReadonlyArray<DaySum>>

  /** The bill of days by what its charges are priced by. */
  readonly billed: (days: { readonly fromDay: number; readonly toDay: number }) => Answer<Billed>
  /** The days of the accounts that `billed` names whose bill is not whole. It reads every page. */
  readonly billGaps: (days: {
    readonly fromDay: number
    readonly toDay: number
  }) => Answer<ReadonlyArray<IncompleteDay>>
  /** The NFC charges of BizTokens by their day of issue. */
  readonly nfcCharges: (days: { readonly fromDay: number; readonly toDay: number }) => Answer<number>
  /** Whether results, bills or BizTokens were written after a batch; of these days alone where they are given. */
  readonly writtenSince: (batch: number, days?: { readonly fromDay: number; readonly toDay: number }) => Answer<boolean>

  /** What there is to ask for, of any day. */
  readonly contents: Answer<Contents>

  // Evidence.
  /** Removes whole months, as a sealed act; fails with `removed` (`too_early`) where they ended a short time ago. */
  readonly removeMonths: (removing: Removing, now: number) => Answer<Removed>
  /** The first day that was not removed; `null` where nothing was. */
  readonly firstKeptDay: Answer<number | null>
  /** Links all batches that no seal covers. */
  readonly seal: (now: number) => Answer<Seal>
  /**
   * Recomputes everything, as it is at one instant; with `head` also that nothing since that head was cut or rewritten,
   * with `now` also that no BizToken is given up before its time.
   */
  readonly verify: (options: {
    readonly head?: string | undefined
    readonly now?: number | undefined
  }) => Answer<Verified>
  /**
   * The proof for one row. Without a kind the key is a Seq: the observation of it that stands, else its line of the bill.
   * `null` where there is no such row, or no seal covers it yet.
   */
  readonly receipt: (key: string, kind?: ReceiptKind) => Answer<Receipt | null, EvidenceBroken>

  // Runs.
  readonly saveRun: (run: NewRun, items: RunItems, now: number) => Answer<number>
  readonly run: (id: number) => Answer<Run | null>
  /** What the items of these runs amount to by day and account, each impact without its sign. */
  readonly impacts: (runs: ReadonlyArray<number>) => Answer<ReadonlyArray<RunImpact>>
  /** Fails where a run, or an item of it, is not what was kept, or the items do not explain the difference. */
  readonly checkRun: (id: number) => Answer<void, EvidenceBroken>
  readonly runItems: (
    id: number,
    page: { readonly after: number; readonly limit: number },
  ) => Answer<ReadonlyArray<RunItem>>
}

export class Ledger extends Context.Service<Ledger, LedgerShape>()("faceid-tally/Ledger") {}
