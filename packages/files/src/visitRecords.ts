/** Shows every record of files of either kind, one by one and in order: for looking something up, not for counting. */
import type { BillPage, DetectInfo } from "@faceid-tally/core"
import * as Effect from "effect/Effect"

import type { InputError, Place, ReadOptions, ReadReport } from "./ReadOptions.ts"

/** Calls `visit` with each result and each page or line of the bill, and where it begins. */
export const visitRecords = (
  _files: ReadonlyArray<string>,
  _visit: (record: DetectInfo | BillPage, where: Place) => void,
  _options: ReadOptions = {},
): Effect.Effect<ReadReport, InputError> => Effect.die("not built yet")
