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

it("an archive builds without git, says so while it does, and the program runs", () => {
  expect(spawnSync("git", ["--version"], { env }).error).toBeDefined()
  const built = spawnSync("node", ["scripts/bootstrap.mjs", "pnpm", "build"], { cwd: source, env, encoding: "utf8" })
  expect({ status: built.status, said: built.stderr }).toEqual({ status: 0, said: expect.stringContaining("building") })
  const program = join(source, "apps", "cli", "dist", "faceid-tally.js")
  const counted = spawnSync("node", [program, "count", "samples/provider/detect-info-1.json"], {
    cwd: source,
    env,
    encoding: "utf8",
  })
  expect(counted.status).toBe(0)
}, 600_000)
