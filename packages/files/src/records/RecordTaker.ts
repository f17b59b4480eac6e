/**
 * Takes JSON records from the window, one way or the other: the scanner reads on while records are regular, and what is
 * odd to it is decoded by the plain path, which alone says what is wrong with a record.
 */
import { type Rejection, type RejectionCode, rejection, type Remark } from "@faceid-tally/core/engine"

import type { Content } from "../options/Content.ts"
import type { decodeRecord } from "./decodeRecord.ts"
import { parseShort } from "../json/jsonReader.ts"
import type { RecordSink, RowSink } from "./RecordSink.ts"
import type { Form, Kind, Scanner } from "../scanner/Scanner.ts"
import type { InputWindow } from "../scanner/InputWindow.ts"

/** The scanner, in whose memory the window lies, and where its rows go. */
export interface FastPath {
  readonly scanner: Scanner
  readonly kind: Kind
  readonly sink: RowSink
}

/** What decodes odd records. */
export type PlainPath = typeof decodeRecord

export class RecordTaker {
  readonly window: InputWindow
  /** Missing until it is loaded, where that waits for the first odd record. */
  plainPath: PlainPath | undefined
  readonly #content: Content
  readonly #sink: RecordSink
  readonly #fast: FastPath | undefined
  #hasRows = false

  constructor(
    content: Content,
    window: InputWindow,
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

  /** Takes the records of the value that is all of the window's bytes from `start` to `end`, and complete. */
  take(start: number, end: number, parsed = parseShort(this.window.bytes, start, end)): void {
    const { window, plainPath } = this
    if (plainPath === undefined) throw new Error("an odd record was taken before the plain path was loaded")
    const { found, remarks } = plainPath(window.bytes, start, end, parsed, this.#content)
    for (const remark of remarks) this.remark(remark)
    // At the place that was named there is a list without any.
    if (found.length === 0) this.list()
    // Pages and rows of a bill keep their order; of results only rows without Seq have one, which are never scanned.
    if (this.#fast?.kind === "bills") this.flush()
    // The window tells lines in the order of the bytes, in which records of an object of digits need not be.
    const isInOrder = found.every(({ at }, nth) => nth === 0 || at >= (found[nth - 1]?.at ?? 0))
    const places = isInOrder ? undefined : window.locateAll(found.map(({ at }) => at))
    for (const each of found) {
      const place = () => places?.get(each.at) ?? window.locate(each.at)
      if (each._tag === "Fault") this.#sink.reject(each.rejection, place())
      else this.#sink.accept(each.record, place)
    }
  }

  remark(remark: Remark): void {
    this.#sink.remark(remark)
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
