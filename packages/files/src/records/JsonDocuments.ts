/**
 * Records in a stream of JSON documents, whose arrays hold one record an element. The first syntax error ends the file.
 * A stream whose first line turns out to be one complete value was NDJSON all along, and is read so from the next line
 * on (R1).
 */
import type { Rejection, RejectionCode } from "@faceid-tally/core/engine"

import { JsonLines } from "./JsonLines.ts"
import { faultOf, skimJson } from "../json/jsonReader.ts"
import {
  CLOSE_BRACKET,
  COMMA,
  isBlank,
  NEWLINE,
  OPEN_BRACE,
  OPEN_BRACKET,
  type Skim,
  skipBlank,
} from "../json/JsonWalk.ts"
import { RECORD_BYTES_MAX } from "../limits/recordLimits.ts"
import { END_OF_FILE, isMark, MARK_BYTES, NUL, textAfter } from "../json/nothings.ts"
import type { RecordReader } from "./RecordSink.ts"
import type { RecordTaker } from "./RecordTaker.ts"

/** The first byte of a byte order mark in UTF-8. */
const MARK = 0xef

/** Where in the stream the reader is. */
type Place = "outside" | "first element" | "element" | "after element"

export class JsonDocuments implements RecordReader {
  isEnded = false
  readonly #taker: RecordTaker
  #place: Place = "outside"
  #hasValue = false
  /** The line on which the first value begins, until that value has ended. */
  #firstLine: number | undefined
  /** The first line was one complete value so far: what follows on it decides. */
  #isFirstLineWhole = false
  /** Takes over when it was. */
  #lines: JsonLines | undefined
  /** No use to try again before there are so many bytes: so a long record is tried a few times, however it comes in. */
  #lengthMin = 0
  /** A run of NULs was met, and nothing since. */
  #isInNuls = false

  constructor(taker: RecordTaker) {
    this.#taker = taker
  }

  read(isLast: boolean): void {
    while (this.#lines === undefined && !this.isEnded) {
      if (!this.#readPart(isLast)) break
    }
    this.#lines?.read(isLast)
  }

  readCut(): void {
    this.#lengthMin = 0
    this.read(false)
    this.#lines?.readCut()
  }

  /** Reads up to the next point between two tokens of the stream; false when that takes more bytes. */
  #readPart(isLast: boolean): boolean {
    const window = this.#taker.window
    if (this.#isFirstLineWhole) return this.#endFirstLine(isLast)
    const at = this.#skipNothings(isLast)
    if (at === undefined) return false
    if (at === window.end) {
      if (isLast && this.#place !== "outside") this.#end("missing_bracket", at)
      return false
    }
    const byte = window.bytes[at]
    switch (this.#place) {
      case "outside":
        if (!this.#hasValue) this.#firstLine = window.locate(at).line
        if (byte === OPEN_BRACKET) {
          this.#hasValue = true
          this.#taker.list()
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

  /** Where the next token begins, or the window ends; `undefined` where more of the file is needed to see. */
  #skipNothings(isLast: boolean): number | undefined {
    const { window } = this.#taker
    const { bytes, end } = window
    for (;;) {
      const at = skipBlank(bytes, window.start, end)
      window.start = at
      if (at === end) return at
      if (bytes[at] === NUL) this.#skipNuls()
      else if (isMark(bytes, at, end)) window.start += MARK_BYTES
      else {
        const isOpen = bytes[at] === MARK && at + MARK_BYTES > end
        const isAtEnd = bytes[at] === END_OF_FILE && skipBlank(bytes, at + 1, end) === end
        if ((isOpen || isAtEnd) && !isLast) return undefined
        this.#isInNuls = false
        if (isAtEnd) window.start = end
        return window.start
      }
    }
  }

  #skipNuls(): void {
    const { window } = this.#taker
    if (!this.#isInNuls) this.#taker.reject("nul_bytes", window.start)
    this.#isInNuls = true
    while (window.start < window.end && window.bytes[window.start] === NUL) window.start++
  }

  #goOn(place: Place, start: number): true {
    this.#place = place
    this.#taker.window.start = start
    return true
  }

  #readDocument(from: number, isLast: boolean): boolean {
    const { window } = this.#taker
    const value = this.#valueAt(from, isLast)
    if (value === "cut") return false
    if (value !== "taken") {
      const at = window.start
      const isObject = window.bytes[at] === OPEN_BRACE
      const isScalar = value.outcome === "complete" && this.#isApart(value.at)
      if (this.#hasValue && !isObject && !isScalar) return this.#end(textAfter(window.bytes, at), at)
      if (value.outcome !== "complete") return this.#end(faultOf(value), value.at)
      this.#taker.take(at, value.at)
      window.start = value.at
    }
    this.#hasValue = true
    return this.#endValue(window.start)
  }

  #isApart(at: number): boolean {
    const { bytes, end } = this.#taker.window
    return at === end || isBlank(bytes[at]) || bytes[at] === OPEN_BRACE || bytes[at] === OPEN_BRACKET
  }

  #readElement(from: number, isLast: boolean): boolean {
    const { window } = this.#taker
    const value = this.#valueAt(from, isLast)
    if (value === "cut") return false
    if (value !== "taken") {
      if (value.outcome !== "complete") return this.#end(faultOf(value), value.at)
      this.#taker.take(window.start, value.at)
      window.start = value.at
    }
    return this.#goOn("after element", window.start)
  }

  /** What is at `at`: taken already by the scanner, or checked for the plain path, or not there in full. */
  #valueAt(at: number, isLast: boolean): "taken" | "cut" | Skim {
    const { window } = this.#taker
    window.start = at
    if (window.length < this.#lengthMin && !isLast) return "cut"
    this.#lengthMin = 0
    const isObject = window.bytes[at] === OPEN_BRACE
    const scanned = isObject ? this.#taker.scan("value", isLast) : "odd"
    if (scanned === "done") return "taken"
    if (scanned === "more") return this.#wait()
    // The scanner has moved the window, but it begins with the value still.
    const skim = skimJson(window.bytes, window.start, window.end)
    // Behind a scalar more may follow that belongs to it.
    const isBad = skim.outcome === "fault" || skim.outcome === "deep"
    const isWhole = isBad || (skim.outcome === "complete" && (isObject || skim.at < window.end))
    return isWhole || isLast ? skim : this.#wait()
  }

  #wait(): "cut" {
    const { window } = this.#taker
    this.#lengthMin = Math.min(window.length * 2, RECORD_BYTES_MAX)
    if (window.length >= RECORD_BYTES_MAX) this.#end("too_large", window.start)
    return "cut"
  }

  /** After a document: whether it was alone on the stream's first line is seen when the first one ends. */
  #endValue(end: number): true {
    this.#isFirstLineWhole = this.#firstLine !== undefined && this.#taker.window.locate(end).line === this.#firstLine
    this.#firstLine = undefined
    return this.#goOn("outside", end)
  }

  #endFirstLine(isLast: boolean): boolean {
    const { window } = this.#taker
    for (;;) {
      while (isBlank(window.bytes[window.start]) && window.bytes[window.start] !== NEWLINE) window.start++
      if (window.bytes[window.start] !== NUL) break
      this.#skipNuls()
    }
    const isAtEnd = window.start === window.end
    if (isAtEnd && !isLast) return false
    this.#isFirstLineWhole = false
    this.#isInNuls = false
    if (window.bytes[window.start] === NEWLINE) this.#lines = new JsonLines(this.#taker)
    return !isAtEnd
  }

  #end(why: RejectionCode | Rejection, at: number): false {
    this.#taker.reject(why, at)
    this.isEnded = true
    return false
  }
}
