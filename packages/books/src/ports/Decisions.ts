/** The port Decisions: what people said of discrepancies, appended as evidence and never edited. */
import type { Decided, Decision, ItemText } from "@faceid-tally/core/money"
import * as Context from "effect/Context"
import type * as Effect from "effect/Effect"

import type { LedgerError } from "./LedgerError.ts"

type Answer<A> = Effect.Effect<A, LedgerError>

/** How an item is recognized again: 16 hex digits each. */
export interface ItemKey {
  readonly key: string
  readonly facts: string
}

export interface DecisionsShape {
  /** The digests of the canonical texts. */
  readonly keysOf: (texts: ReadonlyArray<ItemText>) => ReadonlyArray<ItemKey>
  /** The latest decision of each key of a month. */
  readonly latest: (month: string) => Answer<ReadonlyArray<Decision>>
  /** The latest decision of each key of any month whose item has one of these Seqs. */
  readonly ofSeqs: (seqs: ReadonlyArray<string>) => Answer<ReadonlyArray<Decision>>
  /** All decisions of a key, the first one first. */
  readonly history: (month: string, key: string) => Answer<ReadonlyArray<Decision>>
  /** Appends, in one batch, what is decided in the light of the latest: nobody else decides in between. */
  readonly append: (
    month: string,
    decide: (latest: ReadonlyMap<string, Decision>) => Decided,
    now: number,
  ) => Answer<Decided>
}

export class Decisions extends Context.Service<Decisions, DecisionsShape>()("faceid-tally/Decisions") {}
