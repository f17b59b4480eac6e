/**
 * The BizTokens that callbacks named and that nobody has looked at yet: a bounded set, so a burst of calls is one entry
 * and a flood costs no more than its bound. It may forget: what it drops is fetched by the sweep. Times are real ones.
 */
export interface Callback {
  /** The name in the path. */
  readonly name: string
  readonly bizToken: string
  /** The latest call, epoch milliseconds. */
  arrivedAt: number
  /** Not looked at before. */
  readyAt: number
  readonly firstAt: number
  isTaken: boolean
}

export type Offered = "new" | "known" | "full"

export class CallbackQueue {
  readonly #byToken = new Map<string, Callback>()
  readonly #max: number

  constructor(max: number) {
    this.#max = max
  }

  get size(): number {
    return this.#byToken.size
  }

  offer(name: string, bizToken: string, now: number): Offered {
    const known = this.#byToken.get(bizToken)
    if (known !== undefined) {
      known.arrivedAt = now
      return "known"
    }
    if (this.#byToken.size >= this.#max) return "full"
    this.#byToken.set(bizToken, { name, bizToken, arrivedAt: now, firstAt: now, readyAt: now, isTaken: false })
    return "new"
  }

  /** The next ones to look at, oldest first; each has to be given to `postpone` or `remove`. */
  take(limit: number, now: number): ReadonlyArray<Callback> {
    const taken: Array<Callback> = []
    for (const callback of this.#byToken.values()) {
      if (taken.length >= limit) break
      if (callback.isTaken || callback.readyAt > now) continue
      callback.isTaken = true
      taken.push(callback)
    }
    return taken
  }

  postpone(callback: Callback, readyAt: number): void {
    callback.isTaken = false
    callback.readyAt = readyAt
  }

  remove(callback: Callback): void {
    this.#byToken.delete(callback.bizToken)
  }
}
