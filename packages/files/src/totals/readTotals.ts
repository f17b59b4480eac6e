/** Counts result files and attempt tables where only totals are asked for: as `readResults` does, in half the time. */
import type * as Effect from "effect/Effect"

import type { Target } from "../threads/OrderedMerge.ts"
import { ResultLoader } from "../rows/RowLoader.ts"
import { readFiles } from "../threads/readFiles.ts"
import type { InputError, ReadOptions, ReadReport } from "../options/ReadOptions.ts"
import { SortedRows } from "../rows/SortedRows.ts"
import type { Totals } from "./Totals.ts"

/** Reads files, folders, globs or `-` into `totals`. */
export const readTotals = (
  files: ReadonlyArray<string>,
  totals: Totals,
  options: ReadOptions = {},
): Effect.Effect<ReadReport, InputError> => readFiles(files, totalsInto(totals), options)

/** Totals as the target of a reading. */
export const totalsInto = ({ tally, backlog }: Totals): Target => ({
  kind: "results",
  counters: tally,
  newLoader: () => new ResultLoader(tally),
  rows: { order: "sorted", areKept: true, add: (rows) => backlog.add(new SortedRows(rows)) },
})
