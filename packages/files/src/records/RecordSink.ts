/** Where the readers of each format put what they find. */
import type { ApiError, BillPage, DetectInfo, RegistrationRow, Rejection, Remark } from "@faceid-tally/core/engine"

import type { BlockWriter } from "../rows/rowFormat.ts"
import type { Scanner } from "../scanner/Scanner.ts"
import type { LineColumn } from "../scanner/InputWindow.ts"

export type Decoded = DetectInfo | BillPage | ApiError | RegistrationRow

export interface RecordSink {
  /** `place` gives the place of the record's first byte, when it is called at once. */
  accept(record: Decoded, place: () => LineColumn): void
  reject(rejection: Rejection, place: LineColumn): void
  remark(remark: Remark): void
  /** A table begins, in which the headers stand that the user has given for these columns. */
  table(given: ReadonlyArray<string>): void
  /** A list begins. */
  list(): void
}

/** A sink that takes what a scanner has decoded too. */
export interface RowSink extends RecordSink {
  /** Where accepted records are written. */
  readonly writer: BlockWriter
  /** Takes what the scanner has decoded so far. */
  takeRows(scanner: Scanner): void
}

/** A reader of one format: it takes from the window what is whole, and at the `last` call all of it. */
export interface RecordReader {
  read(isLast: boolean): void
  /** Instead of the last call where the file broke off: takes what is whole, and is silent about the rest. */
  readCut(): void
  /** True after a fault that ends the file: nothing more is read. */
  readonly isEnded: boolean
}
