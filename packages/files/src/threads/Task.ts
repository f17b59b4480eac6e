/** One piece of work: a file from end to end, or the lines of a big one that begin in a range of its bytes. */
import type { Content } from "../options/Content.ts"
import type { SpreadsheetReader } from "../options/spreadsheet.ts"
import type { Batch, Order } from "../records/BatchBuilder.ts"
import type { RowBlock } from "../scanner/Scanner.ts"

export interface Task {
  /** The place of the file among the sources. */
  readonly source: number
  /** `undefined` for standard input. */
  readonly path: string | undefined
  /** Bytes on disk, `undefined` for what can be read only once. */
  readonly size: number | undefined
  readonly content: Content
  /** The range of a plain NDJSON file, `undefined` for a file from end to end. */
  readonly range: Range | undefined
  readonly order: Order
  /** Only the main thread can read one. */
  readonly isWorkbook: boolean
}

export interface Range {
  readonly from: number
  readonly to: number
  /** The first range begins with a line, past a byte order mark; the others may begin within one. */
  readonly isFirst: boolean
}

export type Deliver = (batch: Batch) => Promise<void> | void

/** What a thread has to do with what it reads. */
export interface TaskIo {
  readonly stdin: AsyncIterable<Uint8Array> | undefined
  readonly spreadsheet?: SpreadsheetReader | undefined
  readonly deliver: Deliver
  /** Counts rows on the spot that may come in any order. */
  readonly countRows?: ((rows: RowBlock) => void) | undefined
}
