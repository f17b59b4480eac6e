/**
 * The port Work: what is to be done at a time and must not be forgotten, such as closing a day or telling an alert. One
 * piece of work is one row with a lease: it is done by one process, goes on after that process dies, and what fails for
 * good is kept until a person looks at it.
 */
import * as Context from "effect/Context"
import type * as Effect from "effect/Effect"

import type { LedgerError } from "../ports/LedgerError.ts"
import type { Claim } from "../ports/Ledger.ts"

type Answer<A> = Effect.Effect<A, LedgerError>

/** An `incident` is nothing to be done: it is open for as long as it lasts. */
export const workKinds = ["close_day", "pull_again", "alert", "incident"] as const
export type WorkKind = (typeof workKinds)[number]

export const workStates = ["open", "done", "failed"] as const
export type WorkState = (typeof workStates)[number]

/** Kind and subject say what it is: planned again, it is the same piece of work. */
export interface NewWork {
  readonly kind: WorkKind
  readonly subject: string
  /** Facts that it needs, as JSON; nothing personal. */
  readonly body: string
  readonly dueAt: number
}

export interface WorkItem extends NewWork {
  readonly id: number
  readonly state: WorkState
  readonly plannedAt: number
  readonly endedAt: number | null
  /** Failures since it was planned, replayed, or last done without one. */
  readonly failures: number
  /** The stable code of the last failure. */
  readonly code: string | null
  readonly leaseUntil: number | null
}

export type WorkOutcome =
  | { readonly _tag: "Done" }
  /** It failed in a way that may pass. */
  | { readonly _tag: "Retry"; readonly code: string; readonly at: number }
  /** It failed for good: it waits for a person. */
  | { readonly _tag: "Failed"; readonly code: string }
  /** Nothing failed, but it is to be done again: a day whose bill is not complete yet. `body` replaces the old one. */
  | { readonly _tag: "Again"; readonly at: number; readonly body?: string | undefined }

/** How something stood, `null` for not yet; and how it stands, `null` for as it did. */
export type Revision = (
  before: { readonly body: string; readonly isOpen: boolean } | null,
) => { readonly body: string; readonly isOpen: boolean; readonly plan: ReadonlyArray<NewWork> } | null

/**
 * Whose work it is: a subject ends with `@` and the name of an account or a target. Those have lanes of their own, so
 * that one that is slow or refused holds up no other.
 */
export type WorkOf =
  | { readonly name: string }
  /** Of none of these. */
  | { readonly otherThan: ReadonlyArray<string> }
  /** Of nobody: as earlier versions planned the day of all accounts. */
  | "nobody"

export const subjectOf = (what: string, name: string): string => `${what}@${name}`

export interface WorkShape {
  /** Plans what is not planned yet; gives how many were new. What is there stays as it is. */
  readonly plan: (work: ReadonlyArray<NewWork>, now: number) => Answer<number>
  /** Changes what stands under a subject by how it stood, and plans what follows, in one; gives how many were planned. */
  readonly revise: (kind: WorkKind, subject: string, revision: Revision, now: number) => Answer<number>
  /** Leases what is due, the longest due first. */
  readonly take: (
    claim: Claim & {
      readonly kinds: ReadonlyArray<WorkKind>
      readonly limit: number
      readonly of?: WorkOf | undefined
    },
  ) => Answer<ReadonlyArray<WorkItem>>
  /** Holds on to a lease; false where it was lost. */
  readonly renew: (id: number, claim: Claim) => Answer<boolean>
  /** Ends a lease; nothing happens where it was lost to another worker. */
  readonly settle: (id: number, worker: string, outcome: WorkOutcome, now: number) => Answer<void>
  readonly list: (page: {
    readonly state?: WorkState | undefined
    readonly kind?: WorkKind | undefined
    /** The smallest id of the page before: newest first. */
    readonly before?: number | undefined
    readonly limit: number
  }) => Answer<ReadonlyArray<WorkItem>>
  readonly find: (id: number) => Answer<WorkItem | null>
  /** The greatest subject of the kind that was planned, in byte order: where a schedule goes on. */
  readonly lastSubject: (kind: WorkKind, of?: WorkOf) => Answer<string | null>
  /** True for the first who asks, in whatever process, and then for nobody until so many milliseconds have passed. */
  readonly turn: (name: string, everyMs: number, now: number) => Answer<boolean>
  /** Opens it again, due now, its failures forgotten; false where there is none, or it is open, or nothing to be done. */
  readonly replay: (id: number, now: number) => Answer<boolean>
}

export class Work extends Context.Service<Work, WorkShape>()("faceid-tally/Work") {}
