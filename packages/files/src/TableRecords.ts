/**
 * Records in a table: each row is one, with one entry or one line of the bill. What a cell may hold is what the same
 * field may hold in JSON, as far as text can say it (CONTRACT 5). Of a workbook, places are its cells.
 */
import {
  type BillPage,
  type Charge,
  dayNumberOf,
  type DetectInfo,
  readFetchedAt,
  readInstant,
  readLooseCode,
  type Rejection,
  type RejectionCode,
  rejection,
} from "@faceid-tally/core"

import type { BlockWriter } from "./Block.ts"
import { PlainRows } from "./PlainRows.ts"
import { RECORD_BYTES_MAX, type RecordKind, type RecordReader, type RecordSink } from "./RecordSink.ts"
import { RowSplitter } from "./RowSplitter.ts"
import { type Column, type ColumnMap, type Header, readHeader } from "./TableColumns.ts"
import type { LineColumn, Window } from "./Window.ts"

const COMMA = 0x2c
const TAB = 0x09
const SEMICOLON = 0x3b
const HASH = 0x23

export class TableRecords implements RecordReader {
  isEnded = false
  readonly #kind: RecordKind
  readonly #window: Window
  readonly #columns: ColumnMap
  readonly #sink: RecordSink
  #header: Header | undefined
  #lengthMin = 0
  /** The first fault in the row that is being read. */
  #fault: { readonly rejection: Rejection; readonly cell: number } | undefined
  readonly #isWorkbook: boolean
  readonly #isOptional: boolean
  readonly #plainRows: PlainRows | undefined

  constructor(
    {
      kind,
      columns,
      isWorkbook,
      isOptional,
    }: {
      readonly kind: RecordKind
      readonly columns: ColumnMap
      readonly isWorkbook: boolean
      readonly isOptional: boolean
    },
    window: Window,
    sink: RecordSink,
    writer?: BlockWriter,
  ) {
    this.#kind = kind
    this.#isWorkbook = isWorkbook
    this.#isOptional = isOptional
    this.#window = window
    this.#columns = columns
    this.#sink = sink
    this.#plainRows = writer === undefined ? undefined : new PlainRows(writer)
  }

  read(isLast: boolean): void {
    const window = this.#window
    while (!this.isEnded && window.start < window.end) {
      if (window.length < this.#lengthMin && !isLast) return
      if (!(this.#header === undefined ? this.#readHeader(isLast) : this.#readRow(this.#header, isLast))) return
    }
  }

  /** Whether a row without its end is whole, nobody can tell. */
  readCut(): void {
    this.#lengthMin = 0
    this.read(false)
  }

  #readHeader(isLast: boolean): boolean {
    const { bytes } = this.#window
    const rows = [new RowSplitter(COMMA), new RowSplitter(TAB), new RowSplitter(SEMICOLON)] as const
    for (const row of rows) if (!this.#split(row, isLast)) return false
    if (rows[0].isBlank) {
      this.#window.start = rows[0].next
      return true
    }
    const header = readHeader(bytes, rows, this.#columns)
    if ("rejection" in header) {
      if (this.#isOptional && header.rejection.code === "missing_column") return this.#leave()
      return this.#end(header.rejection, this.#place(header.row, header.cell))
    }
    this.#header = header
    this.#window.start = header.row.next
    return true
  }

  #readRow(header: Header, isLast: boolean): boolean {
    const { row } = header
    if (!this.#split(row, isLast)) return false
    if (!row.isBlank) this.#readCells(header)
    this.#window.start = row.next
    return true
  }

  /** Cuts the next row into cells; false when that takes more bytes, or ends the file. */
  #split(row: RowSplitter, isLast: boolean): boolean {
    const window = this.#window
    const outcome = row.split(window.bytes, window.start, window.end, isLast)
    if (outcome === "row") {
      this.#lengthMin = 0
      return true
    }
    if (outcome === "unclosed") return this.#end(rejection("unclosed_quote"), window.locate(row.openQuote))
    if (window.length >= RECORD_BYTES_MAX) return this.#end(rejection("too_large"), window.locate(window.start))
    this.#lengthMin = window.length * 2
    return false
  }

  #readCells(header: Header): void {
    const window = this.#window
    const { row, width } = header
    const isBill = this.#kind === "bills" || (this.#kind === "any" && header.isBill)
    // The plain rows know nothing of the errors of a sheet.
    const mayBeError = this.#isWorkbook && window.bytes[row.start(header.cells.Seq)] === HASH
    if (!mayBeError && this.#plainRows?.take(window.bytes, header, isBill) === true) return
    this.#fault = undefined
    for (let cell = width; cell < row.count; cell++) {
      if (!row.isEmpty(cell)) this.#reject("too_many_cells", cell)
    }
    const record = isBill ? this.#billRow(header) : this.#attemptRow(header)
    const fault = this.#firstFault()
    if (fault === undefined) this.#sink.accept(record, () => this.#place(row, 0))
    else this.#sink.reject(fault.rejection, this.#place(row, fault.cell))
  }

  #attemptRow(header: Header): DetectInfo {
    return {
      _tag: "DetectInfo",
      bizToken: this.#label(header, "BizToken"),
      ruleId: this.#label(header, "RuleId"),
      account: this.#label(header, "Account"),
      fetchedAt: this.#value(header, "FetchedAt", readFetchedAt, "an ISO 8601 time with offset, or epoch milliseconds"),
      errCode: null,
      nfcBillingCounts: null,
      flat: true,
      entries: [
        {
          seq: this.#seq(header),
          charge: this.#charge(header),
          errcode: this.#integer(header, "Errcode"),
          at: this.#instant(header),
        },
      ],
    }
  }

  #billRow(header: Header): BillPage {
    return {
      _tag: "BillPage",
      day: this.#value(header, "Date", this.#isWorkbook ? readSheetDate : readDate, "a date YYYY-MM-DD"),
      account: this.#label(header, "Account"),
      askedRuleId: null,
      cursor: null,
      nextCursor: null,
      hasNextPage: false,
      flat: true,
      groups: [
        {
          bizToken: this.#label(header, "BizToken"),
          ruleId: this.#label(header, "RuleId"),
          chargeCount: this.#integer(header, "ChargeCount"),
          lines: [
            {
              seq: this.#seq(header),
              charge: this.#charge(header),
              errcode: readLooseCode(withoutZeros(this.#label(header, "ErrorCode") ?? "")),
              at: this.#instant(header),
              chargeType: this.#label(header, "ChargeType"),
            },
          ],
        },
      ],
    }
  }

  #label(header: Header, column: Column): string | null {
    const cell = header.cells[column]
    if (cell < 0) return null
    const text = header.row.text(this.#window.bytes, cell)
    if (text === undefined) this.#reject("invalid_encoding", cell)
    return text === undefined || text === "" ? null : text
  }

  /** A cell that, if it holds anything, must hold what `read` can read. */
  #value<A>(header: Header, column: Column, read: (text: string) => A | undefined, expected: string): A | null {
    const text = this.#label(header, column)
    if (text === null) return null
    const value = read(text)
    if (value === undefined) this.#reject("wrong_type", header.cells[column], column, expected)
    return value ?? null
  }

  #integer(header: Header, column: Column): number | null {
    return this.#value(header, column, readInteger, "an integer below 2^31")
  }

  #charge(header: Header): Charge {
    return this.#value(header, "IsNeedCharge", readFlag, "true or false")
  }

  #seq(header: Header): string | null {
    const text = this.#label(header, "Seq")
    if (text !== null && isSpoiled(text)) this.#reject("spoiled_number", header.cells.Seq, "Seq")
    if (text !== null && this.#isWorkbook && isCellError(text)) {
      this.#reject("wrong_type", header.cells.Seq, "Seq", "string")
    }
    return text
  }

  #instant(header: Header): number | null {
    const text = this.#label(header, "ReqTime")
    if (text !== null && isSpoiled(text)) {
      this.#reject("spoiled_number", header.cells.ReqTime, "ReqTime")
      return null
    }
    return this.#value(header, "ReqTime", readReqTime, "epoch milliseconds of 12 to 15 digits")
  }

  #firstFault() {
    return this.#fault
  }

  #reject(code: RejectionCode, cell: number, column?: Column, expected?: string): void {
    const path = column === undefined ? [] : [column]
    this.#fault ??= { rejection: rejection(code, path, expected), cell }
  }

  #place(row: RowSplitter, cell: number): LineColumn {
    const place = this.#window.locate(row.start(cell))
    return this.#isWorkbook ? { line: place.line, column: cell + 1 } : place
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

/** A long number as a spreadsheet shows it, its last digits lost. */
const isSpoiled = (text: string): boolean => /^[+-]?\d{1,3}([.,]\d+)?E[+-]\d+$/i.test(text)

/** Integers as tools that know only fractions write them: `2016.0`. */
const withoutZeros = (text: string): string => text.replace(/^([+-]?\d+)\.0+$/, "$1")

const readInteger = (text: string): number | undefined => {
  const digits = withoutZeros(text)
  if (!/^[+-]?\d+$/.test(digits)) return undefined
  const value = Number(digits)
  return Math.abs(value) < 2 ** 31 ? value + 0 : undefined
}

const readReqTime = (text: string): number | undefined => readInstant(withoutZeros(text))

const readFlag = (text: string): boolean | undefined => {
  const word = text.toLowerCase()
  return word === "true" ? true : word === "false" ? false : undefined
}

const readDate = (text: string): number | undefined => {
  const slashed = /^(\d{4})\/(\d{1,2})\/(\d{1,2})$/.exec(text)
  if (slashed === null) return dayNumberOf(text)
  const [, year, month, day] = slashed
  return dayNumberOf(`${year}-${month?.padStart(2, "0")}-${day?.padStart(2, "0")}`)
}

/** A day as a spreadsheet counts them where the cell is not marked as a date: 25,569 is 1970-01-01. */
const readSheetDate = (text: string): number | undefined => {
  const serial = /^[1-9]\d{4}$/.test(text) ? Number(text) : undefined
  return serial === undefined ? readDate(text) : serial - 25_569
}

/** What a spreadsheet shows of a formula that failed. */
const isCellError = (text: string): boolean => /^#(N\/A|REF!|VALUE!|DIV\/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!)$/.test(text)
