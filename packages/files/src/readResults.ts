/**
 * Reads result files and attempt tables into a tally. Nothing fails because of a bad record: it is reported, counted
 * as rejected, and reading goes on.
 */
import type { Tally } from "@faceid-tally/core/engine"
import type * as Effect from "effect/Effect"

import type { Target } from "./threads/OrderedMerge.ts"
import { ResultLoader } from "./rows/RowLoader.ts"
import { readFiles } from "./threads/readFiles.ts"
import type { InputError, ReadOptions, ReadReport } from "./options/ReadOptions.ts"

/** Reads files, folders, globs or `-` into `tally`. */
export const readResults = (
  files: ReadonlyArray<string>,
  tally: Tally,
  options: ReadOptions = {},
): Effect.Effect<ReadReport, InputError> => readFiles(files, resultsInto(tally), options)

/** A tally as the target of a reading. */
export const resultsInto = (tally: Tally): Target => {
  const scanned = new ResultLoader(tally)
  return {
    kind: "results",
    counters: tally,
    newLoader: () => new ResultLoader(tally),
    rows: { order: "in any order", areKept: false, add: (rows) => scanned.add(rows) },
  }
}
