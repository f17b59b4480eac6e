/** The port Inbox: ids and digests of the signed events that arrived, so that each is taken once, whatever is sent again. */
import * as Context from "effect/Context"
import type * as Effect from "effect/Effect"

import type { LedgerError } from "../ports/LedgerError.ts"

type Answer<A> = Effect.Effect<A, LedgerError>

export interface InboxEvent {
  /** `webhook-id`. */
  readonly id: string
  /** SHA-256 of the body's bytes, in hex. */
  readonly digest: string
  readonly type: string
}

export type Arrival =
  /** New, or not done when its process died: do it (what it does is idempotent), then call `finish`. */
  | "open"
  /** Done before: nothing is to be done. */
  | "done"
  /** The id came with another body before; it is noted, and nothing is to be done. */
  | "conflict"

export interface InboxConflict {
  readonly id: string
  readonly type: string
  readonly digest: string
  readonly other: string
  readonly notedAt: number
}

export interface InboxShape {
  readonly arrive: (event: InboxEvent, now: number) => Answer<Arrival>
  readonly finish: (id: string, now: number) => Answer<void>
  /** The ids that came with two bodies, newest first. */
  readonly conflicts: (limit: number) => Answer<ReadonlyArray<InboxConflict>>
  /** Forgets what was done before; gives how many. Conflicts are kept. */
  readonly forget: (before: number) => Answer<number>
}

export class Inbox extends Context.Service<Inbox, InboxShape>()("faceid-tally/Inbox") {}
