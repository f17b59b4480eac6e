/** What is known of a file before its first byte. */
import type { Encoding } from "./ReadOptions.ts"
import type { RecordKind } from "./RecordSink.ts"
import type { ColumnMap } from "./TableColumns.ts"

export interface Content {
  readonly kind: RecordKind
  /** The file's name: `.ndjson` and `.jsonl` say one value a line. */
  readonly name: string
  readonly columns: ColumnMap
  readonly encoding: Encoding | undefined
}

export const hasLinesName = (name: string): boolean => /\.(ndjson|jsonl)(\.gz)?$/i.test(name)
