// kill -9 at every call of the database while a month is decided, closed or paid: nothing is half-applied, and a retry
// ends it.
import { afterAll, beforeAll, describe, expect, it } from "vitest"

import { type Databases, databases } from "../../test/databases.ts"
import { prepare, type Prepared, survives } from "../../test/killedSteps.ts"
import { type StepName, stepNames } from "../../test/monthSteps.ts"

const HALF_HOUR_MS = 1_800_000
/** No step makes so many. */
const CALLS_MAX = 400

describe.each(databases)("kill -9 on %s", (_name, open) => {
  let all: Databases
  let prepared: ReadonlyMap<StepName, Prepared>
  beforeAll(async () => {
    all = await open()
    prepared = await prepare(all)
  }, HALF_HOUR_MS)
  afterAll(() => all.close())

  it.each(stepNames)(
    "at any call of the step %s leaves it undone or done, and a retry ends it",
    async (name) => {
      const before = prepared.get(name)
      if (before === undefined) throw new Error(name)
      let killed = 0
      for (let nth = 1; nth < CALLS_MAX; nth++) {
        const death = { when: nth % 2 === 0 ? "before" : "after", at: "", nth } as const
        if ((await survives(all, name, before, death)) === "through") break
        killed++
      }
      expect(killed).toBeGreaterThan(2)
      expect(killed).toBeLessThan(CALLS_MAX - 1)
      console.info(`${name}: killed at ${killed} calls`)
    },
    HALF_HOUR_MS,
  )
})
