// Two threads and one: the same totals, the same faults in the same order, whoever finishes first.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { gzipSync } from "node:zlib"

import { Bill, Dictionaries, Tally } from "@faceid-tally/core/engine"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as fc from "fast-check"
import { afterAll, assert, beforeAll, describe, it } from "vitest"

import { resultRecord } from "../../../core/test/world.ts"
import { countBytes, tallyFacts } from "../../test/readBytes.ts"
import {
  type Fault,
  type Progress,
  readBills,
  readResults,
  readSide,
  readTotals,
  ReconcileInputs,
  Totals,
} from "../index.ts"
import type { Batch } from "../records/BatchBuilder.ts"
import { planTasks } from "./planTasks.ts"
import { runTask } from "./runTask.ts"
import { OrderedMerge } from "./OrderedMerge.ts"
import { resultsInto } from "../readResults.ts"

let folder = ""
const path = (name: string) => join(folder, name)

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "faceid-tally-"))
  const uuid = (i: number) => `00000000-0000-4000-8000-${String(i).padStart(12, "0")}`
  const result = (i: number) =>
    `{"BizToken":"${uuid(i >> 1)}","Response":{"Text":{"Name":"爱新觉罗永琪${"x".repeat(i % 700)}","LivenessDetail":[{"Seq":"${uuid(i % 30_000)}","IsNeedCharge":${i % 3 === 0},"Errcode":${i % 5}}]}}}`
  const flat = (i: number) => `{"IsNeedCharge":true,"Errcode":${i % 7},"FetchedAt":${1_600_000_000_000 + (i % 11)}}`
  const line = (i: number) => (i % 1000 === 7 ? `{"a":${i}` : i % 100 === 3 ? flat(i) : result(i))
  writeFileSync(path("big.ndjson"), Array.from({ length: 60_000 }, (_, i) => line(i)).join("\n"))
  writeFileSync(path("more.ndjson.gz"), gzipSync(Array.from({ length: 3000 }, (_, i) => line(i + 50_000)).join("\n")))
  writeFileSync(path("last.json"), `[${result(1)},${result(2)},{"a":1}]x`)
  const row = (i: number) => `2026-10-0${1 + (i % 9)},${uuid(i >> 1)},1,2,${uuid(i)},true`
  writeFileSync(
    path("bill.csv"),
    `Date,BizToken,RuleId,ChargeCount,Seq,IsNeedCharge\n${Array.from({ length: 200_000 }, (_, i) => row(i)).join("\n")}`,
  )
  writeFileSync(path("bill2.csv"), `Date,BizToken,RuleId,ChargeCount,Seq,IsNeedCharge\n${row(1)}\n`)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const count = async (threads: number, strict = false) => {
  const tally = new Tally()
  const faults: Array<Fault> = []
  const files = ["big.ndjson", "more.ndjson.gz", "last.json"].map(path)
  const report = await Effect.runPromise(
    readResults(files, tally, { threads, strict, onRejected: (fault) => faults.push(fault) }),
  )
  return { report, faults, ...tallyFacts(tally) }
}

describe("OrderOfThreadsDoesNotMatter", () => {
  it("results: totals, attempts, faults", async () => {
    const one = await count(1)
    assert.equal(one.summary.rejected, 60 + 3 + 2)
    assert.isAbove(one.summary.unidentified, 500)
    for (const threads of [2, 2, 3]) assert.deepEqual(await count(threads), one)
    const totals = new Totals()
    await Effect.runPromise(readTotals([path("big.ndjson"), path("more.ndjson.gz"), path("last.json")], totals))
    assert.deepEqual(totals.summary(), one.summary)
  }, 60_000)

  it("one side of a reconciliation, which is kept", async () => {
    const one = await count(1)
    for (const threads of [1, 2]) {
      const sides = new ReconcileInputs()
      const files = ["big.ndjson", "more.ndjson.gz", "last.json"].map(path)
      await Effect.runPromise(readSide(files, sides.results, { threads }))
      const { summary, attempts, tokens } = tallyFacts(sides.prepare().tally)
      assert.deepEqual(
        { summary, attempts, tokens },
        { summary: one.summary, attempts: one.attempts, tokens: one.tokens },
      )
    }
  }, 60_000)

  it("strict: the first fault of the first file", async () => {
    const { faults, report } = await count(2, true)
    assert.deepEqual([faults.length, faults[0]?.line, report.stopped], [1, 8, true])
  })

  it("bills: tables file by file", async () => {
    const read = async (threads: number) => {
      const bill = new Bill(new Dictionaries())
      await Effect.runPromise(readBills([path("bill.csv"), path("bill2.csv")], bill, { threads }))
      const seqs = Array.from({ length: bill.lines }, (_, line) => bill.lineSeq(line))
      return { pages: bill.pages, lines: bill.lines, coverage: bill.coverage, seqs }
    }
    const two = await read(2)
    assert.deepEqual([two.pages, two.lines], [10, 200_001])
    assert.equal(JSON.stringify(two), JSON.stringify(await read(1)))
  }, 60_000)

  it("an interruption ends it before all is read", async () => {
    const { promise: begun, resolve: begin } = Promise.withResolvers<void>()
    let last: Progress = { bytes: 0, bytesTotal: null }
    const onProgress = (progress: Progress) => {
      last = progress
      begin()
    }
    const fiber = Effect.runFork(readResults([path("big.ndjson")], new Tally(), { threads: 2, onProgress }))
    await begun
    await Effect.runPromise(Fiber.interrupt(fiber))
    assert.isBelow(last.bytes, last.bytesTotal ?? 0)
  })
})

describe("CuttingAFileIntoRangesDoesNotMatter", () => {
  it("for any length of range", async () => {
    const lines = fc.array(
      fc.oneof(
        resultRecord.map((record) => JSON.stringify(record)),
        fc.constantFrom("", " ", "{", "[]", "x", "爱新"),
      ),
      { maxLength: 8 },
    )
    const cases = fc.tuple(
      lines,
      fc.constantFrom("\n", "\r\n"),
      fc.integer({ min: 1, max: 400 }),
      fc.constantFrom("", "\ufeff"),
    )
    await fc.assert(
      fc.asyncProperty(cases, async ([texts, newline, rangeBytes, mark]) => {
        const text = mark + texts.join(newline)
        writeFileSync(path("cut.ndjson"), text)
        const size = Buffer.byteLength(text)
        const source = { name: "cut.ndjson", path: path("cut.ndjson"), size, isOfFolder: false }
        const content = {
          kind: "results",
          columns: {},
          encoding: undefined,
          utcOffset: undefined,
          mayLackGiven: false,
          needsDays: false,
          sheet: undefined,
          place: undefined,
        } as const
        const tasks = planTasks([source], content, [], "in any order", rangeBytes)
        const tally = new Tally()
        const faults: Array<Omit<Fault, "file">> = []
        const delivery = new OrderedMerge({ sourceOf: () => 0, nameOf: () => "" }, resultsInto(tally), {
          onRejected: ({ line, column, rejection }) => faults.push({ line, column, rejection }),
        })
        // The last range first: batches wait until those before are counted.
        for (const [index, task] of [...tasks.entries()].toReversed()) {
          const deliver = (batch: Batch) => delivery.add(index, batch)
          await runTask(task, { stdin: undefined, deliver })
          delivery.finish(index)
        }
        delivery.close()
        assert.equal(delivery.bytes >= Buffer.byteLength(text) - 3, true)
        assert.deepEqual({ faults, remarks: [], ...tallyFacts(tally) }, countBytes([Buffer.from(text)]))
      }),
      { numRuns: 300 },
    )
  }, 60_000)
})
