/** What the page of discrepancies shows. */
import type { Run, RunItem, RunItemCount } from "@faceid-tally/books"

import type { PageContext } from "../context/PageContext.ts"
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
  /** How many rows stand on the pages before. */
  readonly skipped: number
  /** The cursor of the next page. */
  readonly next: string | null
}
