/**
 * Records in JSON: one value a line, or a stream of documents whose arrays hold one record an element. A stream whose
 * first line turns out to be one complete value was NDJSON all along, and is read so from the next line on (CONTRACT 1).
 */
import { type Rejection, type RejectionCode, rejection } from "@faceid-tally/core"
import * as Result from "effect/Result"

import { decodeRecord, parseShort } from "./decodeRecord.ts"
import { skimJson } from "./JsonReader.ts"
import { CLOSE_BRACKET, COMMA, isBlank, NEWLINE, OPEN_BRACE, OPEN_BRACKET, QUOTE, skipBlank } from "./JsonWalk.ts"
import { type Decode, RECORD_BYTES_MAX, type RecordReader, type RecordSink } from "./RecordSink.ts"
import type { Window } from "./Window.ts"

/** Where in a stream of documents the reader is. */
type Place = "outside" | "first element" | "element" | "after element"

const CARRIAGE_RETURN = 0x0d

export class JsonRecords implements RecordReader {
  isEnded = false
  readonly #window: Window
  readonly #decode: Decode
  readonly #sink: RecordSink
  #mode: "lines" | "documents"
  #place: Place = "outside"
  /** The line on which the first value of a stream begins, until that value has ended. */
  #firstLine: number | undefined
  #hasValue = false
  /** The first line was one complete value so far: what follows on it decides. */
  #isFirstLineWhole = false
  /** No use to try again before there are so many bytes: so a long record is tried a few times, however it comes in. */
  #lengthMin = 0
  /** How much of the line at the window's start has no newline in it. */
  #searched = 0
  #isSkippingLine = false

  constructor(mode: "lines" | "documents", window: Window, decode: Decode, sink: RecordSink) {
    this.#mode = mode
    this.#window = window
    this.#decode = decode
    this.#sink = sink
  }

  read(isLast: boolean): void {
    while (this.#mode === "documents" && !this.isEnded) {
      if (!this.#readPart(isLast)) return
    }
    if (!this.isEnded) this.#readLines(isLast)
  }

  readCut(): void {
    this.#lengthMin = 0
    this.read(false)
    const window = this.#window
    if (this.#mode === "documents" || this.isEnded || this.#isSkippingLine) return
    const at = skipBlank(window.bytes, window.start, window.end)
    const value = skimJson(window.bytes, at, window.end)
    if (value.outcome === "complete" && value.at === window.end) this.#readLine(at, value.at)
  }

  #readLines(isLast: boolean): void {
    const window = this.#window
    while (window.start < window.end) {
      const { start, end } = window
      const newline = window.bytes.subarray(start + this.#searched, end).indexOf(NEWLINE)
      if (newline < 0 && !isLast) {
        this.#searched = end - start
        if (this.#searched > RECORD_BYTES_MAX) this.#skipLine()
        if (this.#isSkippingLine) window.start = end
        return
      }
      const lineEnd = newline < 0 ? end : start + this.#searched + newline
      this.#searched = 0
      if (this.#isSkippingLine) this.#isSkippingLine = false
      else this.#readLine(start, lineEnd)
      window.start = newline < 0 ? end : lineEnd + 1
    }
  }

  #skipLine(): void {
    this.#reject("too_large", this.#window.start)
    this.#isSkippingLine = true
    this.#searched = 0
  }

  #readLine(start: number, lineEnd: number): void {
    const { bytes } = this.#window
    const end = lineEnd > start && bytes[lineEnd - 1] === CARRIAGE_RETURN ? lineEnd - 1 : lineEnd
    const at = skipBlank(bytes, start, end)
    if (at === end) return
    if (bytes[at] === OPEN_BRACKET) return this.#readArrayLine(at, end)
    const parsed = parseShort(bytes, at, end)
    if (parsed !== undefined || this.#isWholeLine(at, end)) this.#record(at, end, parsed)
  }

  /** Whether a line is one complete value: if not, it is rejected here. */
  #isWholeLine(start: number, end: number): boolean {
    const value = this.#skimInLine(start, end)
    if (value < 0) return false
    return this.#isNothingLeft(value, end)
  }

  #skimInLine(start: number, end: number): number {
    const { outcome, at } = skimJson(this.#window.bytes, start, end)
    if (outcome === "complete") return at
    this.#reject("invalid_json", at)
    return -1
  }

  #isNothingLeft(from: number, end: number): boolean {
    const at = skipBlank(this.#window.bytes, from, end)
    if (at < end) this.#reject("text_after_value", at)
    return at === end
  }

  /** A line counts as a whole: an array in which anything is broken is one rejected record. */
  #readArrayLine(start: number, end: number): void {
    const { bytes } = this.#window
    const spans: Array<readonly [number, number]> = []
    let at = skipBlank(bytes, start + 1, end)
    if (bytes[at] !== CLOSE_BRACKET || at === end) {
      for (;;) {
        if (at === end) return this.#reject("missing_bracket", at)
        const valueEnd = this.#skimInLine(at, end)
        if (valueEnd < 0) return
        spans.push([at, valueEnd])
        at = skipBlank(bytes, valueEnd, end)
        if (at === end) return this.#reject("missing_bracket", at)
        if (bytes[at] === CLOSE_BRACKET) break
        if (bytes[at] !== COMMA) return this.#reject("invalid_json", at)
        at = skipBlank(bytes, at + 1, end)
      }
    }
    if (!this.#isNothingLeft(at + 1, end)) return
    for (const [from, to] of spans) this.#record(from, to)
  }

  /** Reads up to the next point between two tokens of the stream; false when that takes more bytes. */
  #readPart(isLast: boolean): boolean {
    const window = this.#window
    if (this.#isFirstLineWhole) return this.#endFirstLine(isLast)
    const at = skipBlank(window.bytes, window.start, window.end)
    if (at === window.end) {
      window.start = at
      if (isLast && this.#place !== "outside") this.#end("missing_bracket", at)
      return false
    }
    const byte = window.bytes[at]
    switch (this.#place) {
      case "outside":
        if (!this.#hasValue) this.#firstLine = window.locate(at).line
        if (byte === OPEN_BRACKET) {
          this.#hasValue = true
          return this.#goOn("first element", at + 1)
        }
        return this.#readDocument(at, isLast)
      case "first element":
        return byte === CLOSE_BRACKET ? this.#endValue(at + 1) : this.#readElement(at, isLast)
      case "element":
        return this.#readElement(at, isLast)
      case "after element":
        if (byte === COMMA) return this.#goOn("element", at + 1)
        if (byte === CLOSE_BRACKET) return this.#endValue(at + 1)
        return this.#end("invalid_json", at)
    }
  }

  #goOn(place: Place, start: number): true {
    this.#place = place
    this.#window.start = start
    return true
  }

  #readDocument(at: number, isLast: boolean): boolean {
    const value = this.#skimInStream(at, isLast)
    if (value === undefined) return false
    const { bytes } = this.#window
    const isContainer = bytes[at] === OPEN_BRACE
    const after = value.at < this.#window.end ? bytes[value.at] : undefined
    const isApart = after === undefined || isBlank(after) || after === OPEN_BRACE || after === OPEN_BRACKET
    const isScalar = value.outcome === "complete" && isApart
    if (this.#hasValue && !isContainer && !isScalar) return this.#end("text_after_value", at)
    if (value.outcome !== "complete") return this.#end("invalid_json", value.at)
    this.#hasValue = true
    this.#record(at, value.at)
    return this.#endValue(value.at)
  }

  #readElement(at: number, isLast: boolean): boolean {
    const value = this.#skimInStream(at, isLast)
    if (value === undefined) return false
    if (value.outcome !== "complete") return this.#end("invalid_json", value.at)
    this.#record(at, value.at)
    return this.#goOn("after element", value.at)
  }

  /** `undefined` when the value has not come in whole. */
  #skimInStream(at: number, isLast: boolean) {
    const window = this.#window
    window.start = at
    if (window.length < this.#lengthMin && !isLast) return undefined
    const skim = skimJson(window.bytes, at, window.end)
    const first = window.bytes[at]
    const mayGoOn = first !== OPEN_BRACE && first !== OPEN_BRACKET && first !== QUOTE && skim.at === window.end
    if (!isLast && (skim.outcome === "cut" || (skim.outcome === "complete" && mayGoOn))) {
      this.#lengthMin = window.length * 2
      if (window.length > RECORD_BYTES_MAX) this.#end("too_large", at)
      return undefined
    }
    this.#lengthMin = 0
    return skim
  }

  /** After a document: whether it was alone on the stream's first line is seen when the first one ends. */
  #endValue(end: number): true {
    this.#isFirstLineWhole = this.#firstLine !== undefined && this.#window.locate(end).line === this.#firstLine
    this.#firstLine = undefined
    return this.#goOn("outside", end)
  }

  #endFirstLine(isLast: boolean): boolean {
    const { bytes, end } = this.#window
    let at = this.#window.start
    while (at < end && isBlank(bytes[at]) && bytes[at] !== NEWLINE) at++
    this.#window.start = at
    if (at === end && !isLast) return false
    this.#isFirstLineWhole = false
    if (at < end && bytes[at] === NEWLINE) this.#mode = "lines"
    return at < end
  }

  #record(start: number, end: number, parsed = parseShort(this.#window.bytes, start, end)): void {
    const window = this.#window
    const decoded = decodeRecord(window.bytes, start, end, parsed, this.#decode)
    if (Result.isSuccess(decoded)) this.#sink.accept(decoded.success, () => window.locate(start))
    else this.#reject(decoded.failure.rejection, decoded.failure.at)
  }

  #end(code: RejectionCode, at: number): false {
    this.#reject(code, at)
    this.isEnded = true
    return false
  }

  #reject(why: Rejection | RejectionCode, at: number): void {
    this.#sink.reject(typeof why === "string" ? rejection(why) : why, this.#window.locate(at))
  }
}
