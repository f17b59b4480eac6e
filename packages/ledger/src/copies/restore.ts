/**
 * Puts a copy in the place of a ledger that nobody uses. The copy is proven first, beside the ledger; then the ledger is
 * set aside with its write-ahead log, which would else be replayed over the copy, and the copy takes its name. Broken off
 * anywhere, it can be done again.
 */
import { existsSync, linkSync, renameSync, rmSync } from "node:fs"
import { dirname } from "node:path"
import { DatabaseSync } from "node:sqlite"

import type { LedgerError } from "@faceid-tally/books/engine"
import { instantToIso } from "@faceid-tally/core/engine"
import * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"

import { codeOf } from "../database/Database.ts"
import { CopyError } from "./CopyError.ts"
import { besides, checkFolder, copyFile, isSameFile, removeDatabase, sync, writing } from "./copyFile.ts"
import { holdersOf } from "./holdersOf.ts"
import { inspect, type Inspected } from "./inspect.ts"

export interface Restored extends Inspected {
  /** Where the ledger is now that was there before; `null` where there was none. */
  readonly replaced: string | null
}

export const restore = (
  copy: string,
  ledger: string,
  { head, now }: { readonly head?: string | undefined; readonly now: number },
): Effect.Effect<Restored, CopyError | LedgerError> =>
  Effect.gen(function* () {
    if (!existsSync(copy)) return yield* new CopyError({ fault: { reason: "not_found", path: copy } })
    if (isSameFile(copy, ledger)) return yield* new CopyError({ fault: { reason: "same_file", path: copy } })
    yield* checkFolder(ledger)
    const lock = yield* holdAlone(ledger)
    const proven = `${ledger}.restoring`
    yield* copyFile(copy, proven)
    const inspected = yield* inspect(proven, head).pipe(
      Effect.mapError((error) => (error._tag === "CopyError" ? ofCopy(error, copy) : error)),
      Effect.onError(() => Effect.sync(() => removeDatabase(proven))),
    )
    return { ...inspected, replaced: yield* writing(ledger, () => exchange(proven, ledger, { lock, now })) }
  }).pipe(Effect.scoped)

/** What is wrong with the proven one is wrong with the copy. */
const ofCopy = ({ fault }: CopyError, copy: string): CopyError =>
  new CopyError({ fault: "path" in fault ? { ...fault, path: copy } : fault })

/** The old ledger gets another name before it loses its own, and its log goes before the copy comes. */
const exchange = (
  proven: string,
  ledger: string,
  { lock, now }: { readonly lock: DatabaseSync | null; readonly now: number },
): string | null => {
  if (lock !== null) emptyLog(lock)
  const aside = `${ledger}.replaced-${instantToIso(now).slice(0, 19).replaceAll(/[-:]/g, "")}`
  const isThere = existsSync(ledger)
  if (isThere) setAside(ledger, aside)
  for (const beside of besides) {
    const file = `${ledger}${beside}`
    if (!existsSync(file)) continue
    if (isThere && beside !== "-shm") renameSync(file, `${aside}${beside}`)
    else rmSync(file)
  }
  renameSync(proven, ledger)
  sync(dirname(ledger))
  return isThere ? aside : null
}

/** What stands in the log goes into the file that is set aside, and the log goes. A damaged one keeps its log. */
const emptyLog = (lock: DatabaseSync): void => {
  try {
    lock.exec("PRAGMA journal_mode = DELETE")
  } catch {
    return
  }
}

const setAside = (ledger: string, aside: string): void => {
  rmSync(aside, { force: true })
  try {
    linkSync(ledger, aside)
  } catch {
    // A file system without hard links.
    renameSync(ledger, aside)
  }
}

/**
 * Keeps everybody else from the ledger until the scope ends; fails where somebody has it open. A ledger that is too
 * damaged to be locked is held against what the system tells of open files.
 */
const holdAlone = (path: string): Effect.Effect<DatabaseSync | null, CopyError, Scope.Scope> =>
  Effect.acquireRelease(
    Effect.suspend(() => {
      const held = () => Effect.fail(new CopyError({ fault: { reason: "held", path, pids: holdersOf(path) } }))
      const lock = tryLock(path)
      if (lock === "held") return held()
      return lock === null && holdersOf(path).length > 0 ? held() : Effect.succeed(lock)
    }),
    (lock) => Effect.sync(() => lock?.close()),
  )

/** A connection that has the ledger for itself; `null` where there is none to be had. */
const tryLock = (path: string): DatabaseSync | "held" | null => {
  if (!existsSync(path)) return null
  let db: DatabaseSync | undefined
  try {
    db = new DatabaseSync(path, { timeout: 0 })
    // The lock outlives the transaction that takes it.
    db.exec("PRAGMA locking_mode = EXCLUSIVE")
    db.exec("BEGIN EXCLUSIVE")
    db.exec("COMMIT")
    return db
  } catch (error) {
    db?.close()
    return codeOf(error) === BUSY ? "held" : null
  }
}

/** SQLITE_BUSY. */
const BUSY = "5"
