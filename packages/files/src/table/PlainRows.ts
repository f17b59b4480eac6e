/**
 * The fast path of tables: a row of plain cells goes from bytes to words without a string in between. It never decides
 * that a row is wrong: one that is in any way unusual is not taken, and `TableRecords` reads it.
 */
import { INSTANT_FIRST, INSTANT_LAST, readDate, readInstant } from "@faceid-tally/core/engine"

import { type BlockWriter, CHARGED_ROW, chargeTypes, NO_KEY, UNCHARGED_ROW, UNKNOWN_ROW } from "../rows/rowFormat.ts"
import { utf8Text } from "../json/jsonText.ts"
import { QUOTE } from "../json/JsonWalk.ts"
import type { RowSplitter } from "./RowSplitter.ts"
import type { Header } from "./Header.ts"
import type { Column } from "../options/tableColumns.ts"
import {
  BITS_WORD,
  ENTRY_WORDS,
  GROUP_CHARGE_COUNT_BIT,
  GROUP_CHARGE_COUNT_WORD,
  GROUP_RULE_BIT,
  GROUP_RULE_WORD,
  GROUP_TOKEN_WORD,
  GROUP_WORDS,
  HEADER_WORDS,
  ITEM_CODE_BIT,
  ITEM_CODE_WORD,
  ITEM_KIND_SHIFT,
  ITEM_SEQ_WORD,
  ITEM_TIME_BIT,
  ITEM_TIME_WORD,
  ITEM_TYPE_SHIFT,
  LINE_WORDS,
  PAGE_ACCOUNT_BIT,
  PAGE_ACCOUNT_WORD,
  PAGE_DATE_BIT,
  PAGE_DATE_WORD,
  PAGE_FLAT_BIT,
  RESULT_ACCOUNT_BIT,
  RESULT_ACCOUNT_WORD,
  RESULT_FETCHED_AT_BIT,
  RESULT_FETCHED_AT_WORD,
  RESULT_FLAT_BIT,
  RESULT_RULE_BIT,
  RESULT_RULE_WORD,
  RESULT_TOKEN_WORD,
} from "../rows/layout.ts"

/** A cell for `TableRecords`. */
const UNUSUAL = Number.NaN
/** No word for nothing is longer. */
const NOTHING_BYTES_MAX = 9
/** LibreOffice shows a failed formula as `Err:502`. */
const COLON = 0x3a

const isLetterOrDigit = (byte: number): boolean =>
  (byte >= 0x30 && byte <= 0x39) || ((byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a)

export class PlainRows {
  readonly #writer: BlockWriter
  #bytes: Uint8Array = new Uint8Array(0)
  // The cell that is looked at, without quotes.
  #start = 0
  #end = 0
  readonly #dates = new LastCell((text) => numberOf(readDate(text)))
  readonly #fetches = new LastCell((text) => numberOf(readInstant(text)))
  readonly #types = new LastCell((text) => {
    const type = (chargeTypes as ReadonlyArray<string | null>).indexOf(text)
    return type < 0 ? undefined : type
  })

  constructor(writer: BlockWriter) {
    this.#writer = writer
  }

  /** Writes the row that the header's splitter has split; false when it is for the plain path. */
  take(bytes: Uint8Array, header: Header): boolean {
    this.#bytes = bytes
    for (let cell = header.width; cell < header.row.count; cell++) if (!header.row.isEmpty(cell)) return false
    return header.kind === "bills" ? this.#bill(header) : header.kind === "results" && this.#attempt(header)
  }

  #attempt(header: Header): boolean {
    const writer = this.#writer
    const at = writer.begin(HEADER_WORDS + ENTRY_WORDS)
    const fetchedAt = this.#cached(header, "FetchedAt", this.#fetches)
    const errcode = this.#integer(header, "Errcode")
    const token = this.#key(header, "BizToken", at + RESULT_TOKEN_WORD)
    const rule = this.#text(header, "RuleId", at + RESULT_RULE_WORD, RESULT_RULE_BIT)
    const account = this.#text(header, "Account", at + RESULT_ACCOUNT_WORD, RESULT_ACCOUNT_BIT)
    const item = this.#item(header, at + HEADER_WORDS, errcode)
    if (Number.isNaN(token + rule + account + item + (fetchedAt ?? 0))) return writer.rollBack()
    writer.put(at, 1)
    writer.put(
      at + BITS_WORD,
      token |
        rule |
        account |
        RESULT_FLAT_BIT |
        writer.float(at + RESULT_FETCHED_AT_WORD, fetchedAt, RESULT_FETCHED_AT_BIT),
    )
    writer.put(at + HEADER_WORDS, item)
    return true
  }

  #bill(header: Header): boolean {
    const writer = this.#writer
    const at = writer.begin(HEADER_WORDS + GROUP_WORDS + LINE_WORDS)
    const group = at + HEADER_WORDS
    const line = group + GROUP_WORDS
    const day = this.#cached(header, "Date", this.#dates)
    const count = this.#integer(header, "ChargeCount")
    const type = this.#cached(header, "ChargeType", this.#types)
    const errcode = this.#integer(header, "ErrorCode")
    const token = this.#key(header, "BizToken", group + GROUP_TOKEN_WORD)
    const rule = this.#text(header, "RuleId", group + GROUP_RULE_WORD, GROUP_RULE_BIT)
    const account = this.#text(header, "Account", at + PAGE_ACCOUNT_WORD, PAGE_ACCOUNT_BIT)
    const item = this.#item(header, line, errcode)
    // A line of which no day is known may be of no use.
    if (day === null && (item & ITEM_TIME_BIT) === 0) return writer.rollBack()
    if (Number.isNaN(token + rule + account + item + (day ?? 0) + (count ?? 0) + (type ?? 0))) return writer.rollBack()
    writer.put(at, 1)
    writer.put(at + BITS_WORD, account | PAGE_FLAT_BIT | writer.integer(at + PAGE_DATE_WORD, day, PAGE_DATE_BIT))
    writer.put(group, 1)
    writer.put(
      group + BITS_WORD,
      token | rule | writer.integer(group + GROUP_CHARGE_COUNT_WORD, count, GROUP_CHARGE_COUNT_BIT),
    )
    writer.put(line, item | ((type ?? 0) << ITEM_TYPE_SHIFT))
    return true
  }

  /** Seq, flag, code and time, and their bits. */
  #item(header: Header, at: number, errcode: number | null): number {
    const flag = this.#flag(header)
    const instant = this.#instant(header)
    const seq = this.#key(header, "Seq", at + ITEM_SEQ_WORD)
    if (Number.isNaN(flag + seq + (instant ?? 0) + (errcode ?? 0))) return UNUSUAL
    // Without a flag and a time it may be a total, and without a Seq it is told apart by its place.
    if (seq === NO_KEY || (flag === UNKNOWN_ROW && instant === null)) return UNUSUAL
    const bits =
      this.#writer.integer(at + ITEM_CODE_WORD, errcode, ITEM_CODE_BIT) |
      this.#writer.float(at + ITEM_TIME_WORD, instant, ITEM_TIME_BIT)
    return flag | bits | (seq << ITEM_KIND_SHIFT)
  }

  /** Looks at a cell; false when it is not there or empty. */
  #look(row: RowSplitter, cell: number): boolean {
    if (cell < 0 || row.isEmpty(cell)) return false
    this.#start = row.start(cell)
    this.#end = row.end(cell)
    if (this.#bytes[this.#start] === QUOTE) {
      this.#start++
      this.#end--
    }
    return true
  }

  /** Copies a cell into the texts and gives `bit`, 0 for an empty one. */
  #text(header: Header, column: Column, at: number, bit: number): number {
    if (!this.#look(header.row, header.cells[column])) return 0
    if (!this.#isPlainName()) return UNUSUAL
    this.#writer.copy(at, this.#bytes, this.#start, this.#end)
    return bit
  }

  /** Writes a cell as a Seq or BizToken and gives its kind. */
  #key(header: Header, column: Column, at: number): number {
    if (!this.#look(header.row, header.cells[column])) return NO_KEY
    return this.#isPlainName() ? this.#writer.copyKey(at, this.#bytes, this.#start, this.#end) : UNUSUAL
  }

  /** Whether the cell just looked at is exactly the name that stands there. */
  #isPlainName(): boolean {
    let letters = 0
    let letter = 0
    for (let i = this.#start; i < this.#end; i++) {
      const byte = this.#bytes[i] as number
      // Beyond ASCII, trimmed, hidden, or for a quote.
      if (byte <= 0x20 || byte >= 0x7f || byte === QUOTE || byte === COLON) return false
      if (byte <= 0x39) continue
      letters++
      letter = byte
    }
    const first = this.#bytes[this.#start] as number
    // Words for nothing begin with an N, a U or a sign, as what guards a name does; a spoiled number has one E.
    const isWord = this.#end - this.#start <= NOTHING_BYTES_MAX && ((first | 0x20) === 0x6e || (first | 0x20) === 0x75)
    const isSpoiled = letters === 1 && (letter | 0x20) === 0x65
    return isLetterOrDigit(first) && !isWord && !isSpoiled
  }

  #integer(header: Header, column: Column): number | null {
    if (!this.#look(header.row, header.cells[column])) return null
    const isNegative = this.#bytes[this.#start] === 0x2d
    if (isNegative) this.#start++
    const value = this.#digits(1, 9)
    return isNegative ? 0 - value : value
  }

  #instant(header: Header): number | null {
    if (!this.#look(header.row, header.cells.ReqTime)) return null
    const value = this.#digits(13, 13)
    return value >= INSTANT_FIRST && value <= INSTANT_LAST ? value : UNUSUAL
  }

  #digits(min: number, max: number): number {
    const length = this.#end - this.#start
    if (length < min || length > max) return UNUSUAL
    let value = 0
    for (let i = this.#start; i < this.#end; i++) {
      const digit = (this.#bytes[i] as number) - 0x30
      if (digit < 0 || digit > 9) return UNUSUAL
      value = value * 10 + digit
    }
    return value
  }

  #flag(header: Header): number {
    if (!this.#look(header.row, header.cells.IsNeedCharge)) return UNKNOWN_ROW
    if (this.#isWord("true")) return CHARGED_ROW
    return this.#isWord("false") ? UNCHARGED_ROW : UNUSUAL
  }

  /** Whether the cell is a word, in small letters or capitals. */
  #isWord(word: string): boolean {
    if (this.#end - this.#start !== word.length) return false
    for (let i = 0; i < word.length; i++) {
      if (((this.#bytes[this.#start + i] as number) | 0x20) !== word.charCodeAt(i)) return false
    }
    return true
  }

  #cached(header: Header, column: Column, last: LastCell): number | null {
    return this.#look(header.row, header.cells[column]) ? last.read(this.#bytes, this.#start, this.#end) : null
  }
}

const numberOf = (read: number | string): number | undefined => (typeof read === "number" ? read : undefined)

/** Reads cells that mostly equal the one before them. */
class LastCell {
  readonly #read: (text: string) => number | undefined
  #cell = new Uint8Array(0)
  #value = UNUSUAL

  constructor(read: (text: string) => number | undefined) {
    this.#read = read
  }

  read(bytes: Uint8Array, start: number, end: number): number {
    if (!this.#isSame(bytes, start, end)) {
      this.#cell = bytes.slice(start, end)
      this.#value = this.#read(utf8Text(this.#cell)) ?? UNUSUAL
    }
    return this.#value
  }

  #isSame(bytes: Uint8Array, start: number, end: number): boolean {
    if (this.#cell.length !== end - start) return false
    for (let i = start; i < end; i++) if (bytes[i] !== this.#cell[i - start]) return false
    return true
  }
}
