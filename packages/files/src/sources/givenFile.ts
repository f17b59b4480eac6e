/** Whether arguments stand for a file, or would as soon as it is written: a folder gives what is put into it, too. */
import { basename, dirname, join, matchesGlob, resolve } from "node:path"

import * as Effect from "effect/Effect"

import { findSources, isGlob, type Sources } from "./Sources.ts"
import type { ColumnMap } from "../options/tableColumns.ts"
import { fileKeys, realPath } from "./fileIdentity.ts"
import { kindOfName } from "./folderNames.ts"

export interface Written {
  readonly path: string
  /** Whether JSON will be in it, by which a folder reads also what is called a text. */
  readonly isJson: boolean
}

const NOTHING: Pick<Sources, "sources" | "folders"> = { sources: [], folders: [] }

export const isGiven = (
  args: ReadonlyArray<string>,
  { path, isJson }: Written,
  columns: ColumnMap = {},
): Effect.Effect<boolean> =>
  Effect.gen(function* () {
    const { sources, folders } = yield* findSources(args, { kind: "any", columns }).pipe(
      // Whoever reads them will tell it.
      Effect.catchTag("NoFiles", () => Effect.succeed(NOTHING)),
    )
    const keys = new Set(fileKeys(path))
    if (sources.some((source) => fileKeys(source.path).some((key) => keys.has(key)))) return true
    const kind = kindOfName(basename(path))
    const isReadable = kind === "records" || (kind === "perhaps" && isJson)
    const places = [resolve(path), realPath(path)]
    return (
      (isReadable && folders.includes(realPath(dirname(path)))) ||
      args.some((arg) => isGlob(arg) && places.some((place) => matchesGlob(place, realPattern(arg))))
    )
  })

/** A pattern whose folders, as far as they are named, are the real ones. */
const realPattern = (pattern: string): string => {
  const parts = resolve(pattern).split(/[\\/]/)
  const first = parts.findIndex(isGlob)
  return join(realPath(parts.slice(0, first).join("/") || "/"), ...parts.slice(first))
}
