/**
 * So many requests in each second of real time, for each account and action. What was asked is counted, so that a test
 * can see whether a client kept the limit.
 */
import * as Result from "effect/Result"

import { type ApiError, refuse } from "./ApiError.ts"

export interface RequestCount {
  readonly account: string
  readonly action: string
  readonly requests: number
  /** How many were refused for the limit. */
  readonly limited: number
  /** The most requests in one second of real time. */
  readonly peakPerSecond: number
}

interface Counter {
  second: number
  inSecond: number
  requests: number
  limited: number
  peakPerSecond: number
}

export class RequestLimit {
  readonly #limits: ReadonlyMap<string, number>
  readonly #counters = new Map<string, Counter>()

  constructor(limits: Readonly<Record<string, number>>) {
    this.#limits = new Map(Object.entries(limits))
  }

  /** Counts a request; `now` is real time. */
  pass(account: string, action: string, now: number): Result.Result<void, ApiError> {
    const counter = this.#counterOf(account, action)
    const second = Math.floor(now / 1000)
    if (counter.second !== second) {
      counter.second = second
      counter.inSecond = 0
    }
    counter.inSecond++
    counter.requests++
    counter.peakPerSecond = Math.max(counter.peakPerSecond, counter.inSecond)
    const limit = this.#limits.get(action) ?? Infinity
    if (counter.inSecond <= limit) return Result.succeed(undefined)
    counter.limited++
    return refuse("RequestLimitExceeded", `More than ${limit} requests a second. Please reduce the frequency of calls.`)
  }

  get counts(): ReadonlyArray<RequestCount> {
    return [...this.#counters].map(([key, { requests, limited, peakPerSecond }]) => {
      const [account = "", action = ""] = JSON.parse(key) as ReadonlyArray<string>
      return { account, action, requests, limited, peakPerSecond }
    })
  }

  #counterOf(account: string, action: string): Counter {
    const key = JSON.stringify([account, action])
    let counter = this.#counters.get(key)
    if (counter === undefined) {
      counter = { second: 0, inSecond: 0, requests: 0, limited: 0, peakPerSecond: 0 }
      this.#counters.set(key, counter)
    }
    return counter
  }
}
