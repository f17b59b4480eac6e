// kill -9 while a month is decided or closed: nothing is half-applied, and a retry ends it.
import { afterAll, beforeAll, describe, expect, it } from "vitest"

import { type Databases, databases } from "../../test/databases.ts"
import type { Death } from "../../test/dying.ts"
import { prepare, type Prepared, survives } from "../../test/killedSteps.ts"
import type { StepName } from "../../test/monthSteps.ts"

const deaths: ReadonlyArray<readonly [StepName, Death]> = [
  ["sheet", { when: "after", at: "INSERT INTO decision", nth: 1 }],
  ["forced", { when: "after", at: "INSERT INTO statement", nth: 1 }],
]

describe.each(databases)("kill -9 on %s", (on, open) => {
  // Copies take long on a server: one step there.
  const tried = on === "SQLite" ? deaths : deaths.slice(1)
  let all: Databases
  let prepared: ReadonlyMap<StepName, Prepared>
  beforeAll(async () => {
    all = await open()
    prepared = await prepare(
      all,
      tried.map(([name]) => name),
    )
  })
  afterAll(() => all.close())

  it.each(tried)("in the step %s leaves it undone or done, and a retry ends it", async (name, death) => {
    const before = prepared.get(name)
    if (before === undefined) throw new Error(name)
    expect(await survives(all, name, before, death)).toBe("killed")
  })
})
