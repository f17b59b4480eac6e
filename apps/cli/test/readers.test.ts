// Commands that read the books need no lock and make nothing; what is no ledger of today is told by name, in both languages.
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import process from "node:process"
import { DatabaseSync } from "node:sqlite"
import { gunzipSync } from "node:zlib"

import { afterAll, beforeAll, expect, it } from "vitest"

import { runHere } from "./runHere.ts"
import { faultsBy } from "./schemas.ts"

const folder = mkdtempSync(join(tmpdir(), "faceid-tally-readers-"))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const path = join(folder, "books.db")
const at = ["--ledger", `sqlite:${path}`]
const month = ["--month", "2026-10"]

const samples = (name: string) => join(import.meta.dirname, "../../../samples/month", name)

beforeAll(async () => {
  for (const line of [
    ["import", samples("results")],
    ["bill", "import", samples("bills")],
    ["reconcile", ...month, "--allow-incomplete"],
    ["key", "create", "--role", "read"],
  ]) {
    const { code, err } = await runHere([...line, ...at, "--json"])
    if (code === 2) throw new Error(err)
  }
})

const readers: ReadonlyArray<ReadonlyArray<string>> = [
  ["status", ...month],
  ["status", ...month, "--by", "rule"],
  ["verify"],
  ["verify", "--receipt", "1", "--of", "run"],
  ["show", "nobody"],
  ["bill", "diff", "2026-10-05"],
  ["run", "list"],
  ["run", "show", "1"],
  ["run", "repeat", "1"],
  ["reconcile", ...month, "--no-keep"],
  ["reconcile", ...month, "--account", "default"],
  ["key", "list"],
  ["work", "list"],
  ["work", "show", "1"],
]
const dryRuns: ReadonlyArray<ReadonlyArray<string>> = [
  ["collect", "--dry-run"],
  ["bill", "pull", ...month, "--dry-run"],
  ["register", "2ec2b6cb-5a2c-4b5d-a8a9-0c0c2d0f9d11", "--rule", "1", "--dry-run"],
]
const writers: ReadonlyArray<ReadonlyArray<string>> = [
  ["import", samples("results")],
  ["bill", "import", samples("bills")],
  ["register", "2ec2b6cb-5a2c-4b5d-a8a9-0c0c2d0f9d11", "--rule", "1"],
  ["key", "create", "--role", "read"],
]
const changers: ReadonlyArray<ReadonlyArray<string>> = [
  ["reconcile", ...month],
  ["key", "revoke", "0"],
  ["work", "retry", "1"],
]

it("a reader says the same beside a process that writes, and leaves what lies there as it is", async () => {
  const alone = []
  for (const line of [...readers, ...dryRuns]) alone.push(await runHere([...line, ...at]))
  const before = readFileSync(path)
  const other = new DatabaseSync(path)
  other.exec("BEGIN IMMEDIATE; DELETE FROM attempt; DELETE FROM run")
  const beside = []
  for (const line of [...readers, ...dryRuns]) beside.push(await runHere([...line, ...at]))
  other.exec("ROLLBACK")
  other.close()
  expect(beside).toEqual(alone)
  expect(alone.map(({ err }) => err).filter((err) => /database|defect/.test(err))).toEqual([])
  expect(readFileSync(path).equals(before)).toBe(true)
  expect(readdirSync(folder).filter((name) => name.startsWith("books.db"))).toEqual(["books.db"])
})

it.skipIf(process.platform === "win32")(
  "a reconciliation that cannot be kept says how it is made all the same",
  async () => {
    const closed = join(folder, "closed")
    mkdirSync(closed)
    copyFileSync(path, join(closed, "books.db"))
    chmodSync(join(closed, "books.db"), 0o444)
    chmodSync(closed, 0o555)
    chmodSync(folder, 0o755)
    const line = ["reconcile", ...month, "--ledger", `sqlite:${join(closed, "books.db")}`]
    // For root rights mean nothing.
    const isRoot = process.geteuid?.() === 0
    if (isRoot) process.seteuid?.(65_534)
    const refused = await runHere(line)
    const made = await runHere([...line, "--no-keep"])
    if (isRoot) process.seteuid?.(0)
    chmodSync(closed, 0o755)
    expect(refused).toMatchObject({ code: 2, err: expect.stringMatching(/refuses access.*add --no-keep\.$/s) })
    expect(made).toEqual(await runHere(["reconcile", ...month, "--no-keep", ...at]))
  },
)

it("nothing is made where no ledger is but by who writes", async () => {
  const none = join(folder, "none.db")
  const empty = join(folder, "empty.db")
  writeFileSync(empty, "")
  for (const line of [...readers, ...changers, ["upgrade"]]) {
    for (const file of [none, empty]) {
      const { code, out, err } = await runHere([...line, "--ledger", `sqlite:${file}`])
      expect([line, code, out, err]).toEqual([
        line,
        2,
        "",
        expect.stringContaining(`There is no ledger at sqlite:${file}`),
      ])
    }
  }
  for (const line of dryRuns) expect((await runHere([...line, "--ledger", `sqlite:${none}`])).code).toBe(0)
  expect((await runHere(["doctor", "--ledger", `sqlite:${empty}`, "--json"])).out).toContain("none_yet")
  expect([existsSync(none), readFileSync(empty).length]).toEqual([false, 0])
})

it("a database of another program is told by name, and stays as it is", async () => {
  const foreign = join(folder, "foreign.db")
  const db = new DatabaseSync(foreign)
  db.exec("CREATE TABLE invoice (id INTEGER)")
  db.close()
  const before = readFileSync(foreign)
  for (const line of [...readers, ...dryRuns, ...writers, ...changers, ["upgrade"]]) {
    const { code, out, err } = await runHere([...line, "--ledger", `sqlite:${foreign}`])
    expect([line, code, out, err]).toEqual([line, 2, "", expect.stringContaining("another program's")])
  }
  expect(readFileSync(foreign).equals(before)).toBe(true)
})

it("a ledger of an earlier version is told by name, and brought up to date by upgrade alone", async () => {
  const old = join(folder, "old.db")
  const at3 = ["--ledger", `sqlite:${old}`]
  writeFileSync(
    old,
    gunzipSync(readFileSync(join(import.meta.dirname, "../../../packages/ledger/test/data/ledger-v3.db.gz"))),
  )
  for (const line of [...readers, ...dryRuns, ...writers, ...changers]) {
    const { code, out, err } = await runHere([...line, ...at3])
    expect([line, code, out, err]).toEqual([line, 2, "", expect.stringContaining("then run faceid-tally upgrade")])
  }
  expect((await runHere(["verify", ...at3], "zh-CN")).err).toContain("再执行 faceid-tally upgrade")
  expect((await runHere(["doctor", ...at3, "--json"])).out).toContain('"reason": "older"')
  expect(await runHere(["upgrade", ...at3])).toMatchObject({
    code: 0,
    out: expect.stringMatching(/^The ledger is up to date: schema 3 became \d\.\n.*[0-9a-f]{64}/),
  })
  expect((await runHere(["verify", ...at3])).code).toBe(0)
  expect((await runHere(["upgrade", ...at3], "zh-CN")).out).toContain("无需升级")
  expect(faultsBy("upgrade", JSON.parse((await runHere(["upgrade", ...at3, "--json"])).out))).toEqual([])
})

it("a text file is no ledger", async () => {
  const text = join(folder, "text.db")
  writeFileSync(text, "not a database")
  expect(await runHere(["verify", "--ledger", `sqlite:${text}`])).toMatchObject({
    code: 2,
    err: expect.stringContaining("is no SQLite database"),
  })
})
