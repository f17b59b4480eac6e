// Results made ready for counting: entries sorted by the hash of their Seq, and one head a record that they point to.
// src/rows/SortedRows.ts describes the form word by word.

import { wordOf } from "./fields"
import {
  BITS_WORD,
  ENTRY_WORDS,
  HEADER_WORDS,
  ITEM_KIND_SHIFT,
  ITEM_SEQ_WORD,
  RESULT_ERR_CODE_BIT,
  RESULT_ERR_CODE_WORD,
  RESULT_FETCHED_AT_WORD,
  RESULT_NFC_WORD,
  RESULT_TOKEN_WORD,
} from "../src/rows/layout"

const HEADER: usize = HEADER_WORDS << 2
const ENTRY: usize = ENTRY_WORDS << 2
const HEAD: usize = 32
const SEQ: usize = ITEM_SEQ_WORD << 2

/** The bit that a head has beside those of a result's row. */
const PASSED: u32 = 256

const PARTITION_BITS: u32 = 6
const UUID_PARTITIONS: usize = 1 << PARTITION_BITS
/** Two counts, the end of each partition, and a third count; a multiple of 16 bytes. */
const INDEX: usize = 8 + ((UUID_PARTITIONS + 1) << 2) + 4
/** Where the third is: of records with NFC charges. */
const NFC_COUNT: usize = INDEX - 4

/** From this bit on the first word of a sorted entry has the number of its record. */
const RECORD_SHIFT: u32 = 8

/**
 * Sorts the rows of results from `from` to `to` and gives the end of what is written at `out`; at `partitions` there is
 * room for a byte an entry.
 */
export function sortRows(from: usize, to: usize, partitions: usize, out: usize): usize {
  memory.fill(out, 0, INDEX)
  const starts = out + 8
  let entries: usize = 0
  let records: usize = 0
  for (let row = from; row < to; ++records) {
    const end = row + HEADER + <usize>load<u32>(row) * ENTRY
    for (let entry = row + HEADER; entry < end; entry += ENTRY) {
      const partition = partitionOf(entry)
      store<u8>(partitions + entries++, <u8>partition)
      const count = starts + (partition << 2)
      store<u32>(count, load<u32>(count) + 1)
    }
    row = end
  }
  store<u32>(out, <u32>records)
  store<u32>(out, <u32>entries, 4)
  let sum: u32 = 0
  for (let partition: usize = 0; partition <= UUID_PARTITIONS; ++partition) {
    const start = starts + (partition << 2)
    const count = load<u32>(start)
    store<u32>(start, sum)
    sum += count
  }

  const heads = out + INDEX
  const sorted = heads + records * HEAD
  let nth: usize = 0
  let record: usize = 0
  for (let row = from; row < to; ++record) {
    const end = row + HEADER + <usize>load<u32>(row) * ENTRY
    copyHead(row, heads + record * HEAD, out)
    for (let entry = row + HEADER; entry < end; entry += ENTRY) {
      // The start of a partition moves on with each entry, and so becomes its end.
      const start = starts + (<usize>load<u8>(partitions + nth++) << 2)
      const place = load<u32>(start)
      store<u32>(start, place + 1)
      const at = sorted + <usize>place * ENTRY
      v128.store(at, v128.load(entry))
      v128.store(at + SEQ, v128.load(entry + SEQ))
      store<u32>(at, load<u32>(entry) | (<u32>record << RECORD_SHIFT))
    }
    row = end
  }
  return sorted + entries * ENTRY
}

function copyHead(row: usize, head: usize, out: usize): void {
  const bits = load<u32>(wordOf(row, BITS_WORD))
  const hasPassed = (bits & RESULT_ERR_CODE_BIT) != 0 && load<i32>(wordOf(row, RESULT_ERR_CODE_WORD)) == 0
  store<u32>(head, hasPassed ? bits | PASSED : bits)
  const nfc = load<u32>(wordOf(row, RESULT_NFC_WORD))
  store<u32>(head, nfc, 4)
  if (nfc) store<u32>(out, load<u32>(out, NFC_COUNT) + 1, NFC_COUNT)
  v128.store(head + 8, v128.load(wordOf(row, RESULT_TOKEN_WORD)))
  store<u64>(head, load<u64>(wordOf(row, RESULT_FETCHED_AT_WORD)), 24)
}

/** The partition of an entry by the first bits of its hash; those whose Seq is no UUID come last. */
function partitionOf(entry: usize): usize {
  const kind = kindOf(entry)
  return kind == 1 || kind == 2 ? <usize>(hashOf(entry, kind) >> (32 - PARTITION_BITS)) : UUID_PARTITIONS
}

function kindOf(entry: usize): u32 {
  return (load<u32>(entry) >> ITEM_KIND_SHIFT) & 7
}

/** The hash of a packed UUID, as Dictionary has it. */
function hashOf(entry: usize, kind: u32): u32 {
  const ofHalf = mix(mix(kind, load<u32>(entry, SEQ)), load<u32>(entry, SEQ + 4))
  return mix(mix(ofHalf, load<u32>(entry, SEQ + 8)), load<u32>(entry, SEQ + 12))
}

// @ts-ignore: decorator
@inline
function mix(hash: u32, word: u32): u32 {
  const mixed = (hash ^ word) * 0x9e3779b1
  return mixed ^ (mixed >> 15)
}

// Attempts that are told of once

/** Entries that are the only one of their Seq, by flag: uncharged, charged, unknown. */
const singles = memory.data(16)

/**
 * Counts the entries of one partition that are the only one of their Seq: gives where they are counted, by flag, as
 * three words; the fourth is the number of all others, whose places are written to `others`. There must be room for as
 * many words as entries, at `slots` for a power of two of words that is more than there are entries.
 */
export function countSingles(entries: usize, count: usize, slots: usize, slotBits: u32, others: usize): usize {
  memory.fill(slots, 0, <usize>4 << slotBits)
  memory.fill(others, 0, count << 2)
  memory.fill(singles, 0, 16)
  const mask = (<usize>1 << slotBits) - 1
  for (let nth: usize = 0; nth < count; ++nth) {
    const entry = entries + nth * ENTRY
    // In a partition the first bits of all hashes are the same.
    let slot = <usize>((hashOf(entry, kindOf(entry)) << PARTITION_BITS) >> (32 - slotBits))
    while (true) {
      const found = <usize>load<u32>(slots + (slot << 2))
      if (!found) {
        store<u32>(slots + (slot << 2), <u32>(nth + 1))
        break
      }
      if (isSameSeq(entries + (found - 1) * ENTRY, entry)) {
        store<u32>(others + ((found - 1) << 2), 1)
        store<u32>(others + (nth << 2), 1)
        break
      }
      slot = (slot + 1) & mask
    }
  }
  let end = others
  for (let nth: usize = 0; nth < count; ++nth) {
    if (load<u32>(others + (nth << 2))) {
      store<u32>(end, <u32>nth)
      end += 4
      continue
    }
    const single = singles + (<usize>(load<u32>(entries + nth * ENTRY) & 3) << 2)
    store<u32>(single, load<u32>(single) + 1)
  }
  store<u32>(singles, <u32>((end - others) >> 2), 12)
  return singles
}

function isSameSeq(a: usize, b: usize): bool {
  const isSame = i8x16.all_true(i8x16.eq(v128.load(a + SEQ), v128.load(b + SEQ)))
  return isSame && kindOf(a) == kindOf(b)
}
