/** What is compared with what: never a file with itself (R32). */
import { linkSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs"
import process from "node:process"

import { afterEach, beforeEach, describe, expect, it } from "vitest"

import { languages, temporaryFolder } from "./program.ts"
import { runHere } from "./runHere.ts"

const here = process.cwd()
let place = temporaryFolder()

beforeEach(() => {
  place = temporaryFolder()
  process.chdir(place.path)
  mkdirSync("in")
  writeFileSync("in/b.csv", "Seq,IsNeedCharge\na,true\n")
})
afterEach(() => {
  process.chdir(here)
  place[Symbol.dispose]()
})

describe("one file on both sides is refused", () => {
  it.each([
    ["in/b.csv", "in/b.csv"],
    ["in/b.csv", "soft.csv"],
    ["hard.csv", "in/b.csv"],
    ["in", "in/*.csv"],
    ["in/b.csv", "in"],
    ["-", "-"],
  ])("%s and %s", async (results, bill) => {
    symlinkSync("in/b.csv", "soft.csv")
    linkSync("in/b.csv", "hard.csv")
    for (const language of languages) {
      const ran = await runHere(["reconcile", "--results", results, "--bill", bill, "--output", "json"], language)
      expect(ran).toMatchObject({ code: 2, out: "" })
      expect(ran.err).toMatch(/^faceid-tally: --results .*--bill [^\n]*$/)
    }
  })
})
