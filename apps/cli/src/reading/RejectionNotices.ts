/**
 * Rejections as a person is told of them: of each kind the first ones with their places, in the end how many more there
 * were (M42). What belongs to the other side is held back until it is seen that not all of a side is so: then one
 * sentence says all (R30).
 */
import type { Rejection } from "@faceid-tally/core"
import type { Fault } from "@faceid-tally/files"

/** So many rejections of one kind are told, over all files. */
const TOLD_MAX = 20

interface Kind {
  readonly rejection: Rejection
  told: number
  /** Not told one by one. */
  more: number
}

export interface RejectionTeller {
  readonly each: (fault: Fault) => void
  readonly more: (count: number, rejection: Rejection) => void
}

export class RejectionNotices {
  readonly #tell: RejectionTeller
  readonly #kinds = new Map<string, Kind>()
  #held: Array<Fault> = []
  #isHolding = true
  #strayed = 0

  constructor(tell: RejectionTeller) {
    this.#tell = tell
  }

  /** How many of this reading belong to the other side. */
  get strayed(): number {
    return this.#strayed
  }

  /** Begins a reading; of the one before it is known what was told. */
  begin(): void {
    this.#strayed = 0
    this.#isHolding = true
  }

  add(fault: Fault): void {
    if (isStray(fault)) this.#strayed++
    else this.#release()
    if (!this.#isHolding) this.#count(fault)
    else if (this.#held.length < TOLD_MAX) this.#held.push(fault)
  }

  /** Ends a reading; where all of it belongs to the other side, that is told elsewhere. After the last the rest is told. */
  end({ isAllStray, isLast }: { readonly isAllStray: boolean; readonly isLast: boolean }): void {
    if (isAllStray) this.#held = []
    else this.#release()
    if (!isLast) return
    for (const kind of this.#kinds.values()) {
      if (kind.more > 0) this.#tell.more(kind.more, kind.rejection)
      kind.more = 0
    }
  }

  #release(): void {
    if (!this.#isHolding) return
    this.#isHolding = false
    const unheld = this.#strayed - this.#held.length
    for (const fault of this.#held) this.#count(fault)
    const last = this.#held.at(-1)
    if (last !== undefined) this.#kindOf(last).more += unheld
    this.#held = []
  }

  #count(fault: Fault): void {
    const kind = this.#kindOf(fault)
    if (kind.told === TOLD_MAX) kind.more++
    else {
      kind.told++
      this.#tell.each(fault)
    }
  }

  #kindOf({ rejection }: Fault): Kind {
    const key = [rejection.code, ...rejection.path.filter((part) => typeof part === "string")].join("\n")
    const kind = this.#kinds.get(key) ?? { rejection, told: 0, more: 0 }
    this.#kinds.set(key, kind)
    return kind
  }
}

const isStray = ({ rejection: { code } }: Fault): boolean =>
  code === "bill_among_results" || code === "result_among_bills"
