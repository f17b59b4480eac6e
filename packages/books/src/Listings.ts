/**
 * The port Listings: the books as lists that are read page by page, by programs over HTTP and by people in the console.
 * Every list is in the order of its key, names the days it is about, and goes on after the last row of the page before.
 */
import type { Attempt, DiscrepancyKind, VerificationState } from "@faceid-tally/core"
import * as Context from "effect/Context"
import type * as Effect from "effect/Effect"

import type { BillVersion } from "./BillKeeping.ts"
import type { LedgerError } from "./LedgerError.ts"
import type { RunItem } from "./Run.ts"
import type { Verification } from "./Verifications.ts"

type Answer<A> = Effect.Effect<A, LedgerError>

/** Day numbers, inclusive. */
export interface Days {
  readonly fromDay: number
  readonly toDay: number
}

export interface VerificationsPage extends Days {
  readonly state?: VerificationState | undefined
  readonly account?: string | undefined
  /** The last row of the page before: the day of issue, then the BizToken. */
  readonly after?: { readonly day: number; readonly bizToken: string } | undefined
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
  /** Where it lies in the list, also without ReqTime or Seq; the cursor of the list. */
  readonly place: { readonly day: number; readonly seq: string }
}

export interface AttemptsPage extends Days {
  readonly bizToken?: string | undefined
  readonly ruleId?: string | undefined
  readonly account?: string | undefined
  /** Charged, uncharged, or unknown as `null`. */
  readonly charge?: boolean | null | undefined
  readonly errcode?: number | undefined
  readonly after?: ListedAttempt["place"] | undefined
  readonly limit: number
}

/** One line of one version of the bill. */
export interface ListedLine extends Attempt {
  readonly chargeType: string | null
  readonly chargeCount: number | null
  /** Where it lies in its version; the cursor of the list. */
  readonly place: { readonly seq: string; readonly page: number; readonly line: number }
}

export interface RunItemsPage {
  readonly kind?: DiscrepancyKind | undefined
  readonly day?: number | undefined
  /** Only those that add to the difference. */
  readonly hasImpact?: boolean | undefined
  readonly account?: string | undefined
  /** In the order of the run, or the largest impact first, whatever its sign; both end with the place. */
  readonly order: "place" | "impact"
  readonly after?: { readonly impact: number; readonly place: number } | undefined
  readonly limit: number
}

export interface ListingsShape {
  /** BizTokens by their day of issue. */
  readonly verifications: (page: VerificationsPage) => Answer<ReadonlyArray<Verification>>
  /** What was asked about one BizToken and what came of it, oldest first; at most the latest `limit`. */
  readonly fetches: (bizToken: string, limit: number) => Answer<ReadonlyArray<FetchNote>>
  /** Attempts by day and Seq; after those of the days come those of no day. */
  readonly attempts: (page: AttemptsPage) => Answer<ReadonlyArray<ListedAttempt>>
  /** The latest version of each bill day, by day and account; bills of single rules only where the whole day has none. */
  readonly billDays: (
    page: Days & {
      readonly account?: string | undefined
      /** The last row of the page before; without `ruleId` the list goes on with the next day or account. */
      readonly after?:
        | { readonly day: number; readonly account: string; readonly ruleId?: string | null | undefined }
        | undefined
      readonly limit: number
    },
  ) => Answer<ReadonlyArray<BillVersion>>
  readonly billLines: (
    version: number,
    page: { readonly after?: ListedLine["place"] | undefined; readonly limit: number },
  ) => Answer<ReadonlyArray<ListedLine>>
  readonly runItems: (run: number, page: RunItemsPage) => Answer<ReadonlyArray<RunItem>>
}

export class Listings extends Context.Service<Listings, ListingsShape>()("faceid-tally/Listings") {}
