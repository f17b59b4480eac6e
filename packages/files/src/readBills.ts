/** Reads the provider's bill, as JSON pages or as tables, into a `Bill`. */
import type { Bill } from "@faceid-tally/core/engine"
import type * as Effect from "effect/Effect"

import type { Target } from "./threads/OrderedMerge.ts"
import { BillLoader } from "./rows/RowLoader.ts"
import { readFiles } from "./threads/readFiles.ts"
import type { InputError, ReadOptions, ReadReport } from "./options/ReadOptions.ts"

/** Reads files, folders, globs or `-` into `bill`. */
export const readBills = (
  files: ReadonlyArray<string>,
  bill: Bill,
  options: ReadOptions = {},
): Effect.Effect<ReadReport, InputError> => readFiles(files, billsInto(bill), options)

/** A bill as the target of a reading. */
export const billsInto = (bill: Bill): Target => ({
  kind: "bills",
  counters: bill,
  newLoader: () => new BillLoader(bill),
  rows: { order: "in order", areKept: false },
})
