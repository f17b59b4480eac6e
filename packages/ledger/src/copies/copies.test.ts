// Copies of a ledger are made while it is in use, and put back whatever state it was left in.
import { spawn } from "node:child_process"
import { once } from "node:events"
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import process from "node:process"
import { DatabaseSync } from "node:sqlite"

import type { LedgerError } from "@faceid-tally/books/engine"
import * as Effect from "effect/Effect"
import { afterEach, beforeEach, describe, expect, it } from "vitest"

import { writeOld } from "../../test/oldLedgers.ts"
import { tamper, withLedger } from "../../test/run.ts"
import { archive, NOON, stored } from "../../test/world.ts"
import type { CopyError } from "./CopyError.ts"
import { backUp } from "./backUp.ts"
import { restore } from "./restore.ts"

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "faceid-tally-copies-"))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const at = (name: string) => join(folder, name)
const names = () => readdirSync(folder).sort()
const records = archive(60)

/** Stores records and seals them; gives the head. */
const write = (path: string, from: number, to: number) =>
  withLedger(`sqlite:${path}`, (ledger) =>
    Effect.gen(function* () {
      yield* ledger.store(stored(...records.slice(from, to)), NOON + from)
      return (yield* ledger.seal(NOON + from + 1)).head
    }),
  )
const verified = (path: string, head?: string) => withLedger(`sqlite:${path}`, (ledger) => ledger.verify({ head }))

const run = Effect.runPromise
/** What it fails with. */
const faultOf = (copying: Effect.Effect<unknown, CopyError | LedgerError>) =>
  run(
    Effect.match(copying, {
      onFailure: (error): object => ("fault" in error ? error.fault : error),
      onSuccess: () => ({ reason: "none" }),
    }),
  )

/** A process that has a ledger open until it is killed, so that what others write stays in the log. */
const holder = async (path: string) => {
  const child = spawn(process.execPath, ["--eval", HOLDS, path], { stdio: ["ignore", "pipe", "ignore"] })
  const exited = once(child, "exit")
  await once(child.stdout, "data")
  return {
    pid: child.pid,
    kill: async () => {
      child.kill("SIGKILL")
      await exited
    },
  }
}

const HOLDS = `
  const db = new (require("node:sqlite").DatabaseSync)(process.argv[1])
  db.prepare("SELECT count(*) FROM batch").get()
  console.log("open")
  setInterval(() => db, 1000)`

describe("a copy", () => {
  it("is made while others write, is whole, and holds nothing that was half written", async () => {
    const head = await write(at("books.db"), 0, 20)
    const open = await holder(at("books.db"))
    const writer = new DatabaseSync(at("books.db"))
    try {
      writer.exec("BEGIN; INSERT INTO session VALUES ('digest', 'half', 1)")
      const made = await run(backUp(at("books.db"), at("copy.db"), NOON))
      writer.exec("COMMIT")
      expect(made).toMatchObject({ file: at("copy.db"), verified: { ok: true } })
      expect(made.bytes).toBe(statSync(at("copy.db")).size)
      expect(statSync(at("copy.db")).mode & 0o777).toBe(0o600)
      expect(readFileSync(at("copy.db")).includes("half")).toBe(false)
      expect(await verified(at("copy.db"), head)).toMatchObject({ ok: true })
    } finally {
      writer.close()
      await open.kill()
    }
  })

  it("is named by the day in a folder, and is made again on the same day and the next", async () => {
    mkdirSync(at("copies"))
    await write(at("books.db"), 0, 20)
    const day = 86_400_000
    await run(backUp(at("books.db"), at("copies"), NOON))
    const second = await write(at("books.db"), 20, 40)
    writeFileSync(at("copies/faceid-tally-2026-10-05.db.partial"), "what a killed one left")
    expect(await run(backUp(at("books.db"), at("copies"), NOON + 1))).toMatchObject({ head: second })
    await run(backUp(at("books.db"), at("copies"), NOON + day))
    expect(readdirSync(at("copies")).sort()).toEqual(["faceid-tally-2026-10-05.db", "faceid-tally-2026-10-06.db"])
  })

  it("never takes the place of what it does not go on from", async () => {
    await write(at("books.db"), 0, 20)
    await run(backUp(at("books.db"), at("copy.db"), NOON))
    const kept = readFileSync(at("copy.db"))
    // The ledger was lost, and a service has begun a new one.
    await write(at("new.db"), 20, 40)
    writeFileSync(at("notes.txt"), "no copy at all")
    for (const [file, target] of [
      ["new.db", "copy.db"],
      ["books.db", "notes.txt"],
    ] as const) {
      expect(await faultOf(backUp(at(file), at(target), NOON))).toEqual({ reason: "not_continued", path: at(target) })
    }
    expect(await faultOf(backUp(at("books.db"), at("books.db"), NOON))).toMatchObject({ reason: "same_file" })
    expect(await faultOf(backUp(at("books.db"), at("no/copy.db"), NOON))).toMatchObject({ reason: "no_folder" })
    expect(readFileSync(at("copy.db"))).toEqual(kept)
    expect(names().filter((name) => name.includes("partial"))).toEqual([])
  })

  it("of a ledger that was changed is not made, and the last good one stays", async () => {
    await write(at("books.db"), 0, 20)
    await run(backUp(at("books.db"), at("copy.db"), NOON))
    await tamper(`sqlite:${at("books.db")}`, "UPDATE observation SET flag = 3 - flag")
    const fault = await faultOf(backUp(at("books.db"), at("copy.db"), NOON))
    expect(fault).toMatchObject({ reason: "broken", path: at("books.db"), broken: { what: "row" } })
    expect(await verified(at("copy.db"))).toMatchObject({ ok: true })
  })

  it("of an older schema is made as it lies, and says that it is not verified", async () => {
    writeOld(2, at("old.db"))
    expect(await run(backUp(at("old.db"), at("copy.db"), NOON))).toMatchObject({ schema: 2, verified: null })
    expect(await run(restore(at("copy.db"), at("new.db"), { now: NOON }))).toMatchObject({ schema: 2, verified: null })
    expect(await verified(at("new.db"))).toMatchObject({ ok: true })
  })
})

describe("restoring", () => {
  it("after a crash takes the old log away, which would be replayed over the copy", async () => {
    await write(at("books.db"), 0, 20)
    const { head } = await run(backUp(at("books.db"), at("copy.db"), NOON))
    const open = await holder(at("books.db"))
    await write(at("books.db"), 20, 40)
    await open.kill()
    expect(statSync(at("books.db-wal")).size).toBeGreaterThan(0)

    const restored = await run(restore(at("copy.db"), at("books.db"), { head: head ?? "", now: NOON }))
    expect(restored).toMatchObject({ head, verified: { ok: true } })
    expect(await verified(at("books.db"), head ?? "")).toMatchObject({ ok: true, batches: 1 })
    // What was there is kept, with all that stood in its log.
    expect((await verified(restored.replaced ?? "", head ?? "")).batches).toBeGreaterThan(1)
  })

  it("is refused while a process holds the ledger, and names it", async () => {
    await write(at("books.db"), 0, 20)
    await run(backUp(at("books.db"), at("copy.db"), NOON))
    const open = await holder(at("books.db"))
    try {
      expect(await faultOf(restore(at("copy.db"), at("books.db"), { now: NOON }))).toEqual({
        reason: "held",
        path: at("books.db"),
        pids: process.platform === "linux" ? [open.pid] : [],
      })
    } finally {
      await open.kill()
    }
    expect(await run(restore(at("copy.db"), at("books.db"), { now: NOON }))).toMatchObject({ verified: { ok: true } })
  })

  it("is refused while a process holds it that opened it more than once, as a service does", async () => {
    await write(at("books.db"), 0, 20)
    await run(backUp(at("books.db"), at("copy.db"), NOON))
    const copied = await withLedger(`sqlite:${at("books.db")}`, () =>
      Effect.promise(async () => {
        // Whoever opens it here a second time must not drop the locks of the first.
        await write(at("books.db"), 20, 40)
        const args = ["--conditions=source", join(import.meta.dirname, "../../test/restorer.ts")]
        const child = spawn(process.execPath, [...args, at("copy.db"), at("books.db")], {
          stdio: ["ignore", "pipe", "inherit"],
        })
        const [chunk] = await once(child.stdout, "data")
        return String(chunk)
      }),
    )
    expect(copied).toBe("held")
    expect((await verified(at("books.db"))).batches).toBeGreaterThan(1)
  })

  it.each([
    ["damaged", (path: string) => writeFileSync(path, readFileSync(path).fill(0x5a, 4096, 40_000))],
    ["no database any more", (path: string) => writeFileSync(path, "nothing of it is left")],
    ["gone, its log left behind", (path: string) => rmSync(path)],
  ])("works where the ledger is %s, and a second time with what the first has left", async (_what, harm) => {
    await write(at("books.db"), 0, 20)
    const { head } = await run(backUp(at("books.db"), at("copy.db"), NOON))
    const open = await holder(at("books.db"))
    await write(at("books.db"), 20, 40)
    await open.kill()
    harm(at("books.db"))
    for (const name of ["books.db.restoring", "books.db.restoring-wal"]) appendFileSync(at(name), "left")
    for (const now of [NOON, NOON + 1000]) {
      await run(restore(at("copy.db"), at("books.db"), { head: head ?? "", now }))
      expect(await verified(at("books.db"), head ?? "")).toMatchObject({ ok: true, batches: 1 })
    }
    expect(names().filter((name) => name.includes("restoring"))).toEqual([])
  })

  it("refuses a copy that is damaged, changed, of another ledger or none, and leaves all as it was", async () => {
    const head = await write(at("books.db"), 0, 20)
    await run(backUp(at("books.db"), at("copy.db"), NOON))
    const before = readFileSync(at("books.db"))
    writeFileSync(at("damaged.db"), readFileSync(at("copy.db")).fill(0x5a, 4096, 40_000))
    writeFileSync(at("text.db"), "no copy at all")
    await run(backUp(at("books.db"), at("changed.db"), NOON))
    await tamper(`sqlite:${at("changed.db")}`, "UPDATE observation SET flag = 3 - flag")
    await write(at("other.db"), 20, 40)
    const cases = [
      ["damaged.db", "broken"],
      ["text.db", "not_a_ledger"],
      ["changed.db", "broken"],
      ["other.db", "broken"],
      ["nowhere.db", "not_found"],
      ["books.db", "same_file"],
    ] as const
    for (const [copy, reason] of cases) {
      expect(await faultOf(restore(at(copy), at("books.db"), { head, now: NOON }))).toMatchObject({
        reason,
        path: at(copy),
      })
    }
    expect(readFileSync(at("books.db"))).toEqual(before)
    expect(existsSync(at("books.db.restoring"))).toBe(false)
  })
})
