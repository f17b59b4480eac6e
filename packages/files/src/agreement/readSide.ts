/** Reads one side of a reconciliation, results or the bill, and keeps it until the other is there. */
import * as Effect from "effect/Effect"

import type { Target } from "../threads/OrderedMerge.ts"
import { readFiles } from "../threads/readFiles.ts"
import type { InputError, ReadOptions, ReadReport } from "../options/ReadOptions.ts"
import type { InputSide } from "./ReconcileInputs.ts"

/** Reads files, folders, globs or `-` into `side`. */
export const readSide = (
  files: ReadonlyArray<string>,
  side: InputSide,
  options: ReadOptions = {},
): Effect.Effect<ReadReport, InputError> =>
  Effect.tap(readFiles(files, sideInto(side), options), () =>
    Effect.sync(() => {
      side.isRead = true
    }),
  )

/** A side as the target of a reading. */
export const sideInto = (side: InputSide): Target => ({
  kind: side.kind,
  counters: side,
  newLoader: () => side.newFile(),
  rows: { order: "in order", areKept: true },
})
