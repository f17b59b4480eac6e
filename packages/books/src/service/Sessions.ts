/** The port Sessions: who is signed in to the console, in whichever process. A session's id is its owner's; kept is its digest. */
import * as Context from "effect/Context"
import type * as Effect from "effect/Effect"

import type { LedgerError } from "../ports/LedgerError.ts"

type Answer<A> = Effect.Effect<A, LedgerError>

export interface SessionsShape {
  /** `digest`: SHA-256 of the id, in hex. */
  readonly begin: (session: {
    readonly digest: string
    readonly keyId: string
    readonly expiresAt: number
  }) => Answer<void>
  /** The id of the key by which it was begun; `null` where there is no such session, or it is over. */
  readonly keyOf: (digest: string, now: number) => Answer<string | null>
  readonly end: (digest: string) => Answer<void>
  /** Forgets those that were over before; gives how many. */
  readonly forget: (before: number) => Answer<number>
}

export class Sessions extends Context.Service<Sessions, SessionsShape>()("faceid-tally/Sessions") {}
