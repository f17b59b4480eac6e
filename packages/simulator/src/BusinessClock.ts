/**
 * The time of the simulated business: when tokens are issued, expire and appear on bills. It can be set, moved and
 * stopped; signatures and request limits go by real time, as at the provider.
 */
import { readInstant } from "@faceid-tally/core/engine"

/** Epoch milliseconds, or ISO 8601 with an offset. */
export type Instant = number | string

export class BusinessClock {
  #at: number
  /** The real time at which it showed `#at`; `null` while it stands still. */
  #runsSince: number | null

  constructor(at: Instant = Date.now(), isFrozen = false) {
    this.#at = instantOf(at)
    this.#runsSince = isFrozen ? null : Date.now()
  }

  now(): number {
    return this.#runsSince === null ? this.#at : this.#at + Date.now() - this.#runsSince
  }

  get isFrozen(): boolean {
    return this.#runsSince === null
  }

  set(at: Instant): void {
    this.#at = instantOf(at)
    if (this.#runsSince !== null) this.#runsSince = Date.now()
  }

  freeze(isFrozen: boolean): void {
    this.#at = this.now()
    this.#runsSince = isFrozen ? null : Date.now()
  }
}

const instantOf = (at: Instant): number => {
  const ms = readInstant(at)
  if (typeof ms === "string") throw new RangeError("A time is epoch milliseconds, or ISO 8601 with an offset.")
  return ms
}
