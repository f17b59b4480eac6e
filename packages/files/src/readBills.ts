/** Reads the provider's bill, as JSON pages or as tables, into a `Bill`. */
import type { Bill } from "@faceid-tally/core"
import * as Effect from "effect/Effect"

import type { InputError, ReadOptions, ReadReport } from "./ReadOptions.ts"

/** Reads files, folders, globs or `-` into `bill`. */
export const readBills = (
  _files: ReadonlyArray<string>,
  _bill: Bill,
  _options: ReadOptions = {},
): Effect.Effect<ReadReport, InputError> => Effect.die("not built yet")
