// The limits by which work is let through, on times that are made up.
import * as fc from "fast-check"
import { describe, expect, it } from "vitest"

import { CallbackQueue } from "../callback/CallbackQueue.ts"
import { Quota } from "./Quota.ts"

const pauses = fc.array(fc.integer({ min: 0, max: 3000 }), { minLength: 1, maxLength: 200 })

const timesOf = (steps: ReadonlyArray<number>): ReadonlyArray<number> => {
  let now = 1_000_000
  return steps.map((step) => (now += step))
}

/** The most that fell into any window of this length. */
const mostWithin = (taken: ReadonlyArray<number>, ms: number): number =>
  Math.max(0, ...taken.map((start) => taken.filter((at) => at >= start && at < start + ms).length))

describe("limits", () => {
  it("a quota gives no more than its number in any minute, and all of it", () => {
    fc.assert(
      fc.property(pauses, fc.integer({ min: 1, max: 30 }), (steps, perMinute) => {
        const quota = new Quota(perMinute)
        const times = timesOf(steps)
        const taken = times.filter((now) => quota.take(now))
        expect(mostWithin(taken, 60_000)).toBeLessThanOrEqual(perMinute)
        expect(taken.length).toBeGreaterThanOrEqual(Math.min(times.length, perMinute))
      }),
    )
  })

  it("the queue of callbacks holds each BizToken once, in order, and never more than its bound", () => {
    const queue = new CallbackQueue(3)
    const offer = (bizToken: string, now: number) => queue.offer("shop", bizToken, now)
    expect([offer("a", 1), offer("a", 2), offer("b", 3), offer("c", 4), offer("d", 5), offer("a", 6)]).toEqual([
      "new",
      "known",
      "new",
      "new",
      "full",
      "known",
    ])
    const [a, b] = queue.take(2, 10)
    expect([a?.bizToken, a?.firstAt, a?.arrivedAt, b?.bizToken]).toEqual(["a", 1, 6, "b"])
    expect(queue.take(5, 10).map(({ bizToken }) => bizToken)).toEqual(["c"])
    if (a === undefined || b === undefined) throw new Error("none was taken")
    queue.postpone(a, 20)
    queue.remove(b)
    expect([queue.size, queue.take(5, 19).length, queue.take(5, 20).length, offer("d", 21)]).toEqual([2, 0, 1, "new"])
  })
})
