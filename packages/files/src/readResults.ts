/**
 * Reads result files and attempt tables into a tally. Nothing fails because of a bad record: it is reported, counted
 * as rejected, and reading goes on.
 */
import type { Tally } from "@faceid-tally/core"
import type * as Effect from "effect/Effect"

import { Backlog } from "./Backlog.ts"
import type { Target } from "./Delivery.ts"
import { ResultMerge } from "./Merge.ts"
import { readFiles } from "./readFiles.ts"
import type { InputError, ReadOptions, ReadReport } from "./ReadOptions.ts"

/** Reads files, folders, globs or `-` into `tally`. */
export const readResults = (
  files: ReadonlyArray<string>,
  tally: Tally,
  options: ReadOptions = {},
): Effect.Effect<ReadReport, InputError> => readFiles(files, resultsInto(tally), options)

/** A tally as the target of a reading. */
export const resultsInto = (tally: Tally): Target => {
  const backlog = new Backlog(tally)
  return {
    kind: "results",
    counters: tally,
    newMerge: () => new ResultMerge(tally),
    order: "sorted",
    addSorted: (block) => backlog.add(block),
    end: () => backlog.settle(),
  }
}
