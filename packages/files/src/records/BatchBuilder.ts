/** Collects what was read into batches, the pieces in which a reading travels from the thread that reads to the one that counts. */
import type { Rejection, Remark } from "@faceid-tally/core/engine"

import { BlockWriter } from "../rows/rowFormat.ts"
import { PageDays } from "./PageDays.ts"
import type { Decoded, RowSink } from "./RecordSink.ts"
import type { RowBlock, Scanner } from "../scanner/Scanner.ts"
import type { LineColumn } from "../scanner/InputWindow.ts"

/** A fault by its line in the part of the file that was read. */
export interface PartFault extends LineColumn {
  readonly rejection: Rejection
}

export interface Batch {
  /** Rows that count the same in any order. */
  readonly free: ReadonlyArray<RowBlock>
  /** Rows that are counted in the order of their file. */
  readonly blocks: ReadonlyArray<RowBlock>
  readonly apiErrors: number
  readonly hasRecords: boolean
  readonly hasList: boolean
  readonly faults: ReadonlyArray<PartFault>
  readonly remarks: ReadonlyArray<Remark>
  /** Of each table that began: the columns for which a header stands in it that the user has given. */
  readonly tables: ReadonlyArray<ReadonlyArray<string>>
  /** Bytes read from disk since the batch before. */
  readonly bytes: number
  /** Lines that ended since the batch before: told where one file is read in several parts. */
  readonly lines: number
}

/** What becomes of scanned rows: kept in order, handed over in any order, or sorted (`SortedRows`). */
export type Order = "in order" | "in any order" | "sorted"

/** A batch is handed over when it has grown to so many words or faults. */
const WORDS_MAX = 1 << 16
const FAULTS_MAX = 1 << 10

const NAMELESS = new PageDays({ name: undefined, needsDays: false })

export class BatchBuilder implements RowSink {
  bytes = 0
  lines = 0
  readonly writer = new BlockWriter()
  readonly #order: Order
  readonly #pageDays: PageDays
  readonly #countRows: ((rows: RowBlock) => void) | undefined
  #free: Array<RowBlock> = []
  #blocks: Array<RowBlock> = []
  #faults: Array<PartFault> = []
  #remarks: Array<Remark> = []
  #tables: Array<ReadonlyArray<string>> = []
  #apiErrors = 0
  #hasRecords = false
  #hasList = false
  /** Words in the blocks. */
  #words = 0

  /** With `countRows`, rows that may come in any order are counted where they lie, and not handed over. */
  constructor(order: Order, countRows?: (rows: RowBlock) => void, pageDays: PageDays = NAMELESS) {
    this.#order = order
    this.#pageDays = pageDays
    this.#countRows = countRows
  }

  get isFull(): boolean {
    return this.#words + this.writer.size >= WORDS_MAX || this.#faults.length >= FAULTS_MAX
  }

  accept(record: Decoded, place: () => LineColumn): void {
    if (record._tag === "ApiError") this.#apiErrors++
    else if (record._tag === "DetectInfo") this.writer.result(record)
    else if (record._tag === "BillPage") this.#pageDays.take(record, this, place, (page) => this.writer.page(page))
    else throw new Error("registrations are not counted")
  }

  reject(rejection: Rejection, place: LineColumn): void {
    this.#faults.push({ ...place, rejection })
  }

  remark(remark: Remark): void {
    if (this.#remarks.every(({ code }) => code !== remark.code)) this.#remarks.push(remark)
  }

  table(given: ReadonlyArray<string>): void {
    this.#tables.push(given)
    this.list()
  }

  list(): void {
    this.#hasList = true
  }

  takeRows(scanner: Scanner): void {
    this.#hasRecords = true
    if (this.#order === "in any order" && this.#countRows !== undefined) {
      this.#countRows(scanner.rows)
      scanner.clear()
      return
    }
    const rows = this.#order === "sorted" ? scanner.takeSorted() : scanner.takeBlock()
    this.#words += rows.words.length
    if (this.#order === "in order") {
      this.#flush()
      this.#blocks.push(rows)
    } else this.#free.push(rows)
  }

  take(): Batch {
    this.#flush()
    const batch = {
      free: this.#free,
      blocks: this.#blocks,
      apiErrors: this.#apiErrors,
      hasRecords: this.#hasRecords,
      hasList: this.#hasList,
      faults: this.#faults,
      remarks: this.#remarks,
      tables: this.#tables,
      bytes: this.bytes,
      lines: this.lines,
    }
    this.#free = []
    this.#blocks = []
    this.#faults = []
    this.#remarks = []
    this.#tables = []
    this.#apiErrors = 0
    this.#words = 0
    this.bytes = 0
    this.lines = 0
    return batch
  }

  #flush(): void {
    if (this.writer.size === 0) return
    this.#hasRecords = true
    this.#words += this.writer.size
    this.#blocks.push(this.writer.take())
  }
}
