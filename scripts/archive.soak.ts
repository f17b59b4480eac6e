// What somebody downloads as an archive, on a machine without git, builds as a checkout does.
import { execFileSync, spawnSync } from "node:child_process"
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from "node:fs"
import { tmpdir } from "node:os"
import { basename, delimiter, dirname, join } from "node:path"
import process from "node:process"

import { afterAll, beforeAll, expect, it } from "vitest"

const root = dirname(import.meta.dirname)
const place = mkdtempSync(join(tmpdir(), "faceid-tally-archive-"))
const source = join(place, "source")
const tools = join(place, "tools")

/** Every program at hand but git. */
const linkTools = () => {
  mkdirSync(tools)
  for (const folder of (process.env["PATH"] ?? "").split(delimiter)) {
    const names = existsSync(folder) ? readdirSync(folder) : []
    for (const name of names) {
      if (name.startsWith("git") || existsSync(join(tools, name))) continue
      rmSync(join(tools, name), { force: true })
      symlinkSync(join(folder, name), join(tools, name))
    }
  }
  rmSync(join(tools, "node"), { force: true })
  symlinkSync(process.execPath, join(tools, "node"))
}

const made = new Set(["node_modules", "dist", ".types"])

const env = { HOME: process.env["HOME"], PATH: tools, TMPDIR: place }

beforeAll(() => {
  linkTools()
  mkdirSync(source)
  if (existsSync(join(root, ".git"))) {
    const archive = execFileSync("git", ["archive", "--format=tar", "HEAD"], { cwd: root, maxBuffer: 2 ** 28 })
    execFileSync("tar", ["-x", "-C", source], { input: archive })
  } else {
    // This is an archive, in which things were built.
    cpSync(root, source, { recursive: true, filter: (path) => !made.has(basename(path)) })
  }
}, 60_000)
afterAll(() => rmSync(place, { recursive: true, force: true }))

const run = (...args: ReadonlyArray<string>) =>
  spawnSync("node", args, { cwd: source, env, encoding: "utf8", maxBuffer: 2 ** 26 })

it("an archive starts without git and with little installed, and says what it does; the tests' tools come after", () => {
  expect(spawnSync("git", ["--version"], { env }).error).toBeDefined()
  const started = run("scripts/bootstrap.mjs", "--lean", "node", "scripts/start.ts")
  expect({ status: started.status, said: started.stderr }).toEqual({
    status: 0,
    said: expect.stringMatching(/installing what the program is built of[^]*installed in[^]*building[^]*built in/),
  })
  expect(existsSync(join(source, "node_modules", ".bin", "vitest"))).toBe(false)
  const program = join(source, "apps", "cli", "dist", "faceid-tally.js")
  const counted = run(program, "count", "samples/provider/detect-info-1.json")
  expect(counted.status).toBe(0)
  const tested = run("scripts/bootstrap.mjs", "pnpm", "vitest", "scripts/bootstrap.test.ts")
  expect({ status: tested.status, said: tested.stderr }).toEqual({
    status: 0,
    said: expect.stringContaining("also what the tests need"),
  })
}, 600_000)
