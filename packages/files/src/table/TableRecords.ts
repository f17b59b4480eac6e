/**
 * Records in a table: a header, then a record a row, with one entry or one line of the bill. Rows that are none, such as
 * totals, are remarked upon and left out (R5, R21, R24, R25). Of a workbook, places are its cells.
 */
import { type Rejection, type Remark, rejection } from "@faceid-tally/core/engine"

import type { BlockWriter } from "../rows/rowFormat.ts"
import type { Content } from "../options/Content.ts"
import { PlainRows } from "./PlainRows.ts"
import { RECORD_BYTES_MAX } from "../limits/recordLimits.ts"
import type { RecordReader, RecordSink } from "../records/RecordSink.ts"
import type { RowSplitter } from "./RowSplitter.ts"
import { isNothing, isTotal } from "./cell.ts"
import { findHeader, HEADER_BYTES_MAX, hasRequired, nameOf, textsOf } from "./findHeader.ts"
import type { Header } from "./Header.ts"
import { RowReader } from "./RowReader.ts"
import type { SameRows } from "./SameRows.ts"
import type { LineColumn, InputWindow } from "../scanner/InputWindow.ts"

const NUL = 0x00
/** What DOS ends a file with. */
const CONTROL_Z = 0x1a
const MARK = [0xef, 0xbb, 0xbf] as const

/** The sheet that a table is. */
export interface SheetTable {
  /** Named in places where a workbook has several. */
  readonly name: string | undefined
  readonly sameRows: SameRows | undefined
}

export class TableRecords implements RecordReader {
  isEnded = false
  readonly #question: Content
  readonly #window: InputWindow
  readonly #sink: RecordSink
  readonly #sheet: SheetTable | undefined
  readonly #plainRows: PlainRows | undefined
  #header: Header | undefined
  #rows: RowReader | undefined
  #lengthMin = 0
  #isInNuls = false

  constructor(
    question: Content,
    window: InputWindow,
    sink: RecordSink,
    { sheet, writer }: { readonly sheet?: SheetTable | undefined; readonly writer?: BlockWriter | undefined } = {},
  ) {
    this.#question = question
    this.#window = window
    this.#sink = sink
    this.#sheet = sheet
    this.#plainRows = writer === undefined || sheet?.sameRows !== undefined ? undefined : new PlainRows(writer)
  }

  read(isLast: boolean): void {
    const window = this.#window
    if (isLast) while (window.length > 0 && window.bytes[window.end - 1] === CONTROL_Z) window.end--
    while (!this.isEnded && window.start < window.end) {
      if (window.length < this.#lengthMin && !isLast) return
      if (!this.#passEdges(isLast)) return
      const { start, end } = window
      if (
        start < end &&
        !(this.#header === undefined ? this.#readHeader(isLast) : this.#readRow(this.#header, isLast))
      ) {
        return
      }
    }
  }

  /** Whether a row without its end is whole, nobody can tell. */
  readCut(): void {
    this.#lengthMin = 0
    this.read(false)
  }

  /** Passes what stands before a row and is none of it: marks and NUL bytes; false where more of them may come. */
  #passEdges(isLast: boolean): boolean {
    const window = this.#window
    const { bytes, end } = window
    for (let at = window.start; ; window.start = at) {
      if (bytes[at] === NUL && at < end) {
        if (!this.#isInNuls) this.#sink.reject(rejection("nul_bytes"), this.#placeOf(at))
        while (at < end && bytes[at] === NUL) at++
        this.#isInNuls = at === end
      } else if (isMark(bytes, at, end)) at += MARK.length
      else {
        if (at < end) this.#isInNuls = false
        window.start = at
        return isLast || !isMarkCut(bytes, at, end)
      }
    }
  }

  #readHeader(isLast: boolean): boolean {
    const window = this.#window
    const search = findHeader(window.bytes, window.start, window.end, isLast, this.#question)
    switch (search.outcome) {
      case "more":
        this.#lengthMin = Math.min(window.length * 2, HEADER_BYTES_MAX)
        return false
      case "none":
        window.start = search.next
        this.#lengthMin = 0
        return true
      case "unclosed":
        return this.#end(rejection("unclosed_quote"), this.#placeOf(search.at))
      case "fault":
        if (this.#question.isOptional && isOfSomethingElse(search.fault.rejection)) return this.#leave()
        return this.#end(search.fault.rejection, this.#cellPlace(search.at, search.fault.cell))
      case "header":
        this.#begin(search.header)
        if (search.isBelow) this.#remark("rows_above_header", search.at)
        window.start = search.next
        this.#lengthMin = 0
        return true
    }
  }

  #begin(header: Header): void {
    this.#header = header
    this.#rows = new RowReader(header, this.#sheet !== undefined, this.#question.utcOffset)
    this.#sink.table(header.given)
    for (const remark of header.remarks) this.#sink.remark(remark)
  }

  #readRow(header: Header, isLast: boolean): boolean {
    const { row } = header
    if (!this.#split(row, isLast)) return false
    const { next } = row
    const nuls = this.#trailingNuls(row)
    if (nuls < row.lineEnd) {
      row.split(this.#window.bytes, this.#window.start, nuls, true)
      if (!this.#takeRow(header)) return false
      this.#sink.reject(rejection("nul_bytes"), this.#placeOf(nuls))
    } else if (!this.#takeRow(header)) return false
    this.#window.start = next
    return true
  }

  #trailingNuls(row: RowSplitter): number {
    let at = row.lineEnd
    while (at > this.#window.start && this.#window.bytes[at - 1] === NUL) at--
    return at
  }

  /** Cuts the next row into cells; false when that takes more bytes, or ends the file. */
  #split(row: RowSplitter, isLast: boolean): boolean {
    const window = this.#window
    const outcome = row.split(window.bytes, window.start, window.end, isLast)
    if (outcome === "row") {
      this.#lengthMin = 0
      return true
    }
    if (outcome === "unclosed") return this.#end(rejection("unclosed_quote"), this.#placeOf(row.openQuote))
    if (window.length >= RECORD_BYTES_MAX) return this.#end(rejection("too_large"), this.#placeOf(window.start))
    this.#lengthMin = Math.min(window.length * 2, RECORD_BYTES_MAX)
    return false
  }

  /** Takes the row that was split; false where it ends the file. */
  #takeRow(header: Header): boolean {
    const { row } = header
    const { bytes } = this.#window
    if (row.isBlank || this.#plainRows?.take(bytes, header) === true) return true
    const texts = textsOf(bytes, row)
    const first = texts.find((text) => text !== "")
    if (first === undefined) return true
    if (isTotal(first) && this.#isBare(header, texts)) {
      this.#remark("total_row", row.start(0))
      return true
    }
    if (texts.some((text) => header.words.has(text)) && hasRequired(texts, this.#question)) {
      return this.#takeHeaderAgain(header, texts.map(nameOf))
    }
    if (this.#sheet?.sameRows?.isRepeated(this.#rows?.key(bytes) ?? "") === true) return true
    const record = this.#rows?.read(bytes)
    if (record === undefined) return true
    if (record._tag === "Fault")
      this.#sink.reject(record.rejection, this.#cellPlace(row.start(record.cell), record.cell))
    else this.#sink.accept(record, () => this.#cellPlace(row.start(0), 0))
    return true
  }

  /** Whether a row has neither flag nor time. */
  #isBare({ cells }: Header, texts: ReadonlyArray<string>): boolean {
    return [cells.IsNeedCharge, cells.ReqTime].every((cell) => isNothing(texts[cell] ?? ""))
  }

  #takeHeaderAgain({ row, names }: Header, again: ReadonlyArray<string>): boolean {
    const count = Math.max(names.length, again.length)
    const isSame = Array.from({ length: count }, (_, i) => (again[i] ?? "") === (names[i] ?? "")).every(Boolean)
    if (!isSame) return this.#end(rejection("repeated_header"), this.#cellPlace(row.start(0), 0))
    this.#remark("repeated_header", row.start(0))
    return true
  }

  #remark(code: "rows_above_header" | "total_row" | "repeated_header", at: number): void {
    const { line, sheet } = this.#placeOf(at)
    const remark: Remark = sheet === undefined ? { code, line } : { code, line, sheet }
    this.#sink.remark(remark)
  }

  /** The place of a cell; of a sheet its row and column. */
  #cellPlace(at: number, cell: number): LineColumn {
    const place = this.#placeOf(at)
    return this.#sheet === undefined ? place : { ...place, column: cell + 1 }
  }

  #placeOf(at: number): LineColumn {
    const place = this.#window.locate(at)
    const sheet = this.#sheet?.name
    return sheet === undefined ? place : { ...place, sheet }
  }

  /** Leaves a table of something else alone. */
  #leave(): false {
    this.#sink.remark({ code: "no_header" })
    this.isEnded = true
    return false
  }

  #end(why: Rejection, place: LineColumn): false {
    this.#sink.reject(why, place)
    this.isEnded = true
    return false
  }
}

/** Whether a table is none of what is asked for: it has another header, or that of the other side. */
const isOfSomethingElse = ({ code }: Rejection): boolean =>
  code === "missing_column" || code === "bill_among_results" || code === "result_among_bills"

const isMark = (bytes: Uint8Array, at: number, end: number): boolean =>
  at + MARK.length <= end && MARK.every((byte, i) => bytes[at + i] === byte)

/** Whether the bytes end within what may be a mark. */
const isMarkCut = (bytes: Uint8Array, at: number, end: number): boolean =>
  end - at < MARK.length && end > at && MARK.slice(0, end - at).every((byte, i) => bytes[at + i] === byte)
