/**
 * Decoded records as rows of 32-bit words and one heap of text: the form in which they come out of the scanner and
 * travel between threads, a fiftieth of the size of what was read. `layout.ts` says what each word holds. `BlockWriter` writes
 * what the plain path decoded; `ResultLoader` and `BillLoader` count rows from either.
 */
import { type BillPage, type Charge, type DetectInfo, encodeText, grown, packUuidInto } from "@faceid-tally/core/engine"

import type { RowBlock } from "../scanner/Scanner.ts"
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
  LINE_TYPE_WORD,
  LINE_WORDS,
  PAGE_ACCOUNT_BIT,
  PAGE_ACCOUNT_WORD,
  PAGE_CURSOR_BIT,
  PAGE_CURSOR_WORD,
  PAGE_DATE_BIT,
  PAGE_DATE_WORD,
  PAGE_FLAT_BIT,
  PAGE_HAS_NEXT_BIT,
  PAGE_LONG_CURSOR_BIT,
  PAGE_LONG_CURSOR_WORD,
  PAGE_LONG_NEXT_CURSOR_BIT,
  PAGE_LONG_NEXT_CURSOR_WORD,
  PAGE_NEXT_CURSOR_BIT,
  PAGE_NEXT_CURSOR_WORD,
  PAGE_RULE_BIT,
  PAGE_RULE_WORD,
  RESULT_ACCOUNT_BIT,
  RESULT_ACCOUNT_WORD,
  RESULT_ERR_CODE_BIT,
  RESULT_ERR_CODE_WORD,
  RESULT_FETCHED_AT_BIT,
  RESULT_FETCHED_AT_WORD,
  RESULT_FLAT_BIT,
  RESULT_NFC_BIT,
  RESULT_NFC_WORD,
  RESULT_RULE_BIT,
  RESULT_RULE_WORD,
  RESULT_TOKEN_WORD,
} from "./layout.ts"

/** How a Seq or BizToken is held: packed UUIDs are Dictionary's kinds 1 and 2, and no text is one. */
export const NO_KEY = 0
export const TEXT_KEY = 3

export const UNCHARGED_ROW = 0
export const CHARGED_ROW = 1
export const UNKNOWN_ROW = 2

/** ChargeTypes by their number in a row; 0 is none, 4 stands for any other text. */
export const chargeTypes = [null, "核身", "比对", "混合部署"] as const
export const OTHER_TYPE = 4

const float = new Float64Array(1)
const halves = new Int32Array(float.buffer)

/** A word that is known to be there. */
export const wordAt = (words: Int32Array, at: number): number => words[at] as number

/** How the Seq of an entry or a line is held, by its first word. */
export const keyKindOf = (item: number): number => (item >> ITEM_KIND_SHIFT) & 7

/** Whether two packed UUIDs are the same. */
export const isSameKey = (a: Int32Array, at: number, b: Int32Array, to: number): boolean =>
  a[at] === b[to] && a[at + 1] === b[to + 1] && a[at + 2] === b[to + 2] && a[at + 3] === b[to + 3]

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
    words[at + BITS_WORD] =
      this.#key(at + RESULT_TOKEN_WORD, record.bizToken) |
      this.#text(at + RESULT_RULE_WORD, record.ruleId, RESULT_RULE_BIT) |
      this.#text(at + RESULT_ACCOUNT_WORD, record.account, RESULT_ACCOUNT_BIT) |
      this.float(at + RESULT_FETCHED_AT_WORD, record.fetchedAt, RESULT_FETCHED_AT_BIT) |
      this.integer(at + RESULT_NFC_WORD, record.nfcBillingCounts, RESULT_NFC_BIT) |
      this.integer(at + RESULT_ERR_CODE_WORD, record.errCode, RESULT_ERR_CODE_BIT) |
      (record.flat ? RESULT_FLAT_BIT : 0)
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
    words[at + BITS_WORD] =
      this.integer(at + PAGE_DATE_WORD, page.day, PAGE_DATE_BIT) |
      this.#cursor(
        at + PAGE_CURSOR_WORD,
        at + PAGE_LONG_CURSOR_WORD,
        page.cursor,
        PAGE_CURSOR_BIT,
        PAGE_LONG_CURSOR_BIT,
      ) |
      this.#cursor(
        at + PAGE_NEXT_CURSOR_WORD,
        at + PAGE_LONG_NEXT_CURSOR_WORD,
        page.nextCursor,
        PAGE_NEXT_CURSOR_BIT,
        PAGE_LONG_NEXT_CURSOR_BIT,
      ) |
      this.#text(at + PAGE_RULE_WORD, page.askedRuleId, PAGE_RULE_BIT) |
      this.#text(at + PAGE_ACCOUNT_WORD, page.account, PAGE_ACCOUNT_BIT) |
      (page.hasNextPage ? PAGE_HAS_NEXT_BIT : 0) |
      (page.flat ? PAGE_FLAT_BIT : 0)
    let next = at + HEADER_WORDS
    for (const group of page.groups) {
      words[next] = group.lines.length
      words[next + BITS_WORD] =
        this.#key(next + GROUP_TOKEN_WORD, group.bizToken) |
        this.integer(next + GROUP_CHARGE_COUNT_WORD, group.chargeCount, GROUP_CHARGE_COUNT_BIT) |
        this.#text(next + GROUP_RULE_WORD, group.ruleId, GROUP_RULE_BIT)
      next += GROUP_WORDS
      for (const line of group.lines) {
        this.#item(next, line)
        const type = chargeTypes.indexOf(line.chargeType as (typeof chargeTypes)[number])
        words[next] = (words[next] as number) | ((type < 0 ? OTHER_TYPE : type) << ITEM_TYPE_SHIFT)
        if (type < 0) this.#text(next + LINE_TYPE_WORD, line.chargeType, 0)
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
    this.#words[at + BITS_WORD] = length
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
  take(): RowBlock {
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
      this.integer(at + ITEM_CODE_WORD, item.errcode, ITEM_CODE_BIT) |
      this.float(at + ITEM_TIME_WORD, item.at, ITEM_TIME_BIT) |
      (this.#key(at + ITEM_SEQ_WORD, item.seq) << ITEM_KIND_SHIFT)
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
    this.#words[at + BITS_WORD] = this.#textEnd - start
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
    this.#words[at + BITS_WORD] = halves[1] as number
    return bit
  }
}
