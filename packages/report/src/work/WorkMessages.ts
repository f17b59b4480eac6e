/** Every sentence about kept work: what it is, how it stands, and what the code of its failure means. */
import type { WorkKind, WorkState } from "@faceid-tally/books"

/** The codes of work itself; others are those of the provider, the pull and the ledger. */
export const workCodes = [
  "defect",
  "unreadable",
  "target_unknown",
  "account_unknown",
  "gone",
  "network",
  "timeout",
  "untrusted",
  "redirected",
  "not_json",
] as const
export type WorkCode = (typeof workCodes)[number]

export interface WorkMessages {
  readonly kind: Readonly<Record<WorkKind, string>>
  readonly state: Readonly<Record<WorkState, string>>
  /** What happened, and what to do. */
  readonly code: Readonly<Record<WorkCode, string>>
  readonly httpStatus: (status: string) => string
  readonly robotCode: (code: string) => string
  /** Of a code that no sentence is known for. */
  readonly unknown: (code: string) => string
  readonly columns: Readonly<
    Record<"kind" | "subject" | "state" | "dueAt" | "endedAt" | "failures" | "code" | "explanation", string>
  >
}
