/**
 * Reads result files and attempt tables into a tally. Nothing fails because of a bad record: it is reported, counted
 * as rejected, and reading goes on.
 */
import type { Tally } from "@faceid-tally/core"
import * as Effect from "effect/Effect"

import type { InputError, ReadOptions, ReadReport } from "./ReadOptions.ts"

/** Reads files, folders, globs or `-` into `tally`. */
export const readResults = (
  _files: ReadonlyArray<string>,
  _tally: Tally,
  _options: ReadOptions = {},
): Effect.Effect<ReadReport, InputError> => Effect.die("not built yet")
