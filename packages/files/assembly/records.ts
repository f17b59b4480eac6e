// The two kinds of record, results and bills: which members are read where, and the rows they make.
//
// Rows are filled where they stand; src/rows/layout.ts says what each word holds.

import { CLOSE_BRACE, CLOSE_BRACKET, COLON, COMMA, OPEN_BRACE, OPEN_BRACKET, QUOTE } from "./json"
import { odd, space, string, stringStops, value } from "./json"
import { Name, nameAt, nearName } from "./names"
import {
  FLAG_MISSING,
  addTo,
  chargeTypeField,
  countField,
  dateField,
  flagField,
  instantField,
  integerField,
  isFalse,
  isNull,
  isTrue,
  keyField,
  newRow,
  quotedIntegerField,
  textField,
  timeField,
  wordOf,
} from "./fields"
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
  LINE_WORDS,
  PAGE_ACCOUNT_BIT,
  PAGE_ACCOUNT_WORD,
  PAGE_CURSOR_BIT,
  PAGE_CURSOR_WORD,
  PAGE_DATE_BIT,
  PAGE_DATE_WORD,
  PAGE_FLAT_BIT,
  PAGE_HAS_NEXT_BIT,
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
} from "../src/rows/layout"

const HEADER: usize = HEADER_WORDS << 2
const ENTRY: usize = ENTRY_WORDS << 2
const GROUP: usize = GROUP_WORDS << 2
const LINE: usize = LINE_WORDS << 2
/** From a row to the word with its bits. */
const BITS: usize = BITS_WORD << 2

/** The rows being filled: the record's header, a bill's group, and an entry or line. */
let header: usize = 0
let group: usize = 0
let row: usize = 0
/** The group and row of a flat object: that it is one is known at its end, and they move to the output only then. */
const flat = memory.data(<i32>(GROUP + LINE))

// Which members are read in which object

const enum Place {
  Result,
  Response,
  Text,
  Entry,
  Page,
  Bill,
  Group,
  Line,
}

// @ts-ignore: decorator
@inline
function bit(name: Name): u64 {
  return <u64>1 << <u64>name
}

/** These make an answer something else, unless they are null. */
const REFUSED = bit(Name.Error) | bit(Name.EncryptedBody) | bit(Name.DetectInfo)
const LARGE =
  bit(Name.IdCardData) | bit(Name.BestFrame) | bit(Name.VideoData) | bit(Name.Encryption) |
  bit(Name.IntentionVerifyData) | bit(Name.IntentionQuestionResult) | bit(Name.IntentionActionResult)

/** With one of these at the top level, and no shape beside it, an object is flat: one row without an envelope. */
const IS_FLAT = bit(Name.Seq) | bit(Name.IsNeedCharge)

const ENTRY_NAMES = bit(Name.Seq) | bit(Name.IsNeedCharge) | bit(Name.Errcode) | bit(Name.ReqTime)
const TEXT_NAMES = bit(Name.LivenessDetail) | bit(Name.ErrCode) | bit(Name.NFCBillingCounts)
const RESPONSE_NAMES = bit(Name.Text) | REFUSED | bit(Name.WeChatBillDetails) | bit(Name.ChargeDetails) | LARGE
const RESULT_NAMES =
  bit(Name.BizToken) | bit(Name.RuleId) | bit(Name.Account) | bit(Name.FetchedAt) |
  bit(Name.Response) | RESPONSE_NAMES | TEXT_NAMES | ENTRY_NAMES

const LINE_NAMES =
  bit(Name.Seq) | bit(Name.ReqTime) | bit(Name.IsNeedCharge) | bit(Name.ChargeType) | bit(Name.ErrorCode)
const GROUP_NAMES = bit(Name.BizToken) | bit(Name.RuleId) | bit(Name.ChargeCount) | bit(Name.ChargeDetails)
const BILL_NAMES =
  bit(Name.HasNextPage) | bit(Name.NextCursor) | bit(Name.WeChatBillDetails) |
  bit(Name.Text) | bit(Name.LivenessDetail) | REFUSED | LARGE
const PAGE_NAMES =
  bit(Name.Date) | bit(Name.RuleId) | bit(Name.Account) | bit(Name.Cursor) |
  bit(Name.Response) | BILL_NAMES | bit(Name.BizToken) | bit(Name.ChargeCount) | LINE_NAMES

// Names that are asked for where they are absent: one that is near to them makes the record odd

const OWN_NAMES = bit(Name.BizToken) | bit(Name.RuleId) | bit(Name.FetchedAt)
const ASKED_OF_TEXT = bit(Name.LivenessDetail) | bit(Name.NFCBillingCounts)
const ASKED_OF_LINE = LINE_NAMES | bit(Name.ChargeCount)
const ASKED_OF_BILL = bit(Name.HasNextPage) | bit(Name.NextCursor)

/** What is asked for inside a record; at its top that depends on its shape. */
function askedOf(place: Place): u64 {
  switch (place) {
    case Place.Text: return ASKED_OF_TEXT
    case Place.Entry: return ENTRY_NAMES
    case Place.Bill: return ASKED_OF_BILL
    case Place.Group: return GROUP_NAMES
    case Place.Line: return ASKED_OF_LINE
    default: return 0
  }
}

/** Names that one side alone has: a flat object that has only those of the other is for the plain path to reject. */
const BILL_MARKS =
  bit(Name.ChargeType) | bit(Name.ErrorCode) | bit(Name.ChargeCount) | bit(Name.WeChatBillDetails)
const RESULT_MARKS = bit(Name.Errcode) | bit(Name.FetchedAt)

function namesOf(place: Place): u64 {
  switch (place) {
    case Place.Result: return RESULT_NAMES
    case Place.Response: return RESPONSE_NAMES
    case Place.Text: return TEXT_NAMES
    case Place.Entry: return ENTRY_NAMES
    case Place.Page: return PAGE_NAMES
    case Place.Bill: return BILL_NAMES
    case Place.Group: return GROUP_NAMES
    default: return LINE_NAMES
  }
}

// Records

/** A result, whose "{" is at `p`. Which of its shapes it has is known at its end. */
export function result(p: usize): usize {
  if (!(header = newRow(HEADER))) return 0
  clearFlat()
  if (!(p = object(p + 1, Place.Result))) return 0
  const shape = met & (bit(Name.Response) | bit(Name.Text) | bit(Name.LivenessDetail))
  if (shape) {
    // One shape alone, and no member that belongs to another.
    const isText = shape == bit(Name.LivenessDetail)
    const outside = isText ? 0 : bit(Name.ErrCode) | bit(Name.NFCBillingCounts)
    if (popcnt(shape) != 1 || met & (ENTRY_NAMES | outside)) return odd(p)
    if (lacks(isText ? OWN_NAMES | ASKED_OF_TEXT : OWN_NAMES)) return odd(p)
  } else {
    if (!(met & IS_FLAT) || met & TEXT_NAMES || !hasKey(flat + GROUP)) return odd(p)
    if (lacks(OWN_NAMES | ENTRY_NAMES) || isOnly(BILL_MARKS, RESULT_MARKS)) return odd(p)
    if (!moveFlat(GROUP, ENTRY)) return 0
    addTo(header, 1)
    addTo(header + BITS, RESULT_FLAT_BIT)
  }
  // Without a BizToken an NFC count belongs to the record as a whole, which is for the plain path to digest.
  const bits = load<u32>(header, BITS)
  return bits & RESULT_NFC_BIT && !(bits & 3) ? odd(p) : p
}

/** A bill page, whose "{" is at `p`. */
export function bill(p: usize): usize {
  if (!(header = newRow(HEADER))) return 0
  clearFlat()
  if (!(p = object(p + 1, Place.Page))) return 0
  const inner = bit(Name.HasNextPage) | bit(Name.NextCursor) | bit(Name.WeChatBillDetails)
  const flatOnly = bit(Name.BizToken) | bit(Name.ChargeCount) | LINE_NAMES
  if (met & bit(Name.Response)) return met & (inner | flatOnly) || lacks(bit(Name.Date)) ? odd(p) : dated(p)
  if (met & bit(Name.WeChatBillDetails)) return met & flatOnly || lacks(bit(Name.Date) | ASKED_OF_BILL) ? odd(p) : dated(p)
  if (!(met & IS_FLAT) || met & (inner | bit(Name.Cursor) | bit(Name.Text) | bit(Name.LivenessDetail))) return odd(p)
  if (lacks(bit(Name.Date) | bit(Name.BizToken) | bit(Name.RuleId) | ASKED_OF_LINE)) return odd(p)
  if (isOnly(RESULT_MARKS, BILL_MARKS)) return odd(p)
  // The RuleId of a flat line is the line's, not the envelope's.
  if (load<u32>(header, BITS) & PAGE_RULE_BIT) {
    store<u64>(wordOf(flat, GROUP_RULE_WORD), load<u64>(wordOf(header, PAGE_RULE_WORD)))
    store<u64>(wordOf(header, PAGE_RULE_WORD), 0)
    addTo(header + BITS, -PAGE_RULE_BIT)
    addTo(flat + BITS, GROUP_RULE_BIT)
  }
  if (!moveFlat(0, GROUP + LINE)) return 0
  addTo(header, 1)
  addTo(header + BITS, PAGE_FLAT_BIT)
  addTo(header + HEADER, 1)
  // A line of which no day is known is for the plain path.
  return (load<u32>(header, BITS) & PAGE_DATE_BIT) | (load<u32>(header + HEADER + GROUP) & ITEM_TIME_BIT) ? p : odd(p)
}

const NO_DAY: i32 = i32.MIN_VALUE
const DAY_MS: f64 = 86400000
/** Eight hours: days are those of China. */
const OFFSET_MS: f64 = 28800000

/** A page without Date has the day of its lines, if they have one; any other is for the plain path, which knows the file's name. */
function dated(p: usize): usize {
  if (load<u32>(header, BITS) & PAGE_DATE_BIT) return p
  let day = NO_DAY
  let at = header + HEADER
  for (let groups = load<u32>(header); groups > 0; groups--) {
    const lines = load<u32>(at)
    at += GROUP
    for (let line: u32 = 0; line < lines; line++, at += LINE) {
      if (!(load<u32>(at) & ITEM_TIME_BIT)) continue
      const own = <i32>Math.floor((load<f64>(wordOf(at, ITEM_TIME_WORD)) + OFFSET_MS) / DAY_MS)
      if (day != NO_DAY && own != day) return odd(p)
      day = own
    }
  }
  if (day == NO_DAY) return odd(p)
  store<i32>(wordOf(header, PAGE_DATE_WORD), day)
  addTo(header + BITS, PAGE_DATE_BIT)
  return p
}

/** Whether the object read last has one of these names in another spelling only. */
function lacks(asked: u64): bool {
  return (near & asked & ~met) != 0
}

/** Whether it has names of these marks, and none of those. */
function isOnly(marks: u64, others: u64): bool {
  return ((met | near) & marks) != 0 && !((met | near) & others)
}

function clearFlat(): void {
  memory.fill(flat, 0, GROUP + LINE)
  group = flat
  row = flat + GROUP
  store<u32>(row, FLAG_MISSING)
}

function moveFlat(from: usize, bytes: usize): bool {
  const to = newRow(bytes)
  if (to) memory.copy(to, flat + from, bytes)
  return to != 0
}

// Objects

// The members of an object mostly come in the order of the object before: of each place in that order, the sixteen bytes
// from the name on, a mask of those that are the name, its quote and the colon, the name, and how long all that is.
const EXPECTED: usize = 32
const EXPECTED_MASK: usize = 16
const EXPECTED_NAME: usize = 20
const EXPECTED_LENGTH: usize = 21
/** Members of an object that are remembered. */
const EXPECTED_MAX: usize = 48
/** Behind all data, in what is zero at the beginning. */
const expectations = (__heap_base + 15) & ~15

// @ts-ignore: decorator
@inline
function isExpected(expected: usize, p: usize): bool {
  const mask = load<u32>(expected, EXPECTED_MASK)
  return mask != 0 && (i8x16.bitmask(i8x16.eq(v128.load(p), v128.load(expected))) & mask) == mask
}

function expect(expected: usize, p: usize, length: usize, name: Name): void {
  store<u32>(expected, length <= 16 ? (1 << <u32>length) - 1 : 0, EXPECTED_MASK)
  v128.store(expected, v128.load(p))
  store<u8>(expected, <u8>name, EXPECTED_NAME)
  store<u8>(expected, <u8>length, EXPECTED_LENGTH)
}

/** The members met in the object read last, and the names that others in it are near to, or are, without being read there. */
let met: u64 = 0
let near: u64 = 0

/** Reads the members of an object; `p` is behind its "{". This is the hot loop. */
function object(p: usize, place: Place): usize {
  const names = namesOf(place)
  let expected = expectations + <usize>place * EXPECTED_MAX * EXPECTED
  const last = expected + (EXPECTED_MAX - 1) * EXPECTED
  let seen: u64 = 0
  let nears: u64 = 0
  p = space(p)
  if (load<u8>(p) == CLOSE_BRACE) {
    met = near = 0
    return p + 1
  }
  while (true) {
    if (load<u8>(p) != QUOTE) return odd(p)
    const start = ++p
    let name: Name
    if (isExpected(expected, p)) {
      name = <Name>load<u8>(expected, EXPECTED_NAME)
      p += load<u8>(expected, EXPECTED_LENGTH)
    } else {
      let stops = stringStops(p)
      while (!stops) stops = stringStops((p += 16))
      p += ctz(stops)
      // A name with an escape could be any name.
      if (load<u8>(p) != QUOTE) return odd(p)
      name = nameAt(start, p - start)
      const nearTo = bit(name) & names ? Name.Other : nearName(start, p - start)
      nears |= bit(nearTo)
      const end = p + 1
      p = space(end)
      if (load<u8>(p) != COLON) return odd(p)
      p += 1
      // White space before the colon is not learnt: whether a line feed is any depends on the form.
      // Nor is a near name, so that what is expected is never one.
      if (p == end + 1 && nearTo == Name.Other) expect(expected, start, p - start, name)
    }
    if (expected < last) expected += EXPECTED
    p = space(p)
    const isRead = bit(name) & names
    if (!isRead) {
      p = unread(p)
    } else {
      if (seen & isRead) return odd(start)
      seen |= isRead
      p = member(p, name, place)
    }
    if (!p) return 0
    p = space(p)
    const byte = load<u8>(p)
    if (byte == CLOSE_BRACE) {
      // Bit 0 is of names that are near to none.
      if (nears > 1 && nears & askedOf(place) & ~seen) return odd(p)
      met = seen
      near = nears
      return p + 1
    }
    if (byte != COMMA) return odd(p)
    p = space(p + 1)
  }
}

/** Passes a value by: mostly null, a short string or a few digits. */
// @ts-ignore: decorator
@inline
function unread(p: usize): usize {
  const byte = load<u8>(p)
  if (byte == QUOTE) {
    const end = p + 1 + ctz(stringStops(p + 1))
    return load<u8>(end) == QUOTE && end <= p + 16 ? end + 1 : string(p + 1)
  }
  return isNull(p) ? p + 4 : value(p)
}

/** Reads the value of a member that counts. */
function member(p: usize, name: Name, place: Place): usize {
  const ofResult = place <= Place.Entry
  switch (name) {
    case Name.Seq: return keyField(p, row, ITEM_KIND_SHIFT, wordOf(row, ITEM_SEQ_WORD))
    case Name.IsNeedCharge: return flagField(p, row)
    case Name.Errcode: return integerField(p, wordOf(row, ITEM_CODE_WORD), row, ITEM_CODE_BIT)
    case Name.ErrorCode: return quotedIntegerField(p, wordOf(row, ITEM_CODE_WORD), row, ITEM_CODE_BIT)
    case Name.ReqTime: return timeField(p, wordOf(row, ITEM_TIME_WORD), row, ITEM_TIME_BIT)
    case Name.ChargeType: return chargeTypeField(p, row)
    case Name.BizToken: {
      const owner = ofResult ? header : group
      return keyField(p, owner + BITS, 0, wordOf(owner, ofResult ? RESULT_TOKEN_WORD : GROUP_TOKEN_WORD))
    }
    case Name.RuleId:
      return ofResult ? textField(p, header, RESULT_RULE_WORD, RESULT_RULE_BIT)
        : place == Place.Group ? textField(p, group, GROUP_RULE_WORD, GROUP_RULE_BIT)
        : textField(p, header, PAGE_RULE_WORD, PAGE_RULE_BIT)
    case Name.Account: return ofResult ? textField(p, header, RESULT_ACCOUNT_WORD, RESULT_ACCOUNT_BIT)
      : textField(p, header, PAGE_ACCOUNT_WORD, PAGE_ACCOUNT_BIT)
    case Name.FetchedAt: return instantField(p, wordOf(header, RESULT_FETCHED_AT_WORD), header + BITS, RESULT_FETCHED_AT_BIT)
    case Name.NFCBillingCounts: return countField(p, wordOf(header, RESULT_NFC_WORD), header + BITS, RESULT_NFC_BIT)
    case Name.ErrCode: return integerField(p, wordOf(header, RESULT_ERR_CODE_WORD), header + BITS, RESULT_ERR_CODE_BIT)
    case Name.Date: return dateField(p, wordOf(header, PAGE_DATE_WORD), header + BITS, PAGE_DATE_BIT)
    case Name.Cursor: return integerField(p, wordOf(header, PAGE_CURSOR_WORD), header + BITS, PAGE_CURSOR_BIT)
    case Name.NextCursor: return integerField(p, wordOf(header, PAGE_NEXT_CURSOR_WORD), header + BITS, PAGE_NEXT_CURSOR_BIT)
    case Name.HasNextPage: return hasNextPage(p)
    case Name.ChargeCount: return integerField(p, wordOf(group, GROUP_CHARGE_COUNT_WORD), group + BITS, GROUP_CHARGE_COUNT_BIT)
    case Name.Response: return response(p, ofResult)
    case Name.Text: return ofResult ? nested(p, Place.Text) : nullOnly(p)
    case Name.LivenessDetail: return ofResult ? rows(p, Place.Entry) : nullOnly(p)
    case Name.WeChatBillDetails: return ofResult ? nullOnly(p) : rows(p, Place.Group)
    case Name.ChargeDetails: return ofResult ? nullOnly(p) : rows(p, Place.Line)
    case Name.Error:
    case Name.EncryptedBody:
    case Name.DetectInfo: return nullOnly(p)
    default: return value(p, true)
  }
}

function nullOnly(p: usize): usize {
  return isNull(p) ? p + 4 : odd(p)
}

function nested(p: usize, place: Place): usize {
  return load<u8>(p) == OPEN_BRACE ? object(p + 1, place) : odd(p)
}

function response(p: usize, ofResult: bool): usize {
  p = nested(p, ofResult ? Place.Response : Place.Bill)
  return p && !(met & bit(ofResult ? Name.Text : Name.WeChatBillDetails)) ? odd(p) : p
}

function hasNextPage(p: usize): usize {
  if (isTrue(p)) {
    addTo(header + BITS, PAGE_HAS_NEXT_BIT)
    return p + 4
  }
  return isFalse(p) ? p + 5 : nullOnly(p)
}

/** Reads a list, or null, of the objects that make rows. */
function rows(p: usize, place: Place): usize {
  if (isNull(p)) return p + 4
  if (load<u8>(p) != OPEN_BRACKET) return odd(p)
  p = space(p + 1)
  if (load<u8>(p) == CLOSE_BRACKET) return p + 1
  while (true) {
    if (load<u8>(p) != OPEN_BRACE) return odd(p)
    if (place == Place.Group) {
      if (!(group = newRow(GROUP))) return 0
      addTo(header, 1)
    } else {
      if (!(row = newRow(place == Place.Entry ? ENTRY : LINE))) return 0
      store<u32>(row, FLAG_MISSING)
      addTo(place == Place.Entry ? header : group, 1)
    }
    if (!(p = object(p + 1, place))) return 0
    if (place == Place.Entry && !hasKey(row)) return odd(p)
    p = space(p)
    const byte = load<u8>(p)
    if (byte == CLOSE_BRACKET) return p + 1
    if (byte != COMMA) return odd(p)
    p = space(p + 1)
  }
}

/** Whether an entry has a Seq; one without is told apart by its place in the record, which the plain path knows. */
function hasKey(entry: usize): bool {
  return ((load<u32>(entry) >> ITEM_KIND_SHIFT) & 7) != 0
}
