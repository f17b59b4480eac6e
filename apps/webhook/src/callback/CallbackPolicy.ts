/**
 * What a callback changes in the books: a registered BizToken becomes due now, and that is all. The fetches that come of
 * it are at most half of what an account may ask for, and one BizToken is not fetched again at once; who has to wait
 * stays in the queue.
 */
import { admit, Ledger, type LedgerError, type LedgerShape } from "@faceid-tally/books/engine"
import { admissionOf, Bucket, type Settings } from "@faceid-tally/host/apps"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"

import { Quota } from "../limits/Quota.ts"
import type { Callback } from "./CallbackQueue.ts"

/** What became of a callback; `wait` in milliseconds. */
export type Settled = { readonly outcome: CallbackOutcome } | { readonly wait: number }

export const callbackOutcomes = [
  /** Due now. */
  "made_due",
  /** It was due already. */
  "due",
  /** It failed before, and is fetched again when that is planned: a stranger's calls must not use up its tries. */
  "planned",
  /** It was fetched after the call. */
  "fetched",
  /** Nothing is to be fetched any more. */
  "closed",
  "unknown",
  /** Unknown, and nothing that is registered: no BizToken by its form, or of an account that the settings do not name. */
  "refused",
  /** Unknown, and beyond the limit of what is registered. */
  "over_limit",
  /** Nobody could look at it in time: the sweep covers it. */
  "given_up",
] as const
export type CallbackOutcome = (typeof callbackOutcomes)[number]

/** After a fetch a callback of the same BizToken waits so long. */
const MS_BETWEEN_FETCHES = 5000
/** The provider's own limit. */
const RESULTS_PER_SECOND = 100
const ACCEPTED_PER_MINUTE = 60
/** How uneven the fetches of callbacks may be. */
const BURST_SECONDS = 0.1

export class CallbackPolicy {
  readonly #settings: Settings
  readonly #fetches = new Map<string, Bucket>()
  readonly #registrations = new Map<string, Quota>()

  constructor(settings: Settings) {
    this.#settings = settings
  }

  /** Looks at one callback; it can be looked at again, and by several processes. */
  settle(callback: Callback): Effect.Effect<Settled, LedgerError, Ledger> {
    return Effect.gen({ self: this }, function* () {
      const ledger = yield* Ledger
      const now = yield* Clock.currentTimeMillis
      const { bizToken } = callback
      const known = yield* ledger.verification(bizToken)
      if (known === null) return yield* this.#meet(callback, ledger, now)
      if (known.nextDue === null) return { outcome: "closed" }

      // Business time may be another than that by which the queue goes; how long ago is the same in both.
      const arrivedAt = now - (Date.now() - callback.arrivedAt)
      const fetchedAt = known.fetchedAt ?? Number.NEGATIVE_INFINITY
      if (fetchedAt >= arrivedAt) return { outcome: "fetched" }
      if (known.nextDue <= now) return { outcome: "due" }
      if (known.failures > 0) return { outcome: "planned" }
      const wait = Math.max(0, fetchedAt + MS_BETWEEN_FETCHES - now) || this.#fetchesOf(known.account).take(now)
      if (wait > 0) return { wait }
      yield* ledger.makeDue(bizToken, now)
      return { outcome: "made_due" }
    })
  }

  /** An unknown BizToken is registered only where the settings say with what RuleId, and not too often. */
  #meet({ name, bizToken }: Callback, ledger: LedgerShape, now: number): Effect.Effect<Settled, LedgerError> {
    const { acceptUnregistered, ruleId, account } = this.#settings.webhook?.callbacks?.[name] ?? {}
    if (acceptUnregistered !== true || ruleId === undefined) return Effect.succeed({ outcome: "unknown" })
    const row = { bizToken, ruleId, account: account ?? null, issuedAt: null }
    const admitted = admit(row, admissionOf(this.#settings, now))
    if (Result.isFailure(admitted)) return Effect.succeed({ outcome: "refused" })
    if (!this.#registrationsOf(name).take(now)) return Effect.succeed({ outcome: "over_limit" })
    // It is looked at once more: now it is known.
    return Effect.as(ledger.register([admitted.success], now), { wait: 0 })
  }

  #fetchesOf(account: string): Bucket {
    // Accounts that the settings do not name share one bucket, so there are never more than they name.
    const name = Object.hasOwn(this.#settings.accounts ?? {}, account) ? account : ""
    return keyed(this.#fetches, name, () => {
      const { resultsPerSecond = RESULTS_PER_SECOND } = this.#settings.accounts?.[name] ?? {}
      const perSecond = resultsPerSecond / 2 / (this.#settings.webhook?.receivers ?? 1)
      return new Bucket(perSecond, Math.max(1, perSecond * BURST_SECONDS))
    })
  }

  #registrationsOf(name: string): Quota {
    const { acceptPerMinute = ACCEPTED_PER_MINUTE } = this.#settings.webhook?.callbacks?.[name] ?? {}
    return keyed(this.#registrations, name, () => new Quota(acceptPerMinute))
  }
}

const keyed = <A>(byKey: Map<string, A>, key: string, make: () => A): A => {
  const known = byKey.get(key)
  if (known !== undefined) return known
  const made = make()
  byKey.set(key, made)
  return made
}
