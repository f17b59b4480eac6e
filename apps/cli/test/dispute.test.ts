// A dispute pack proves itself with Node alone, and nothing that was changed in one passes (F6).
import { createHash } from "node:crypto"
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join, resolve } from "node:path"

import { verifySource } from "@faceid-tally/report"
import { afterAll, beforeAll, describe, expect, it } from "vitest"

import { filesOf, unpack, verify } from "./pack.ts"
import { runHere } from "./runHere.ts"

const folder = mkdtempSync(join(tmpdir(), "faceid-tally-dispute-"))
const env = { FACEID_TALLY_NOW: "2026-11-05T09:00:00+08:00" }
const run = (...args: ReadonlyArray<string>) => runHere([...args, "--lang", "en"], "en", { folder, env })
const sha256 = (bytes: string | Uint8Array) => createHash("sha256").update(bytes).digest("hex")

let files: ReadonlyMap<string, Buffer>
let head: string

beforeAll(async () => {
  await run("import", resolve("samples/month/results"))
  await run("bill", "import", resolve("samples/month/bills"))
  await run("decide", "2026-10", "--as", "disputed", "--ref", "T-88", "--note", "a note of ours", "--author", "wang")
  await run("dispute", "2026-10", "--out", "pack.zip", "--include-weak")
  files = filesOf(readFileSync(join(folder, "pack.zip")))
  head = JSON.parse(String(files.get("evidence.json"))).head
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe("dispute", () => {
  it("holds what a ticket needs, and nothing of who decided and why", () => {
    const names = ["letter.zh-CN.html", "list.csv", "list.xlsx", "evidence.json", "verify.mjs", "manifest.json"]
    expect([...files.keys()]).toEqual(expect.arrayContaining(names))
    const text = [...files.values()].map(String).join("\n")
    expect(text).not.toMatch(/a note of ours|wang|T-88/)
    expect(verifySource.split("\n").length - 1).toBeLessThanOrEqual(150)
  })

  it("is verified by Node alone, in a folder with nothing else, by the head that was given before", () => {
    const place = unpack(files, folder)
    expect(verify(place, head)).toMatchObject({ status: 0, stdout: expect.stringMatching(/^(✓ .*\n)+$/) })
    expect(verify(place).status).toBe(0)
    expect(verify(place, "0".repeat(64)).status).toBe(1)
  })

  it("gives the same bytes for the same books and decisions", async () => {
    await run("dispute", "2026-10", "--out", "again.zip", "--include-weak")
    expect(readFileSync(join(folder, "again.zip")).equals(readFileSync(join(folder, "pack.zip")))).toBe(true)
  })

  it("names what is left out and why; what a line says by itself is never weak", async () => {
    const { code, err } = await run("dispute", "2026-10", "--out", "strong.zip")
    expect(code).toBe(2)
    expect(err).toContain("there is nothing to ask back")
    expect(err).not.toMatch(/billed twice: |against the rules: .*gap/)
    const place = unpack(filesOf(readFileSync(join(folder, "strong.zip"))), folder)
    expect(verify(place).status).toBe(0)
  })

  it("holds what the filter takes; those of another state only where they are asked for", async () => {
    const made = (...filter: ReadonlyArray<string>) => run("dispute", "2026-10", "--out", "some.zip", ...filter)
    expect((await made("--account", "nobody")).code).toBe(2)
    expect((await made("--state", "open")).code).toBe(2)
    expect(existsSync(join(folder, "some.zip"))).toBe(false)
    expect((await made("--kind", "duplicate_in_bill")).code).toBe(0)
    const { items } = JSON.parse(String(filesOf(readFileSync(join(folder, "some.zip"))).get("evidence.json")))
    expect(new Set(items.map((item: { kind: string }) => item.kind))).toEqual(new Set(["duplicate_in_bill"]))
  })

  it.each(["list.csv", "list.xlsx", "evidence.json"])("no changed range of %s passes", (name) => {
    const place = unpack(files, folder)
    const bytes = files.get(name) ?? Buffer.alloc(0)
    const ranges = 6
    for (let i = 0; i < ranges; i++) {
      const changed = Buffer.from(bytes)
      const at = Math.floor((bytes.length * (i + 0.5)) / ranges)
      changed[at] = (changed[at] ?? 0) ^ 1
      writeFileSync(join(place, name), changed)
      expect(verify(place).status).toBe(1)
    }
  })

  describe("an attacker who writes the manifest anew", () => {
    type Evidence = { items: Array<Record<string, never>>; seals: Array<Record<string, unknown>> }
    const attacked = (
      change: (evidence: Evidence) => void,
      also: (name: string, text: string) => string = (_, t) => t,
    ) => {
      const place = mkdtempSync(join(folder, "attacked-"))
      cpSync(unpack(files, folder), place, { recursive: true })
      const evidence: Evidence = JSON.parse(String(files.get("evidence.json")))
      change(evidence)
      writeFileSync(join(place, "evidence.json"), `${JSON.stringify(evidence)}\n`)
      const text = readFileSync(join(place, "list.csv"), "utf8")
      writeFileSync(join(place, "list.csv"), also("list.csv", text))
      const hashes = [...files.keys()]
        .filter((name) => name !== "manifest.json")
        .map((name) => [name, sha256(readFileSync(join(place, name)))])
      writeFileSync(join(place, "manifest.json"), JSON.stringify({ files: Object.fromEntries(hashes) }))
      return verify(place, head)
    }
    const nothing = () => undefined

    it("alone changes nothing that is checked", () => expect(attacked(nothing).status).toBe(0))

    it.each<[string, (evidence: Evidence) => void]>([
      [
        "a row",
        ({ items }) => Object.assign(items[0]?.["line"] ?? {}, { row: '["line",1,1,"S",0,0,0,"t","1",1,3,0,0,null]' }),
      ],
      ["an item twice", ({ items }) => void items.push(...items.slice(0, 1))],
      ["an item less", ({ items }) => void items.pop()],
      ["a value", ({ items }) => Object.assign(items[0] ?? {}, { value: "9.00" })],
      ["a kind", ({ items }) => items.forEach((item) => Object.assign(item, { kind: "charge_mismatch" }))],
      ["a seal", ({ seals }) => Object.assign(seals[0] ?? {}, { sealedAt: 1 })],
      ["the chain", ({ seals }) => void seals.shift()],
    ])("cannot change %s", (_, change) => expect(attacked(change).status).toBe(1))

    it("cannot change list and evidence together", () => {
      const [, first = ""] = String(files.get("list.csv")).split("\r\n")
      const seq = first.split(",")[2] ?? ""
      const { status, stdout } = attacked(
        (evidence) => {
          for (const item of evidence.items) {
            const line: { row: string } = item["line"] ?? { row: "" }
            line.row = line.row.replace(seq, `${seq}9`)
          }
        },
        (_, text) => text.replace(seq, `${seq}9`),
      )
      expect([status, stdout]).toEqual([1, expect.stringContaining("✗ 每行均可追溯到该存证")])
    })
  })

  it("shares the way to the head with the verifier of receipts", () => {
    const receipts = readFileSync(resolve("apps/cli/verify-receipt.mjs"), "utf8")
    const shared = receipts.slice(receipts.indexOf("const sha256"), receipts.indexOf("/** The kind, and the Seq"))
    expect(verifySource).toContain(shared.replaceAll("\n\n", "\n").trimEnd())
  })

  it.each([
    [["dispute", "2026-10"], "name the file to write"],
    [["dispute", "2026-09", "--out", "none.zip"], "not reconciled"],
  ])("%j is refused", async (args, sentence) => {
    const { code, err } = await run(...args)
    expect([code, err]).toEqual([2, expect.stringContaining(sentence)])
  })
})
