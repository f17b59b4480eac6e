// Backing up and restoring as the runbook says: its commands are taken from its code blocks, and run after a crash.
import { execFileSync, spawn, spawnSync } from "node:child_process"
import { once } from "node:events"
import {
  chmodSync,
  chownSync,
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

import { afterAll, beforeAll, describe, expect, it } from "vitest"

import { freePort } from "../../../packages/ledger/test/freePort.ts"
import { bin, root } from "./program.ts"

const bookOf = (language: string) => readFileSync(join(root, `docs/runbook/${language}.md`), "utf8")

/** The blocks for a shell, by the order in which they stand, without comments. */
const blocksOf = (text: string): ReadonlyArray<string> =>
  [...text.matchAll(/^```sh\n([^]*?)^```$/gm)].map(([, block = ""]) => block.replaceAll(/\s+#.*$/gm, ""))

it("both runbooks have the same commands", () => {
  const commands = (language: string) =>
    blocksOf(bookOf(language)).map((block) => block.replace(/--title ".*?"/, "--title"))
  expect(commands("zh-CN")).toEqual(commands("en"))
})

/** The first block in which a word stands. */
const blockWith = (word: string): string => {
  const found = blocksOf(bookOf("en")).find((block) => block.includes(word))
  if (found === undefined) throw new Error(`The runbook has no block with ${word}.`)
  return found
}

class Shell implements Disposable {
  readonly folder = mkdtempSync(join(tmpdir(), "faceid-tally-runbook-"))
  readonly env: Record<string, string | undefined>

  constructor(ledger: string, tools = "") {
    writeFileSync(join(this.folder, "faceid-tally"), `#!/bin/sh\nexec "${process.execPath}" "${bin}" "$@"\n`)
    chmodSync(join(this.folder, "faceid-tally"), 0o755)
    mkdirSync(this.backups)
    const PATH = [this.folder, tools, process.env["PATH"]].filter((part) => part !== "").join(":")
    this.env = { PATH, LANG: "en_US.UTF-8", TZ: "Asia/Shanghai", FACEID_TALLY_LEDGER: ledger }
  }

  get backups(): string {
    return join(this.folder, "backups")
  }

  /** Runs a block as it stands, but for its placeholders; it ends at the first command that fails. */
  run(block: string, head = ""): string {
    const day = new Intl.DateTimeFormat("en-CA", { timeZone: "Asia/Shanghai" }).format()
    const script = block
      .replaceAll("/var/backups/faceid-tally", this.backups)
      .replaceAll("<head>", head)
      .replaceAll("<day>", day)
    const { status, stdout, stderr } = spawnSync("bash", ["--norc", "-euo", "pipefail", "-c", script], {
      cwd: this.folder,
      env: this.env,
      encoding: "utf8",
    })
    if (status !== 0 || stderr !== "") throw new Error(`${script}\nended with ${status}: ${stderr}`)
    return stdout
  }

  [Symbol.dispose](): void {
    rmSync(this.folder, { recursive: true, force: true })
  }
}

const headIn = (out: string): string => /^Head: ([0-9a-f]{64})$/m.exec(out)?.[1] ?? ""
const importing = (name: string) => `faceid-tally import "${join(root, "samples/provider", name)}" --quiet`

describe("SQLite", () => {
  it("is backed up, crashes, is restored, and is whole", async () => {
    using shell = new Shell("sqlite:books.db")
    shell.run(importing("detect-info-1.json"))
    const head = headIn(shell.run(blockWith("faceid-tally backup")))
    // A process that is killed leaves the log of what was written after the copy.
    const holding = `
      const db = new (require("node:sqlite").DatabaseSync)("books.db")
      db.prepare("SELECT count(*) FROM batch").get()
      console.log("open")
      setInterval(() => db, 1000)`
    const holder = spawn(process.execPath, ["--eval", holding], {
      cwd: shell.folder,
      stdio: ["ignore", "pipe", "ignore"],
    })
    const ended = once(holder, "exit")
    await once(holder.stdout, "data")
    shell.run(importing("detect-info-2.json"))
    holder.kill("SIGKILL")
    await ended
    expect(readFileSync(join(shell.folder, "books.db-wal")).length).toBeGreaterThan(0)

    expect(shell.run(blockWith("faceid-tally restore"), head)).toContain(head)
    expect(headIn(shell.run("faceid-tally verify"))).toBe(head)
    expect(readdirSync(shell.backups)).toHaveLength(1)
  })
})

/** Debian's own PostgreSQL: server and tools of one version. */
const TOOLS = "/usr/lib/postgresql/15/bin"
const isInstalled = existsSync(join(TOOLS, "pg_dump")) && existsSync(join(TOOLS, "initdb"))

describe.skipIf(!isInstalled)("PostgreSQL (skipped where Debian's postgresql-15 is not installed)", () => {
  let folder: string
  let port: number
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "faceid-tally-pg15-"))
    port = await freePort()
    // A server does not run as root.
    const who = process.getuid?.() === 0 ? { uid: idOf("-u"), gid: idOf("-g") } : {}
    if (who.uid !== undefined && who.gid !== undefined) chownSync(folder, who.uid, who.gid)
    const server = (tool: string, ...args: ReadonlyArray<string>) =>
      execFileSync(join(TOOLS, tool), args, { ...who, cwd: folder, stdio: "ignore" })
    stop = () => server("pg_ctl", "stop", "-D", "data", "-m", "immediate")
    server("initdb", "-D", "data", "-U", "tally", "--auth=trust", "--no-sync", "--encoding=UTF8", "--locale=C")
    server(
      "pg_ctl",
      "start",
      "-w",
      "-D",
      "data",
      "-l",
      "log",
      "-o",
      `-p ${port} -h 127.0.0.1 -k ${folder} -c fsync=off`,
    )
  })
  let stop: (() => unknown) | undefined
  afterAll(() => {
    stop?.()
    rmSync(folder, { recursive: true, force: true })
  })

  it("is dumped and restored into an empty database without errors, and is whole", () => {
    using shell = new Shell(`postgres://tally@127.0.0.1:${port}/postgres`, TOOLS)
    shell.run(importing("detect-info-1.json"))
    const head = headIn(shell.run(blockWith("pg_dump")))
    shell.run(importing("detect-info-2.json"))
    expect(headIn(shell.run(blockWith("pg_restore"), head))).toBe(head)
  })
})

const idOf = (what: "-u" | "-g"): number => Number(execFileSync("id", [what, "postgres"], { encoding: "utf8" }))
