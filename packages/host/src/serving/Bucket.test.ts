// A bucket, on times that are made up.
import * as fc from "fast-check"
import { expect, it } from "vitest"

import { Bucket } from "./Bucket.ts"

const pauses = fc.array(fc.integer({ min: 0, max: 3000 }), { minLength: 1, maxLength: 200 })

const timesOf = (steps: ReadonlyArray<number>): ReadonlyArray<number> => {
  let now = 1_000_000
  return steps.map((step) => (now += step))
}

/** The most that fell into any window of this length. */
const mostWithin = (taken: ReadonlyArray<number>, ms: number): number =>
  Math.max(0, ...taken.map((start) => taken.filter((at) => at >= start && at < start + ms).length))

it("a bucket gives no more than its burst and its rate, and says how long to wait", () => {
  fc.assert(
    fc.property(pauses, fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 5 }), (steps, rate, burst) => {
      const bucket = new Bucket(rate, burst)
      const taken = timesOf(steps).filter((now) => {
        const wait = bucket.take(now)
        // Before that time there is none.
        expect(wait === 0 || bucket.take(now + wait - 1) > 0).toBe(true)
        return wait === 0
      })
      for (const ms of [1000, 10_000]) expect(mostWithin(taken, ms)).toBeLessThanOrEqual(burst + (rate * ms) / 1000)
    }),
  )
  const bucket = new Bucket(2, 1)
  expect([bucket.take(0), bucket.take(0), bucket.take(499), bucket.take(500)]).toEqual([0, 500, 1, 0])
})
