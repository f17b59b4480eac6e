/** One sweep under way: what is leased, how each lease ends, and what was done so far. */
import type { DetectInfo } from "@faceid-tally/core"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"

import { Lanes, type Stop, type Verdict } from "./Lanes.ts"
import type { LedgerShape } from "./Ledger.ts"
import type { LedgerError } from "./LedgerError.ts"
import type { DueVerification, FetchOutcome, Settled } from "./Verifications.ts"

export type CountByCode = Readonly<Record<string, number>>

/** What a sweep did. */
export interface Swept {
  /** Results that were fetched and stored. */
  readonly fetched: number
  /** Those of them that are final now. */
  readonly final: number
  /** Statements that were new. */
  readonly observations: number
  /** Not fetched, and due again later. */
  readonly retried: CountByCode
  /** Refused by the provider for good. */
  readonly refused: CountByCode
  /** Given back without being asked for, because the sweep had stopped for them. */
  readonly released: number
  readonly stopped: ReadonlyArray<Stop>
}

export class Sweep {
  readonly lanes = new Lanes()
  readonly #ledger: LedgerShape
  readonly #leased = new Set<string>()
  readonly #swept = {
    fetched: 0,
    final: 0,
    observations: 0,
    retried: {} as Record<string, number>,
    refused: {} as Record<string, number>,
    released: 0,
  }

  constructor(ledger: LedgerShape) {
    this.#ledger = ledger
  }

  get swept(): Swept {
    return { ...this.#swept, stopped: this.lanes.stops }
  }

  lease(batch: ReadonlyArray<DueVerification>): ReadonlyArray<DueVerification> {
    for (const { bizToken } of batch) this.#leased.add(bizToken)
    return batch
  }

  store(due: DueVerification, record: DetectInfo): Effect.Effect<void, LedgerError> {
    this.lanes.succeed(due)
    return Effect.map(this.#end(due.bizToken, { _tag: "Fetched", record }), ({ state, observations }) => {
      this.#swept.fetched++
      this.#swept.observations += observations
      if (state === "final") this.#swept.final++
    })
  }

  /** Ends a lease without a result; `isUnasked` where the provider was not asked for this one. */
  settle({ due, code, pauseMs }: Verdict, isUnasked = false): Effect.Effect<void, LedgerError> {
    return Effect.gen({ self: this }, function* () {
      const now = yield* Clock.currentTimeMillis
      const outcome: FetchOutcome =
        pauseMs === null ? { _tag: "Refused", code } : { _tag: "Retry", code, at: now + pauseMs }
      yield* this.#end(due.bizToken, outcome)
      if (isUnasked) this.#swept.released++
      else count(pauseMs === null ? this.#swept.refused : this.#swept.retried, code)
    })
  }

  settleAll(verdicts: ReadonlyArray<Verdict>): Effect.Effect<void, LedgerError> {
    return Effect.forEach(verdicts, (verdict) => this.settle(verdict), { discard: true })
  }

  /** Gives back at once what a sweep that ends before its time still holds. */
  get giveBack(): Effect.Effect<void> {
    return Effect.gen({ self: this }, function* () {
      const at = yield* Clock.currentTimeMillis
      for (const bizToken of this.#leased) yield* this.#end(bizToken, { _tag: "Retry", code: "released", at })
      // If the ledger fails here too, the leases run out by themselves.
    }).pipe(Effect.ignore)
  }

  #end(bizToken: string, outcome: FetchOutcome): Effect.Effect<Settled, LedgerError> {
    return Effect.gen({ self: this }, function* () {
      const settled = yield* this.#ledger.settle(bizToken, outcome, yield* Clock.currentTimeMillis)
      this.#leased.delete(bizToken)
      return settled
    }).pipe(Effect.uninterruptible)
  }
}

const count = (counts: Record<string, number>, code: string): void => {
  counts[code] = (counts[code] ?? 0) + 1
}
