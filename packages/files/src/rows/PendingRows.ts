/**
 * Results that were read and wait to be counted, for totals. Where they must go through a tally, they go in the order of
 * their Seqs' hashes: whatever is known of a Seq then lies near to what was looked at just before, which is several times
 * faster than to look each up as it comes.
 */
import { NEVER_FETCHED, NO_CODE, NO_NAME, NO_TIME, type Tally } from "@faceid-tally/core/engine"

import { readFloat, keyKindOf } from "./rowFormat.ts"
import { flagOf, freeRows, internKey } from "./RowLoader.ts"
import { HEAD, PARTITIONS, PASSED, recordOf, type SortedRows } from "./SortedRows.ts"
import {
  ITEM_CODE_BIT,
  ITEM_CODE_WORD,
  ITEM_SEQ_WORD,
  ITEM_TIME_BIT,
  ITEM_TIME_WORD,
  RESULT_FETCHED_AT_BIT,
  RESULT_NFC_BIT,
} from "./layout.ts"

/** So many records and entries wait at most: a hundred megabytes. */
const WAITING_MAX = 3 << 20

export class PendingRows {
  records = 0
  entries = 0
  readonly blocks: Array<SortedRows> = []
  readonly #tally: Tally

  constructor(tally: Tally) {
    this.#tally = tally
  }

  add(block: SortedRows): void {
    this.blocks.push(block)
    this.records += block.records
    this.entries += block.entries
    if (this.records + this.entries >= WAITING_MAX) this.settle()
  }

  /** Counts all that waits. */
  settle(): void {
    const tally = this.#tally
    for (const block of this.blocks) addHeads(tally, block)
    tally.names.seqs.reserve(this.entries)
    for (let partition = 0; partition < PARTITIONS; partition++) {
      for (const block of this.blocks) {
        const end = block.start(partition + 1)
        for (let entry = block.start(partition); entry < end; entry++) addEntry(tally, block, entry)
      }
    }
    this.clear()
  }

  /** Forgets all that waits: it was counted elsewhere. */
  clear(): void {
    for (const block of this.blocks) freeRows(block)
    this.blocks.length = 0
    this.records = this.entries = 0
  }
}

/** Adds what records say of themselves; which names go with them plays no part in totals. */
const addHeads = (tally: Tally, block: SortedRows): void => {
  const { words } = block
  for (let record = 0; record < block.records; record++) {
    const head = block.head(record)
    const bits = words[head] as number
    const fetchedAt = fetchedAtOf(words, head)
    const token = internKey(tally.names.tokens, bits & 3, block, head + HEAD.token)
    tally.results++
    tally.addObservation(token, fetchedAt, (bits & PASSED) !== 0)
    if ((bits & RESULT_NFC_BIT) !== 0) tally.addNfc(token, fetchedAt, words[head + HEAD.nfc] as number, "")
  }
}

const fetchedAtOf = (words: Int32Array, head: number): number =>
  ((words[head] as number) & RESULT_FETCHED_AT_BIT) === 0 ? NEVER_FETCHED : readFloat(words, head + HEAD.fetchedAt)

/** Adds an entry, without names. */
export const addEntry = (tally: Tally, block: SortedRows, entry: number): void => {
  const { words } = block
  const at = block.entry(entry)
  const item = words[at] as number
  tally.addEntry(
    internKey(tally.names.seqs, keyKindOf(item), block, at + ITEM_SEQ_WORD),
    flagOf(item),
    (item & ITEM_CODE_BIT) === 0 ? NO_CODE : (words[at + ITEM_CODE_WORD] as number),
    (item & ITEM_TIME_BIT) === 0 ? NO_TIME : readFloat(words, at + ITEM_TIME_WORD),
    fetchedAtOf(words, block.head(recordOf(item))),
    NO_NAME,
    NO_NAME,
    NO_NAME,
  )
}
