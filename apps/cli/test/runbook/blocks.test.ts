// The code blocks of the runbooks are run as they stand: after a crash, a second time, with what an earlier try left.
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

import * as Effect from "effect/Effect"
import { afterAll, beforeAll, describe, expect, it } from "vitest"

import { freePort } from "../../../../packages/ledger/test/freePort.ts"
import { withLedger } from "../../../../packages/ledger/test/run.ts"
import { entry, record, stored } from "../../../../packages/ledger/test/world.ts"
import { bin, root } from "../program.ts"
import { notPlayed, type Runbook, runbooks } from "./Runbook.ts"

const [english, chinese] = runbooks

it("both runbooks have the same blocks, and each is played below, or it is said why not", () => {
  const blocks = (book: typeof english) =>
    [...(book?.shell ?? []), ...(book?.sql ?? [])].map((block) => block.replace(/--title ".*?"/, "--title"))
  expect(blocks(chinese)).toEqual(blocks(english))
  expect(blocks(english).map((block) => played.filter((word) => block.includes(word)).length)).toEqual(
    blocks(english).map(() => 1),
  )
})

/** A word of each block that is played. */
const played = [
  "faceid-tally serve",
  "faceid-tally backup",
  "pg_dump",
  "faceid-tally restore",
  "pg_restore",
  "faceid-tally remove",
  "CREATE ROLE",
]

/** The block of a runbook in which a word stands, without what is no part of a test run. */
const blockWith = (word: string, { shell, sql } = english ?? nothing): string => {
  const found = [...shell, ...sql].find((block) => block.includes(word))
  if (found === undefined) throw new Error(`The runbook has no block with ${word}.`)
  return found
    .split("\n")
    .filter((line) => !notPlayed.has(line))
    .join("\n")
}
const nothing: Pick<Runbook, "shell" | "sql"> = { shell: [], sql: [] }

/** The program under its name; services take ports that are free. */
const wrapper = `#!/bin/sh
case "$*" in
  serve) set -- "$@" --port 0 --webhook-port 0 ;;
  "serve --only http") set -- "$@" --port 0 ;;
  "serve --only webhook") set -- "$@" --webhook-port 0 ;;
esac
exec "${process.execPath}" "${bin}" "$@"
`

class Shell implements Disposable {
  readonly folder = mkdtempSync(join(tmpdir(), "faceid-tally-runbook-"))
  readonly env: Record<string, string | undefined>

  constructor(ledger: string, tools = "") {
    writeFileSync(join(this.folder, "faceid-tally"), wrapper)
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
    const script = block
      .replaceAll("/var/backups/faceid-tally", this.backups)
      .replaceAll("<head>", head)
      .replaceAll("<day>", today())
    const { status, stdout, stderr } = spawnSync("bash", ["--norc", "-euo", "pipefail", "-c", script], {
      cwd: this.folder,
      env: this.env,
      encoding: "utf8",
    })
    const isQuiet = stderr.split("\n").every((line) => line === "" || line.startsWith("This is the key"))
    if (status !== 0 || !isQuiet) throw new Error(`${script}\nended with ${status}: ${stderr}`)
    return stdout
  }

  /** Starts a service; gives it when it has said so often where it is. */
  async serve(command: string, parts: number) {
    const [, ...args] = command.split(" ")
    const { folder: cwd, env } = this
    const child = spawn(join(this.folder, "faceid-tally"), args, { cwd, env, stdio: ["ignore", "pipe", "ignore"] })
    const ended = once(child, "exit")
    let out = ""
    while ((out.match(/^(The worker|HTTP service|Receiver)/gm) ?? []).length < parts) {
      const [chunk] = await Promise.race([once(child.stdout, "data"), ended])
      if (child.exitCode !== null) throw new Error(`${command} ended with ${child.exitCode}`)
      out += String(chunk)
    }
    const end = async (signal: "SIGKILL" | "SIGTERM"): Promise<unknown> => {
      child.kill(signal)
      const [code] = await ended
      return code
    }
    return { out, end }
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

    // An earlier backup was cut off.
    writeFileSync(join(shell.backups, `faceid-tally-${today()}.db.partial`), "half a copy")
    for (let time = 1; time <= 2; time++) {
      expect(shell.run(blockWith("faceid-tally restore"), head)).toContain(head)
    }
    expect(headIn(shell.run("faceid-tally verify"))).toBe(head)
    // The copy of the day is made anew, and goes on from the one before.
    shell.run(importing("detect-info-2.json"))
    const later = headIn(shell.run(blockWith("faceid-tally backup")))
    expect(later).not.toBe(head)
    expect(readdirSync(shell.backups)).toEqual([`faceid-tally-${today()}.db`])
  })

  it("months are removed, and a second time there is nothing to remove", async () => {
    using shell = new Shell("sqlite:books.db")
    const at = Date.parse("2025-03-10T11:00:00+08:00")
    const address = `sqlite:${join(shell.folder, "books.db")}`
    await withLedger(address, (ledger) => {
      const attempt = stored(record({ fetchedAt: at, entries: [entry({ seq: "old", at })] }))
      return Effect.andThen(ledger.store(attempt, at), ledger.seal(at))
    })
    const head = headIn(shell.run("faceid-tally verify"))
    const removed = shell.run(blockWith("faceid-tally remove"), head)
    expect(removed).toContain("2025-03")
    shell.run(blockWith("faceid-tally remove"), head)
    expect(shell.run(`faceid-tally verify --head ${head}`)).toContain("were removed")
  })

  it(
    "is served, is killed, and is served again: in one process, and each part in its own",
    { timeout: 120_000 },
    async () => {
      using shell = new Shell("sqlite:books.db")
      for (const book of runbooks) {
        const lines = blockWith("faceid-tally serve", book).split("\n").filter(Boolean)
        expect(shell.run(lines.slice(0, -1).join("\n"))).toMatch(/^ft_/)
        const service = await shell.serve(lines.at(-1) ?? "", 3)
        expect(await fetch(`${/http:\S+/.exec(service.out)?.[0]}/healthz`)).toMatchObject({ status: 200 })
        await service.end("SIGKILL")
      }
      const only = "faceid-tally serve --only"
      expect(english?.commands.filter((command) => command.startsWith(only))).toEqual([`${only} http`])
      const parts = await Promise.all(["http", "webhook", "worker"].map((part) => shell.serve(`${only} ${part}`, 1)))
      expect(await Promise.all(parts.map(({ end }) => end("SIGTERM")))).toEqual([0, 0, 0])
      expect(headIn(shell.run("faceid-tally verify"))).not.toBe("")
    },
  )
})

const today = (): string => new Intl.DateTimeFormat("en-CA", { timeZone: "Asia/Shanghai" }).format()

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
    // A second time nothing is overwritten.
    expect(() => shell.run(blockWith("pg_restore"), head)).toThrow(/already exists/)
    shell.run(blockWith("pg_dump"))
  })

  it("is read by a role that the runbook makes, whose rights suffice for verify and the check of the files", () => {
    using shell = new Shell(`postgres://tally@127.0.0.1:${port}/readers`, TOOLS)
    const psql = (database: string, text: string) =>
      execFileSync(join(TOOLS, "psql"), ["-v", "ON_ERROR_STOP=1", `postgres://tally@127.0.0.1:${port}/${database}`], {
        input: text,
        stdio: ["pipe", "ignore", "pipe"],
      })
    psql("postgres", "CREATE DATABASE readers")
    shell.run(importing("detect-info-1.json"))
    psql("readers", blockWith("CREATE ROLE"))
    const statements = new Set(runbooks.flatMap((book) => book.statements))
    for (const each of statements) psql("readers", each.replace(/…|<\w+>|<[^>]+>/, "auditor"))
    const verified = shell.run(`faceid-tally verify --ledger postgres://auditor@127.0.0.1:${port}/readers`)
    expect(verified).toContain("own check of its files: in order")
    expect(statements.size).toBeGreaterThan(2)
  })
})

const idOf = (what: "-u" | "-g"): number => Number(execFileSync("id", [what, "postgres"], { encoding: "utf8" }))
