/**
 * Results that were read and are not counted yet. They are counted in the order of their Seqs' hashes: whatever is known
 * of a Seq then lies near to what was looked at just before, which is several times faster than to look each up as it
 * comes.
 */
import { freeColumn, NEVER_FETCHED, NO_CODE, NO_NAME, NO_TIME, type Tally } from "@faceid-tally/core"

import { ENTRY_WORDS, ITEM, readFloat, RESULT } from "./Block.ts"
import { flagOf, internKey, internText } from "./Merge.ts"
import {
  HEAD,
  HEAD_WORDS,
  keyKindOf,
  LABEL,
  LABEL_WORDS,
  PARTITIONS,
  PASSED,
  recordOf,
  type SortedRows,
} from "./SortedRows.ts"

/** So many records and entries wait at most: a hundred megabytes. */
const WAITING_MAX = 3 << 20

export class Backlog {
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
        for (let entry = block.start(partition); entry < end; entry++) addEntry(tally, block, entry, true)
      }
    }
    this.clear()
  }

  /** Forgets all that waits: it was counted elsewhere. */
  clear(): void {
    for (const { words, texts } of this.blocks) {
      freeColumn(words)
      freeColumn(texts)
    }
    this.blocks.length = 0
    this.records = this.entries = 0
  }
}

/** Where the ids of a record's names are, once its head is added: in the place of the BizToken's words. */
const ID = { token: HEAD.token, rule: HEAD.token + 1, account: HEAD.token + 2 } as const

/** Adds what records say of themselves; after that the names in their heads are ids. */
const addHeads = (tally: Tally, block: SortedRows): void => {
  const { names } = tally
  const { words, hasLabels, headsAt, labelsAt, records } = block
  for (let record = 0, head = headsAt, label = labelsAt; record < records; record++) {
    const bits = words[head] as number
    const fetchedAt = fetchedAtOf(words, head)
    const token = internKey(names.tokens, bits & 3, block, head + HEAD.token)
    tally.results++
    tally.addObservation(token, fetchedAt, (bits & PASSED) !== 0)
    if ((bits & RESULT.nfc) !== 0) tally.addNfc(token, fetchedAt, words[head + HEAD.nfc] as number, "")
    words[head + ID.token] = token
    words[head + ID.rule] = internText(names.rules, hasLabels ? bits & RESULT.ruleId : 0, block, label + LABEL.rule)
    words[head + ID.account] = internText(
      names.accounts,
      hasLabels ? bits & RESULT.account : 0,
      block,
      label + LABEL.account,
    )
    head += HEAD_WORDS
    label += LABEL_WORDS
  }
}

const fetchedAtOf = (words: Int32Array, head: number): number =>
  ((words[head] as number) & RESULT.fetchedAt) === 0 ? NEVER_FETCHED : readFloat(words, head + HEAD.fetchedAt)

/** Adds an entry; with the names of its record, if the heads of the block were added. */
export const addEntry = (tally: Tally, block: SortedRows, entry: number, isNamed: boolean): void => {
  const { words } = block
  const at = block.entriesAt + entry * ENTRY_WORDS
  const item = words[at] as number
  const head = block.headsAt + recordOf(item) * HEAD_WORDS
  tally.addEntry(
    internKey(tally.names.seqs, keyKindOf(item), block, at + 4),
    flagOf(item),
    (item & ITEM.errcode) === 0 ? NO_CODE : (words[at + 1] as number),
    (item & ITEM.at) === 0 ? NO_TIME : readFloat(words, at + 2),
    fetchedAtOf(words, head),
    isNamed ? (words[head + ID.token] as number) : NO_NAME,
    isNamed ? (words[head + ID.rule] as number) : NO_NAME,
    isNamed ? (words[head + ID.account] as number) : NO_NAME,
  )
}
