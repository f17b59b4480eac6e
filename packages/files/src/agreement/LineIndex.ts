/**
 * The lines of a bill by their Seq, as places in the rows that were read. Rows lie where they came from, and whatever is
 * looked up at random costs more than all that is done with it: so a line has one record here, and its Seq is its row's.
 */
import { hashWords, NO_DAY } from "@faceid-tally/core/engine"

import { NO_KEY, TEXT_KEY, wordAt, isSameKey, keyKindOf } from "../rows/rowFormat.ts"
import type { RowBlock } from "../scanner/Scanner.ts"
import {
  BITS_WORD,
  GROUP_WORDS,
  HEADER_WORDS,
  ITEM_SEQ_WORD,
  LINE_WORDS,
  PAGE_DATE_BIT,
  PAGE_DATE_WORD,
} from "../rows/layout.ts"

// A line's record: its block, the words at which its row and its group begin, and the Date of its page.
const LINE = 4

export class LineIndex {
  /** How many lines there are; they have numbers in the order of reading. */
  readonly size: number
  /** Lines that have no UUID for a Seq, and all those that have the same. */
  readonly unclear: Array<number> = []
  readonly #blocks: ReadonlyArray<RowBlock>
  readonly #lines: Int32Array
  readonly #isTaken: Uint8Array
  /** Open addressing, in the order of hashes: the hash and line + 1, or 0 where the slot is free. */
  readonly #slots: Int32Array
  readonly #shift: number

  constructor(blocks: ReadonlyArray<RowBlock>) {
    this.#blocks = blocks
    this.size = countLines(blocks)
    this.#lines = new Int32Array(this.size * LINE)
    this.#isTaken = new Uint8Array(this.size)
    // At most five eighths full, so that probes stay short.
    const slotBits = Math.max(4, 32 - Math.clz32(Math.ceil(this.size * 1.6)))
    this.#slots = new Int32Array(2 ** slotBits * 2)
    this.#shift = 32 - slotBits
    this.#addLines()
  }

  block(line: number): RowBlock {
    return this.#blocks[this.#lines[line * LINE] as number] as RowBlock
  }
  /** The word at which the row of a line begins. */
  at(line: number): number {
    return this.#lines[line * LINE + 1] as number
  }
  /** The word at which the group of a line begins. */
  group(line: number): number {
    return this.#lines[line * LINE + 2] as number
  }
  /** The Date of the page of a line, NO_DAY where it has none. */
  day(line: number): number {
    return this.#lines[line * LINE + 3] as number
  }

  isTaken(line: number): boolean {
    return this.#isTaken[line] === 1
  }
  take(line: number): void {
    this.#isTaken[line] = 1
  }

  /** The first line that has the Seq of an entry, −1 where there is none. */
  find(words: Int32Array, entry: number): number {
    if (!hasUuid(words, entry)) return -1
    return (this.#slots[this.#seek(words, entry, hashOfSeq(words, entry))] as number) - 1
  }

  #addLines(): void {
    let line = 0
    for (const [index, { words }] of this.#blocks.entries()) {
      for (let at = 0; at < words.length;) {
        const day = (wordAt(words, at + BITS_WORD) & PAGE_DATE_BIT) === 0 ? NO_DAY : wordAt(words, at + PAGE_DATE_WORD)
        let next = at + HEADER_WORDS
        for (let groups = wordAt(words, at); groups > 0; groups--) {
          const group = next
          const end = (next += GROUP_WORDS) + wordAt(words, group) * LINE_WORDS
          for (; next < end; next += LINE_WORDS, line++) {
            const to = line * LINE
            this.#lines[to] = index
            this.#lines[to + 1] = next
            this.#lines[to + 2] = group
            this.#lines[to + 3] = day
            this.#add(words, next, line)
          }
        }
        at = next
      }
    }
  }

  #add(words: Int32Array, at: number, line: number): void {
    if (!hasUuid(words, at)) {
      this.unclear.push(line)
      return
    }
    const hash = hashOfSeq(words, at)
    const slot = this.#seek(words, at, hash)
    const earlier = (this.#slots[slot] as number) - 1
    if (earlier >= 0) this.unclear.push(earlier, line)
    else {
      this.#slots[slot - 1] = hash
      this.#slots[slot] = line + 1
    }
  }

  /** Where the first line stands that has the Seq of a row, or where it would stand. */
  #seek(words: Int32Array, at: number, hash: number): number {
    const mask = this.#slots.length - 1
    for (let slot = ((hash >>> this.#shift) << 1) | 1; ; slot = (slot + 2) & mask) {
      const line = (this.#slots[slot] as number) - 1
      if (line < 0 || (this.#slots[slot - 1] === hash && this.#hasSeq(line, words, at))) return slot
    }
  }

  #hasSeq(line: number, words: Int32Array, at: number): boolean {
    const { words: row } = this.block(line)
    const start = this.at(line)
    return (
      keyKindOf(wordAt(row, start)) === keyKindOf(wordAt(words, at)) &&
      isSameKey(row, start + ITEM_SEQ_WORD, words, at + ITEM_SEQ_WORD)
    )
  }
}

/** The hash of a packed Seq of a row. */
const hashOfSeq = (words: Int32Array, at: number): number =>
  hashWords(
    keyKindOf(wordAt(words, at)),
    wordAt(words, at + ITEM_SEQ_WORD),
    wordAt(words, at + ITEM_SEQ_WORD + 1),
    wordAt(words, at + ITEM_SEQ_WORD + 2),
    wordAt(words, at + ITEM_SEQ_WORD + 3),
  )

/** Whether a row has a UUID for a Seq. */
const hasUuid = (words: Int32Array, at: number): boolean => {
  const kind = keyKindOf(wordAt(words, at))
  return kind !== NO_KEY && kind !== TEXT_KEY
}

const countLines = (blocks: ReadonlyArray<RowBlock>): number => {
  let lines = 0
  for (const { words } of blocks) {
    for (let at = 0; at < words.length;) {
      const groups = wordAt(words, at)
      at += HEADER_WORDS
      for (let group = 0; group < groups; group++) {
        lines += wordAt(words, at)
        at += GROUP_WORDS + wordAt(words, at) * LINE_WORDS
      }
    }
  }
  return lines
}
