// The program ends, each time, whatever it has read: a program that hangs after its right answer stops every script.
import { once } from "node:events"
import { createReadStream, mkdirSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { buffer } from "node:stream/consumers"
import { gzipSync } from "node:zlib"

import { sharedText, type Table, xlsxStream } from "@faceid-tally/report"
import { afterAll, beforeAll, describe, expect, it } from "vitest"

import { start, temporaryFolder } from "./program.ts"

const RUNS = 50
/** Far more than a run takes on a busy machine. */
const DEADLINE_MS = 60_000
const RECORDS = 3000

const entry = (n: number) => ({
  Seq: `6c18fa97-9298-49e3-8423-${String(n).padStart(12, "0")}`,
  IsNeedCharge: n % 3 > 0,
  Errcode: 0,
  ReqTime: String(1_790_784_000_000 + n * 1000),
})
const records = Array.from({ length: RECORDS }, (_, n) => ({ Response: { Text: { LivenessDetail: [entry(n)] } } }))
const table = ["Seq,IsNeedCharge,Errcode,ReqTime", ...records.map((_, n) => Object.values(entry(n)).join())].join("\n")
const lines = records.map((record) => JSON.stringify(record)).join("\n")
const columns: Table<ReturnType<typeof entry>> = [
  { key: "Seq", title: () => "Seq", value: ({ Seq }) => Seq },
  { key: "IsNeedCharge", title: () => "IsNeedCharge", value: ({ IsNeedCharge }) => IsNeedCharge },
]
const workbook = await buffer(
  xlsxStream(
    columns,
    records.map((_, n) => entry(n)),
    { say: sharedText["en"], name: "table" },
  ),
)
const unread = records
  .map((_, n) => JSON.stringify({ LivenessDetail: [{ ...entry(n), IsNeedCharge: "yes" }] }))
  .join("\n")

const files: Readonly<Record<string, string | Uint8Array>> = {
  "array.json": JSON.stringify(records),
  "pretty.json": JSON.stringify(records, null, 2),
  "lines.ndjson": lines,
  "lines.ndjson.gz": gzipSync(lines),
  "table.csv": table,
  "utf16.csv": Buffer.from(`\uFEFF${table}`, "utf16le"),
  "table.xlsx": workbook,
  "unread.ndjson": unread,
  "cut.json": JSON.stringify(records).slice(0, -2),
  "bill.csv": `Date,Seq,IsNeedCharge,ErrorCode\n${records.map((_, n) => `2026-10-01,${entry(n).Seq},true,0`).join("\n")}\n`,
}

interface Kind {
  readonly title: string
  readonly args: ReadonlyArray<string>
  /** Of its answer. */
  readonly code: number
  readonly stdin?: string
}

const kinds: ReadonlyArray<Kind> = [
  { title: "a one-line array", args: ["count", "array.json"], code: 0 },
  { title: "a pretty array", args: ["count", "pretty.json"], code: 0 },
  { title: "lines", args: ["count", "lines.ndjson"], code: 0 },
  { title: "packed lines", args: ["count", "lines.ndjson.gz"], code: 0 },
  { title: "a table", args: ["count", "table.csv", "--by", "token"], code: 0 },
  { title: "a table in UTF-16", args: ["count", "utf16.csv"], code: 0 },
  { title: "a workbook", args: ["count", "table.xlsx"], code: 0 },
  { title: "records that cannot be read", args: ["count", "unread.ndjson"], code: 2 },
  { title: "a broken document", args: ["count", "cut.json"], code: 2 },
  { title: "the first record that cannot be read", args: ["count", "unread.ndjson", "--strict"], code: 2 },
  { title: "standard input", args: ["count", "-"], code: 0, stdin: "array.json" },
  { title: "a folder", args: ["count", "folder"], code: 0 },
  { title: "both sides", args: ["reconcile", "--results", "array.json", "--bill", "bill.csv"], code: 1 },
]

describe(`of ${RUNS} runs each ends`, () => {
  const folder = temporaryFolder()
  const at = (name: string) => join(folder.path, name)
  const isInput = (word: string) => word in files || word === "folder"

  beforeAll(() => {
    for (const [name, content] of Object.entries(files)) writeFileSync(at(name), content)
    mkdirSync(at("folder"))
    for (const name of ["array.json", "lines.ndjson", "table.csv"])
      writeFileSync(at(`folder/${name}`), files[name] ?? "")
  })
  afterAll(() => folder[Symbol.dispose]())

  it.each(kinds)(
    "with $title",
    async ({ args, code, stdin }) => {
      for (let n = 0; n < RUNS; n++) {
        const child = start(args.map((word) => (isInput(word) ? at(word) : word)))
        const closed = once(child, "close")
        child.stdout.resume()
        child.stderr.resume()
        child.stdin.on("error", () => undefined)
        if (stdin === undefined) child.stdin.end()
        else createReadStream(at(stdin)).pipe(child.stdin)
        const timer = setTimeout(() => child.kill("SIGKILL"), DEADLINE_MS)
        expect(await closed, `run ${n + 1}`).toEqual([code, null])
        clearTimeout(timer)
      }
    },
    RUNS * DEADLINE_MS,
  )
})
