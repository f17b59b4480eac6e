/** How often a sign-in may fail: so many times from one address, and so many from all together, in a quarter of an hour. */
const WINDOW_MS = 15 * 60_000
const PER_ADDRESS_MAX = 10
const TOTAL_MAX = 200

export class SignInLimit {
  #since = -Infinity
  #total = 0
  /** Never more addresses than failures in all. */
  readonly #byAddress = new Map<string, number>()

  /** Milliseconds until the next try; 0 for now. */
  waitMs(address: string, now: number): number {
    this.#turn(now)
    const isOver = this.#total >= TOTAL_MAX || (this.#byAddress.get(address) ?? 0) >= PER_ADDRESS_MAX
    return isOver ? this.#since + WINDOW_MS - now : 0
  }

  /** A try begins: it counts until it is known to be right, so that tries at the same time are no way around. */
  begin(address: string, now: number): void {
    this.#turn(now)
    this.#total++
    this.#byAddress.set(address, (this.#byAddress.get(address) ?? 0) + 1)
  }

  /** The key was right: the try does not count. */
  forgive(address: string): void {
    const count = this.#byAddress.get(address)
    if (count === undefined) return
    this.#total--
    if (count > 1) this.#byAddress.set(address, count - 1)
    else this.#byAddress.delete(address)
  }

  #turn(now: number): void {
    if (now - this.#since < WINDOW_MS) return
    this.#since = now
    this.#total = 0
    this.#byAddress.clear()
  }
}
