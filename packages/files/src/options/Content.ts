/** What is known of a file before its first byte. */
import type { FlatKind, Place } from "@faceid-tally/core/engine"

import type { Encoding } from "./ReadOptions.ts"
import type { ColumnMap } from "./tableColumns.ts"

/** Which records are looked for; `any` takes each for the result or the bill that it looks like. */
export type RecordKind = FlatKind | "any"

export interface Content {
  readonly kind: RecordKind
  /** The file's name: `.ndjson` and `.jsonl` say one value a line. */
  readonly name: string
  readonly columns: ColumnMap
  readonly encoding: Encoding | undefined
  /** Minutes from UTC of times that say none. */
  readonly utcOffset: number | undefined
  /** The place of the records in each JSON value that has none at its top. */
  readonly place: Place | undefined
  /** A table that a folder gave: one without a header that fits is something else, and no fault. */
  readonly isOptional: boolean
  /** A header in `columns` may be that of another table. */
  readonly mayLackGiven: boolean
  /** Pages and lines of the bill without a day are rejected. */
  readonly needsDays: boolean
  /** The sheet of a workbook that is asked for. */
  readonly sheet: string | undefined
}

/** A table by its name, turned over or not. */
export const hasTableName = (name: string): boolean =>
  /\.(csv|tsv|xlsx)(\.\d+|-\d{8}|\.\d{4}-\d{2}-\d{2})?(\.gz)?$/i.test(name)

export const hasLinesName = (name: string): boolean => /\.(ndjson|jsonl)(\.gz)?$/i.test(name)
