/**
 * Counts blocks: the rows of one file, in the file's order, go into a tally or a bill. Names are interned as bytes,
 * so a row costs a few hash look-ups and no string.
 */
import {
  type Bill,
  BillTable,
  CHARGED,
  decodeText,
  type DetectInfo,
  Dictionary,
  type Entry,
  freeColumn,
  grown,
  LOWER_UUID,
  NEVER_FETCHED,
  NO_CODE,
  NO_COUNT,
  NO_CURSOR,
  NO_DAY,
  NO_NAME,
  NO_TIME,
  rowText,
  type Tally,
  UNCHARGED,
  UNKNOWN,
} from "@faceid-tally/core/engine"

import {
  CHARGED_ROW,
  chargeTypes,
  NO_KEY,
  OTHER_TYPE,
  readFloat,
  TEXT_KEY,
  UNCHARGED_ROW,
  wordAt,
  keyKindOf,
} from "./rowFormat.ts"
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

/** Where the rows of one file go. `close` ends the file. */
export interface RowLoader {
  add(block: RowBlock): void
  close(): void
}

/** What came from a worker is a lot, and the collector does not see it coming. */
export const freeRows = ({ words, texts }: RowBlock): void => {
  freeColumn(words)
  freeColumn(texts)
}

/** What agrees on both sides and is summed elsewhere: it says whether it takes a result or a group of lines. */
export interface PairFilter {
  readonly takesResult: (block: RowBlock, at: number) => boolean
  /** `typeOf` gives the ChargeType of a line. */
  readonly takesGroup: (block: RowBlock, at: number, origin: GroupOrigin, typeOf: TypeOfLine) => boolean
}

/** What the lines of a group have in common: day and account are those of the page. */
export interface GroupOrigin {
  readonly day: number
  readonly account: number
  readonly rule: number
}

export type TypeOfLine = (block: RowBlock, line: number) => number

/** Flags of rows as the columns of a tally or bill know them. */
const columnFlags = [UNCHARGED, CHARGED, UNKNOWN]

/** The code of an entry or a line. */
export const codeOf = (words: Int32Array, at: number): number =>
  (wordAt(words, at) & ITEM_CODE_BIT) === 0 ? NO_CODE : wordAt(words, at + ITEM_CODE_WORD)
export const flagOf = (bits: number): number => columnFlags[bits & 3] as number

export const internKey = (names: Dictionary, kind: number, { words, texts }: RowBlock, at: number): number => {
  if (kind === NO_KEY) return NO_NAME
  const w0 = wordAt(words, at)
  const w1 = wordAt(words, at + 1)
  if (kind === TEXT_KEY) return names.internBytes(texts, w0, w0 + w1)
  return names.internPacked(kind, w0, w1, wordAt(words, at + 2), wordAt(words, at + 3))
}

export const internText = (names: Dictionary, isPresent: number, { words, texts }: RowBlock, at: number): number =>
  isPresent === 0 ? NO_NAME : names.internBytes(texts, wordAt(words, at), wordAt(words, at) + wordAt(words, at + 1))

export class ResultLoader implements RowLoader {
  readonly #tally: Tally
  readonly #settled: PairFilter | undefined
  readonly #rows = new RowCounts()

  constructor(tally: Tally, settled?: PairFilter) {
    this.#tally = tally
    this.#settled = settled
  }

  add(block: RowBlock): void {
    for (let at = 0; at < block.words.length;) {
      const end = at + HEADER_WORDS + wordAt(block.words, at) * ENTRY_WORDS
      if (this.#settled?.takesResult(block, at) === true) this.#tally.results++
      else if (isPlain(block.words, at, end)) this.#addPlain(block, at, end)
      else {
        const record = readResult(block, at, end)
        this.#tally.add(record, record.flat ? this.#rows.countBefore(rowText(record)) : 0)
      }
      at = end
    }
  }

  close(): void {}

  #addPlain(block: RowBlock, at: number, end: number): void {
    const tally = this.#tally
    const { names } = tally
    const { words } = block
    const bits = wordAt(words, at + BITS_WORD)
    const token = internKey(names.tokens, bits & 3, block, at + RESULT_TOKEN_WORD)
    const rule = internText(names.rules, bits & RESULT_RULE_BIT, block, at + RESULT_RULE_WORD)
    const account = internText(names.accounts, bits & RESULT_ACCOUNT_BIT, block, at + RESULT_ACCOUNT_WORD)
    const fetchedAt =
      (bits & RESULT_FETCHED_AT_BIT) === 0 ? NEVER_FETCHED : readFloat(words, at + RESULT_FETCHED_AT_WORD)
    tally.results++
    tally.addObservation(
      token,
      fetchedAt,
      (bits & RESULT_ERR_CODE_BIT) !== 0 && wordAt(words, at + RESULT_ERR_CODE_WORD) === 0,
    )
    if ((bits & RESULT_NFC_BIT) !== 0) tally.addNfc(token, fetchedAt, wordAt(words, at + RESULT_NFC_WORD), "")
    for (let entry = at + HEADER_WORDS; entry < end; entry += ENTRY_WORDS) {
      const item = wordAt(words, entry)
      tally.addEntry(
        internKey(names.seqs, keyKindOf(item), block, entry + ITEM_SEQ_WORD),
        flagOf(item),
        codeOf(words, entry),
        (item & ITEM_TIME_BIT) === 0 ? NO_TIME : readFloat(words, entry + ITEM_TIME_WORD),
        fetchedAt,
        token,
        rule,
        account,
      )
    }
  }
}

/** Whether a result needs no text of its own content: each entry has a Seq, and an NFC count a BizToken. */
const isPlain = (words: Int32Array, at: number, end: number): boolean => {
  const bits = wordAt(words, at + BITS_WORD)
  if ((bits & RESULT_NFC_BIT) !== 0 && (bits & 3) === NO_KEY) return false
  for (let entry = at + HEADER_WORDS; entry < end; entry += ENTRY_WORDS) {
    if (keyKindOf(wordAt(words, entry)) === NO_KEY) return false
  }
  return true
}

/** How many equal rows stood before one in its file. */
class RowCounts {
  readonly #rows = new Dictionary()
  #counts = new Int32Array(64)

  countBefore(row: string): number {
    const id = this.#rows.internText(row)
    if (id === this.#counts.length) this.#counts = grown(this.#counts, new Int32Array(id * 2))
    const count = this.#counts[id] as number
    this.#counts[id] = count + 1
    return count
  }
}

const readText = ({ words, texts }: RowBlock, at: number): string =>
  decodeText(texts, wordAt(words, at), wordAt(words, at) + wordAt(words, at + 1))

const readKey = (kind: number, block: RowBlock, at: number): string | null => {
  if (kind === NO_KEY) return null
  if (kind === TEXT_KEY) return readText(block, at)
  const digits = [0, 1, 2, 3].map((i) => (wordAt(block.words, at + i) >>> 0).toString(16).padStart(8, "0")).join("")
  const uuid = digits.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-")
  return kind === LOWER_UUID ? uuid : uuid.toUpperCase()
}

const readResult = (block: RowBlock, at: number, end: number): DetectInfo => {
  const { words } = block
  const bits = wordAt(words, at + BITS_WORD)
  const entries: Array<Entry> = []
  for (let entry = at + HEADER_WORDS; entry < end; entry += ENTRY_WORDS) {
    const item = wordAt(words, entry)
    entries.push({
      seq: readKey(keyKindOf(item), block, entry + ITEM_SEQ_WORD),
      charge: (item & 3) === CHARGED_ROW ? true : (item & 3) === UNCHARGED_ROW ? false : null,
      errcode: (item & ITEM_CODE_BIT) === 0 ? null : wordAt(words, entry + ITEM_CODE_WORD),
      at: (item & ITEM_TIME_BIT) === 0 ? null : readFloat(words, entry + ITEM_TIME_WORD),
    })
  }
  return {
    _tag: "DetectInfo",
    bizToken: readKey(bits & 3, block, at + RESULT_TOKEN_WORD),
    ruleId: (bits & RESULT_RULE_BIT) === 0 ? null : readText(block, at + RESULT_RULE_WORD),
    account: (bits & RESULT_ACCOUNT_BIT) === 0 ? null : readText(block, at + RESULT_ACCOUNT_WORD),
    fetchedAt: (bits & RESULT_FETCHED_AT_BIT) === 0 ? null : readFloat(words, at + RESULT_FETCHED_AT_WORD),
    nfcBillingCounts: (bits & RESULT_NFC_BIT) === 0 ? null : wordAt(words, at + RESULT_NFC_WORD),
    errCode: (bits & RESULT_ERR_CODE_BIT) === 0 ? null : wordAt(words, at + RESULT_ERR_CODE_WORD),
    flat: (bits & RESULT_FLAT_BIT) !== 0,
    entries,
  }
}

export class BillLoader implements RowLoader {
  readonly #bill: Bill
  readonly #table: BillTable
  readonly #types: ReadonlyArray<number>
  readonly #settled: PairFilter | undefined

  constructor(bill: Bill, settled?: PairFilter) {
    this.#bill = bill
    this.#settled = settled
    this.#table = new BillTable(bill)
    this.#types = chargeTypes.map((type) => (type === null ? NO_NAME : bill.names.chargeTypes.internText(type)))
  }

  add(block: RowBlock): void {
    for (let at = 0; at < block.words.length;) {
      const isFlat = (wordAt(block.words, at + BITS_WORD) & PAGE_FLAT_BIT) !== 0
      at = isFlat ? this.#addRow(block, at) : this.#addPage(block, at)
    }
  }

  close(): void {
    this.#table.close()
  }

  #addPage(block: RowBlock, at: number): number {
    const bill = this.#bill
    const { names } = bill
    const { words } = block
    const bits = wordAt(words, at + BITS_WORD)
    const askedRule = internText(names.rules, bits & PAGE_RULE_BIT, block, at + PAGE_RULE_WORD)
    const day = (bits & PAGE_DATE_BIT) === 0 ? NO_DAY : wordAt(words, at + PAGE_DATE_WORD)
    const account = internText(names.accounts, bits & PAGE_ACCOUNT_BIT, block, at + PAGE_ACCOUNT_WORD)
    const page = bill.openPage({
      day,
      account,
      askedRule,
      cursor: cursorOf(
        words,
        bits & PAGE_CURSOR_BIT,
        bits & PAGE_LONG_CURSOR_BIT,
        at + PAGE_CURSOR_WORD,
        at + PAGE_LONG_CURSOR_WORD,
      ),
      nextCursor: cursorOf(
        words,
        bits & PAGE_NEXT_CURSOR_BIT,
        bits & PAGE_LONG_NEXT_CURSOR_BIT,
        at + PAGE_NEXT_CURSOR_WORD,
        at + PAGE_LONG_NEXT_CURSOR_WORD,
      ),
      hasNextPage: (bits & PAGE_HAS_NEXT_BIT) !== 0,
    })
    const origin = { day, account, rule: NO_NAME }
    let isWhole = true
    let next = at + HEADER_WORDS
    for (let groups = wordAt(words, at); groups > 0; groups--) {
      const start = next
      const end = (next += GROUP_WORDS) + wordAt(words, start) * LINE_WORDS
      const rule = (origin.rule = this.#rule(block, start, askedRule))
      if (this.#settled?.takesGroup(block, start, origin, this.#typeOf) === true) {
        isWhole = false
        next = end
        continue
      }
      const group = bill.openGroup(page, this.#token(block, start), rule, chargeCountOf(words, start))
      for (; next < end; next += LINE_WORDS) {
        const item = wordAt(words, next)
        bill.addLine(
          group,
          internKey(names.seqs, keyKindOf(item), block, next + ITEM_SEQ_WORD),
          flagOf(item),
          codeOf(words, next),
          (item & ITEM_TIME_BIT) === 0 ? NO_TIME : readFloat(words, next + ITEM_TIME_WORD),
          this.#typeOf(block, next),
        )
      }
    }
    bill.accepted++
    // Of a page that agrees in part no other can be a copy: the Seqs of what agrees occur once.
    if (isWhole) bill.closePage(page)
    return next
  }

  /** A row of a table or a flat object: a page with one group of one line. */
  #addRow(block: RowBlock, at: number): number {
    const { names } = this.#bill
    const { words } = block
    const bits = wordAt(words, at + BITS_WORD)
    const group = at + HEADER_WORDS
    const line = group + GROUP_WORDS
    const item = wordAt(words, line)
    this.#table.addRow(
      internText(names.accounts, bits & PAGE_ACCOUNT_BIT, block, at + PAGE_ACCOUNT_WORD),
      (bits & PAGE_DATE_BIT) === 0 ? NO_DAY : wordAt(words, at + PAGE_DATE_WORD),
      this.#token(block, group),
      this.#rule(block, group, NO_NAME),
      chargeCountOf(words, group),
      internKey(names.seqs, keyKindOf(item), block, line + ITEM_SEQ_WORD),
      flagOf(item),
      codeOf(words, line),
      (item & ITEM_TIME_BIT) === 0 ? NO_TIME : readFloat(words, line + ITEM_TIME_WORD),
      this.#typeOf(block, line),
    )
    return line + LINE_WORDS
  }

  #token(block: RowBlock, group: number): number {
    return internKey(
      this.#bill.names.tokens,
      wordAt(block.words, group + BITS_WORD) & 3,
      block,
      group + GROUP_TOKEN_WORD,
    )
  }

  #rule(block: RowBlock, group: number, askedRule: number): number {
    const isPresent = wordAt(block.words, group + BITS_WORD) & GROUP_RULE_BIT
    return isPresent === 0 ? askedRule : internText(this.#bill.names.rules, isPresent, block, group + GROUP_RULE_WORD)
  }

  readonly #typeOf: TypeOfLine = (block, line) => {
    const type = (wordAt(block.words, line) >> ITEM_TYPE_SHIFT) & 7
    if (type === OTHER_TYPE) return internText(this.#bill.names.chargeTypes, 1, block, line + LINE_TYPE_WORD)
    return this.#types[type] as number
  }
}

/** The ChargeCount that a group states. */
export const chargeCountOf = (words: Int32Array, group: number): number =>
  (wordAt(words, group + BITS_WORD) & GROUP_CHARGE_COUNT_BIT) === 0
    ? NO_COUNT
    : wordAt(words, group + GROUP_CHARGE_COUNT_WORD)

/** A cursor, which is short in nearly all pages, and in a word then. */
const cursorOf = (words: Int32Array, isShort: number, isLong: number, short: number, long: number): number =>
  isLong !== 0 ? readFloat(words, long) : isShort === 0 ? NO_CURSOR : wordAt(words, short)
