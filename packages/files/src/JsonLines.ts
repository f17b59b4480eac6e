/**
 * Records in NDJSON: one value a line. A line counts as a whole, and after a rejected one reading goes on at the next. One
 * that is longer than what may be held is read as it comes, an array by its elements: what came before a fault is kept.
 */
import type { RejectionCode } from "@faceid-tally/core"

import { findNewline } from "./findNewline.ts"
import { faultOf, parseShort, skimJson } from "./JsonReader.ts"
import { CLOSE_BRACKET, COMMA, OPEN_BRACKET, skipBlank } from "./JsonWalk.ts"
import { RECORD_BYTES_MAX } from "./limits/recordLimits.ts"
import type { RecordReader } from "./RecordSink.ts"
import type { RecordTaker } from "./RecordTaker.ts"

const CARRIAGE_RETURN = 0x0d

type LongLinePlace = "first element" | "element" | "after element" | "after value"

export class JsonLines implements RecordReader {
  readonly isEnded = false
  readonly #taker: RecordTaker
  /** How much of the line at the window's start has no newline in it. */
  #searched = 0
  #isSkippingLine = false
  /** Where the reader is in a line that is too long to be held. */
  #place: LongLinePlace | undefined
  /** No use to look at its next element again before there are so many bytes. */
  #lengthMin = 0

  constructor(taker: RecordTaker) {
    this.#taker = taker
  }

  /** Inside of a line of which the beginning was taken. */
  get isInLongLine(): boolean {
    return this.#place !== undefined
  }

  /** False where it cannot go on before the taker has its plain path: then it is to be called again. */
  read(isLast: boolean): boolean {
    const { window } = this.#taker
    while (window.length > 0 || (isLast && this.#place !== undefined)) {
      if (this.#place !== undefined) {
        if (this.#taker.plainPath === undefined) return false
        if (!this.#readLongLine(isLast)) break
      } else if (isLast || this.#hasNewline()) {
        const isScanned = !this.#isSkippingLine && this.#taker.scan("lines", isLast) !== "odd"
        this.#searched = 0
        if (isScanned) continue
        if (this.#taker.plainPath === undefined) return false
        this.#readPlainly()
      } else if (this.#isSkippingLine || !this.#isTooLongToHold()) break
      else if (this.#taker.plainPath === undefined) return false
      else this.#beginLongLine()
    }
    if (this.#isSkippingLine) {
      window.start = window.end
      this.#searched = 0
    }
    return true
  }

  readCut(): void {
    this.read(false)
    const { window } = this.#taker
    if (this.#isSkippingLine || this.#place !== undefined) return
    const at = skipBlank(window.bytes, window.start, window.end)
    const value = skimJson(window.bytes, at, window.end)
    if (value.outcome === "complete" && value.at === window.end) this.read(true)
  }

  /** Whether a line ends in the window: bytes that were searched before are not searched again. */
  #hasNewline(): boolean {
    const { bytes, start, end } = this.#taker.window
    const found = findNewline(bytes.subarray(start + this.#searched, end)) >= 0
    this.#searched = found ? 0 : end - start
    return found
  }

  /** Reads the first line without the scanner. */
  #readPlainly(): void {
    const { window } = this.#taker
    const { start, end } = window
    const newline = findNewline(window.bytes.subarray(start, end))
    const lineEnd = newline < 0 ? end : start + newline
    if (this.#isSkippingLine) this.#isSkippingLine = false
    else this.#readLine(start, lineEnd)
    window.start = newline < 0 ? end : lineEnd + 1
  }

  /** Whether a line whose end is not there is longer than what may be held. */
  #isTooLongToHold(): boolean {
    const { window } = this.#taker
    // Blanks are nothing, however many; one is kept, by which the line is known to have begun.
    window.start = Math.max(window.start, skipBlank(window.bytes, window.start, window.end) - 1)
    this.#searched = window.length
    return window.length >= RECORD_BYTES_MAX
  }

  #beginLongLine(): void {
    const { bytes, start, end } = this.#taker.window
    const at = skipBlank(bytes, start, end)
    const value = bytes[at] === OPEN_BRACKET ? undefined : skimJson(bytes, at, end)
    if (value === undefined) this.#goOn("first element", at + 1)
    else if (value.outcome === "complete") this.#takeLong(at, value.at, "after value")
    else this.#skipLine("too_large", at)
  }

  #skipLine(code: RejectionCode, at: number): true {
    this.#taker.reject(code, at)
    this.#isSkippingLine = true
    this.#place = undefined
    this.#searched = 0
    return true
  }

  /** Goes on by one step; false when that takes more bytes. */
  #readLongLine(isLast: boolean): boolean {
    const { window } = this.#taker
    if (window.length < this.#lengthMin && !isLast) return false
    this.#lengthMin = 0
    const { bytes, end } = window
    const newline = findNewline(bytes.subarray(window.start, end))
    const lineEnd = newline < 0 ? end : window.start + newline
    const at = skipBlank(bytes, window.start, lineEnd)
    window.start = at
    if (at === lineEnd) {
      if (newline < 0 && !isLast) return false
      if (this.#place !== "after value") this.#taker.reject("missing_bracket", at)
      this.#place = undefined
      window.start = Math.min(lineEnd + 1, end)
      return true
    }
    if (this.#place === "after value") return this.#skipLine("text_after_value", at)
    if (bytes[at] === CLOSE_BRACKET && this.#place !== "element") return this.#goOn("after value", at + 1)
    if (this.#place !== "after element") return this.#readElement(lineEnd, newline >= 0 || isLast)
    return bytes[at] === COMMA ? this.#goOn("element", at + 1) : this.#skipLine("invalid_json", at)
  }

  #readElement(lineEnd: number, isWhole: boolean): boolean {
    const { window } = this.#taker
    const at = window.start
    const value = skimJson(window.bytes, at, lineEnd)
    // More may belong to a scalar that ends with the bytes.
    const mayGoOn = value.outcome === "cut" || (value.outcome === "complete" && value.at === lineEnd)
    if (mayGoOn && !isWhole) {
      if (window.length >= RECORD_BYTES_MAX) return this.#skipLine("too_large", at)
      this.#lengthMin = Math.min(window.length * 2, RECORD_BYTES_MAX)
      return false
    }
    if (value.outcome !== "complete") return this.#skipLine(faultOf(value), value.at)
    return this.#takeLong(at, value.at, "after element")
  }

  #takeLong(start: number, end: number, place: LongLinePlace): true {
    this.#taker.take(start, end)
    return this.#goOn(place, end)
  }

  #goOn(place: LongLinePlace, start: number): true {
    this.#place = place
    this.#taker.window.start = start
    return true
  }

  #readLine(start: number, lineEnd: number): void {
    const { bytes } = this.#taker.window
    const end = lineEnd > start && bytes[lineEnd - 1] === CARRIAGE_RETURN ? lineEnd - 1 : lineEnd
    const at = skipBlank(bytes, start, end)
    if (at === end) return
    if (bytes[at] === OPEN_BRACKET) return this.#readArrayLine(at, end)
    const parsed = parseShort(bytes, at, end)
    if (parsed !== undefined || this.#isWholeLine(at, end)) this.#taker.take(at, end, parsed)
  }

  /** Whether a line is one complete value: if not, it is rejected here. */
  #isWholeLine(start: number, end: number): boolean {
    const value = this.#skimInLine(start, end)
    if (value < 0) return false
    return this.#isNothingLeft(value, end)
  }

  #skimInLine(start: number, end: number): number {
    const value = skimJson(this.#taker.window.bytes, start, end)
    if (value.outcome === "complete") return value.at
    this.#taker.reject(faultOf(value), value.at)
    return -1
  }

  #isNothingLeft(from: number, end: number): boolean {
    const at = skipBlank(this.#taker.window.bytes, from, end)
    if (at < end) this.#taker.reject("text_after_value", at)
    return at === end
  }

  /** A line counts as a whole: an array in which anything is broken is one rejected record. */
  #readArrayLine(start: number, end: number): void {
    const { bytes } = this.#taker.window
    const spans: Array<readonly [number, number]> = []
    let at = skipBlank(bytes, start + 1, end)
    if (bytes[at] !== CLOSE_BRACKET || at === end) {
      for (;;) {
        if (at === end) return this.#taker.reject("missing_bracket", at)
        const valueEnd = this.#skimInLine(at, end)
        if (valueEnd < 0) return
        spans.push([at, valueEnd])
        at = skipBlank(bytes, valueEnd, end)
        if (at === end) return this.#taker.reject("missing_bracket", at)
        if (bytes[at] === CLOSE_BRACKET) break
        if (bytes[at] !== COMMA) return this.#taker.reject("invalid_json", at)
        at = skipBlank(bytes, at + 1, end)
      }
    }
    if (!this.#isNothingLeft(at + 1, end)) return
    this.#taker.list()
    for (const [from, to] of spans) this.#taker.take(from, to)
  }
}
