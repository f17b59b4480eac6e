/** So many in any minute, and never more. Time is an argument, in milliseconds. */
const MS_PER_MINUTE = 60_000

export class Quota {
  /** When the latest ones were taken, as a ring. */
  readonly #takenAt: Array<number> = []
  readonly #perMinute: number
  #oldest = 0

  constructor(perMinute: number) {
    this.#perMinute = perMinute
  }

  take(now: number): boolean {
    if (this.#takenAt.length < this.#perMinute) {
      this.#takenAt.push(now)
      return true
    }
    if (now - (this.#takenAt[this.#oldest] ?? now) < MS_PER_MINUTE) return false
    this.#takenAt[this.#oldest] = now
    this.#oldest = (this.#oldest + 1) % this.#perMinute
    return true
  }
}
