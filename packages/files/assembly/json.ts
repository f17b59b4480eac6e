// The JSON grammar, sixteen bytes at a time.
//
// Every function takes a position and returns the position behind what it has read, or 0 for "odd: not for the fast
// path". There are no bounds checks: `scan` puts a NUL behind the input, which is legal nowhere in JSON, so whatever runs
// into the end stops there. At most 64 bytes beyond the end are looked at.
//
// Each `@ts-ignore: decorator` is for editors: AssemblyScript's `@inline` stands before functions, where TypeScript has no
// decorators.

export const QUOTE: u8 = 0x22
export const BACKSLASH: u8 = 0x5c
export const COMMA: u8 = 0x2c
export const COLON: u8 = 0x3a
export const OPEN_BRACE: u8 = 0x7b
export const CLOSE_BRACE: u8 = 0x7d
export const OPEN_BRACKET: u8 = 0x5b
export const CLOSE_BRACKET: u8 = 0x5d
export const MINUS: u8 = 0x2d

// Literals as the little-endian number their bytes make.
export const TRUE: u32 = 0x65757274
export const ALSE: u32 = 0x65736c61
export const NULL: u32 = 0x6c6c756e

/** Levels of nesting that are followed inside an unread value; read objects stand at most 5 deep. */
const LEVELS_MAX: i32 = 59

/** Where the input turned out odd. */
export let stop: usize = 0
/** What a line feed means: in NDJSON it ends the record, in a document it is white space. */
let lineFeedIsSpace: bool = false

export function setLines(lines: bool): void {
  lineFeedIsSpace = !lines
}

export function odd(p: usize): usize {
  stop = p
  return 0
}

// White space

// @ts-ignore: decorator
@inline
export function space(p: usize): usize {
  return load<u8>(p) > 0x20 ? p : spaces(p)
}

function spaces(p: usize): usize {
  const lineFeed: u8 = lineFeedIsSpace ? 0x0a : 0x20
  while (true) {
    const bytes = v128.load(p)
    const isSpace = v128.or(
      v128.or(i8x16.eq(bytes, i8x16.splat(0x20)), i8x16.eq(bytes, i8x16.splat(lineFeed))),
      v128.or(i8x16.eq(bytes, i8x16.splat(0x09)), i8x16.eq(bytes, i8x16.splat(0x0d))),
    )
    const others = ~i8x16.bitmask(isSpace) & 0xffff
    if (others) return p + ctz(others)
    p += 16
  }
}

// Strings

/**
 * One bit for each of 16 bytes that ends a plain run of string: a quote, a backslash or a control character.
 * Flipping bit 1 swaps the quote (0x22) with the space and leaves the control characters among themselves,
 * so that one comparison finds both.
 */
// @ts-ignore: decorator
@inline
export function stringStops(p: usize): i32 {
  const bytes = v128.load(p)
  return i8x16.bitmask(
    v128.or(
      i8x16.le_u(v128.xor(bytes, i8x16.splat(0x02)), i8x16.splat(0x20)),
      i8x16.eq(bytes, i8x16.splat(BACKSLASH)),
    ),
  )
}

/** Behind the closing quote of the string whose first character is at `p`. */
export function string(p: usize): usize {
  while (true) {
    const stops = stringStops(p)
    if (!stops) {
      p += 16
      continue
    }
    p += ctz(stops)
    const byte = load<u8>(p)
    if (byte == QUOTE) return p + 1
    if (byte != BACKSLASH) return odd(p)
    p = escape(p + 1)
    if (!p) return 0
  }
}

function escape(p: usize): usize {
  switch (load<u8>(p)) {
    case 0x22: // "
    case 0x5c: // \
    case 0x2f: // /
    case 0x62: // b
    case 0x66: // f
    case 0x6e: // n
    case 0x72: // r
    case 0x74: // t
      return p + 1
    case 0x75: // u
      for (let i: usize = 1; i <= 4; ++i) if (!isHex(load<u8>(p + i))) return odd(p)
      return p + 5
    default:
      return odd(p)
  }
}

// Only letters may be folded to lower case: folding would also turn 0x10–0x19 into digits.
function isHex(byte: u8): bool {
  return isDigit(byte) || <u8>((byte | 0x20) - 0x61) < 6
}

/** Behind the closing quote of a photo or video: nothing is looked at but where it ends. */
function blindString(p: usize): usize {
  // Either a line feed, or once more the NUL that is looked for anyway.
  const lineFeed: u8 = lineFeedIsSpace ? 0x00 : 0x0a
  while (true) {
    // Base64 has no byte below "+": the least of 64 tells that none of them is a quote, a line feed or the end.
    const least = i8x16.min_u(
      i8x16.min_u(v128.load(p), v128.load(p, 16)),
      i8x16.min_u(v128.load(p, 32), v128.load(p, 48)),
    )
    if (!v128.any_true(i8x16.le_u(least, i8x16.splat(QUOTE)))) {
      p += 64
      continue
    }
    const bytes = v128.load(p)
    const stops = i8x16.bitmask(
      v128.or(
        i8x16.eq(bytes, i8x16.splat(QUOTE)),
        v128.or(i8x16.eq(bytes, i8x16.splat(0x00)), i8x16.eq(bytes, i8x16.splat(lineFeed))),
      ),
    )
    if (!stops) {
      p += 16
      continue
    }
    p += ctz(stops)
    if (load<u8>(p) != QUOTE) return odd(p)
    // Behind an odd number of backslashes the quote is part of the string. The count ends at a quote at the latest.
    let first = p
    while (load<u8>(first - 1) == BACKSLASH) --first
    const isEscaped = (p - first) & 1
    p += 1
    if (!isEscaped) return p
  }
}

// Values that are not read

// @ts-ignore: decorator
@inline
export function isDigit(byte: u8): bool {
  return <u8>(byte - 0x30) < 10
}

/** Behind the number at `p`. What may follow a number is for the caller to see. */
export function number(p: usize): usize {
  if (load<u8>(p) == MINUS) ++p
  if (load<u8>(p) == 0x30) ++p
  else if (!(p = digits(p))) return 0
  if (load<u8>(p) == 0x2e && !(p = digits(p + 1))) return 0
  if ((load<u8>(p) | 0x20) == 0x65) {
    const sign = load<u8>(p, 1)
    if (!(p = digits(p + (sign == 0x2b || sign == MINUS ? 2 : 1)))) return 0
  }
  return p
}

function digits(p: usize): usize {
  if (!isDigit(load<u8>(p))) return odd(p)
  do ++p; while (isDigit(load<u8>(p)))
  return p
}

/** Behind the value at `p`, which is validated; but its strings are not when `blind`. */
export function value(p: usize, blind: bool = false, level: i32 = 0): usize {
  switch (load<u8>(p)) {
    case 0x22: // "
      return blind ? blindString(p + 1) : string(p + 1)
    case 0x7b: // {
      return level < LEVELS_MAX ? members(p + 1, blind, level + 1) : odd(p)
    case 0x5b: // [
      return level < LEVELS_MAX ? elements(p + 1, blind, level + 1) : odd(p)
    case 0x74: // t
      return load<u32>(p) == TRUE ? p + 4 : odd(p)
    case 0x66: // f
      return load<u32>(p, 1) == ALSE ? p + 5 : odd(p)
    case 0x6e: // n
      return load<u32>(p) == NULL ? p + 4 : odd(p)
    default:
      return number(p)
  }
}

function members(p: usize, blind: bool, level: i32): usize {
  p = space(p)
  if (load<u8>(p) == CLOSE_BRACE) return p + 1
  while (true) {
    if (load<u8>(p) != QUOTE) return odd(p)
    if (!(p = string(p + 1))) return 0
    p = space(p)
    if (load<u8>(p) != COLON) return odd(p)
    if (!(p = value(space(p + 1), blind, level))) return 0
    p = space(p)
    const byte = load<u8>(p)
    if (byte == CLOSE_BRACE) return p + 1
    if (byte != COMMA) return odd(p)
    p = space(p + 1)
  }
}

function elements(p: usize, blind: bool, level: i32): usize {
  p = space(p)
  if (load<u8>(p) == CLOSE_BRACKET) return p + 1
  while (true) {
    if (!(p = value(p, blind, level))) return 0
    p = space(p)
    const byte = load<u8>(p)
    if (byte == CLOSE_BRACKET) return p + 1
    if (byte != COMMA) return odd(p)
    p = space(p + 1)
  }
}
