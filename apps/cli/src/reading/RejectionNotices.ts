/**
 * Rejections as a person is told of them: of each kind the first ones with their places, in the end how many more there
 * were (M42). What belongs to the other side is held back until it is seen that not all of a side is so: then one
 * sentence says all (R30).
 */
import type { Rejection } from "@faceid-tally/core/engine"
import type { Fault } from "@faceid-tally/files"

/** So many rejections of one kind are told, over all files. */
const SHOWN_MAX = 20

interface Kind {
  readonly rejection: Rejection
  shown: number
  /** Not shown one by one. */
  more: number
}

export interface RejectionPrinter {
  readonly each: (fault: Fault) => void
  readonly more: (count: number, rejection: Rejection) => void
}

export class RejectionNotices {
  readonly #print: RejectionPrinter
  readonly #kinds = new Map<string, Kind>()
  #held: Array<Fault> = []
  #isHolding = true
  #ofOtherSide = 0

  constructor(print: RejectionPrinter) {
    this.#print = print
  }

  /** How many of this reading belong to the other side. */
  get ofOtherSide(): number {
    return this.#ofOtherSide
  }

  /** Begins a reading; of the one before it is known what was told. */
  begin(): void {
    this.#ofOtherSide = 0
    this.#isHolding = true
  }

  add(fault: Fault): void {
    if (isOfOtherSide(fault)) this.#ofOtherSide++
    else this.#release()
    if (!this.#isHolding) this.#count(fault)
    else if (this.#held.length < SHOWN_MAX) this.#held.push(fault)
  }

  /** Ends a reading; where all of it belongs to the other side, that is told elsewhere. After the last the rest is told. */
  end({ isAllOfOtherSide, isLast }: { readonly isAllOfOtherSide: boolean; readonly isLast: boolean }): void {
    if (isAllOfOtherSide) this.#held = []
    else this.#release()
    if (!isLast) return
    for (const kind of this.#kinds.values()) {
      if (kind.more > 0) this.#print.more(kind.more, kind.rejection)
      kind.more = 0
    }
  }

  #release(): void {
    if (!this.#isHolding) return
    this.#isHolding = false
    const unheld = this.#ofOtherSide - this.#held.length
    for (const fault of this.#held) this.#count(fault)
    const last = this.#held.at(-1)
    if (last !== undefined) this.#kindOf(last).more += unheld
    this.#held = []
  }

  #count(fault: Fault): void {
    const kind = this.#kindOf(fault)
    if (kind.shown === SHOWN_MAX) kind.more++
    else {
      kind.shown++
      this.#print.each(fault)
    }
  }

  #kindOf({ rejection }: Fault): Kind {
    const key = [rejection.code, ...rejection.path.filter((part) => typeof part === "string")].join("\n")
    const kind = this.#kinds.get(key) ?? { rejection, shown: 0, more: 0 }
    this.#kinds.set(key, kind)
    return kind
  }
}

const isOfOtherSide = ({ rejection: { code } }: Fault): boolean =>
  code === "bill_among_results" || code === "result_among_bills"
