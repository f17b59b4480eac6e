/** What to do next: what follows from the verdict of the month, and what no sweep and no retry puts right by itself. */
import type { InboxConflict, KeptReconciliation, Status, WorkItem } from "@faceid-tally/books/engine"

import type { ClaimsInBrief } from "../../runs/readClaims.ts"
import type { MonthDay, MonthView } from "../view/MonthView.ts"

/** A BizToken that is unfetched or unfinished this short before its deadline is told. */
export const NEAR_DEADLINE_MS = 6 * 3_600_000

export type NextStep =
  /** BizTokens near their deadline, the earliest first. */
  | { readonly _tag: "NearDeadline"; readonly tokens: Status["deadlines"] }
  | { readonly _tag: "PullBills"; readonly days: ReadonlyArray<MonthDay> }
  /** What was read of the bill has holes of its own. */
  | { readonly _tag: "BillHoles"; readonly holes: KeptReconciliation["incomplete"] }
  | { readonly _tag: "FetchResults"; readonly days: ReadonlyArray<MonthDay>; readonly missing: number }
  | { readonly _tag: "Reconcile"; readonly isFirst: boolean }
  /** Charges that the provider owes. */
  | { readonly _tag: "AskBack"; readonly run: number; readonly owed: number }
  | { readonly _tag: "Decide"; readonly run: number | null; readonly claims: ClaimsInBrief }
  /** BizTokens that the provider refused for good, and those that nobody can fetch any more. */
  | { readonly _tag: "Refused" | "Expired" | "Lapsed"; readonly tokens: number }
  | { readonly _tag: "FailedWork"; readonly work: ReadonlyArray<WorkItem> }
  /** Event ids that came with two bodies. */
  | { readonly _tag: "Conflicts"; readonly events: ReadonlyArray<InboxConflict> }

export interface StepsKnown {
  readonly view: MonthView
  readonly claims: ClaimsInBrief | null
  readonly status: Status
  readonly failed: ReadonlyArray<WorkItem>
  readonly conflicts: ReadonlyArray<InboxConflict>
  readonly now: number
}

export const nextSteps = ({ view, claims, status, failed, conflicts, now }: StepsKnown): ReadonlyArray<NextStep> => {
  const { unpulled, uncollected, verdict, run, isStale } = view
  const steps: Array<NextStep> = []
  const near = status.deadlines.filter(({ deadline }) => deadline - now < NEAR_DEADLINE_MS)
  if (near.length > 0) steps.push({ _tag: "NearDeadline", tokens: near })
  if (unpulled.length > 0) steps.push({ _tag: "PullBills", days: unpulled })
  const holes = "document" in verdict ? verdict.document.incomplete.filter(({ reason }) => reason !== "not_pulled") : []
  if (holes.length > 0) steps.push({ _tag: "BillHoles", holes })
  const missing = uncollected.reduce((sum, { tokens, settled }) => sum + tokens - settled, 0)
  if (missing > 0) steps.push({ _tag: "FetchResults", days: uncollected, missing })
  if (verdict._tag === "NotReconciled" || isStale) {
    steps.push({ _tag: "Reconcile", isFirst: verdict._tag === "NotReconciled" })
  }
  if (claims !== null && run !== null && claims.owed > 0) {
    steps.push({ _tag: "AskBack", run: run.id, owed: claims.owed })
  }
  if (claims !== null && claims.undecided > 0) steps.push({ _tag: "Decide", run: run?.id ?? null, claims })
  const { tokens } = status
  if (status.refused > 0) steps.push({ _tag: "Refused", tokens: status.refused })
  if (tokens.expired > 0) steps.push({ _tag: "Expired", tokens: tokens.expired })
  if (tokens.lapsed > 0) steps.push({ _tag: "Lapsed", tokens: tokens.lapsed })
  if (failed.length > 0) steps.push({ _tag: "FailedWork", work: failed })
  if (conflicts.length > 0) steps.push({ _tag: "Conflicts", events: conflicts })
  return steps
}
