/**
 * Both sides of a reconciliation, read from files: rows are kept until all are there; then what agrees is summed, and the
 * rest is counted. `readSide` fills a side, and core's `reconcile` takes what `meet` gives.
 */
import { type Agreed, Bill, dayNumberOf, Names, type ReconcileOptions, Tally, type Window } from "@faceid-tally/core"

import { AgreedSums } from "./AgreedSums.ts"
import { Agreement } from "./Agreement.ts"
import { PAGE } from "./Block.ts"
import { BillMerge, type FileMerge, freeRows, ResultMerge, type Settled } from "./Merge.ts"
import type { Rows } from "./Scanner.ts"

/** The rows of one side, file by file. */
export class Side {
  apiErrors = 0
  rejected = 0
  readonly kind: "results" | "bills"
  readonly #files: Array<Array<Rows>> = []

  constructor(kind: "results" | "bills") {
    this.kind = kind
  }

  newFile(): FileMerge {
    const blocks: Array<Rows> = []
    this.#files.push(blocks)
    return { add: (block) => void blocks.push(block), close() {} }
  }

  get blocks(): ReadonlyArray<Rows> {
    return this.#files.flat()
  }

  /** Counts all rows, and forgets them. */
  mergeInto(newMerge: () => FileMerge): void {
    for (const blocks of this.#files.splice(0)) {
      const merge = newMerge()
      for (const block of blocks) {
        merge.add(block)
        freeRows(block)
      }
      merge.close()
    }
  }
}

/** What core's `reconcile` takes: what has to be matched, and the sums of what has not. */
export interface Met {
  readonly tally: Tally
  readonly bill: Bill
  readonly agreed: Agreed | undefined
}

export class Sides {
  readonly results = new Side("results")
  readonly bills = new Side("bills")

  /** Brings both sides together. It can be asked once: the rows are gone then. */
  meet(question: ReconcileOptions = {}): Met {
    const names = new Names()
    const [tally, bill] = [new Tally(names), new Bill(names)]
    const sums = this.#sums(question, names)
    this.results.mergeInto(() => new ResultMerge(tally, sums))
    this.bills.mergeInto(() => new BillMerge(bill, sums))
    for (const [counted, { apiErrors, rejected }] of [
      [tally, this.results],
      [bill, this.bills],
    ] as const) {
      counted.apiErrors += apiErrors
      counted.rejected += rejected
    }
    return { tally, bill, agreed: sums?.agreed() }
  }

  #sums(question: ReconcileOptions, names: Names): (AgreedSums & Settled) | undefined {
    const window = windowOf(question)
    const bill = this.bills.blocks
    if (window === undefined || bill.some(hasRows)) return undefined
    return new AgreedSums(new Agreement(this.results.blocks, bill, question), names, window, question.ruleId)
  }
}

/** The days that are asked for; an open end is the outermost day that is seen, which only the whole can tell. */
const windowOf = ({ from, to }: ReconcileOptions): Window | undefined => {
  if (from === undefined && to === undefined) return { bounds: null }
  const [first, last] = [from, to].map((day) => day && dayNumberOf(day))
  return first === undefined || last === undefined ? undefined : { bounds: { first, last } }
}

/** Whether there are rows of a table, which make pages of their own. */
const hasRows = ({ words }: Rows): boolean => words.length > 0 && ((words[1] as number) & PAGE.flat) !== 0
