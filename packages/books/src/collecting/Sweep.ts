/** One sweep under way: what is leased, how each lease ends, and what was done so far. */
import type { DetectInfo } from "@faceid-tally/core/engine"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"

import { RefusalPolicy, type Stop, type Verdict } from "./RefusalPolicy.ts"
import type { LedgerShape } from "../ports/Ledger.ts"
import type { LedgerError } from "../ports/LedgerError.ts"
import type { ProviderError } from "../ports/ProviderError.ts"
import type { DueVerification, Fetch, FetchOutcome, Settled } from "../ports/verifications.ts"

export type CountByCode = Readonly<Record<string, number>>

/** What a sweep did. */
export interface SweepResult {
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
  /** By each of these codes the last error that was met with it. */
  readonly errors: Readonly<Record<string, ProviderError>>
  /** Given back without being asked for, because the sweep had stopped for them. */
  readonly released: number
  readonly stopped: ReadonlyArray<Stop>
  /** The accounts and RuleIds of which something was fetched. */
  readonly answered: ReadonlyArray<{ readonly account: string; readonly ruleId: string | null }>
  /** Of each account the last error that may pass by itself. */
  readonly failing: ReadonlyArray<ProviderError>
}

/** How a lease ends: with a record, with a verdict on what was asked for, or without having been asked for. */
export type Ending =
  | { readonly _tag: "Fetched"; readonly due: DueVerification; readonly record: DetectInfo }
  | { readonly _tag: "Asked"; readonly verdict: Verdict }
  | { readonly _tag: "Unasked"; readonly verdict: Verdict }

export class Sweep {
  readonly lanes = new RefusalPolicy()
  readonly #ledger: LedgerShape
  readonly #leased = new Set<string>()
  readonly #answered = new Map<string, SweepResult["answered"][number]>()
  readonly #failing = new Map<string, ProviderError>()
  #earliest = Number.MAX_SAFE_INTEGER
  readonly #swept = {
    fetched: 0,
    final: 0,
    observations: 0,
    retried: {} as Record<string, number>,
    refused: {} as Record<string, number>,
    errors: {} as Record<string, ProviderError>,
    released: 0,
  }

  constructor(ledger: LedgerShape) {
    this.#ledger = ledger
  }

  get swept(): SweepResult {
    return {
      ...this.#swept,
      stopped: this.lanes.stops,
      answered: [...this.#answered.values()],
      failing: [...this.#failing.values()],
    }
  }

  /** The time now, and the earliest that the sweep has seen: what fails is due again later than that. */
  get now(): Effect.Effect<{ readonly now: number; readonly earliest: number }> {
    return Effect.map(Clock.currentTimeMillis, (now) => {
      this.#earliest = Math.min(this.#earliest, now)
      return { now, earliest: this.#earliest }
    })
  }

  /** Notes what was leased; gives what it did not hold already, as it may where the clock was set back. */
  lease(batch: ReadonlyArray<DueVerification>): ReadonlyArray<DueVerification> {
    const added = batch.filter(({ bizToken }) => !this.#leased.has(bizToken))
    for (const { bizToken } of added) this.#leased.add(bizToken)
    return added
  }

  /** Ends leases with what came of them, in one transaction. */
  settle(endings: ReadonlyArray<Ending>): Effect.Effect<void, LedgerError> {
    return Effect.gen({ self: this }, function* () {
      if (endings.length === 0) return
      const { now } = yield* this.now
      const settled = yield* this.#end(
        endings.map((ending) => fetchOf(ending, now)),
        now,
      )
      endings.forEach((ending, i) => this.#count(ending, settled[i]))
    }).pipe(Effect.uninterruptible)
  }

  /** Gives back at once what a sweep that ends before its time still holds. */
  get giveBack(): Effect.Effect<void> {
    return Effect.gen({ self: this }, function* () {
      const { now } = yield* this.now
      const outcome: FetchOutcome = { _tag: "Released", at: now }
      yield* this.#end(
        [...this.#leased].map((bizToken) => ({ bizToken, outcome })),
        now,
      )
      // If the ledger fails here too, the leases run out by themselves.
    }).pipe(Effect.ignore)
  }

  #end(fetches: ReadonlyArray<Fetch>, now: number): Effect.Effect<ReadonlyArray<Settled>, LedgerError> {
    return Effect.gen({ self: this }, function* () {
      if (fetches.length === 0) return []
      const settled = yield* this.#ledger.settleAll(fetches, now)
      for (const { bizToken } of fetches) this.#leased.delete(bizToken)
      return settled
    })
  }

  #count(ending: Ending, settled: Settled | undefined): void {
    const swept = this.#swept
    if (ending._tag === "Fetched") {
      swept.fetched++
      swept.observations += settled?.observations ?? 0
      if (settled?.state === "final") swept.final++
      const { account, ruleId } = ending.due
      this.#answered.set(JSON.stringify([account, ruleId]), { account, ruleId })
    } else if (ending._tag === "Unasked") swept.released++
    else {
      const { error, pauseMs } = ending.verdict
      count(pauseMs === null ? swept.refused : swept.retried, error.stableCode)
      swept.errors[error.stableCode] = error
      if (error.retryClass === "retry") this.#failing.set(error.account, error)
    }
  }
}

const fetchOf = (ending: Ending, now: number): Fetch => {
  if (ending._tag === "Fetched") {
    return { bizToken: ending.due.bizToken, outcome: { _tag: "Fetched", record: ending.record } }
  }
  const { due, error, pauseMs } = ending.verdict
  return { bizToken: due.bizToken, outcome: outcomeOf(ending._tag, error.rootCode, pauseMs, now) }
}

const outcomeOf = (tag: "Asked" | "Unasked", code: string, pauseMs: number | null, now: number): FetchOutcome => {
  if (pauseMs === null) return { _tag: "Refused", code }
  const at = now + pauseMs
  return tag === "Unasked" ? { _tag: "Released", at } : { _tag: "Retry", code, at }
}

const count = (counts: Record<string, number>, code: string): void => {
  counts[code] = (counts[code] ?? 0) + 1
}
