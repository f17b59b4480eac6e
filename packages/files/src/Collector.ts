/** Collects what was read into batches, the pieces in which a reading travels from the thread that reads to the one that counts. */
import { type Rejection } from "@faceid-tally/core"

import { BlockWriter } from "./Block.ts"
import type { Decoded, RowSink } from "./RecordSink.ts"
import type { Rows, Scanner } from "./Scanner.ts"
import type { LineColumn } from "./Window.ts"

/** A fault by its line in the part of the file that was read. */
export interface PartFault extends LineColumn {
  readonly rejection: Rejection
}

export interface Batch {
  /** Rows that count the same in any order, as `SortedRows` are laid out. */
  readonly sorted: ReadonlyArray<Rows>
  /** Rows that are counted in the order of their file. */
  readonly blocks: ReadonlyArray<Rows>
  readonly apiErrors: number
  readonly faults: ReadonlyArray<PartFault>
  /** Bytes read from disk since the batch before. */
  readonly bytes: number
  /** Lines that ended since the batch before: told where one file is read in several parts. */
  readonly lines: number
}

/** What becomes of scanned rows: kept in order, or sorted, with their labels or without. */
export type Order = "in order" | "sorted" | "sorted, for totals"

/** A batch is handed over when it has grown to so many words or faults. */
const WORDS_MAX = 1 << 16
const FAULTS_MAX = 1 << 10

export class Collector implements RowSink {
  bytes = 0
  lines = 0
  readonly writer = new BlockWriter()
  readonly #order: Order
  #sorted: Array<Rows> = []
  #blocks: Array<Rows> = []
  #faults: Array<PartFault> = []
  #apiErrors = 0
  /** Words in the blocks. */
  #words = 0

  constructor(order: Order) {
    this.#order = order
  }

  get isFull(): boolean {
    return this.#words + this.writer.size >= WORDS_MAX || this.#faults.length >= FAULTS_MAX
  }

  accept(record: Decoded): void {
    if (record._tag === "ApiError") this.#apiErrors++
    else if (record._tag === "DetectInfo") this.writer.result(record)
    else this.writer.page(record)
  }

  reject(rejection: Rejection, { line, column }: LineColumn): void {
    this.#faults.push({ line, column, rejection })
  }

  takeRows(scanner: Scanner): void {
    const isSorted = this.#order !== "in order"
    const rows = isSorted ? scanner.takeSorted(this.#order === "sorted") : scanner.takeBlock()
    this.#words += rows.words.length
    if (isSorted) this.#sorted.push(rows)
    else {
      this.#flush()
      this.#blocks.push(rows)
    }
  }

  take(): Batch {
    this.#flush()
    const batch = {
      sorted: this.#sorted,
      blocks: this.#blocks,
      apiErrors: this.#apiErrors,
      faults: this.#faults,
      bytes: this.bytes,
      lines: this.lines,
    }
    this.#sorted = []
    this.#blocks = []
    this.#faults = []
    this.#apiErrors = 0
    this.#words = 0
    this.bytes = 0
    this.lines = 0
    return batch
  }

  #flush(): void {
    if (this.writer.size === 0) return
    this.#words += this.writer.size
    this.#blocks.push(this.writer.take())
  }
}
