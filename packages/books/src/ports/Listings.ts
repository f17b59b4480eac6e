/**
 * The port Listings: the books as lists that are read page by page, by programs over HTTP and by people in the console.
 * Every list is in the order of its key and names the days it is about. Where it goes on is said by the list alone, never
 * worked out from the rows: a row may lack any of what it shows.
 */
import type { Attempt, DiscrepancyKind, VerificationState } from "@faceid-tally/core/engine"
import * as Context from "effect/Context"
import type * as Effect from "effect/Effect"

import type { BillVersion } from "./storedBill.ts"
import type { LedgerError } from "./LedgerError.ts"
import type { Run, RunItem } from "./Run.ts"
import type { Verification } from "./verifications.ts"

type Answer<A> = Effect.Effect<A, LedgerError>

/** One page of a list. */
export interface ListPage<Row, Cursor> {
  readonly rows: ReadonlyArray<Row>
  /** Where the list goes on: the `after` of the next page; `null` where there is none. */
  readonly next: Cursor | null
}

/** Day numbers, inclusive. */
export interface Days {
  readonly fromDay: number
  readonly toDay: number
}

/** The day of issue, then the BizToken. */
export interface VerificationCursor {
  readonly day: number
  readonly bizToken: string
}

export interface VerificationsPage extends Days {
  readonly state?: VerificationState | undefined
  readonly account?: string | undefined
  readonly after?: VerificationCursor | undefined
  readonly limit: number
}

/** One fetch of a BizToken, as it came out. */
export interface FetchNote {
  readonly at: number
  readonly outcome: "fetched" | "retry" | "refused"
  /** A stable code; `null` where it was fetched. */
  readonly code: string | null
  /** Attempts that the answer held, and statements that were new by it; 0 where it failed. */
  readonly attempts: number
  readonly observations: number
}

/** An attempt under the day in which the books have it: `null` where it has no ReqTime. */
export interface ListedAttempt extends Attempt {
  readonly day: number | null
}

/** What every attempt lies under, also those without ReqTime or Seq. */
export interface AttemptCursor {
  readonly day: number
  readonly seq: string
}

export interface AttemptsPage extends Days {
  readonly bizToken?: string | undefined
  readonly ruleId?: string | undefined
  readonly account?: string | undefined
  /** Charged, uncharged, or unknown as `null`. */
  readonly charge?: boolean | null | undefined
  readonly errcode?: number | undefined
  readonly after?: AttemptCursor | undefined
  readonly limit: number
}

/** One line of one version of the bill. */
export interface ListedLine extends Attempt {
  readonly chargeType: string | null
  readonly chargeCount: number | null
  /** Where it stands in its version, counted from 0. */
  readonly page: number
  readonly line: number
}

export interface LineCursor {
  readonly seq: string
  readonly page: number
  readonly line: number
}

export interface LinesPage {
  /** Only the lines of this Seq. */
  readonly seq?: string | undefined
  readonly after?: LineCursor | undefined
  readonly limit: number
}

export interface BillDayCursor {
  readonly day: number
  readonly account: string
  readonly ruleId: string | null
}

export interface BillDaysPage extends Days {
  readonly account?: string | undefined
  readonly after?: BillDayCursor | undefined
  readonly limit: number
}

export interface RunItemCursor {
  readonly impact: number
  readonly place: number
}

/** Which items of a run are asked for. */
export interface RunItemsFilter {
  readonly kind?: DiscrepancyKind | undefined
  readonly day?: number | undefined
  /** Only those that add to the difference. */
  readonly hasImpact?: boolean | undefined
  readonly account?: string | undefined
  /** Only those that are of one of these RuleIds, by either side. */
  readonly ruleIds?: ReadonlyArray<string> | undefined
  /** Only those whose Seq begins so. */
  readonly seqPrefix?: string | undefined
}

export interface RunItemsPage extends RunItemsFilter {
  /** In the order of the run, or the largest impact first, whatever its sign; both end with the place. */
  readonly order: "place" | "impact"
  readonly after?: RunItemCursor | undefined
  /** What stands before `after`, the nearest first. */
  readonly isBackwards?: boolean | undefined
  readonly limit: number
}

/** How many items of a kind are as was asked, and what they add. */
export interface RunItemCount {
  readonly kind: string
  readonly count: number
  readonly impact: number
}

export interface RunsPage {
  /** Only runs that cover one of these days. */
  readonly fromDay?: number | undefined
  readonly toDay?: number | undefined
  /** Only runs with a lower number. */
  readonly before?: number | undefined
  readonly limit: number
}

export interface ListingsShape {
  /** BizTokens by their day of issue. */
  readonly verifications: (page: VerificationsPage) => Answer<ListPage<Verification, VerificationCursor>>
  /** What was asked about one BizToken and what came of it, oldest first; at most the latest `limit`. */
  readonly fetches: (bizToken: string, limit: number) => Answer<ReadonlyArray<FetchNote>>
  /** Attempts by day and Seq; after those of the days come those of no day. */
  readonly attempts: (page: AttemptsPage) => Answer<ListPage<ListedAttempt, AttemptCursor>>
  /** The latest version of each bill day, by day and account; bills of single rules only where the whole day has none. */
  readonly billDays: (page: BillDaysPage) => Answer<ListPage<BillVersion, BillDayCursor>>
  readonly billLines: (version: number, page: LinesPage) => Answer<ListPage<ListedLine, LineCursor>>
  /** Kept reconciliations, the latest first. */
  readonly runs: (page: RunsPage) => Answer<ListPage<Run, number>>
  readonly runItems: (run: number, page: RunItemsPage) => Answer<ListPage<RunItem, RunItemCursor>>
  /** How many items of a run are as was asked, kind by kind. */
  readonly runItemCounts: (run: number, asked: RunItemsFilter) => Answer<ReadonlyArray<RunItemCount>>
}

export class Listings extends Context.Service<Listings, ListingsShape>()("faceid-tally/Listings") {}
