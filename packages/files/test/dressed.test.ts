// However results are dressed, every door that reads them comes to the known numbers.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"

import { Tally } from "@faceid-tally/core/engine"
import * as Effect from "effect/Effect"
import * as fc from "fast-check"
import { afterAll, assert, it } from "vitest"

import { type Dress, dressed, dresses, type KnownResult, months } from "./dressed.ts"
import { type Fault, readResults, readTotals, Totals, visitResults } from "../src/index.ts"

const folder = mkdtempSync(join(tmpdir(), "faceid-tally-dressed-"))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const known = (results: ReadonlyArray<KnownResult>) => {
  const entries = results.flatMap((result) => result.entries)
  const count = (charge: boolean | null) => entries.filter((entry) => entry.charge === charge).length
  return {
    attempts: entries.length,
    charges: count(true),
    uncharged: count(false),
    unknown: count(null),
    rejected: 0,
    duplicates: 0,
    conflicts: 0,
  }
}

const numbers = ({
  attempts,
  charges,
  uncharged,
  unknown,
  rejected,
  duplicates,
  conflicts,
}: ReturnType<Tally["summary"]>) => ({
  attempts,
  charges,
  uncharged,
  unknown,
  rejected,
  duplicates,
  conflicts,
})

const write = (results: ReadonlyArray<KnownResult>, dress: Dress): string => {
  const { name, bytes } = dressed(results, dress)
  writeFileSync(join(folder, name), bytes)
  return join(folder, name)
}

const byFastPath = async (file: string) => {
  const tally = new Tally()
  await Effect.runPromise(readResults([file], tally))
  return numbers(tally.summary())
}

const byTotals = async (file: string) => {
  const totals = new Totals()
  await Effect.runPromise(readTotals([file], totals))
  return numbers(totals.summary())
}

/** As `import`, `show` and HTTP read. */
const byVisit = async (file: string) => {
  const tally = new Tally()
  const faults: Array<Fault> = []
  await Effect.runPromise(
    visitResults([file], (record) => void tally.add(record), { onRejected: (fault) => faults.push(fault) }),
  )
  return { ...numbers(tally.summary()), rejected: faults.length }
}

it("EveryDoorGivesTheKnownNumbers", async () => {
  await fc.assert(
    fc.asyncProperty(months, dresses, async (results, dress) => {
      const file = write(results, dress)
      const expected = known(results)
      assert.deepEqual(await byFastPath(file), expected, "count by groups, and reconcile")
      assert.deepEqual(await byTotals(file), expected, "count")
      assert.deepEqual(await byVisit(file), expected, "import, show and HTTP")
    }),
    { numRuns: process.env["FACEID_TALLY_SOAK"] === "1" ? 10_000 : 200 },
  )
})
