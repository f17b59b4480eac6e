/**
 * A verified copy of a ledger, made while it is in use. It stands under its name only when it is whole and proven; an
 * earlier copy of that name makes way only for one that goes on from its head, so a ledger that was lost and begun anew
 * never replaces the last good copy.
 */
import { renameSync, statSync } from "node:fs"
import { join } from "node:path"

import type { LedgerError } from "@faceid-tally/books/engine"
import { dayFromNumber, dayOfInstant } from "@faceid-tally/core/engine"
import * as Effect from "effect/Effect"

import { CopyError } from "./CopyError.ts"
import { checkFolder, copyFile, isSameFile, removeDatabase, sync, writing } from "./copyFile.ts"
import { headAt, inspect, type Inspected } from "./inspect.ts"

export interface BackedUp extends Inspected {
  /** Where it is. */
  readonly file: string
  readonly bytes: number
}

/** `to` is a file, or a folder in which the copy is named by the day. */
export const backUp = (ledger: string, to: string, now: number): Effect.Effect<BackedUp, CopyError | LedgerError> =>
  Effect.gen(function* () {
    const file = fileFor(to, now)
    const folder = yield* checkFolder(file)
    if (isSameFile(ledger, file)) return yield* new CopyError({ fault: { reason: "same_file", path: file } })
    const earlier = yield* earlierHead(file)
    const partial = `${file}.partial`
    yield* copyFile(ledger, partial)
    const inspected = yield* inspect(partial, earlier).pipe(
      Effect.mapError((error) => backUpFailure(error, { ledger, partial, file })),
      Effect.onError(() => Effect.sync(() => removeDatabase(partial))),
    )
    yield* writing(file, () => {
      renameSync(partial, file)
      sync(folder)
    })
    return { ...inspected, file, bytes: statSync(file).size }
  })

const fileFor = (to: string, now: number): string =>
  to.endsWith("/") || statSync(to, { throwIfNoEntry: false })?.isDirectory() === true
    ? join(to, `faceid-tally-${dayFromNumber(dayOfInstant(now))}.db`)
    : to

/** What the new copy must go on from; `undefined` where nothing is there that could be lost. */
const earlierHead = (file: string): Effect.Effect<string | undefined, CopyError | LedgerError> => {
  const stats = statSync(file, { throwIfNoEntry: false })
  if (stats === undefined || stats.size === 0) return Effect.succeed(undefined)
  return headAt(file).pipe(
    Effect.map((head) => head ?? undefined),
    Effect.catchTag("CopyError", () => Effect.fail(notContinued(file))),
  )
}

const notContinued = (path: string) => new CopyError({ fault: { reason: "not_continued", path } })

/** What is wrong with the copy is wrong with the ledger. */
const backUpFailure = (
  error: CopyError | LedgerError,
  { ledger, partial, file }: { readonly ledger: string; readonly partial: string; readonly file: string },
): CopyError | LedgerError => {
  if (error._tag !== "CopyError") return error
  const { fault } = error
  if (fault.reason === "broken" && fault.broken?.what === "head") return notContinued(file)
  return "path" in fault && fault.path === partial ? new CopyError({ fault: { ...fault, path: ledger } }) : error
}
