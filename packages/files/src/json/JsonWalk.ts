/**
 * A walk through the bytes of one JSON value, by exactly JSON.parse's grammar, that knows the first bad byte. The one
 * liberty: strings inside the photo and video fields of a record are skipped, up to their closing quote, whatever is
 * in them. The one limit: containers within containers. Nothing here recurses, so no nesting can exhaust the stack.
 */
import { jsonText } from "./jsonText.ts"
import { DEPTH_MAX } from "../limits/recordLimits.ts"

/** Fields of a record, or of its Response, whose strings are never looked at. */
const SKIPPED = new Set([
  "IdCardData",
  "BestFrame",
  "VideoData",
  "Encryption",
  "IntentionVerifyData",
  "IntentionQuestionResult",
  "IntentionActionResult",
])

/** Where a value ends, or where it goes wrong: `cut` when the bytes end before it does, `deep` past the limit of depth. */
export interface Skim {
  readonly outcome: "complete" | "fault" | "deep" | "cut"
  /** One past the value, the first bad byte or the bracket that is too deep, or the end of the bytes. */
  readonly at: number
}

export const NEWLINE = 0x0a
export const QUOTE = 0x22
export const COMMA = 0x2c
const COLON = 0x3a
const BACKSLASH = 0x5c
export const OPEN_BRACKET = 0x5b
export const CLOSE_BRACKET = 0x5d
export const OPEN_BRACE = 0x7b
export const CLOSE_BRACE = 0x7d

/** JSON's white space. */
export const isBlank = (byte: number | undefined): boolean =>
  byte === 0x20 || byte === NEWLINE || byte === 0x0d || byte === 0x09

export const skipBlank = (bytes: Uint8Array, from: number, end: number): number => {
  let at = from
  while (at < end && isBlank(bytes[at])) at++
  return at
}

const isDigit = (byte: number | undefined): boolean => byte !== undefined && byte >= 0x30 && byte <= 0x39
const isHexDigit = (byte: number | undefined): boolean =>
  isDigit(byte) || (byte !== undefined && ((byte >= 0x41 && byte <= 0x46) || (byte >= 0x61 && byte <= 0x66)))

const escapes = new Set([...`"\\/bfnrt`].map((letter) => letter.charCodeAt(0)))
const literals = new Map<number | undefined, readonly [string, unknown]>([
  [0x74, ["true", true]],
  [0x66, ["false", false]],
  [0x6e, ["null", null]],
])

/** What a walk reports: containers that open and close, keys, and scalars by their bytes. */
export interface JsonVisitor {
  open(isArray: boolean, at: number): void
  close(): void
  key(start: number, end: number, hasEscape: boolean): void
  text(start: number, end: number, hasEscape: boolean, isSkipped: boolean): void
  /** A number, or a literal with its value. */
  scalar(start: number, end: number, literal?: unknown): void
}

const VALUE = 0
const FIRST_VALUE = 1
const KEY = 2
const FIRST_KEY = 3
const AFTER_VALUE = 4

export class JsonWalk {
  readonly #bytes: Uint8Array
  readonly #end: number
  readonly #visitor: JsonVisitor
  /** One byte a depth: what the container there is. */
  readonly #containers = new Uint8Array(DEPTH_MAX)
  #depth = 0
  /** The depth of the Response, and of the field whose strings are skipped, while the walk is inside. */
  #responseDepth = -1
  #skippedDepth = -1
  #fault = -1
  #hasEscape = false

  constructor(bytes: Uint8Array, end: number, visitor: JsonVisitor) {
    this.#bytes = bytes
    this.#end = end
    this.#visitor = visitor
  }

  run(from: number): Skim {
    const bytes = this.#bytes
    const end = this.#end
    let at = from
    let state = VALUE
    for (;;) {
      while (at < end && isBlank(bytes[at])) at++
      if (at >= end) return { outcome: "cut", at: end }
      const byte = bytes[at]
      if (state === AFTER_VALUE) {
        const isArray = this.#containers[this.#depth - 1] === OPEN_BRACKET
        if (byte === COMMA) {
          at++
          state = isArray ? VALUE : KEY
          continue
        }
        if (byte !== (isArray ? CLOSE_BRACKET : CLOSE_BRACE)) return { outcome: "fault", at }
        at++
        if (this.#close()) return { outcome: "complete", at }
        continue
      }
      if (state === KEY || state === FIRST_KEY) {
        if (byte === CLOSE_BRACE && state === FIRST_KEY) {
          at++
          if (this.#close()) return { outcome: "complete", at }
          state = AFTER_VALUE
          continue
        }
        if (byte !== QUOTE) return { outcome: "fault", at }
        const keyEnd = this.#string(at, this.#skippedDepth >= 0)
        if (keyEnd < 0) return this.#broken()
        this.#key(at, keyEnd)
        at = skipBlank(bytes, keyEnd, end)
        if (at >= end) return { outcome: "cut", at: end }
        if (bytes[at] !== COLON) return { outcome: "fault", at }
        at++
        state = VALUE
        continue
      }
      if (byte === CLOSE_BRACKET && state === FIRST_VALUE) {
        at++
        if (this.#close()) return { outcome: "complete", at }
        state = AFTER_VALUE
        continue
      }
      if (byte === OPEN_BRACE || byte === OPEN_BRACKET) {
        if (this.#depth === DEPTH_MAX) return { outcome: "deep", at }
        const isArray = byte === OPEN_BRACKET
        this.#visitor.open(isArray, at)
        this.#containers[this.#depth++] = byte
        at++
        state = isArray ? FIRST_VALUE : FIRST_KEY
        continue
      }
      const valueEnd = this.#scalar(at, byte)
      if (valueEnd < 0) return this.#broken()
      at = valueEnd
      if (this.#depth === 0) return { outcome: "complete", at }
      this.#leaveField()
      state = AFTER_VALUE
    }
  }

  #broken(): Skim {
    return this.#fault < this.#end ? { outcome: "fault", at: this.#fault } : { outcome: "cut", at: this.#end }
  }

  /** Ends a container; true when it was the outermost. */
  #close(): boolean {
    this.#depth--
    this.#visitor.close()
    this.#leaveField()
    return this.#depth === 0
  }

  /** The value of a field has ended: if it was the Response or a skipped one, the walk is out of it. */
  #leaveField(): void {
    const depth = this.#depth
    if (depth <= this.#skippedDepth) this.#skippedDepth = -1
    if (depth <= this.#responseDepth) this.#responseDepth = -1
  }

  #key(start: number, end: number): void {
    this.#visitor.key(start, end, this.#hasEscape)
    const depth = this.#depth
    const inRecord = depth === 1 || (depth === 2 && this.#responseDepth === 1)
    if (!inRecord || this.#containers[0] === OPEN_BRACKET || this.#skippedDepth >= 0) return
    // The longest of these names with every letter escaped.
    if (end - start > 150) return
    const key = jsonText(this.#bytes, start, end, this.#hasEscape)
    if (typeof key !== "string") return
    if (SKIPPED.has(key)) this.#skippedDepth = depth
    else if (depth === 1 && key === "Response") this.#responseDepth = 1
  }

  /** The end of the scalar at `at`, or −1 with the fault noted. */
  #scalar(at: number, byte: number | undefined): number {
    if (byte === QUOTE) {
      const isSkipped = this.#skippedDepth >= 0
      const end = this.#string(at, isSkipped)
      if (end >= 0) this.#visitor.text(at, end, this.#hasEscape, isSkipped)
      return end
    }
    const literal = literals.get(byte)
    if (literal !== undefined) {
      const [word, value] = literal
      for (let i = 1; i < word.length; i++) {
        if (this.#bytes[at + i] !== word.charCodeAt(i) || at + i >= this.#end) return this.#failAt(at + i)
      }
      this.#visitor.scalar(at, at + word.length, value)
      return at + word.length
    }
    const end = this.#number(at)
    if (end >= 0) this.#visitor.scalar(at, end)
    return end
  }

  #failAt(at: number): -1 {
    this.#fault = Math.min(at, this.#end)
    return -1
  }

  #number(from: number): number {
    const bytes = this.#bytes
    let at = from
    if (bytes[at] === 0x2d) at++
    if (at < this.#end && bytes[at] === 0x30) at++
    else {
      const digits = this.#digits(at)
      if (digits < 0) return digits
      at = digits
    }
    if (at < this.#end && bytes[at] === 0x2e) {
      at = this.#digits(at + 1)
      if (at < 0) return at
    }
    if (at < this.#end && (bytes[at] === 0x65 || bytes[at] === 0x45)) {
      at++
      if (at < this.#end && (bytes[at] === 0x2b || bytes[at] === 0x2d)) at++
      at = this.#digits(at)
    }
    return at
  }

  /** One digit or more. */
  #digits(from: number): number {
    let at = from
    while (at < this.#end && isDigit(this.#bytes[at])) at++
    return at === from ? this.#failAt(at) : at
  }

  /** The end of the string whose quote stands at `at`. */
  #string(from: number, isSkipped: boolean): number {
    this.#hasEscape = false
    return isSkipped ? this.#skippedString(from) : this.#exactString(from)
  }

  #exactString(from: number): number {
    const bytes = this.#bytes
    const end = this.#end
    for (let at = from + 1; at < end; at++) {
      const byte = bytes[at] as number
      if (byte === QUOTE) return at + 1
      if (byte < 0x20) return this.#failAt(at)
      if (byte !== BACKSLASH) continue
      this.#hasEscape = true
      at++
      if (at >= end) break
      if (bytes[at] === 0x75) {
        for (let i = 0; i < 4; i++) {
          at++
          if (at >= end || !isHexDigit(bytes[at])) return this.#failAt(at)
        }
      } else if (!escapes.has(bytes[at] as number)) return this.#failAt(at)
    }
    return this.#failAt(end)
  }

  /** Photos are megabytes without a backslash: the quote is sought by the machine's own search. */
  #skippedString(from: number): number {
    const bytes = this.#bytes
    for (let at = from + 1; ;) {
      const quote = bytes.indexOf(QUOTE, at)
      if (quote < 0 || quote >= this.#end) return this.#failAt(this.#end)
      let backslashes = 0
      while (quote - backslashes > from + 1 && bytes[quote - backslashes - 1] === BACKSLASH) backslashes++
      if (backslashes % 2 === 0) return quote + 1
      at = quote + 1
    }
  }
}
