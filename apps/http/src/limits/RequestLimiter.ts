/** How many requests are let in: so many at a time, and of each sender so many a second. */
import { Bucket } from "@faceid-tally/host/apps"

import { Problem } from "../problem/Problem.ts"
import type { Limits } from "./Limits.ts"

/** Senders that are remembered; the one that was longest not heard of is forgotten first. */
const SENDERS_MAX = 1000

export class RequestLimiter {
  #inside = 0
  readonly #limits: Limits
  readonly #bySender = new Map<string, Bucket>()

  constructor(limits: Limits) {
    this.#limits = limits
  }

  /** Lets one in, who calls what it gives when done. */
  enter(): () => void {
    if (this.#inside >= this.#limits.concurrency) throw tooMany(1)
    this.#inside++
    let isInside = true
    return () => {
      if (isInside) this.#inside--
      isInside = false
    }
  }

  /** Counts a request of a sender: its bucket fills by the second, and holds what may come in one. */
  count(sender: string, now = performance.now()): void {
    const rate = this.#limits.requestsPerSecond
    if (rate === undefined) return
    const bucket = this.#bySender.get(sender) ?? new Bucket(rate, rate)
    this.#bySender.delete(sender)
    if (this.#bySender.size >= SENDERS_MAX) this.#forgetOldest()
    this.#bySender.set(sender, bucket)
    const wait = bucket.take(now)
    if (wait > 0) throw tooMany(Math.ceil(wait / 1000))
  }

  #forgetOldest(): void {
    const [oldest] = this.#bySender.keys()
    if (oldest !== undefined) this.#bySender.delete(oldest)
  }
}

const tooMany = (seconds: number): Problem =>
  new Problem("too_many_requests", { headers: { "Retry-After": String(seconds) } })
