// Whatever byte of list or evidence is changed, and whatever an attacker changes in all of them together, `verify.mjs` fails (F6).
import { spawn } from "node:child_process"
import { createHash } from "node:crypto"
import { once } from "node:events"
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join, resolve } from "node:path"
import process from "node:process"

import * as fc from "fast-check"
import { afterAll, beforeAll, describe, expect, it } from "vitest"

import { filesOf, unpack } from "./pack.ts"
import { runHere } from "./runHere.ts"

const folder = mkdtempSync(join(tmpdir(), "faceid-tally-dispute-soak-"))
const env = { FACEID_TALLY_NOW: "2026-11-05T09:00:00+08:00" }
const run = (...args: ReadonlyArray<string>) => runHere([...args, "--lang", "en"], "en", { folder, env })
const CASES = 1000
const HALF_HOUR_MS = 1_800_000

let files: ReadonlyMap<string, Buffer>
let place: string
let head: string

beforeAll(async () => {
  await run("import", resolve("samples/month/results"))
  await run("bill", "import", resolve("samples/month/bills"))
  await run("decide", "2026-10", "--as", "disputed")
  await run("dispute", "2026-10", "--out", "pack.zip", "--include-weak")
  files = filesOf(readFileSync(join(folder, "pack.zip")))
  head = JSON.parse(String(files.get("evidence.json"))).head
  place = unpack(files, folder)
}, 120_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const verified = async (): Promise<number> => {
  const child = spawn(process.execPath, ["verify.mjs", head], { cwd: place, stdio: "ignore", env: {} })
  const [code] = await once(child, "exit")
  return Number(code)
}
const put = (name: string, content: string | Buffer) => writeFileSync(join(place, name), content)
const restore = () => {
  for (const [name, content] of files) put(name, content)
}
const contentOf = (name: string): Buffer => files.get(name) ?? Buffer.alloc(0)
const sha256 = (bytes: Buffer) => createHash("sha256").update(bytes).digest("hex")
/** What the manifest says of the files as they are. */
const signAnew = () => {
  const names = [...files.keys()].filter((name) => name !== "manifest.json")
  const hashes = names.map((name) => [name, sha256(readFileSync(join(place, name)))])
  put("manifest.json", JSON.stringify({ files: Object.fromEntries(hashes) }))
}

describe("verify.mjs", () => {
  it.each(["list.csv", "list.xlsx", "evidence.json", "letter.zh-CN.html", "questions.csv"])(
    "fails where the bytes of a range of %s are changed, each range in turn",
    async (name) => {
      const bytes = contentOf(name)
      const ranges = Math.min(CASES / 5, bytes.length)
      for (let i = 0; i < ranges; i++) {
        const changed = Buffer.from(bytes)
        const [from, to] = [i, i + 1].map((each) => Math.floor((bytes.length * each) / ranges))
        for (let at = from ?? 0; at < (to ?? 0); at++) changed[at] = (changed[at] ?? 0) ^ 1
        put(name, changed)
        expect([name, from, await verified()]).toEqual([name, from, 1])
      }
      restore()
      expect(await verified()).toBe(0)
    },
    HALF_HOUR_MS,
  )

  /** A text that stands in a cell of the list and in the rows of the evidence, and what it becomes. */
  const attack = fc.record({ row: fc.nat(), column: fc.constantFrom(2, 3, 4, 5, 7), digit: fc.nat(9), byte: fc.nat() })

  it(
    "fails where an attacker changes list, evidence and manifest together",
    () =>
      fc.assert(
        fc.asyncProperty(attack, async ({ row, column, digit, byte }) => {
          const lines = String(contentOf("list.csv")).split("\r\n").slice(1, -1)
          const cell = (lines[row % lines.length] ?? "").split(",")[column] ?? ""
          const at = byte % Math.max(cell.length, 1)
          const changed = `${cell.slice(0, at)}${digit}${cell.slice(at + 1)}`
          fc.pre(cell !== "" && changed !== cell)
          for (const name of ["list.csv", "evidence.json"]) {
            put(name, String(contentOf(name)).replaceAll(cell, changed))
          }
          signAnew()
          expect([cell, changed, await verified()]).toEqual([cell, changed, 1])
          restore()
        }),
        { numRuns: CASES },
      ),
    HALF_HOUR_MS,
  )
})
