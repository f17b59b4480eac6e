/**
 * How decoded records lie in rows of 32-bit words, word by word: the one description of it, for TypeScript and for the scanner,
 * which is AssemblyScript (so these are plain numbers). A text is two words: where it begins in the heap of texts, and its
 * length. A key (Seq, BizToken) is four, a packed UUID, or two as a text. A float is two.
 *
 * A result is a header and its entries; a page of the bill a header, its groups, and behind each group its lines. The first
 * word of a header or group says how many entries, groups or lines follow.
 */

export const HEADER_WORDS = 16
export const ENTRY_WORDS = 8
export const GROUP_WORDS = 10
export const LINE_WORDS = 10

/** Of headers and groups: which fields there are, as bits. */
export const BITS_WORD = 1

// A result: two bits for the kind of its BizToken, then these.
export const RESULT_TOKEN_WORD = 2
export const RESULT_RULE_WORD = 6
export const RESULT_ACCOUNT_WORD = 8
export const RESULT_FETCHED_AT_WORD = 10
export const RESULT_NFC_WORD = 12
export const RESULT_ERR_CODE_WORD = 13
export const RESULT_RULE_BIT = 4
export const RESULT_ACCOUNT_BIT = 8
export const RESULT_FETCHED_AT_BIT = 16
export const RESULT_NFC_BIT = 32
export const RESULT_ERR_CODE_BIT = 64
export const RESULT_FLAT_BIT = 128

// A page of the bill. A cursor is one word, or two where it is long.
export const PAGE_DATE_WORD = 2
export const PAGE_CURSOR_WORD = 3
export const PAGE_NEXT_CURSOR_WORD = 4
export const PAGE_RULE_WORD = 5
export const PAGE_ACCOUNT_WORD = 7
export const PAGE_LONG_CURSOR_WORD = 10
export const PAGE_LONG_NEXT_CURSOR_WORD = 12
export const PAGE_DATE_BIT = 1
export const PAGE_RULE_BIT = 2
export const PAGE_ACCOUNT_BIT = 4
export const PAGE_CURSOR_BIT = 8
export const PAGE_NEXT_CURSOR_BIT = 16
export const PAGE_HAS_NEXT_BIT = 32
export const PAGE_FLAT_BIT = 64
export const PAGE_LONG_CURSOR_BIT = 128
export const PAGE_LONG_NEXT_CURSOR_BIT = 256

// A group of lines: two bits for the kind of its BizToken, then these.
export const GROUP_TOKEN_WORD = 2
export const GROUP_CHARGE_COUNT_WORD = 6
export const GROUP_RULE_WORD = 7
export const GROUP_RULE_BIT = 4
export const GROUP_CHARGE_COUNT_BIT = 8

// An item, which is an entry or a line: its first word has two bits for the flag, these, the kind of the Seq and the ChargeType.
export const ITEM_CODE_WORD = 1
export const ITEM_TIME_WORD = 2
export const ITEM_SEQ_WORD = 4
/** Of a line whose ChargeType is none of those that have a number. */
export const LINE_TYPE_WORD = 8
export const ITEM_CODE_BIT = 4
export const ITEM_TIME_BIT = 8
export const ITEM_KIND_SHIFT = 4
export const ITEM_TYPE_SHIFT = 8
