/**
 * One reader, whatever the door: each file comes to the same numbers by `count`, `reconcile`, `import`, `show` and HTTP.
 * What the numbers are is in the table of the formats, and in those of wrappers and logs below.
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import process from "node:process"
import { Writable } from "node:stream"

import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest"

import { startTestService, type TestService } from "../../http/test/api/TestService.ts"
import { A, B, formatCases } from "../../../packages/files/test/formatCases.ts"
import { Output } from "../src/session/Output.ts"
import { runCommandLine } from "../src/program.ts"

const folder = mkdtempSync(join(tmpdir(), "faceid-tally-doors-"))
const file = join(folder, "results")
const bill = join(folder, "bill.json")
let service: TestService

beforeAll(async () => {
  service = await startTestService()
  writeFileSync(bill, '{"Date":"2026-10-01","WeChatBillDetails":[]}')
})
afterEach(() => {
  process.exitCode = 0
})
afterAll(async () => {
  await service.close()
  rmSync(folder, { recursive: true, force: true })
})

/** The JSON that a command prints, `undefined` where it prints none. */
const run = async (...args: ReadonlyArray<string>): Promise<Record<string, unknown>> => {
  const written: Array<Buffer> = []
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      written.push(chunk)
      done()
    },
  })
  const session = { tell: () => {}, output: new Output(stream, () => undefined) }
  await runCommandLine([...args, "--output", "json"], session, "en")
  const text = Buffer.concat(written).toString()
  return text === "" ? {} : (JSON.parse(text) as Record<string, unknown>)
}

interface Numbers {
  readonly results: number
  readonly apiErrors: number
  readonly rejected: number
}

const numbersOf = ({ results = 0, apiErrors = 0, rejected = 0 }: Partial<Numbers>): Numbers => ({
  results,
  apiErrors,
  rejected,
})

let ledgers = 0

/** What each door makes of a file. */
const throughAll = async (text: string | Uint8Array) => {
  writeFileSync(file, text)
  const count = await run("count", file)
  const reconcile = await run("reconcile", "--results", file, "--bill", bill)
  const ledger = `sqlite:${join(folder, `${ledgers++}.db`)}`
  const imported = await run("import", file, "--ledger", ledger)
  // Of all cases the Seqs are a and b.
  const shown = [await run("show", "a", file), await run("show", "b", file)]
  const posted = (await (
    await service.fetch("/v1/count", {
      method: "POST",
      body: Buffer.from(text),
      headers: { "Content-Type": "application/octet-stream" },
    })
  ).json()) as Record<string, unknown>
  return { count, reconcile, imported, shown, posted }
}

const wrappers: ReadonlyArray<readonly [what: string, text: string, results: number, rejected: number]> = [
  ["a wrapper", `{"code":0,"data":${A}}`, 1, 0],
  ["rows in a wrapper", `{"total":2,"rows":[${A},${B}]}`, 2, 0],
  ["a string", JSON.stringify({ log: A }), 1, 0],
  ["lines of Elasticsearch", `{"_index":"x","_source":${A}}\n{"_index":"x","_source":${B}}\n`, 2, 0],
  ["two places", `{"a":${A},"b":${B}}`, 0, 1],
  ["a near name", '{"LivenessDetail":[{"seq":"a","isNeedCharge":true}]}', 0, 1],
  ["flat objects", '[{"Seq":"a","IsNeedCharge":true},{"Seq":"b","IsNeedCharge":false,"ErrCode":0}]', 1, 1],
  [
    "an object of numbers",
    '{"LivenessDetail":{"0":{"Seq":"a","IsNeedCharge":true},"2":{"Seq":"b","IsNeedCharge":null}}}',
    1,
    0,
  ],
  ["words for nothing", '[{"Seq":"null","IsNeedCharge":true},{"Seq":"-","IsNeedCharge":true}]', 2, 0],
  ["HTTP headers", `HTTP/1.1 200 OK\n\n${A}`, 0, 1],
  ["a table", "Seq,IsNeedCharge\na,true\nb,false\n", 2, 0],
]

describe("one reader, whatever the door", () => {
  it.each<readonly [string, string, number, number]>([
    ...formatCases.map(([what, text, [results, ...faults]]) => [what, text, Number(results), faults.length] as const),
    ...wrappers,
  ])("%s", async (_, text, results, rejected) => {
    const { count, reconcile, imported, shown, posted } = await throughAll(text)
    const expected = { results, apiErrors: 0, rejected }
    expect(numbersOf(count)).toEqual(expected)
    // One document is kept or refused as a whole (D48): refused, it tells only what was rejected.
    const isKept = "results" in posted
    expect(numbersOf(posted)).toEqual(isKept ? expected : { results: 0, apiErrors: 0, rejected })
    expect(isKept || rejected > 0).toBe(true)
    expect(imported["records"] ?? 0).toBe(results)
    expect(imported["attempts"] ?? 0).toBe(count["attempts"] ?? 0)
    const { records, rejected: wrong } = (reconcile["results"] ?? {}) as { records?: number; rejected?: number }
    expect([records, wrong]).toEqual([results + rejected, rejected])
    const facts = ["attempts", "charges", "uncharged", "unknown", "unidentified"]
    expect(facts.map((name) => (isKept ? posted : count)[name] ?? 0)).toEqual(facts.map((name) => count[name] ?? 0))
    const entries = shown.flatMap((document) => (Array.isArray(document["entries"]) ? document["entries"] : []))
    expect(entries.length + Number(count["unidentified"] ?? 0)).toBe(count["entries"] ?? 0)
  })
})
