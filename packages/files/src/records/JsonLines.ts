/**
 * Records in NDJSON: one value a line, or one at the end of each line of a log. A line counts as a whole, and after a
 * rejected one reading goes on at the next. One that is longer than what may be held is read as it comes, an array by its
 * elements: what came before a fault is kept.
 */
import { type Rejection, type RejectionCode, rejection } from "@faceid-tally/core/engine"

import { findNewline } from "../json/findNewline.ts"
import { faultOf, parseShort, skimJson } from "../json/jsonReader.ts"
import { CLOSE_BRACKET, COMMA, isBlank, OPEN_BRACKET, skipBlank } from "../json/JsonWalk.ts"
import { RECORD_BYTES_MAX } from "../limits/recordLimits.ts"
import { END_OF_FILE, isMark, MARK_BYTES, NUL, textAfter } from "../json/nothings.ts"
import type { RecordReader } from "./RecordSink.ts"
import type { RecordTaker } from "./RecordTaker.ts"
import { logRecordAt } from "../sniffing/jsonLine.ts"

/** What is wrong with a line, and the byte at fault. */
interface LineFault {
  readonly rejection: Rejection
  readonly at: number
}

type Span = readonly [start: number, end: number]

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
    else this.#readLine(start, lineEnd, newline < 0)
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

  #readLine(start: number, lineEnd: number, isLastLine: boolean): void {
    const { bytes } = this.#taker.window
    const end = trimmedEnd(bytes, start, lineEnd, isLastLine)
    const at = this.#skipStart(start, end)
    if (at < end && bytes[at] === OPEN_BRACKET) this.#readArrayLine(at, end)
    else if (at < end) this.#readValue(at, end)
    const nul = bytes.subarray(end, lineEnd).indexOf(NUL)
    if (nul >= 0) this.#taker.reject("nul_bytes", end + nul)
  }

  /** Past what is nothing at the start of a line: white space, byte order marks, and NULs, which are told. */
  #skipStart(start: number, end: number): number {
    const { bytes } = this.#taker.window
    let hasNuls = false
    for (let at = start; ;) {
      at = skipBlank(bytes, at, end)
      if (at < end && bytes[at] === NUL) {
        if (!hasNuls) this.#taker.reject("nul_bytes", at)
        hasNuls = true
        at++
      } else if (isMark(bytes, at, end)) at += MARK_BYTES
      else return at
    }
  }

  #readValue(at: number, end: number): void {
    const { bytes } = this.#taker.window
    const parsed = parseShort(bytes, at, end)
    const fault = parsed === undefined ? lineFault(bytes, at, end) : undefined
    if (fault === undefined) this.#taker.take(at, end, parsed)
    else this.#readLogLine(at, end, fault)
  }

  /** An array line counts as a whole too: where anything in it is broken it is one rejected record. */
  #readArrayLine(start: number, end: number): void {
    const elements = elementsOf(this.#taker.window.bytes, start, end)
    if ("rejection" in elements) return this.#readLogLine(start, end, elements)
    this.#taker.list()
    for (const [from, to] of elements) this.#taker.take(from, to)
  }

  /** What is no JSON may be the line of a log, whose record ends it. */
  #readLogLine(start: number, end: number, fault: LineFault): void {
    const record = logRecordAt(this.#taker.window.bytes, start, end)
    if (record === undefined) return this.#taker.reject(fault.rejection, fault.at)
    this.#taker.remark({ code: "log_line" })
    this.#taker.take(record.start, record.end)
  }
}

/** Before what is nothing at the end of a line: white space, NULs, and at the end of a file its old mark. */
const trimmedEnd = (bytes: Uint8Array, start: number, lineEnd: number, isLastLine: boolean): number => {
  let end = lineEnd
  for (; end > start; end--) {
    const byte = bytes[end - 1]
    const isMarked = byte === END_OF_FILE && (isLastLine || end - 1 === start)
    if (!isBlank(byte) && byte !== NUL && !isMarked) break
  }
  return end
}

/** What is wrong with bytes that are not one complete value. */
const lineFault = (bytes: Uint8Array, start: number, end: number): LineFault | undefined => {
  const value = skimJson(bytes, start, end)
  return value.outcome === "complete"
    ? leftAfter(bytes, value.at, end)
    : { rejection: rejection(faultOf(value)), at: value.at }
}

/** What is wrong where more stands behind a value. */
const leftAfter = (bytes: Uint8Array, from: number, end: number): LineFault | undefined => {
  const at = skipBlank(bytes, from, end)
  return at === end ? undefined : { rejection: textAfter(bytes, at), at }
}

/** The elements of the array that is all of the bytes. */
const elementsOf = (bytes: Uint8Array, start: number, end: number): ReadonlyArray<Span> | LineFault => {
  const elements: Array<Span> = []
  const open = { rejection: rejection("missing_bracket"), at: end }
  let at = skipBlank(bytes, start + 1, end)
  if (at === end) return open
  if (bytes[at] !== CLOSE_BRACKET) {
    for (;;) {
      const value = skimJson(bytes, at, end)
      if (at === end) return open
      if (value.outcome !== "complete") return { rejection: rejection(faultOf(value)), at: value.at }
      elements.push([at, value.at])
      at = skipBlank(bytes, value.at, end)
      if (at === end) return open
      if (bytes[at] === CLOSE_BRACKET) break
      if (bytes[at] !== COMMA) return { rejection: rejection("invalid_json"), at }
      at = skipBlank(bytes, at + 1, end)
    }
  }
  return leftAfter(bytes, at + 1, end) ?? elements
}
