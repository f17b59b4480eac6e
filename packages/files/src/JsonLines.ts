/** Records in NDJSON: one value a line. A line counts as a whole, and after a rejected one reading goes on at the next. */
import { findNewline } from "./findNewline.ts"
import { parseShort, skimJson } from "./JsonReader.ts"
import { CLOSE_BRACKET, COMMA, OPEN_BRACKET, skipBlank } from "./JsonWalk.ts"
import { RECORD_BYTES_MAX, type RecordReader } from "./RecordSink.ts"
import type { RecordTaker } from "./RecordTaker.ts"

const CARRIAGE_RETURN = 0x0d

export class JsonLines implements RecordReader {
  readonly isEnded = false
  readonly #taker: RecordTaker
  /** How much of the line at the window's start has no newline in it. */
  #searched = 0
  #isSkippingLine = false

  constructor(taker: RecordTaker) {
    this.#taker = taker
  }

  /** False where it cannot go on before the taker has its plain path: then it is to be called again. */
  read(isLast: boolean): boolean {
    const { window } = this.#taker
    if (window.length >= RECORD_BYTES_MAX && !this.#hasNewline()) this.#skipLine()
    while (window.length > 0 && (isLast || this.#hasNewline())) {
      const isScanned = !this.#isSkippingLine && this.#taker.scan("lines", isLast) !== "odd"
      this.#searched = 0
      if (isScanned) continue
      if (this.#taker.plainPath === undefined) return false
      this.#readPlainly()
    }
    if (this.#isSkippingLine) window.start = window.end
    return true
  }

  readCut(): void {
    this.read(false)
    const { window } = this.#taker
    if (this.#isSkippingLine) return
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

  #skipLine(): void {
    this.#taker.reject("too_large", this.#taker.window.start)
    this.#isSkippingLine = true
    this.#searched = 0
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
    const { outcome, at } = skimJson(this.#taker.window.bytes, start, end)
    if (outcome === "complete") return at
    this.#taker.reject("invalid_json", at)
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
    for (const [from, to] of spans) this.#taker.take(from, to)
  }
}
