/** The port Readiness: whether the books can be worked with now, for whoever asks a service whether it is well. */
import * as Context from "effect/Context"
import type * as Effect from "effect/Effect"

import type { LedgerError } from "../ports/LedgerError.ts"

export interface ReadinessShape {
  /** Succeeds while the database answers and its schema is the one that this program knows; else fails with the reason. */
  readonly check: Effect.Effect<void, LedgerError>
}

export class Readiness extends Context.Service<Readiness, ReadinessShape>()("faceid-tally/Readiness") {}
