/** A token bucket: so many a second on average, and at most `burst` at once. Time is an argument, in milliseconds. */
export class Bucket {
  readonly #perMs: number
  readonly #burst: number
  #left: number
  #at: number | undefined

  constructor(perSecond: number, burst: number) {
    this.#perMs = perSecond / 1000
    this.#burst = burst
    this.#left = burst
  }

  /** Takes one; 0 where there was one, else how many milliseconds to wait before there may be one. */
  take(now: number): number {
    this.#left = Math.min(this.#burst, this.#left + Math.max(0, now - (this.#at ?? now)) * this.#perMs)
    this.#at = now
    if (this.#left < 1) return Math.ceil((1 - this.#left) / this.#perMs)
    this.#left -= 1
    return 0
  }
}
