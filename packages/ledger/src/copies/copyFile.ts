/**
 * A consistent copy of an SQLite database into one new file: what stands in its write-ahead log is in it, and whoever
 * writes meanwhile goes on. The copy is on the disk when this is done.
 */
import { closeSync, existsSync, fsyncSync, openSync, rmSync, statSync } from "node:fs"
import { dirname } from "node:path"
import { DatabaseSync } from "node:sqlite"

import type { LedgerError } from "@faceid-tally/books/engine"
import * as Effect from "effect/Effect"
import { SqlError } from "effect/sql"

import { codeOf, named } from "../database/Database.ts"
import { CopyError } from "./CopyError.ts"

/** A checkpoint of another process is waited for. */
const BUSY_MS_MAX = 10_000

/** What SQLite puts beside a database. */
export const besides = ["-wal", "-shm", "-journal"] as const

/** `to` is made anew: what an earlier try left of it is taken away. */
export const copyFile = (from: string, to: string): Effect.Effect<void, CopyError | LedgerError> =>
  Effect.try({
    try: () => {
      removeDatabase(to)
      closeSync(openSync(to, "wx", 0o600))
      const db = new DatabaseSync(from, { readOnly: true, timeout: BUSY_MS_MAX })
      try {
        db.exec("PRAGMA temp_store = MEMORY")
        db.prepare("VACUUM INTO ?").run(to)
      } finally {
        db.close()
      }
      sync(to)
    },
    catch: (cause) => {
      removeDatabase(to)
      return faultOf(cause, from, to)
    },
  }).pipe(named("copy the ledger"))

/** Changes names; fails where that is not allowed. */
export const writing = <A>(path: string, change: () => A): Effect.Effect<A, CopyError> =>
  Effect.suspend(() => {
    try {
      return Effect.succeed(change())
    } catch (cause) {
      const isRefused = unwritable.has(codeOf(cause) ?? "")
      return isRefused ? Effect.fail(new CopyError({ fault: { reason: "unwritable", path } })) : Effect.die(cause)
    }
  })

const unwritable: ReadonlySet<string> = new Set(["EACCES", "EROFS", "EPERM"])

const faultOf = (cause: unknown, from: string, to: string): CopyError | SqlError.SqlError => {
  const code = codeOf(cause) ?? ""
  if (unwritable.has(code)) return new CopyError({ fault: { reason: "unwritable", path: to } })
  if (code === "26") return new CopyError({ fault: { reason: "not_a_ledger", path: from } })
  if (code === "11") return new CopyError({ fault: { reason: "broken", path: from, broken: null } })
  return new SqlError.SqlError({ reason: SqlError.classifySqliteError(cause, { operation: "copy" }) })
}

/** Takes a database away with all that SQLite puts beside it. */
export const removeDatabase = (path: string): void => {
  for (const beside of ["", ...besides]) rmSync(`${path}${beside}`, { force: true })
}

/** Brings a file, or the names in a folder, to the disk. */
export const sync = (path: string): void => {
  const file = openSync(path, "r")
  try {
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}

/** Whether two paths lead to the same file. */
export const isSameFile = (one: string, other: string): boolean => {
  if (!existsSync(one) || !existsSync(other)) return false
  const [a, b] = [statSync(one), statSync(other)]
  return a.dev === b.dev && a.ino === b.ino
}

/** The folder in which a file is to be made; fails where it is not there. */
export const checkFolder = (path: string): Effect.Effect<string, CopyError> =>
  Effect.suspend(() => {
    const folder = dirname(path)
    return statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true
      ? Effect.succeed(folder)
      : Effect.fail(new CopyError({ fault: { reason: "no_folder", path: folder } }))
  })
