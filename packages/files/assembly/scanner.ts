// The fast path of reading: validates regular records and writes the fields that are read as compact rows.
//
// It never decides an error. Whatever is not certainly regular, be it broken, an API error, or only unusual, is odd:
// the caller hands that record to the plain path (JSON.parse and the schema), which alone says what is wrong. So the one
// law here is that an accepted record gives the rows that the plain path would give.
//
// json.ts has the grammar, names.ts the member names, fields.ts the values and the output, records.ts the records, and
// sort.ts makes the rows of results ready for counting.

import { OPEN_BRACE, odd, setLines, space, stop } from "./json"
import { isFull, nextText, nextWord, rollBack, setOutput as setFieldOutput } from "./fields"
import { bill, result } from "./records"

export { countSingles, sortRows } from "./sort"

const enum Status {
  /** All was read. */
  Done,
  /** The record at `position` is for the plain path. */
  Odd,
  /** The output has no room for the record at `position`. */
  Full,
  /** The record at `position` is cut by the end of the input. */
  More,
}

/** No reader looks further ahead: a record that turns odd so near to the end may be whole in a longer input. */
const LOOK_AHEAD: usize = 64

// What the last call did. The rows written are those of the records before `position`, never part of a record.
export let position: usize = 0
export let records: i32 = 0
export let lines: i32 = 0
export let words: i32 = 0
export let textBytes: i32 = 0

let wordsStart: usize = 0
let textsStart: usize = 0

/** Where rows (Int32 words) and texts (bytes) go from now on. */
export function setOutput(wordsAt: usize, wordsCapacity: i32, textsAt: usize, textsCapacity: i32): void {
  wordsStart = wordsAt
  textsStart = textsAt
  setFieldOutput(wordsAt, wordsAt + (<usize>wordsCapacity << 2), textsAt, textsAt + textsCapacity)
  words = 0
  textBytes = 0
}

/**
 * Reads results (`kind` 0) or bills (1) from `from` to `to`: with `inLines` all lines of NDJSON, else the one value at
 * `from`. `last` says that the input ends at `to`. 64 bytes from `to` on must be readable; the first is overwritten.
 */
export function scan(kind: i32, inLines: bool, from: usize, to: usize, last: bool): i32 {
  setLines(inLines)
  position = from
  records = 0
  lines = 0
  // A NUL at the end stops every reader, so none of them needs to know where the end is.
  store<u8>(to, 0)
  const status = inLines ? scanLines(kind, to, last) : scanValue(kind, to, last)
  words = <i32>((nextWord - wordsStart) >> 2)
  textBytes = <i32>(nextText - textsStart)
  return status
}

function scanLines(kind: i32, to: usize, last: bool): Status {
  while (position < to) {
    const word = nextWord
    const text = nextText
    let p = space(position)
    const isRecord = load<u8>(p) == OPEN_BRACE
    if (isRecord) p = record(kind, p)
    if (p) {
      p = space(p)
      const isWhole = load<u8>(p) == 0x0a
      if (isWhole || (last && p == to)) {
        records += isRecord
        lines += isWhole
        position = p + <usize>isWhole
        continue
      }
    }
    const wasFull = isFull
    rollBack(word, text)
    if (wasFull) return Status.Full
    return last || hasLineEnd(position, to) ? Status.Odd : Status.More
  }
  return Status.Done
}

function scanValue(kind: i32, to: usize, last: bool): Status {
  const word = nextWord
  const text = nextText
  const p = load<u8>(position) == OPEN_BRACE ? record(kind, position) : odd(position)
  if (p) {
    records = 1
    lines = countLines(position, p)
    position = p
    return Status.Done
  }
  const wasFull = isFull
  rollBack(word, text)
  if (wasFull) return Status.Full
  return last || stop + LOOK_AHEAD < to ? Status.Odd : Status.More
}

function record(kind: i32, p: usize): usize {
  return kind == 0 ? result(p) : bill(p)
}

/** Whether there is a line feed from `p` to before `to`. */
function hasLineEnd(p: usize, to: usize): bool {
  for (; p < to; p += 16) {
    const ends = i8x16.bitmask(i8x16.eq(v128.load(p), i8x16.splat(0x0a)))
    if (ends) return p + ctz(ends) < to
  }
  return false
}

/** The number of line feeds from `p` to before `to`. */
export function countLines(p: usize, to: usize): i32 {
  let count = 0
  for (; p + 16 <= to; p += 16) count += popcnt(i8x16.bitmask(i8x16.eq(v128.load(p), i8x16.splat(0x0a))))
  for (; p < to; ++p) count += i32(load<u8>(p) == 0x0a)
  return count
}
