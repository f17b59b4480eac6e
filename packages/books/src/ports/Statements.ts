/** The port Statements: months that were closed, each with its whole document, as evidence. */
import * as Context from "effect/Context"
import type * as Effect from "effect/Effect"

import type { LedgerError } from "./LedgerError.ts"

type Answer<A> = Effect.Effect<A, LedgerError>

export interface KeptStatement {
  /** YYYY-MM */
  readonly month: string
  /** 1, 2 …: a month is closed again only by a revision. */
  readonly revision: number
  /** Epoch milliseconds. */
  readonly closedAt: number
  /** The document, as it was and will be. */
  readonly body: string
}

export interface StatementsShape {
  /** The latest revision of a month; `null` where it is open. */
  readonly latest: (month: string) => Answer<KeptStatement | null>
  /** The latest revision of each closed month, the earliest month first. */
  readonly all: Answer<ReadonlyArray<KeptStatement>>
  /** Keeps a revision; false where somebody else has kept it first. */
  readonly keep: (statement: KeptStatement) => Answer<boolean>
}

export class Statements extends Context.Service<Statements, StatementsShape>()("faceid-tally/Statements") {}
