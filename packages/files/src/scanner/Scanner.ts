/**
 * The fast path of reading: a WebAssembly scanner (`../../assembly`) with the memory that it reads from and writes to.
 *
 * File bytes are read straight into the scanner's input; `scan` turns regular records into rows (`layout.ts` says how they
 * look) and stops where it cannot go on. It never decides that a record is wrong, only that it is not for the fast path.
 *
 * @example
 * ```ts
 * const scanner = new Scanner()
 * scanner.write(readSync(fd, scanner.room()))
 * while (scanner.scan("results", "lines", false) === "full") send(scanner.takeBlock())
 * ```
 */
import { readFileSync } from "node:fs"

import { BrokenInstall } from "./BrokenInstall.ts"
import { RECORD_BYTES_MAX } from "../limits/recordLimits.ts"

/** What the records are. */
export type Kind = "results" | "bills"

/** How they stand: one value a line, read line by line, or somewhere in a document, read one value at a time. */
export type Form = "lines" | "value"

/**
 * How a scan ended. Whatever it was, the rows are those of all records before the unread bytes, never part of a record.
 *
 * - `done`: all lines were read, or the one value.
 * - `odd`: the unread bytes begin with a record (in lines: with its whole line) that the plain path must decode. A single
 *   value may be odd before all of it is there.
 * - `full`: there are rows to be taken before it can go on.
 * - `more`: the unread bytes begin with a record, or a line, that is cut by their end.
 */
export type Outcome = "done" | "odd" | "full" | "more"

/** Rows of regular records, and the texts that they point to. */
export interface RowBlock {
  readonly words: Int32Array<ArrayBuffer>
  readonly texts: Uint8Array<ArrayBuffer>
}

/** The size of the areas at the beginning; each grows for a record that does not fit. */
export interface ScannerOptions {
  readonly inputBytes?: number
  readonly words?: number
  readonly textBytes?: number
}

/** A record whose rows or texts are larger is odd. */
const OUTPUT_BYTES_MAX = 64 * 2 ** 20

/** The scanner looks at so many bytes behind its input, and copies texts by 16. */
const PADDING = 64
/** The index of sorted rows is shorter. */
const SORTED_INDEX_BYTES = 1024
export const WASM_PAGE = 65_536

const outcomes: ReadonlyArray<Outcome> = ["done", "odd", "full", "more"]

export class Scanner {
  /** Records accepted by the last scan. */
  records = 0
  /** Line feeds passed by the last scan. */
  lines = 0

  readonly #memory = new WebAssembly.Memory({ initial: 1 })
  readonly #wasm = instantiate(this.#memory)
  /** All of the memory; a new view whenever it has grown. */
  #bytes = new Uint8Array(this.#memory.buffer)
  // The first page is the scanner's own.
  #allocated = WASM_PAGE
  #words: Area
  #texts: Area
  #input: Area
  /** Sorted rows, and behind them a byte for each of their entries. */
  #sorted: Area
  /** The unread bytes are those of the input from here to there. */
  #from: number
  #to: number

  constructor({ inputBytes = 2 ** 22, words = 2 ** 19, textBytes = 2 ** 18 }: ScannerOptions = {}) {
    this.#words = this.#allocate(words * 4)
    this.#texts = this.#allocate(textBytes)
    this.#sorted = this.#allocateSorted()
    // The input comes last, because it can then grow where it is.
    this.#input = this.#allocate(inputBytes)
    this.#from = this.#to = this.#input.start
    this.#clearOutput()
  }

  /** The bytes that wait to be read: a view, valid until `room` or `scan` is called. */
  get unread(): Uint8Array<ArrayBuffer> {
    return this.#bytes.subarray(this.#from, this.#to)
  }

  /** The first unread byte, or -1. */
  get next(): number {
    return this.#from < this.#to ? (this.#bytes[this.#from] ?? -1) : -1
  }

  /**
   * Where the next bytes go, behind the unread ones: fill it from its beginning, then say by `write` how much was filled.
   * It is a view, valid until `room` or `scan` is called, and empty when the unread bytes have reached `RECORD_BYTES_MAX`.
   */
  room(): Uint8Array<ArrayBuffer> {
    const length = this.#to - this.#from
    // A record that fills more than half of the input has it doubled, so that a long one is scanned few times.
    if (length > this.#input.size / 2 && this.#input.size < RECORD_BYTES_MAX) {
      this.#growInput(Math.min(this.#input.size * 2, RECORD_BYTES_MAX))
    }
    const { start, size } = this.#input
    if (this.#from > start) {
      this.#bytes.copyWithin(start, this.#from, this.#to)
      this.#from = start
      this.#to = start + length
    }
    return this.#bytes.subarray(this.#to, start + size)
  }

  /** Adds the first `bytes` bytes of the room to the unread ones. */
  write(bytes: number): void {
    this.#to += bytes
    if (this.#to > this.#input.start + this.#input.size) throw new RangeError("more was written than there was room")
  }

  /** Passes over the first `bytes` unread bytes, which someone else has read. */
  skip(bytes: number): void {
    this.#from += bytes
    if (this.#from > this.#to) throw new RangeError("more was skipped than there was to read")
  }

  /** The number of line feeds among the first `bytes` unread bytes. */
  countLines(bytes: number): number {
    return this.#wasm.countLines(this.#from, this.#from + bytes)
  }

  /** Reads unread bytes; `last` says that nothing follows them. */
  scan(kind: Kind, form: Form, last: boolean): Outcome {
    const wasm = this.#wasm
    this.records = this.lines = 0
    for (;;) {
      const status = wasm.scan(kind === "bills" ? 1 : 0, form === "lines" ? 1 : 0, this.#from, this.#to, last ? 1 : 0)
      this.#from = wasm.position.value >>> 0
      this.records += wasm.records.value
      this.lines += wasm.lines.value
      const outcome = outcomes[status] ?? "odd"
      // A record that does not fit into an empty output gets a larger one.
      if (outcome !== "full" || wasm.words.value > 0) return outcome
      if (!this.#growOutput()) return "odd"
    }
  }

  /** The rows since the last call, where they lie: views, valid until `scan` or `clear` is called. */
  get rows(): RowBlock {
    const { buffer } = this.#memory
    return {
      words: new Int32Array(buffer, this.#words.start, this.#wasm.words.value),
      texts: new Uint8Array(buffer, this.#texts.start, this.#wasm.textBytes.value),
    }
  }

  /** Empties the output. */
  clear(): void {
    this.#clearOutput()
  }

  /** The rows since the last call, as a copy that can be transferred; the output is empty then. */
  takeBlock(): RowBlock {
    const { start } = this.#words
    const words = new Int32Array(this.#memory.buffer.slice(start, start + this.#wasm.words.value * 4))
    const texts = this.#bytes.slice(this.#texts.start, this.#texts.start + this.#wasm.textBytes.value)
    this.#clearOutput()
    return { words, texts }
  }

  /** The rows of results since the last call, as `SortedRows` are laid out; the output is empty then. */
  takeSorted(): RowBlock {
    const from = this.#words.start
    const to = from + this.#wasm.words.value * 4
    const { start, size } = this.#sorted
    const end = this.#wasm.sortRows(from, to, start + size - this.#entriesMax, start)
    const words = new Int32Array(this.#memory.buffer.slice(start, end))
    const texts = this.#bytes.slice(this.#texts.start, this.#texts.start + this.#wasm.textBytes.value)
    this.#clearOutput()
    return { words, texts }
  }

  #clearOutput(): void {
    this.#wasm.setOutput(this.#words.start, this.#words.size / 4, this.#texts.start, this.#texts.size)
  }

  #growInput(size: number): void {
    const { start } = this.#input
    if (start + this.#input.size + PADDING === this.#allocated) {
      this.#allocated = start
      this.#input = this.#allocate(size)
      return
    }
    const unread = this.unread
    const length = unread.length
    this.#input = this.#allocate(size)
    this.#bytes.copyWithin(this.#input.start, this.#from, this.#to)
    this.#from = this.#input.start
    this.#to = this.#from + length
  }

  #growOutput(): boolean {
    const size = Math.max(this.#words.size, this.#texts.size) * 4
    if (size > OUTPUT_BYTES_MAX) return false
    this.#words = this.#allocate(size)
    this.#texts = this.#allocate(size)
    this.#sorted = this.#allocateSorted()
    this.#clearOutput()
    return true
  }

  /** Entries that have room among the rows, each of which takes 32 bytes. */
  get #entriesMax(): number {
    return Math.ceil(this.#words.size / 32)
  }

  /** Sorted rows are no longer than the rows, but for their index. */
  #allocateSorted(): Area {
    return this.#allocate(this.#words.size + SORTED_INDEX_BYTES + this.#entriesMax)
  }

  /** A fresh area at the end of what is allocated. What it replaces is given up: sizes double, so that is less than half. */
  #allocate(size: number): Area {
    const start = this.#allocated
    this.#allocated = start + size + PADDING
    const missing = this.#allocated - this.#memory.buffer.byteLength
    if (missing > 0) {
      this.#memory.grow(Math.ceil(missing / WASM_PAGE))
      this.#bytes = new Uint8Array(this.#memory.buffer)
    }
    return { start, size }
  }
}

interface Area {
  readonly start: number
  readonly size: number
}

interface Exports {
  readonly setOutput: (words: number, wordsCapacity: number, texts: number, textsCapacity: number) => void
  readonly scan: (kind: number, inLines: number, from: number, to: number, last: number) => number
  readonly countLines: (from: number, to: number) => number
  readonly sortRows: (from: number, to: number, partitions: number, out: number) => number
  readonly countSingles: (entries: number, count: number, slots: number, slotBits: number, others: number) => number
  readonly position: Register
  readonly records: Register
  readonly lines: Register
  readonly words: Register
  readonly textBytes: Register
}

interface Register {
  readonly value: number
}

let compiled: WebAssembly.Module | undefined

// The path is the same from `src`, from `dist` and, moved along by the bundler, from a bundle.
export const instantiate = (memory: WebAssembly.Memory): Exports => {
  compiled ??= compile()
  return new WebAssembly.Instance(compiled, { env: { memory } }).exports as unknown as Exports
}

const compile = (): WebAssembly.Module => {
  try {
    return new WebAssembly.Module(readFileSync(new URL("../../dist/scanner.wasm", import.meta.url)))
  } catch (error) {
    throw new BrokenInstall("scanner.wasm", error)
  }
}
