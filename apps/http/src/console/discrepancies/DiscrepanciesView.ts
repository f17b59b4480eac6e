/** What the page of discrepancies shows. */
import type { Run, RunItem, RunItemCount } from "@faceid-tally/books/engine"

import type { PageContext } from "../context/PageContext.ts"
import type { NotDecided, StatedItems } from "../decisions/statedItems.ts"
import type { Filter } from "./Filter.ts"

export interface DiscrepanciesView {
  readonly context: PageContext
  readonly month: string | undefined
  /** The runs of the month, the latest first. */
  readonly runs: ReadonlyArray<Run>
  readonly filter: Filter
  readonly accounts: ReadonlyArray<string>
  /** `null` where there is no run. */
  readonly found: Found | null
}

export interface Found {
  readonly run: Run
  readonly rows: ReadonlyArray<RunItem>
  /** Of every kind, as the rest of the filter has it. */
  readonly counts: ReadonlyArray<RunItemCount>
  /** What was decided of them; where that is not said by this run, by which it is. */
  readonly stated: StatedItems | NotDecided
  /** How many rows stand on the pages before. */
  readonly skipped: number
  /** The cursor of the next page. */
  readonly next: string | null
}
