// The values that are read, and the output they are written to.
//
// As in json.ts, a reader returns the position behind its value, or 0 when the value is not of the plain form.
// Readers with a result beside the position leave it in a global, to be fetched before the next call.

import { ALSE, BACKSLASH, MINUS, NULL, QUOTE, TRUE, isDigit, odd } from "./json"
import {
  BITS_WORD,
  ITEM_TYPE_SHIFT,
} from "../src/rows/layout"

// The output: words for the rows, and an arena for texts

let wordsEnd: usize = 0
let textsStart: usize = 0
let textsEnd: usize = 0
/** Where the next row goes. */
export let nextWord: usize = 0
/** Where the next text goes. */
export let nextText: usize = 0
/** Whether the output had no room for the record. */
export let isFull: bool = false

export function setOutput(words: usize, wordsLimit: usize, texts: usize, textsLimit: usize): void {
  nextWord = words
  wordsEnd = wordsLimit
  nextText = textsStart = texts
  textsEnd = textsLimit
}

/** Back to where the rows and texts of a broken record began. */
export function rollBack(word: usize, text: usize): void {
  nextWord = word
  nextText = text
  isFull = false
}

function full(): usize {
  isFull = true
  return 0
}

/** Where a word of a row is. */
// @ts-ignore: decorator
@inline
export function wordOf(row: usize, word: i32): usize {
  return row + (<usize>word << 2)
}

/** A zeroed row of so many bytes, a multiple of 8; 0 when there is no room. */
export function newRow(bytes: usize): usize {
  const row = nextWord
  if (row + bytes > wordsEnd) return full()
  nextWord = row + bytes
  for (let at = row; at < nextWord; at += 8) store<u64>(at, 0)
  return row
}

/** Adds bits to the word at `word`, or one to the count that stands there. */
// @ts-ignore: decorator
@inline
export function addTo(word: usize, bits: u32): void {
  store<u32>(word, load<u32>(word) + bits)
}

// @ts-ignore: decorator
@inline
export function isNull(p: usize): bool {
  return load<u32>(p) == NULL
}

// @ts-ignore: decorator
@inline
export function isTrue(p: usize): bool {
  return load<u32>(p) == TRUE
}

// @ts-ignore: decorator
@inline
export function isFalse(p: usize): bool {
  return load<u8>(p) == 0x66 && load<u32>(p, 1) == ALSE
}

// Texts

let textLength: usize = 0

/** Writes a string of plain ASCII to the arena; null and "" are missing: length 0. */
function text(p: usize): usize {
  textLength = 0
  if (isNull(p)) return p + 4
  if (load<u8>(p) != QUOTE) return odd(p)
  const start = ++p
  let to = nextText
  while (true) {
    // Copies sixteen bytes, of which those behind the closing quote are overwritten by the next text.
    if (to + 16 > textsEnd) return full()
    const bytes = v128.load(p)
    v128.store(to, bytes)
    // As in stringStops; compared as signed numbers, the bytes from 0x80 on are below the space as well.
    const stops = i8x16.bitmask(
      v128.or(
        i8x16.lt_s(v128.xor(bytes, i8x16.splat(0x02)), i8x16.splat(0x21)),
        i8x16.eq(bytes, i8x16.splat(BACKSLASH)),
      ),
    )
    if (stops) {
      p += ctz(stops)
      break
    }
    p += 16
    to += 16
  }
  if (load<u8>(p) != QUOTE) return odd(p)
  textLength = p - start
  if (textLength <= WORD_MAX && isWord(start, <u32>textLength)) return odd(start)
  nextText += textLength
  return p + 1
}

/** No word for nothing is longer. */
const WORD_MAX: usize = 9

/** Whether a text may be a word for nothing: setting bit 5 makes letters small, and what else it makes alike is rare. */
function isWord(p: usize, length: u32): bool {
  const four = load<u32>(p) | 0x20202020
  switch (length) {
    case 1: return load<u8>(p) == MINUS
    case 2: return load<u16>(p) == 0x2d2d // --
    case 3: {
      const three = four & 0x00ffffff
      return three == 0x006c696e || three == 0x006e616e || three == 0x00612f6e // nil, nan, n/a
    }
    case 4: return four == 0x6c6c756e || four == 0x656e6f6e // null, none
    case 6: return (load<u32>(p, 1) | 0x20202020) == 0x6c6c756e // (null), [null], <null>
    case 9: return four == 0x65646e75 && (load<u32>(p, 4) | 0x20202020) == 0x656e6966 // undefined
    default: return false
  }
}

/** A text into two words of `row`: where it is in the arena, and its length. */
export function textField(p: usize, row: usize, word: i32, bit: u32): usize {
  const offset = nextText - textsStart
  p = text(p)
  if (p && textLength) {
    store<u32>(wordOf(row, word), <u32>offset)
    store<u32>(wordOf(row, word + 1), <u32>textLength)
    addTo(wordOf(row, BITS_WORD), bit)
  }
  return p
}

// Keys: a Seq or a BizToken

/** A key into four words, and its kind, moved left by `shift`, into the word at `kind`. */
export function keyField(p: usize, kind: usize, shift: u32, words: usize): usize {
  const uuidKind = uuid(p, words)
  if (uuidKind) {
    addTo(kind, uuidKind << shift)
    return p + 38
  }
  const offset = nextText - textsStart
  p = text(p)
  if (p && textLength) {
    store<u32>(words, <u32>offset)
    store<u32>(words + 4, <u32>textLength)
    addTo(kind, 3 << shift)
  }
  return p
}

/** Packs the UUID at `p`, quotes included, into 16 bytes; its kind is 1 in lower case, 2 in upper case, 0 when it is none. */
function uuid(p: usize, words: usize): u32 {
  if (load<u8>(p) != QUOTE || load<u8>(p, 37) != QUOTE) return 0
  const a = v128.load(p, 1)
  const b = v128.load(p, 17)
  const dash = i8x16.splat(0x2d)
  // Dashes at 8, 13 | 18, 23 and nowhere else in the first 32 characters.
  if (i8x16.bitmask(i8x16.eq(a, dash)) != 0x2100 || i8x16.bitmask(i8x16.eq(b, dash)) != 0x0084) return 0
  // The 32 digits without the dashes: 0–7, 9–12, 14–17 | 19–22, 24–35.
  const high = v128.shuffle<i8>(a, b, 0, 1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 12, 14, 15, 16, 17)
  const low = v128.shuffle<i8>(b, v128.load(p, 21), 3, 4, 5, 6, 8, 9, 10, 11, 12, 13, 14, 15, 28, 29, 30, 31)
  // One upper case letter makes it upper case, and then no other is a digit.
  const isUpper = v128.any_true(v128.or(lettersFrom(high, 0x41), lettersFrom(low, 0x41)))
  const first: u8 = isUpper ? 0x41 : 0x61
  const areHex = v128.and(
    v128.or(numerals(high), lettersFrom(high, first)),
    v128.or(numerals(low), lettersFrom(low, first)),
  )
  if (!i8x16.all_true(areHex)) return 0
  // Pairs of digits to bytes, and the four bytes of each word turned round, because words are little-endian.
  const bytes = i8x16.narrow_i16x8_u(pairs(high), pairs(low))
  v128.store(words, v128.shuffle<i8>(bytes, bytes, 3, 2, 1, 0, 7, 6, 5, 4, 11, 10, 9, 8, 15, 14, 13, 12))
  return isUpper ? 2 : 1
}

// @ts-ignore: decorator
@inline
function numerals(digits: v128): v128 {
  return i8x16.le_u(i8x16.sub(digits, i8x16.splat(0x30)), i8x16.splat(9))
}

// @ts-ignore: decorator
@inline
function lettersFrom(digits: v128, first: u8): v128 {
  return i8x16.le_u(i8x16.sub(digits, i8x16.splat(first)), i8x16.splat(5))
}

/** Sixteen hexadecimal digits as eight 16-bit numbers below 256. */
// @ts-ignore: decorator
@inline
function pairs(digits: v128): v128 {
  // The low four bits of a letter are 1–6: nine less than its value; bit 6 marks letters.
  const letters = v128.and(i8x16.shr_u(digits, 6), i8x16.splat(1))
  const values = i8x16.add(
    v128.and(digits, i8x16.splat(0x0f)),
    i8x16.add(i8x16.shl(letters, 3), letters),
  )
  return v128.and(
    v128.or(i16x8.shl(values, 4), i16x8.shr_u(values, 8)),
    i16x8.splat(0xff),
  )
}

// Flags and integers

/** A row's flag (0 false, 1 true, 2 null or missing) stands in the low bits of its first word, which begins as 2. */
export const FLAG_MISSING: u32 = 2

export function flagField(p: usize, row: usize): usize {
  if (isTrue(p)) {
    addTo(row, 1 - FLAG_MISSING)
    return p + 4
  }
  if (isFalse(p)) {
    addTo(row, 0 - FLAG_MISSING)
    return p + 5
  }
  return isNull(p) ? p + 4 : odd(p)
}

/** The last integer read. */
let integer: i32 = 0

/** A plain integer of at most nine digits, so that it fits. What follows it is for the caller to see. */
function plainInteger(p: usize): usize {
  const isNegative = load<u8>(p) == MINUS
  if (isNegative) ++p
  const start = p
  let sum: i32 = 0
  while (isDigit(load<u8>(p)) && p < start + 10) sum = sum * 10 + (load<u8>(p++) - 0x30)
  const length = p - start
  if (length == 0 || length > 9) return odd(p)
  // No leading zero, and no -0.
  if (load<u8>(start) == 0x30 && (length > 1 || isNegative)) return odd(start)
  integer = isNegative ? -sum : sum
  return p
}

/** An integer or null into the word at `word`; `bit` is added to the word at `bits` if it is there. */
export function integerField(p: usize, word: usize, bits: usize, bit: u32): usize {
  if (isNull(p)) return p + 4
  p = plainInteger(p)
  if (p) {
    store<i32>(word, integer)
    addTo(bits, bit)
  }
  return p
}

/** The same for a count, which is not negative. */
export function countField(p: usize, word: usize, bits: usize, bit: u32): usize {
  return load<u8>(p) == MINUS ? odd(p) : integerField(p, word, bits, bit)
}

/** The same for an integer that may stand in quotes. */
export function quotedIntegerField(p: usize, word: usize, bits: usize, bit: u32): usize {
  if (load<u8>(p) != QUOTE) return integerField(p, word, bits, bit)
  if (load<u8>(++p) == QUOTE) return p + 1
  if (isNull(p)) return odd(p)
  p = integerField(p, word, bits, bit)
  return p && load<u8>(p) != QUOTE ? odd(p) : p && p + 1
}

// Times

/** Epoch milliseconds, as digits with or without quotes, into two words; null and "" are missing. */
export function timeField(p: usize, words: usize, bits: usize, bit: u32): usize {
  if (isNull(p)) return p + 4
  const quotes: usize = load<u8>(p) == QUOTE ? 1 : 0
  p += quotes
  if (quotes && load<u8>(p) == QUOTE) return p + 1
  if (<usize>ctz(~i8x16.bitmask(numerals(v128.load(p)))) != INSTANT_DIGITS) return odd(p)
  if (quotes && load<u8>(p + INSTANT_DIGITS) != QUOTE) return odd(p + INSTANT_DIGITS)
  // The last eight digits, and those before them with zeros moved in front.
  const high = eightDigits((load<u64>(p) - ZEROS) << ((16 - INSTANT_DIGITS) << 3))
  const low = eightDigits(load<u64>(p + INSTANT_DIGITS - 8) - ZEROS)
  const ms = high * 100000000 + low
  if (ms < INSTANT_FIRST || ms > INSTANT_LAST) return odd(p)
  store<f64>(words, <f64>ms)
  addTo(bits, bit)
  return p + INSTANT_DIGITS + quotes
}

// What is outside these years is for the plain path, which names it: they are those of core's Instant.ts.
const INSTANT_FIRST: u64 = 1420041600000
const INSTANT_LAST: u64 = 4102415999999
const DAY_FIRST: i32 = 16436
const DAY_LAST: i32 = 47481
/** Every instant between them has so many digits. */
const INSTANT_DIGITS: usize = 13

const ZEROS: u64 = 0x3030303030303030

/** The number that eight digits make, one a byte: first pairs, then all four pairs in two multiplications. */
// @ts-ignore: decorator
@inline
function eightDigits(digits: u64): u64 {
  const pairs = digits * 10 + (digits >> 8)
  const mask: u64 = 0x000000ff000000ff
  return ((pairs & mask) * 0x000f424000000064 + ((pairs >> 16) & mask) * 0x0000271000000001) >> 32
}

/** Epoch milliseconds as above, or an ISO date and time with seconds and offset. */
export function instantField(p: usize, words: usize, bits: usize, bit: u32): usize {
  const isDate = load<u8>(p) == QUOTE && load<u8>(p, 1) != QUOTE && load<u8>(p, 5) == MINUS
  if (!isDate) return timeField(p, words, bits, bit)
  const day = dayAt(p + 1)
  const hour = twoDigits(p + 12)
  const minute = twoDigits(p + 15)
  const second = twoDigits(p + 18)
  if (day == NO_DAY || hour >= 24 || minute >= 60 || second >= 60) return odd(p)
  if (load<u8>(p, 11) != 0x54 || load<u8>(p, 14) != 0x3a || load<u8>(p, 17) != 0x3a) return odd(p)
  let ms: u32 = 0
  p += 20
  if (load<u8>(p) == 0x2e) {
    const tens = twoDigits(p + 1)
    const ones = load<u8>(p, 3)
    if (tens >= 100 || !isDigit(ones)) return odd(p)
    ms = tens * 10 + (ones - 0x30)
    p += 4
  }
  let offset: i64 = 0
  const zone = load<u8>(p)
  if (zone == 0x2b || zone == MINUS) {
    const hours = twoDigits(p + 1)
    const minutes = twoDigits(p + 4)
    if (hours >= 24 || minutes >= 60 || load<u8>(p, 3) != 0x3a) return odd(p)
    offset = <i64>(hours * 60 + minutes)
    if (zone == MINUS) offset = -offset
    p += 6
  } else if (zone == 0x5a) ++p
  else return odd(p)
  if (load<u8>(p) != QUOTE) return odd(p)
  const minutes = <i64>day * 1440 + <i64>(hour * 60 + minute) - offset
  const instant = minutes * 60000 + (second * 1000 + ms)
  if (instant < <i64>INSTANT_FIRST || instant > <i64>INSTANT_LAST) return odd(p)
  store<f64>(words, <f64>instant)
  addTo(bits, bit)
  return p + 1
}

/** A date, as the number of days since 1970-01-01. */
export function dateField(p: usize, word: usize, bits: usize, bit: u32): usize {
  if (isNull(p)) return p + 4
  if (load<u8>(p) != QUOTE) return odd(p)
  if (load<u8>(p, 1) == QUOTE) return p + 2
  const day = dayAt(p + 1)
  if (day < DAY_FIRST || day > DAY_LAST || load<u8>(p, 11) != QUOTE) return odd(p)
  store<i32>(word, day)
  addTo(bits, bit)
  return p + 12
}

/** Two digits; what they are not is 255. */
function twoDigits(p: usize): u32 {
  const tens = load<u8>(p)
  const ones = load<u8>(p, 1)
  return isDigit(tens) && isDigit(ones) ? (tens - 0x30) * 10 + (ones - 0x30) : 255
}

const NO_DAY: i32 = i32.MIN_VALUE

/** The day number of the real date YYYY-MM-DD at `p`. */
function dayAt(p: usize): i32 {
  const century = twoDigits(p)
  const year = twoDigits(p + 2)
  const month = twoDigits(p + 5)
  const day = twoDigits(p + 8)
  if (century >= 100 || year >= 100 || month - 1 >= 12) return NO_DAY
  if (load<u8>(p, 4) != MINUS || load<u8>(p, 7) != MINUS) return NO_DAY
  const fullYear = <i32>(century * 100 + year)
  if (fullYear < 1 || day - 1 >= daysOf(fullYear, month)) return NO_DAY
  // Years that begin in March have the leap day at their end.
  const y = fullYear - (month < 3 ? 1 : 0)
  const m = <i32>(month < 3 ? month + 9 : month - 3)
  return y * 365 + y / 4 - y / 100 + y / 400 + (m * 153 + 2) / 5 + <i32>day - 719469
}

function daysOf(year: i32, month: u32): u32 {
  if (month == 2) return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
  return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31
}

// 核身, 比对 and 混合部署 in UTF-8, with the closing quote where the word has room for it

const LIVENESS: u64 = 0x22_abbae8_b8a0e6
const COMPARISON: u64 = 0x22_b9afe5_94afe6
const MIXED: u64 = 0x83e9_8890e5_b7b7e6
const MIXED_REST: u64 = 0x22_b2bde7_a8

/** What kind of charge: its code is added at bit 8 of the row. */
export function chargeTypeField(p: usize, row: usize): usize {
  if (isNull(p)) return p + 4
  if (load<u8>(p) != QUOTE) return odd(p)
  const first = load<u64>(p, 1)
  const sevenBytes = first & 0x00ffffffffffffff
  if (sevenBytes == LIVENESS) {
    addTo(row, 1 << ITEM_TYPE_SHIFT)
    return p + 8
  }
  if (sevenBytes == COMPARISON) {
    addTo(row, 2 << ITEM_TYPE_SHIFT)
    return p + 8
  }
  if (first == MIXED && (load<u64>(p, 9) & 0x000000ffffffffff) == MIXED_REST) {
    addTo(row, 3 << ITEM_TYPE_SHIFT)
    return p + 14
  }
  return odd(p)
}
