/**
 * Results made ready for counting, by the scanner (`../../assembly/sort.ts`): entries are sorted by the hash of their Seq,
 * so that those of one Seq come together and are counted in the processor's cache, and each record has a head that its
 * entries point to. What nobody asks for is left out: memory that is touched for the first time costs more than reading
 * what it is filled with.
 *
 * One stretch of words: how many records and entries there are, the end of each partition, how many records have NFC
 * charges, heads, entries. An entry is as in the row (`layout.ts`), with the number of its record from bit 8 of
 * the first on.
 */
import type { RowBlock } from "../scanner/Scanner.ts"
import { ENTRY_WORDS } from "./layout.ts"

/** Entries are sorted by the first bits of the hash; those whose Seq is no UUID come last. */
export const UUID_PARTITIONS = 64
export const PARTITIONS = UUID_PARTITIONS + 1

/** A head: bits as in the row, the NFC count, four words of the BizToken, FetchedAt. */
export const HEAD_WORDS = 8
export const HEAD = { bits: 0, nfc: 1, token: 2, fetchedAt: 6 } as const
/** A head's bit beside those of the row: the result has ErrCode 0. */
export const PASSED = 256

const ENDS_AT = 2
const NFC_COUNT_AT = ENDS_AT + PARTITIONS
const HEADS_AT = NFC_COUNT_AT + 1

export class SortedRows {
  readonly words: Int32Array<ArrayBuffer>
  readonly texts: Uint8Array<ArrayBuffer>
  readonly records: number
  readonly entries: number
  /** The words at which the entries begin. */
  readonly #entriesAt: number

  constructor({ words, texts }: RowBlock) {
    this.words = words
    this.texts = texts
    this.records = words[0] ?? 0
    this.entries = words[1] ?? 0
    this.#entriesAt = HEADS_AT + this.records * HEAD_WORDS
  }

  get hasNfcCharges(): boolean {
    return this.words[NFC_COUNT_AT] !== 0
  }

  /** The word at which the head of a record begins. */
  head(record: number): number {
    return HEADS_AT + record * HEAD_WORDS
  }

  /** The word at which an entry begins. */
  entry(entry: number): number {
    return this.#entriesAt + entry * ENTRY_WORDS
  }

  /** The first entry of a partition; of the one behind the last, the end of all. */
  start(partition: number): number {
    return partition === 0 ? 0 : (this.words[ENDS_AT + partition - 1] as number)
  }
}

/** The number of its record, by an entry's first word. */
export const recordOf = (item: number): number => item >>> 8
