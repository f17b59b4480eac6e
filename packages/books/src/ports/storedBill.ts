/** The stored bill in the words of the port: days, pulls, versions, and what changed between two of them. */
import type { Attempt } from "@faceid-tally/core/engine"

/** One day of one account's bill; with a RuleId only the lines of that rule, which does not cover the day. */
export interface BillDay {
  readonly account: string
  readonly day: number
  readonly ruleId: string | null
}

/** So many empty pages in a row that say that there is a next one are taken for a bill without an end. */
export const EMPTY_PAGES_MAX = 10

/** A pull that is under way. It survives its process: whoever opens the day again goes on at `cursor`. */
export interface Pull extends BillDay {
  readonly version: number
  readonly worker: string
  readonly leaseUntil: number
  /** The cursor of the page that is waited for; the first is 0. */
  readonly cursor: number
  /** Pages that are stored. */
  readonly pages: number
  /** The last page said that there is no next: close it. */
  readonly isAtEnd: boolean
}

/** One version of a bill day. The latest counts; those before are kept. */
export interface BillVersion extends BillDay {
  readonly id: number
  /** 1, 2, 3 … of its day. */
  readonly version: number
  readonly source: "pull" | "import"
  /** SHA-256 of its content, whatever its paging. */
  readonly digest: string
  readonly closedAt: number
  readonly pages: number
  readonly lines: number
  readonly charges: number
  /** False where it was just seen again with the same content. */
  readonly isNew: boolean
}

/** One line of the bill as two versions have it; lines without Seq are compared by all they hold. */
export interface BillChange {
  readonly seq: string | null
  readonly kind: "added" | "removed" | "changed"
  readonly before: BilledLine | null
  readonly after: BilledLine | null
  /** What the change adds to the charges of the bill. */
  readonly impact: number
}

/** How many changes of a Seq were told; many lines may be without one. */
export interface BillChangeCursor {
  readonly seq: string
  readonly told: number
}

export interface BilledLine extends Attempt {
  readonly chargeType: string | null
  /** How many equal lines the version has. */
  readonly times: number
}
