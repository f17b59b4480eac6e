/**
 * How often a sign-in may fail from one address before it is told to wait. A right key is let in whatever came before it:
 * keys have 256 bits, so that nobody guesses one, and behind a proxy many people come from one address.
 */
const WINDOW_MS = 15 * 60_000
const FAILURES_MAX = 10
/** Addresses that are remembered at a time. */
const ADDRESSES_MAX = 1000

export class SignInLimit {
  #since = -Infinity
  readonly #failures = new Map<string, number>()

  /** Notes a failure; gives the milliseconds that the address should wait, 0 for none. */
  fail(address: string, now: number): number {
    if (now - this.#since >= WINDOW_MS) {
      this.#since = now
      this.#failures.clear()
    }
    const count = (this.#failures.get(address) ?? 0) + 1
    if (this.#failures.has(address) || this.#failures.size < ADDRESSES_MAX) this.#failures.set(address, count)
    return count > FAILURES_MAX ? this.#since + WINDOW_MS - now : 0
  }
}
