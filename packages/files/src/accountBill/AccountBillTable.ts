/** An account bill as a table of text: a header, then a row for each component of each transaction (F3). */
import { type Rejection, rejection } from "@faceid-tally/core/engine"
import {
  type AccountBillColumns,
  type AccountBillField,
  accountBillFieldOf,
  fieldsThatKeep,
  namesFaceId,
} from "@faceid-tally/core/money"

import { RECORD_BYTES_MAX } from "../limits/recordLimits.ts"
import type { RecordReader, RecordSink } from "../records/RecordSink.ts"
import type { InputWindow } from "../scanner/InputWindow.ts"
import { cellText, isTotal } from "../table/cell.ts"
import { HEADER_BYTES_MAX } from "../table/findHeader.ts"
import type { RowSplitter } from "../table/RowSplitter.ts"
import type { AccountBillRows } from "./AccountBillRows.ts"
import { findAccountBillHeader } from "./findAccountBillHeader.ts"
import { headerRejection } from "./headerRejection.ts"

/** What DOS ends a file with. */
const CONTROL_Z = 0x1a

interface Header {
  readonly row: RowSplitter
  readonly names: ReadonlyArray<string>
  readonly cells: AccountBillColumns
}

export class AccountBillTable implements RecordReader {
  isEnded = false
  readonly #window: InputWindow
  readonly #sink: RecordSink
  readonly #rows: AccountBillRows
  #header: Header | undefined
  #lengthMin = HEADER_BYTES_MAX

  constructor(window: InputWindow, sink: RecordSink, rows: AccountBillRows) {
    this.#window = window
    this.#sink = sink
    this.#rows = rows
  }

  read(isLast: boolean): void {
    const window = this.#window
    if (isLast) while (window.length > 0 && window.bytes[window.end - 1] === CONTROL_Z) window.end--
    while (!this.isEnded && window.start < window.end) {
      if (window.length < this.#lengthMin && !isLast) return
      const isRead = this.#header === undefined ? this.#readHeader() : this.#readRow(this.#header, isLast)
      if (!isRead) return
    }
  }

  /** Whether a row without its end is whole, nobody can tell. */
  readCut(): void {
    this.#lengthMin = 0
    this.read(false)
  }

  #readHeader(): boolean {
    const window = this.#window
    const found = findAccountBillHeader(window.bytes, window.start, window.end)
    if (found === undefined) return this.#end(rejection("no_account_bill"), window.start)
    const { header, names, row, at, next } = found
    if (header._tag !== "Header") {
      const { why, cell } = headerRejection(header, names)
      return this.#end(why, row.start(cell))
    }
    if (found.isBelow) this.#remark("rows_above_header", at)
    this.#header = { row, names, cells: header.cells }
    this.#sink.table([])
    window.start = next
    this.#lengthMin = 0
    return true
  }

  #readRow(header: Header, isLast: boolean): boolean {
    const window = this.#window
    const outcome = header.row.split(window.bytes, window.start, window.end, isLast)
    if (outcome === "cut") {
      if (window.length >= RECORD_BYTES_MAX) return this.#end(rejection("too_large"), window.start)
      this.#lengthMin = Math.min(window.length * 2, RECORD_BYTES_MAX)
      return false
    }
    if (outcome === "unclosed") return this.#end(rejection("unclosed_quote"), header.row.openQuote)
    this.#lengthMin = 0
    if (!this.#takeRow(header)) return false
    window.start = header.row.next
    return true
  }

  /** Takes the row that was split; false where it ends the file. */
  #takeRow({ row, names, cells }: Header): boolean {
    if (row.isBlank) return true
    const read = (field: AccountBillField) => this.#text(row, cells.get(field) ?? row.count)
    if (accountBillFieldOf(read("product") ?? "") === "product") {
      const isSame = names.every((name, cell) => this.#text(row, cell) === name)
      if (!isSame) return this.#end(rejection("repeated_header"), row.start(0))
      this.#remark("repeated_header", row.start(0))
    } else if (isTotal(this.#firstText(row)) && read("component") === "") this.#remark("total_row", row.start(0))
    else this.#takeComponent({ row, names, cells }, read)
    return true
  }

  #takeComponent({ row, names, cells }: Header, read: (field: AccountBillField) => string | undefined): void {
    const invalid = fieldsThatKeep.find((field) => read(field) === undefined)
    const extra = this.#extraCell(row, names.length)
    const keeping = Object.fromEntries(fieldsThatKeep.map((field) => [field, read(field)]))
    // A row of another product is of no interest, whatever else is wrong with it.
    if (extra !== undefined && this.#hasFaceId(row)) this.#reject(rejection("too_many_cells"), row.start(extra))
    else if (invalid !== undefined) this.#rejectEncoding(invalid, { row, names, cells })
    else if (this.#rows.keeps(keeping)) this.#takeKept({ row, names, cells }, read)
  }

  #takeKept({ row, names, cells }: Header, read: (field: AccountBillField) => string | undefined): void {
    const texts = [...cells.keys()].map((field) => [field, read(field)] as const)
    const invalid = texts.find(([, text]) => text === undefined)
    if (invalid !== undefined) return this.#rejectEncoding(invalid[0], { row, names, cells })
    const rejected = this.#rows.take(Object.fromEntries(texts))
    if (rejected === undefined) return
    const cell = rejected.field === undefined ? 0 : (cells.get(rejected.field) ?? 0)
    this.#reject({ ...rejected.rejection, path: [names[cell] ?? ""] }, row.start(cell))
  }

  #rejectEncoding(field: AccountBillField, { row, names, cells }: Header): void {
    const cell = cells.get(field) ?? 0
    this.#reject(rejection("invalid_encoding", [names[cell] ?? ""]), row.start(cell))
  }

  #firstText(row: RowSplitter): string {
    for (let cell = 0; cell < row.count; cell++) {
      const text = this.#text(row, cell) ?? ""
      if (text !== "") return text
    }
    return ""
  }

  /** The first cell past the header's that holds something. */
  #extraCell(row: RowSplitter, width: number): number | undefined {
    for (let cell = width; cell < row.count; cell++) if (this.#text(row, cell) !== "") return cell
    return undefined
  }

  #hasFaceId(row: RowSplitter): boolean {
    return Array.from({ length: row.count }, (_, cell) => this.#text(row, cell) ?? "").some(namesFaceId)
  }

  /** `undefined` for bytes that are no text. */
  #text(row: RowSplitter, cell: number): string | undefined {
    const raw = row.text(this.#window.bytes, cell)
    return raw === undefined ? undefined : cellText(raw)
  }

  #remark(code: "rows_above_header" | "total_row" | "repeated_header", at: number): void {
    this.#sink.remark({ code, line: this.#window.locate(at).line })
  }

  #reject(why: Rejection, at: number): void {
    this.#sink.reject(why, this.#window.locate(at))
  }

  #end(why: Rejection, at: number): false {
    this.#reject(why, at)
    this.isEnded = true
    return false
  }
}
