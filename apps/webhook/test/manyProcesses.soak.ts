// The same as the short test, for ten minutes; the figures are printed.
import { describe, it } from "vitest"

import { expectTruth } from "./manyProcesses/expectTruth.ts"
import { Play } from "./manyProcesses/play.ts"

describe("many processes for long", () => {
  it("lose nothing and count nothing twice, whatever dies", { timeout: 1_800_000 }, async () => {
    await using play = await Play.open({
      seed: "many processes for long",
      from: "2026-10-01",
      days: 24,
      each: 3,
      verificationsPerDay: 150,
      plants: 4,
      troubleMs: 10_000,
      killEveryMs: 1200,
      restartEveryMs: 5000,
      missedMornings: [3, 9, 10],
    })
    await play.perform()
    process.stdout.write(`${JSON.stringify(play.figures)}\n`)
    await expectTruth(play)
  })
})
