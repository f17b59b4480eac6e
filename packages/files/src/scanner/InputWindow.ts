/**
 * The stretch of a file that is being read: bytes come in at its end, records leave at its start, and the place of
 * every byte in the file is known by line and column. Where the bytes lie is the store's business: the scanner's own
 * memory, so that nothing is copied, or the heap.
 */
import { isAscii } from "node:buffer"

import { findLastNewline, findNewline } from "../json/findNewline.ts"
import { NEWLINE } from "../json/JsonWalk.ts"
import type { Form, Kind, Outcome, Scanner } from "./Scanner.ts"

export interface LineColumn {
  readonly line: number
  readonly column: number
  /** The sheet, where a workbook has several. */
  readonly sheet?: string
}

/** Unread bytes, and room for more behind them. Views are valid until the next call. */
export interface Store {
  readonly unread: Uint8Array
  room(): Uint8Array
  write(bytes: number): void
  skip(bytes: number): void
}

const CARRIAGE_RETURN = 0x0d

export class InputWindow {
  /** The record that is next begins at `start`; what is behind it is at most `end`. */
  bytes: Uint8Array
  start = 0
  end: number
  readonly #store: Store
  readonly #endsLine: "lf" | "any"
  // Everything before the cursor is counted in `#line` and `#column`.
  #cursor = 0
  #line = 1
  #column = 1

  /** Lines of tables may end in a carriage return alone. */
  constructor(store: Store, endsLine: "lf" | "any" = "lf") {
    this.#store = store
    this.#endsLine = endsLine
    this.bytes = store.unread
    this.end = this.bytes.length
  }

  get length(): number {
    return this.end - this.start
  }

  /** Appends what there is room for, and gives how many bytes that were. */
  append(chunk: Uint8Array): number {
    const room = this.room()
    const taken = chunk.length > room.length ? chunk.subarray(0, room.length) : chunk
    room.set(taken)
    this.filled(taken.length)
    return taken.length
  }

  /** Where the next bytes go: `filled` says how many were put there. */
  room(): Uint8Array {
    this.#release()
    return this.#store.room()
  }

  filled(bytes: number): void {
    this.#store.write(bytes)
    this.#look()
  }

  /** Lets the scanner, which is the store, read on from `start`. */
  scan(scanner: Scanner, kind: Kind, form: Form, isLast: boolean): Outcome {
    this.#release()
    const before = this.length
    const outcome = scanner.scan(kind, form, isLast)
    const { buffer, byteOffset, length } = scanner.unread
    const passed = new Uint8Array(buffer, byteOffset - (before - length), before - length)
    const lineStart = scanner.lines > 0 ? findLastNewline(passed) + 1 : 0
    this.#line += scanner.lines
    if (scanner.lines > 0) this.#column = 1
    this.#column += this.#columns(passed.subarray(lineStart))
    this.#look()
    return outcome
  }

  /** Line and column of a byte. Bytes are asked for in their order. A byte order mark at a line's start is no column. */
  locate(at: number): LineColumn {
    if (this.#endsLine === "any" && this.#hasLoneReturn(at)) this.#countAnyLines(at)
    else this.#countLines(at)
    this.#cursor = at
    return { line: this.#line, column: this.#column }
  }

  /** The same of bytes in any order. */
  locateAll(at: ReadonlyArray<number>): ReadonlyMap<number, LineColumn> {
    return new Map(at.toSorted((a, b) => a - b).map((each) => [each, this.locate(each)]))
  }

  /** Passes over bytes without counting them: the line that begins at `at` gets the number of the one before. */
  drop(at: number): void {
    this.start = at
    this.#cursor = at
    this.#column = 1
  }

  #release(): void {
    this.locate(this.start)
    this.#store.skip(this.start)
    this.#look()
  }

  #look(): void {
    this.bytes = this.#store.unread
    this.start = 0
    this.end = this.bytes.length
    this.#cursor = 0
  }

  #countLines(to: number): void {
    const passed = this.bytes.subarray(this.#cursor, to)
    let from = 0
    for (let newline = findNewline(passed); newline >= 0; newline = findNewline(passed, from)) {
      from = newline + 1
      this.#line++
      this.#column = 1
    }
    this.#column += this.#columns(passed.subarray(from))
  }

  /** The columns that bytes of one line take, which go on where it was counted. */
  #columns(bytes: Uint8Array): number {
    return countCodePoints(this.#column === 1 ? withoutMarks(bytes) : bytes)
  }

  /** Looked for where it is counted alone: what is behind may be long, and is looked at when it is passed. */
  #hasLoneReturn(to: number): boolean {
    const passed = this.bytes.subarray(0, to)
    let at = this.#cursor - 1
    do at = passed.indexOf(CARRIAGE_RETURN, at + 1)
    while (at >= 0 && this.bytes[at + 1] === NEWLINE)
    return at >= 0
  }

  #countAnyLines(to: number): void {
    for (let at = this.#cursor; at < to; at++) {
      const byte = this.bytes[at] as number
      const isEnd = byte === NEWLINE || (byte === CARRIAGE_RETURN && this.bytes[at + 1] !== NEWLINE)
      if (isEnd) {
        this.#line++
        this.#column = 1
      } else if ((byte & 0xc0) !== 0x80 && !(this.#column === 1 && isMarkAt(this.bytes, at))) this.#column++
    }
  }
}

const MARK = [0xef, 0xbb, 0xbf] as const
const isMarkAt = (bytes: Uint8Array, at: number): boolean => MARK.every((byte, i) => bytes[at + i] === byte)

const withoutMarks = (bytes: Uint8Array): Uint8Array => {
  let at = 0
  while (isMarkAt(bytes, at)) at += MARK.length
  return at === 0 ? bytes : bytes.subarray(at)
}

const countCodePoints = (bytes: Uint8Array): number => {
  if (isAscii(bytes)) return bytes.length
  let count = 0
  for (const byte of bytes) if ((byte & 0xc0) !== 0x80) count++
  return count
}
