/**
 * Takes JSON records from the window, one way or the other: the scanner reads on while records are regular, and what is
 * odd to it is decoded by the plain path, which alone says what is wrong with a record.
 */
import { type Rejection, type RejectionCode, rejection } from "@faceid-tally/core"

import type { Content } from "./Content.ts"
import type { decodeRecord } from "./decodeRecord.ts"
import { parseShort } from "./JsonReader.ts"
import type { RecordSink, RowSink } from "./RecordSink.ts"
import type { Form, Kind, Scanner } from "./Scanner.ts"
import type { Window } from "./Window.ts"

/** The scanner, in whose memory the window lies, and where its rows go. */
export interface FastPath {
  readonly scanner: Scanner
  readonly kind: Kind
  readonly sink: RowSink
}

/** What decodes odd records. */
export type PlainPath = typeof decodeRecord

export class RecordTaker {
  readonly window: Window
  /** Missing until it is loaded, where that waits for the first odd record. */
  plainPath: PlainPath | undefined
  readonly #content: Content
  readonly #sink: RecordSink
  readonly #fast: FastPath | undefined
  #hasRows = false

  constructor(
    content: Content,
    window: Window,
    sink: RecordSink,
    paths: { readonly plain?: PlainPath; readonly fast?: FastPath | undefined },
  ) {
    this.window = window
    this.plainPath = paths.plain
    this.#content = content
    this.#sink = sink
    this.#fast = paths.fast
  }

  /**
   * Reads on from the window's start: `odd` when the record there is for the plain path, `more` when it is cut by the
   * window's end, `done` when it, or in lines every one, was taken.
   */
  scan(form: Form, isLast: boolean): "odd" | "more" | "done" {
    if (this.#fast === undefined) return "odd"
    const { scanner, kind } = this.#fast
    for (;;) {
      const outcome = this.window.scan(scanner, kind, form, isLast)
      this.#hasRows ||= scanner.records > 0
      if (outcome !== "full") return outcome
      this.flush()
    }
  }

  /** Takes the record that is all of the window's bytes from `start` to `end`, a complete value. */
  take(start: number, end: number, parsed = parseShort(this.window.bytes, start, end)): void {
    const { window, plainPath } = this
    if (plainPath === undefined) throw new Error("an odd record was taken before the plain path was loaded")
    const decoded = plainPath(window.bytes, start, end, parsed, this.#content)
    if (decoded._tag === "Fault") return this.reject(decoded.rejection, decoded.at)
    // Pages and rows of a bill keep their order; of results only rows without Seq have one, which are never scanned.
    if (this.#fast?.kind === "bills") this.flush()
    this.#sink.accept(decoded, () => window.locate(start))
  }

  /** A list begins. */
  list(): void {
    this.#sink.list()
  }

  reject(why: Rejection | RejectionCode, at: number): void {
    this.#sink.reject(typeof why === "string" ? rejection(why) : why, this.window.locate(at))
  }

  /** Hands over what the scanner has decoded: when its memory is full, and before what was read is counted. */
  flush(): void {
    if (!this.#hasRows || this.#fast === undefined) return
    this.#hasRows = false
    this.#fast.sink.takeRows(this.#fast.scanner)
  }
}
