/**
 * The stretch of a file that is being read: bytes come in at its end, records leave at its start, and the place of
 * every byte in the file is known by line and column. It grows for a record that does not fit and shrinks back after.
 */
import { isAscii } from "node:buffer"

import { NEWLINE } from "./JsonWalk.ts"

const CAPACITY = 1 << 20
/** Reads from disk are never shorter than this. */
const ROOM_MIN = 1 << 17

export interface LineColumn {
  readonly line: number
  readonly column: number
}

export class Window {
  bytes: Uint8Array
  start = 0
  end = 0
  readonly #home: Uint8Array
  // Everything before the cursor is counted in `#line` and `#column`.
  #cursor = 0
  #line = 1
  #column = 1
  readonly #endsLine: "lf" | "any"

  /** `home` is where the bytes lie while they fit. Lines of tables may end in a carriage return alone. */
  constructor(home: Uint8Array = new Uint8Array(CAPACITY), endsLine: "lf" | "any" = "lf") {
    this.#home = home
    this.bytes = home
    this.#endsLine = endsLine
  }

  get length(): number {
    return this.end - this.start
  }

  /** Whether the bytes lie where they were to lie, so that the scanner sees them. */
  get isHome(): boolean {
    return this.bytes === this.#home
  }

  append(chunk: Uint8Array): void {
    if (this.end + chunk.length > this.bytes.length) this.#makeRoom(chunk.length)
    this.bytes.set(chunk, this.end)
    this.end += chunk.length
  }

  /** Free bytes at the end; whoever writes there moves `end`. */
  room(): Uint8Array {
    if (this.bytes.length - this.end < ROOM_MIN) this.#makeRoom(ROOM_MIN)
    return this.bytes.subarray(this.end)
  }

  #makeRoom(length: number): void {
    this.locate(this.start)
    const needed = this.length + length
    let to = this.#home
    if (needed > to.length) to = needed <= this.bytes.length ? this.bytes : new Uint8Array(this.length * 2 + length)
    // What is left of the file lies at the front from now on, at home again if it fits there.
    to.set(this.bytes.subarray(this.start, this.end))
    this.bytes = to
    this.end -= this.start
    this.start = 0
    this.#cursor = 0
  }

  /** Line and column of a byte. Bytes are asked for in their order. */
  locate(at: number): LineColumn {
    if (this.#endsLine === "any") this.#countAnyLines(at)
    else this.#countLines(at)
    this.#cursor = at
    return { line: this.#line, column: this.#column }
  }

  /** Passes over bytes without counting them: `at` begins a line, `lines` after the one that was counted last. */
  skipTo(at: number, lines = 0): void {
    this.#cursor = at
    this.#line += lines
    this.#column = 1
  }

  #countLines(to: number): void {
    const passed = this.bytes.subarray(this.#cursor, to)
    let from = 0
    for (let newline = passed.indexOf(NEWLINE); newline >= 0; newline = passed.indexOf(NEWLINE, from)) {
      from = newline + 1
      this.#line++
      this.#column = 1
    }
    this.#column += countCodePoints(passed.subarray(from))
  }

  #countAnyLines(to: number): void {
    for (let at = this.#cursor; at < to; at++) {
      const byte = this.bytes[at] as number
      const isEnd = byte === NEWLINE || (byte === 0x0d && this.bytes[at + 1] !== NEWLINE)
      if (isEnd) {
        this.#line++
        this.#column = 1
      } else if ((byte & 0xc0) !== 0x80) this.#column++
    }
  }
}

const countCodePoints = (bytes: Uint8Array): number => {
  if (isAscii(bytes)) return bytes.length
  let count = 0
  for (const byte of bytes) if ((byte & 0xc0) !== 0x80) count++
  return count
}
