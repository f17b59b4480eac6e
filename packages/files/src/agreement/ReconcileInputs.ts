/**
 * Both sides of a reconciliation, read from files: rows are kept until all are there; then what agrees is summed, and the
 * rest is counted. `readSide` fills a side, and core's `reconcile` takes what `prepare` gives. Where the bill is read first,
 * results are compared with it as they come, while another thread reads on.
 */
import {
  type EqualPairTotals,
  Bill,
  dayNumberOf,
  Dictionaries,
  type ReconcileOptions,
  Tally,
  type DayRange,
} from "@faceid-tally/core/engine"

import { EqualPairSums, type PairsByDay } from "./EqualPairSums.ts"
import { EqualPairs } from "./EqualPairs.ts"
import { BillLoader, type RowLoader, freeRows, ResultLoader } from "../rows/RowLoader.ts"
import type { RowBlock } from "../scanner/Scanner.ts"
import { BITS_WORD, PAGE_FLAT_BIT } from "../rows/layout.ts"

/** The rows of one side, file by file. */
export class InputSide {
  apiErrors = 0
  rejected = 0
  /** All files were read. */
  isRead = false
  readonly kind: "results" | "bills"
  readonly #files: Array<Array<RowBlock>> = []
  readonly #onRows: (block: RowBlock) => void

  constructor(kind: "results" | "bills", onRows: (block: RowBlock) => void) {
    this.kind = kind
    this.#onRows = onRows
  }

  newFile(): RowLoader {
    const blocks: Array<RowBlock> = []
    this.#files.push(blocks)
    return {
      add: (block) => {
        blocks.push(block)
        this.#onRows(block)
      },
      close: () => {},
    }
  }

  get blocks(): ReadonlyArray<RowBlock> {
    return this.#files.flat()
  }

  /** Counts all rows, and forgets them. */
  mergeInto(newLoader: () => RowLoader): void {
    for (const blocks of this.#files.splice(0)) {
      const merge = newLoader()
      for (const block of blocks) {
        merge.add(block)
        freeRows(block)
      }
      merge.close()
    }
  }
}

/** What core's `reconcile` takes: what has to be matched, and the sums of what has not. */
export interface PreparedInputs {
  readonly tally: Tally
  readonly bill: Bill
  readonly agreed: EqualPairTotals | undefined
  /** What agrees on days that were not asked for, and is in neither side. */
  readonly elsewhere: PairsByDay
}

export class ReconcileInputs {
  readonly results = new InputSide("results", (block) => this.#compare(block))
  readonly bills = new InputSide("bills", () => this.#startAnew())
  readonly #question: ReconcileOptions
  readonly #window: DayRange | undefined
  /** `null` where the question is one that only the whole can answer. */
  #agreement: EqualPairs | null | undefined
  #waiting: Array<RowBlock> = []

  constructor(question: ReconcileOptions = {}) {
    this.#question = question
    this.#window = windowOf(question)
  }

  /** Brings both sides together. It can be asked once: the rows are gone then. */
  prepare(): PreparedInputs {
    const names = new Dictionaries()
    const [tally, bill] = [new Tally(names), new Bill(names)]
    const sums = this.#sums(names)
    this.results.mergeInto(() => new ResultLoader(tally, sums))
    this.bills.mergeInto(() => new BillLoader(bill, sums))
    for (const [counted, { apiErrors, rejected }] of [
      [tally, this.results],
      [bill, this.bills],
    ] as const) {
      counted.apiErrors += apiErrors
      counted.rejected += rejected
    }
    return { tally, bill, agreed: sums?.agreed(), elsewhere: sums?.elsewhere ?? new Map() }
  }

  #compare(block: RowBlock): void {
    if (this.bills.isRead) this.#agree()?.compare(block)
    else this.#waiting.push(block)
  }

  #sums(names: Dictionaries): EqualPairSums | undefined {
    const agreement = this.#agree()
    if (this.#window === undefined || agreement === null) return undefined
    agreement.close()
    return new EqualPairSums(agreement, names, this.#window, this.#question.ruleId)
  }

  /** The comparison with the bill as it is now; what has waited for it is compared first. */
  #agree(): EqualPairs | null {
    if (this.#agreement !== undefined) return this.#agreement
    const bill = this.bills.blocks
    const canAgree = this.#window !== undefined && this.#question.account === undefined && !bill.some(startsWithRow)
    this.#agreement = canAgree ? new EqualPairs(bill, this.#question) : null
    for (const block of this.#waiting.splice(0)) this.#agreement?.compare(block)
    return this.#agreement
  }

  /** More of the bill has come. */
  #startAnew(): void {
    if (this.#agreement === undefined) return
    this.#agreement = undefined
    this.#waiting = [...this.results.blocks]
  }
}

/** The days that are asked for; an open end is the outermost day that is seen, which only the whole can tell. */
const windowOf = ({ from, to }: ReconcileOptions): DayRange | undefined => {
  if (from === undefined && to === undefined) return { bounds: null }
  const [first, last] = [from, to].map((day) => day && dayNumberOf(day))
  return first === undefined || last === undefined ? undefined : { bounds: { first, last } }
}

/** Whether a bill is a table: none of its rows can agree, so nothing need be compared. */
const startsWithRow = ({ words }: RowBlock): boolean =>
  words.length > 0 && ((words[BITS_WORD] as number) & PAGE_FLAT_BIT) !== 0
