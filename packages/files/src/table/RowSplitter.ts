/** Cuts one row of a table into cells, where they lie: RFC 4180 with any delimiter, cells without blanks at their edges. */
import { isUtf8 } from "node:buffer"

import { utf8Text } from "../json/jsonText.ts"
import { QUOTE } from "../json/JsonWalk.ts"
import { CELLS_MAX } from "../limits/recordLimits.ts"

const LINE_FEED = 0x0a
const CARRIAGE_RETURN = 0x0d
const SPACE = 0x20
const TAB = 0x09

export class RowSplitter {
  /** The delimiter's byte. */
  readonly delimiter: number
  /** Cells of the last row, where its line ends, and where the next row begins. */
  count = 0
  lineEnd = 0
  next = 0
  /** Where a quote was opened that never closed. */
  openQuote = 0
  readonly #starts: Array<number> = []
  readonly #ends: Array<number> = []

  constructor(delimiter: number) {
    this.delimiter = delimiter
  }

  /** `cut`: the bytes end before the row does, and are not the last. */
  split(bytes: Uint8Array, from: number, end: number, isLast: boolean): "row" | "cut" | "unclosed" {
    const { delimiter } = this
    this.count = 0
    for (let at = from; ; at++) {
      while (at < end && isPadding(bytes[at], delimiter)) at++
      const start = at
      if (at < end && bytes[at] === QUOTE) {
        at = closingQuote(bytes, at, end)
        if (at < 0 && isLast) {
          this.openQuote = start
          return "unclosed"
        }
        if (at < 0 || (at === end && !isLast)) return "cut"
      }
      while (at < end && bytes[at] !== delimiter && bytes[at] !== LINE_FEED && bytes[at] !== CARRIAGE_RETURN) at++
      if (at === end && !isLast) return "cut"
      this.#add(start, this.#endOf(bytes, start, at))
      if (at < end && bytes[at] === delimiter) continue
      this.lineEnd = at
      if (at < end && bytes[at] === CARRIAGE_RETURN) {
        if (at + 1 === end && !isLast) return "cut"
        if (bytes[at + 1] === LINE_FEED && at + 1 < end) at++
      }
      this.next = Math.min(at + 1, end)
      return "row"
    }
  }

  #endOf(bytes: Uint8Array, start: number, at: number): number {
    const end = trimEnd(bytes, start, at, this.delimiter)
    return isBlankQuote(bytes, start, end) ? start : end
  }

  /** Past the limit of cells the last one stands for all: the first of them that is not empty. */
  #add(start: number, end: number): void {
    if (this.count > CELLS_MAX) {
      if (!this.isEmpty(CELLS_MAX)) return
      this.count--
    }
    this.#starts[this.count] = start
    this.#ends[this.count] = end
    this.count++
  }

  start(cell: number): number {
    return this.#starts[cell] ?? 0
  }

  /** One past the cell, padding not included. */
  end(cell: number): number {
    return this.#ends[cell] ?? 0
  }

  isEmpty(cell: number): boolean {
    return cell >= this.count || this.#starts[cell] === this.#ends[cell]
  }

  get isBlank(): boolean {
    for (let cell = 0; cell < this.count; cell++) if (!this.isEmpty(cell)) return false
    return true
  }

  /** The text of a cell as it stands there, `""` past the row's end, and `undefined` if its bytes are no valid text. */
  text(bytes: Uint8Array, cell: number): string | undefined {
    if (this.isEmpty(cell)) return ""
    const raw = bytes.subarray(this.start(cell), this.#ends[cell])
    return isUtf8(raw) ? utf8Text(raw) : undefined
  }
}

const isPadding = (byte: number | undefined, delimiter: number): boolean =>
  (byte === SPACE || byte === TAB) && byte !== delimiter

const trimEnd = (bytes: Uint8Array, start: number, end: number, delimiter: number): number => {
  let at = end
  while (at > start && isPadding(bytes[at - 1], delimiter)) at--
  return at
}

/** Whether a cell is a pair of quotes with nothing, or spaces, between them. */
const isBlankQuote = (bytes: Uint8Array, start: number, end: number): boolean => {
  if (end - start < 2 || bytes[start] !== QUOTE || bytes[end - 1] !== QUOTE) return false
  for (let at = start + 1; at < end - 1; at++) if (bytes[at] !== SPACE) return false
  return true
}

/** One past the quote that closes the one at `from`, −1 if none does. */
const closingQuote = (bytes: Uint8Array, from: number, end: number): number => {
  for (let at = from + 1; ; at += 2) {
    at = bytes.indexOf(QUOTE, at)
    if (at < 0 || at >= end) return -1
    if (at + 1 >= end || bytes[at + 1] !== QUOTE) return at + 1
  }
}
