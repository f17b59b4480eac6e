// The data of the bench are what they claim to be.
import { mkdtempSync, readFileSync, rmSync, statSync, truncateSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, expect, it } from "vitest"
import { fullBill, photoResults, slimResults, textResults } from "./datasets.ts"

const tokens = 2000
let folder: string

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "faceid-tally-bench-test-"))
})

afterAll(() => rmSync(folder, { recursive: true }))

it("results hold the attempts that they claim to hold, each Seq once but for those fetched twice", () => {
  for (const { path, expected } of [
    textResults(folder, tokens),
    slimResults(folder, tokens),
    photoResults(folder, 3),
  ]) {
    const details = linesOf(path).flatMap(detailsOf)
    const seqs = new Set(details.map(({ Seq }) => Seq))
    expect(seqs.size).toBe(expected["attempts"])
    expect(details.length - seqs.size).toBe(expected["duplicates"])
  }
})

it("every planted difference is there, and a text record is as long as a real one", () => {
  const text = textResults(folder, tokens)
  const bill = fullBill(folder, tokens)
  const planted = [
    "charge_mismatch",
    "code_mismatch",
    "day_shift",
    "duplicate_in_bill",
    "missing_in_bill",
    "missing_in_ledger",
  ]
  expect(planted.filter((kind) => (bill.expected[kind] ?? 0) === 0)).toEqual([])
  expect(text.bytes / linesOf(text.path).length).toBeGreaterThan(1200)
  expect(statSync(text.path).size).toBe(text.bytes)
})

it("bill pages are complete: each day's cursors lead without a hole to a page that says there is no next", () => {
  const cursorByDate = new Map<string, number | "end">()
  for (const line of linesOf(fullBill(folder, tokens).path)) {
    const page = line as { Date: string; Cursor: number; Response: { HasNextPage: boolean; NextCursor: number } }
    expect(page.Cursor).toBe(cursorByDate.get(page.Date) ?? 0)
    cursorByDate.set(page.Date, page.Response.HasNextPage ? page.Response.NextCursor : "end")
  }
  expect(cursorByDate.size).toBe(31)
  expect(new Set(cursorByDate.values())).toEqual(new Set(["end"]))
})

it("a file is written once, and again when it was cut", () => {
  const first = slimResults(folder, 100)
  const written = statSync(first.path).mtimeMs
  expect(slimResults(folder, 100)).toEqual(first)
  expect(statSync(first.path).mtimeMs).toBe(written)
  truncateSync(first.path, 10)
  expect(slimResults(folder, 100)).toEqual(first)
  expect(statSync(first.path).size).toBe(first.bytes)
})

interface Detail {
  readonly Seq: string
}

const linesOf = (path: string): ReadonlyArray<unknown> =>
  readFileSync(path, "utf8")
    .trimEnd()
    .split("\n")
    .map((line): unknown => JSON.parse(line))

const detailsOf = (line: unknown): ReadonlyArray<Detail> => {
  const record = line as {
    LivenessDetail?: ReadonlyArray<Detail>
    Response?: { Text: { LivenessDetail: ReadonlyArray<Detail> } }
  }
  return record.LivenessDetail ?? record.Response?.Text.LivenessDetail ?? []
}
