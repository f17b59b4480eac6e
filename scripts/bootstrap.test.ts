// The bootstrap is a stand-in for the command that it runs: its exit code and its signals are the command's own.
import { spawn, spawnSync } from "node:child_process"
import { once } from "node:events"
import { globSync, readFileSync } from "node:fs"
import { dirname, join } from "node:path"
import process from "node:process"

import { describe, expect, it } from "vitest"

const root = dirname(import.meta.dirname)
const bootstrap = join(root, "scripts", "bootstrap.mjs")

describe("npm start", () => {
  it("installs what the programs are built of and run from, and nothing of what only tests and benches need", () => {
    const names = globSync("{.,bench,docs/site,examples,examples/*,packages/*,apps/*}/package.json", { cwd: root })
      .map((file) => JSON.parse(readFileSync(join(root, file), "utf8")) as { readonly dependencies?: object })
      .flatMap(({ dependencies }) => Object.keys(dependencies ?? {}))
      .filter((name) => !name.startsWith("@faceid-tally/"))
    const builds = ["@types/node", "@types/yargs", "assemblyscript", "rolldown", "typescript", "yargs"]
    const runs = ["@effect/sql-pg", "@hono/node-server", "effect", "fast-string-width", "hono", "hucre"]
    // Each of these is downloaded before a newcomer sees anything.
    expect([...new Set(names)].sort()).toEqual([...builds, ...runs, "tencentcloud-sdk-nodejs-faceid"].sort())
  })
})

describe("the bootstrap", () => {
  it("ends with the command's exit code", () => {
    const { status } = spawnSync(process.execPath, [bootstrap, "node", "-e", "process.exit(7)"], { cwd: root })
    expect(status).toBe(7)
  })

  it("says in one line that a command is not there", () => {
    const { status, stderr } = spawnSync(process.execPath, [bootstrap, "no-such-command"], { encoding: "utf8" })
    expect(status).toBe(127)
    expect(stderr.trim().split("\n")).toHaveLength(1)
  })

  it("brings a Node that is new enough, and the pinned pnpm", () => {
    const script = `const { execSync } = require("node:child_process")
      console.log(process.version, execSync("pnpm --version").toString().trim())`
    const { stdout } = spawnSync(process.execPath, [bootstrap, "node", "-e", script], { encoding: "utf8" })
    const { packageManager } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
      packageManager: string
    }
    expect(stdout).toMatch(/^v(2[2-9]|[3-9]\d)\./)
    expect(`pnpm@${stdout.split(" ")[1]?.trim()}`).toBe(packageManager)
  })

  it.each(["SIGTERM", "SIGINT", "SIGHUP"] as const)("hands %s on, and waits for the command to end", async (signal) => {
    const script = `process.on("${signal}", () => setTimeout(() => { console.log("bye"); process.exit(3) }, 50));
      setInterval(() => {}, 1000); console.log("up")`
    const child = spawn(process.execPath, [bootstrap, "node", "-e", script], { stdio: ["ignore", "pipe", "inherit"] })
    let output = ""
    child.stdout.on("data", (chunk: Buffer) => {
      output += chunk.toString()
      if (output === "up\n") child.kill(signal)
    })
    const [code] = await once(child, "close")
    expect({ code, output }).toEqual({ code: 3, output: "up\nbye\n" })
  })

  it("ends the command when npm is ended", async () => {
    const script = "console.log(process.pid); setInterval(() => {}, 1000)"
    const shell = spawn("sh", ["-c", '"$0" "$@"; true', process.execPath, bootstrap, "node", "-e", script], {
      env: { ...process.env, npm_lifecycle_event: "start" },
      stdio: ["ignore", "pipe", "inherit"],
    })
    const [pid] = (await once(shell.stdout, "data")) as [Buffer]
    shell.kill("SIGTERM")
    // The pipe is closed when the last of its writers, the command itself, has ended.
    await once(shell, "close")
    expect(() => process.kill(Number(pid.toString()), 0)).toThrow("ESRCH")
  })
})
