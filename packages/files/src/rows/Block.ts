/**
 * Decoded records as rows of 32-bit words and one heap of text: the form in which they come out of the scanner and
 * travel between threads, a fiftieth of the size of what was read. `BlockWriter` writes what the plain path decoded,
 * `mergeBlock` counts rows from either.
 *
 * A result is a header of 16 words and 8 words an entry; a page of the bill 16 words, 10 a group and 10 a line.
 */
import { type BillPage, type Charge, type DetectInfo, encodeText, grown, packUuidInto } from "@faceid-tally/core"

import type { Rows } from "../scanner/Scanner.ts"

export const HEADER_WORDS = 16
export const ENTRY_WORDS = 8
export const GROUP_WORDS = 10
export const LINE_WORDS = 10

/** How a Seq or BizToken is held: packed UUIDs are Dictionary's kinds 1 and 2, and no text is one. */
export const NO_KEY = 0
export const TEXT_KEY = 3

export const UNCHARGED_ROW = 0
export const CHARGED_ROW = 1
export const UNKNOWN_ROW = 2

/** Bits of a result's second word, after two of the BizToken's kind. */
export const RESULT = { ruleId: 4, account: 8, fetchedAt: 16, nfc: 32, errCode: 64, flat: 128 } as const
/** Bits of a page's second word. */
export const PAGE = {
  date: 1,
  ruleId: 2,
  account: 4,
  cursor: 8,
  nextCursor: 16,
  hasNextPage: 32,
  flat: 64,
  longCursor: 128,
  longNextCursor: 256,
} as const
/** Bits of a group's second word, after two of the BizToken's kind. */
export const GROUP = { ruleId: 4, chargeCount: 8 } as const
/** Bits of an entry's or line's first word, after two of the flag; from bit 4 on the Seq's kind, from 8 the ChargeType. */
export const ITEM = { errcode: 4, at: 8, kind: 0x70, kindShift: 4, typeShift: 8 } as const

/** ChargeTypes by their number in a row; 0 is none, 4 stands for any other text. */
export const chargeTypes = [null, "核身", "比对", "混合部署"] as const
export const OTHER_TYPE = 4

const float = new Float64Array(1)
const halves = new Int32Array(float.buffer)

/** A word that is known to be there. */
export const wordAt = (words: Int32Array, at: number): number => words[at] as number

export const readFloat = (words: Int32Array, at: number): number => {
  halves[0] = words[at] as number
  halves[1] = words[at + 1] as number
  return float[0] as number
}

export class BlockWriter {
  #words = new Int32Array(1024)
  #end = 0
  #texts = new Uint8Array(4096)
  #textEnd = 0
  #rowStart = 0
  #rowTexts = 0

  /** Words written so far. */
  get size(): number {
    return this.#end
  }

  result(record: DetectInfo): void {
    const at = this.#reserve(HEADER_WORDS + ENTRY_WORDS * record.entries.length)
    const words = this.#words
    words[at] = record.entries.length
    words[at + 1] =
      this.#key(at + 2, record.bizToken) |
      this.#text(at + 6, record.ruleId, RESULT.ruleId) |
      this.#text(at + 8, record.account, RESULT.account) |
      this.float(at + 10, record.fetchedAt, RESULT.fetchedAt) |
      this.integer(at + 12, record.nfcBillingCounts, RESULT.nfc) |
      this.integer(at + 13, record.errCode, RESULT.errCode) |
      (record.flat ? RESULT.flat : 0)
    let next = at + HEADER_WORDS
    for (const entry of record.entries) {
      this.#item(next, entry)
      next += ENTRY_WORDS
    }
  }

  page(page: BillPage): void {
    const lineCount = page.groups.reduce((sum, group) => sum + group.lines.length, 0)
    const at = this.#reserve(HEADER_WORDS + GROUP_WORDS * page.groups.length + LINE_WORDS * lineCount)
    const words = this.#words
    words[at] = page.groups.length
    words[at + 1] =
      this.integer(at + 2, page.day, PAGE.date) |
      this.#cursor(at + 3, at + 10, page.cursor, PAGE.cursor, PAGE.longCursor) |
      this.#cursor(at + 4, at + 12, page.nextCursor, PAGE.nextCursor, PAGE.longNextCursor) |
      this.#text(at + 5, page.askedRuleId, PAGE.ruleId) |
      this.#text(at + 7, page.account, PAGE.account) |
      (page.hasNextPage ? PAGE.hasNextPage : 0) |
      (page.flat ? PAGE.flat : 0)
    let next = at + HEADER_WORDS
    for (const group of page.groups) {
      words[next] = group.lines.length
      words[next + 1] =
        this.#key(next + 2, group.bizToken) |
        this.integer(next + 6, group.chargeCount, GROUP.chargeCount) |
        this.#text(next + 7, group.ruleId, GROUP.ruleId)
      next += GROUP_WORDS
      for (const line of group.lines) {
        this.#item(next, line)
        const type = chargeTypes.indexOf(line.chargeType as (typeof chargeTypes)[number])
        words[next] = (words[next] as number) | ((type < 0 ? OTHER_TYPE : type) << ITEM.typeShift)
        if (type < 0) this.#text(next + 8, line.chargeType, 0)
        next += LINE_WORDS
      }
    }
  }

  /** Zeroed words for one row that is written piece by piece, or taken back. */
  begin(count: number): number {
    this.#rowStart = this.#end
    this.#rowTexts = this.#textEnd
    return this.#reserve(count)
  }

  /** Takes back the row that was begun last. */
  rollBack(): false {
    this.#end = this.#rowStart
    this.#textEnd = this.#rowTexts
    return false
  }

  put(at: number, word: number): void {
    this.#words[at] = word
  }

  /** A text that is there as ASCII bytes. */
  copy(at: number, bytes: Uint8Array, start: number, end: number): void {
    const length = end - start
    this.#words[at] = this.#textEnd
    this.#words[at + 1] = length
    this.#makeTextRoom(length)
    for (let i = 0; i < length; i++) this.#texts[this.#textEnd + i] = bytes[start + i] as number
    this.#textEnd += length
  }

  /** The same of a Seq or BizToken; gives its kind. */
  copyKey(at: number, bytes: Uint8Array, start: number, end: number): number {
    const packed = packUuidInto(bytes, start, end, this.#words, at)
    if (packed !== 0) return packed
    this.copy(at, bytes, start, end)
    return TEXT_KEY
  }

  /** What was written, and begins anew. */
  take(): Rows {
    const block = { words: this.#words.slice(0, this.#end), texts: this.#texts.slice(0, this.#textEnd) }
    this.#end = 0
    this.#textEnd = 0
    return block
  }

  #item(
    at: number,
    item: {
      readonly seq: string | null
      readonly charge: Charge
      readonly errcode: number | null
      readonly at: number | null
    },
  ): void {
    this.#words[at] =
      (item.charge === null ? UNKNOWN_ROW : item.charge ? CHARGED_ROW : UNCHARGED_ROW) |
      this.integer(at + 1, item.errcode, ITEM.errcode) |
      this.float(at + 2, item.at, ITEM.at) |
      (this.#key(at + 4, item.seq) << ITEM.kindShift)
  }

  /** Zeroed words for one row, which is written at once. */
  #reserve(count: number): number {
    const at = this.#end
    this.#end += count
    if (this.#end > this.#words.length) {
      this.#words = grown(this.#words, new Int32Array(Math.max(this.#words.length * 2, this.#end)))
    }
    this.#words.fill(0, at, this.#end)
    return at
  }

  /** A cursor in a word, or in two where it is longer. */
  #cursor(short: number, long: number, value: number | null, shortBit: number, longBit: number): number {
    return value === null || value === (value | 0)
      ? this.integer(short, value, shortBit)
      : this.float(long, value, longBit)
  }

  #key(at: number, text: string | null): number {
    if (text === null) return NO_KEY
    const start = this.#textEnd
    this.#text(at, text, 0)
    const packed = packUuidInto(this.#texts, start, this.#textEnd, this.#words, at)
    if (packed === 0) return TEXT_KEY
    this.#textEnd = start
    return packed
  }

  #text(at: number, text: string | null, bit: number): number {
    if (text === null) return 0
    const start = this.#textEnd
    this.#makeTextRoom(text.length * 3)
    this.#textEnd = encodeText(text, this.#texts, start)
    this.#words[at] = start
    this.#words[at + 1] = this.#textEnd - start
    return bit
  }

  #makeTextRoom(length: number): void {
    const room = this.#textEnd + length
    if (room <= this.#texts.length) return
    this.#texts = grown(this.#texts, new Uint8Array(Math.max(this.#texts.length * 2, room)))
  }

  /** Writes a number if there is one, and gives its bit. */
  integer(at: number, value: number | null, bit: number): number {
    if (value === null) return 0
    this.#words[at] = value
    return bit
  }

  float(at: number, value: number | null, bit: number): number {
    if (value === null) return 0
    float[0] = value
    this.#words[at] = halves[0] as number
    this.#words[at + 1] = halves[1] as number
    return bit
  }
}
