/** A token bucket: so many a second on average, and at most `burst` at once. Time is an argument, in milliseconds. */
const PER_TOKEN = 1000

export class Bucket {
  readonly #perSecond: number
  readonly #max: number
  /** In thousandths of a token, so that whole rates are counted exactly. */
  #left: number
  #at = Number.NEGATIVE_INFINITY

  constructor(perSecond: number, burst: number) {
    this.#perSecond = perSecond
    this.#max = burst * PER_TOKEN
    this.#left = this.#max
  }

  /** Takes one; 0 where there was one, else how many milliseconds to wait before there may be one. */
  take(now: number): number {
    if (now > this.#at) {
      this.#left = Math.min(this.#max, this.#left + (now - this.#at) * this.#perSecond)
      this.#at = now
    }
    if (this.#left < PER_TOKEN) return Math.ceil((PER_TOKEN - this.#left) / this.#perSecond)
    this.#left -= PER_TOKEN
    return 0
  }
}
