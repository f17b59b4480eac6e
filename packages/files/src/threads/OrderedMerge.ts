/**
 * Takes in the batches of all tasks, whichever thread read them and in whatever order they finish, and counts them in
 * the order of the files: so neither totals nor faults depend on the order in which threads finish.
 */
import type { Batch } from "../records/BatchBuilder.ts"
import { type RowLoader, freeRows } from "../rows/RowLoader.ts"
import { GivenColumns } from "../options/GivenColumns.ts"
import { remarkOnce } from "../options/remarkOnce.ts"
import type { ReadOptions } from "../options/ReadOptions.ts"
import type { RecordKind } from "../options/Content.ts"
import type { RowBlock } from "../scanner/Scanner.ts"

/** Where everything goes: a tally or a bill. */
export interface Target {
  readonly kind: RecordKind
  /** What is counted apart from rows. */
  readonly counters: { apiErrors: number; rejected: number }
  /** Called once a file. */
  readonly newLoader: () => RowLoader
  readonly rows: RowsWanted
}

/** How scanned rows are wanted, and whether whoever takes them keeps them to count them later. */
export type RowsWanted =
  /** In the order of the files, counted when they come. */
  | { readonly order: "in order"; readonly areKept: false }
  | { readonly order: "in order"; readonly areKept: true }
  /** As they come from the threads, counted when they come. */
  | { readonly order: "in any order"; readonly areKept: false; readonly add: (rows: RowBlock) => void }
  /** Sorted by Seq, as they come from the threads. */
  | { readonly order: "sorted"; readonly areKept: true; readonly add: (rows: RowBlock) => void }

/** Takes rows that come in any order; `undefined` where they are wanted in theirs. */
export const takerOf = (wanted: RowsWanted): ((rows: RowBlock) => void) | undefined =>
  wanted.order === "in order" ? undefined : wanted.add

export class OrderedMerge {
  faults = 0
  isStopped = false
  bytes = 0
  hasRecords = false
  hasList = false
  apiErrors = 0
  readonly columns = new GivenColumns()
  /** Tasks before this one are counted. */
  counted = 0
  readonly #waiting = new Map<number, { readonly batches: Array<Batch>; isDone: boolean }>()
  #source = -1
  #merge: RowLoader | undefined
  /** Lines of the file that the ranges before have counted. */
  #lines = 0
  readonly #sourceOf: (task: number) => number
  readonly #nameOf: (source: number) => string
  readonly target: Target
  readonly #options: ReadOptions
  readonly #remark: ReturnType<typeof remarkOnce>

  constructor(
    tasks: { readonly sourceOf: (task: number) => number; readonly nameOf: (source: number) => string },
    target: Target,
    options: ReadOptions,
  ) {
    this.#sourceOf = tasks.sourceOf
    this.#nameOf = tasks.nameOf
    this.target = target
    this.#options = options
    this.#remark = remarkOnce(options)
  }

  add(task: number, batch: Batch): void {
    const { rows: wanted } = this.target
    for (const rows of batch.free) {
      takerOf(wanted)?.(rows)
      if (!wanted.areKept) freeRows(rows)
    }
    if (task === this.counted) this.#count(task, batch)
    else this.#wait(task).batches.push(batch)
  }

  finish(task: number): void {
    if (task !== this.counted) {
      this.#wait(task).isDone = true
      return
    }
    for (;;) {
      this.counted++
      const next = this.#waiting.get(this.counted)
      if (next === undefined) return
      this.#waiting.delete(this.counted)
      for (const batch of next.batches) this.#count(this.counted, batch)
      if (!next.isDone) return
    }
  }

  /** Ends the last file. */
  close(): void {
    this.#merge?.close()
    this.#merge = undefined
  }

  #wait(task: number) {
    const waiting = this.#waiting.get(task) ?? { batches: [], isDone: false }
    this.#waiting.set(task, waiting)
    return waiting
  }

  #count(task: number, batch: Batch): void {
    if (this.isStopped) return
    const source = this.#sourceOf(task)
    if (source !== this.#source) {
      this.close()
      this.#source = source
      this.#lines = 0
    }
    this.#merge ??= this.target.newLoader()
    for (const remark of batch.remarks) this.#remark(this.#nameOf(source), remark)
    for (const given of batch.tables) this.columns.add(given)
    this.hasRecords ||= batch.hasRecords
    this.hasList ||= batch.hasList
    for (const { line, ...fault } of batch.faults) {
      this.faults++
      this.target.counters.rejected++
      this.#options.onRejected?.({ file: this.#nameOf(source), line: line + this.#lines, ...fault })
      if (this.#options.strict === true) {
        this.isStopped = true
        return
      }
    }
    for (const rows of batch.blocks) {
      this.#merge.add(rows)
      if (!this.target.rows.areKept) freeRows(rows)
    }
    this.apiErrors += batch.apiErrors
    this.target.counters.apiErrors += batch.apiErrors
    this.#lines += batch.lines
    this.bytes += batch.bytes
  }
}
