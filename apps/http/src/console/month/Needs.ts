/** What needs a person now: what no sweep and no retry puts right by itself. */
import type { InboxConflict, Status, WorkItem } from "@faceid-tally/books"

/** A BizToken that is unfetched or unfinished this short before its deadline is told. */
export const NEAR_DEADLINE_MS = 6 * 3_600_000

export interface Needs {
  /** BizTokens near their deadline, the earliest first. */
  readonly nearDeadline: Status["deadlines"]
  /** BizTokens that the provider refused for good. */
  readonly refused: number
  /** BizTokens that nobody can fetch any more. */
  readonly lapsed: number
  readonly expired: number
  readonly failedWork: ReadonlyArray<WorkItem>
  /** Event ids that came with two bodies. */
  readonly conflicts: ReadonlyArray<InboxConflict>
}

export const needsOf = ({
  status,
  failed,
  conflicts,
  now,
}: {
  readonly status: Status
  readonly failed: ReadonlyArray<WorkItem>
  readonly conflicts: ReadonlyArray<InboxConflict>
  readonly now: number
}): Needs => ({
  nearDeadline: status.deadlines.filter(({ deadline }) => deadline - now < NEAR_DEADLINE_MS),
  refused: status.refused,
  lapsed: status.tokens.lapsed,
  expired: status.tokens.expired,
  failedWork: failed,
  conflicts,
})

export const isNothing = ({ nearDeadline, refused, lapsed, expired, failedWork, conflicts }: Needs): boolean =>
  nearDeadline.length + refused + lapsed + expired + failedWork.length + conflicts.length === 0
