// Receivers, workers and an HTTP service over one PostgreSQL, killed at random, for a day; three of each, for longer, in the soak.
import { describe, expect, it } from "vitest"

import { expectTruth } from "./manyProcesses/expectTruth.ts"
import { Play } from "./manyProcesses/play.ts"

describe("many processes", () => {
  it("lose nothing and count nothing twice, whatever dies", { timeout: 600_000 }, async () => {
    await using play = await Play.open({
      seed: "many processes",
      from: "2026-10-01",
      days: 1,
      each: 2,
      verificationsPerDay: 30,
      plants: 1,
      troubleMs: 4000,
      killEveryMs: 1600,
      restartEveryMs: 2500,
      missedMornings: [0],
    })
    await play.perform()
    await expectTruth(play)
    const { kills, databaseRestarts, outages } = play.figures
    expect(Math.min(kills, databaseRestarts, outages)).toBeGreaterThan(0)
  })
})
