/**
 * What the text of a cell says before its column asks for a type: which words stand for nothing, what spreadsheets put
 * around identifiers or make of them (R26). JSON has none of this: its strings are exact.
 */
import { isNoName } from "@faceid-tally/core/engine"

/** White space, and characters without width: nobody sees them at the edges of a cell. */
const EDGES = /^[\s\u200B-\u200D\u2060\uFEFF]+|[\s\u200B-\u200D\u2060\uFEFF]+$/g
const trimmed = (text: string): string => text.replaceAll(EDGES, "")

/** The text of a cell without its edges, quotes, and what keeps a spreadsheet from changing it: `="…"` and a leading `'`. */
export const cellText = (raw: string): string => {
  const text = withoutFormula(trimmed(unquoted(trimmed(raw))))
  return text.length > 1 && text.startsWith("'") ? trimmed(text.slice(1)) : text
}

/** What stands in quotes, and after them: spreadsheets read `"a"b` as `ab`. */
const unquoted = (text: string): string =>
  text.startsWith('"')
    ? text.replace(/^"((?:[^"]|"")*)"(.*)$/s, (_, inside: string, rest: string) => inside.replaceAll('""', '"') + rest)
    : text

const withoutFormula = (text: string): string => {
  const inside = text.startsWith('="') ? /^="((?:[^"]|"")*)"$/s.exec(text)?.[1] : undefined
  return inside === undefined ? text : trimmed(inside.replaceAll('""', '"'))
}

const DASH = /^(--?|—|无)$/

/** Whether a cell holds nothing, or a word for it. Where numbers stand a dash is none, for Excel shows 0 so. */
export const isNothing = (text: string): boolean => isEmptyName(text) && !DASH.test(text)

/** The same where names stand. */
export const isEmptyName = (text: string): boolean => text === "" || isNoName(text)

/** What a spreadsheet shows of a formula that failed. */
export const isFormulaError = (text: string): boolean =>
  /^(#N\/A|#[A-Z][A-Z0-9_/]*[!?]|#GETTING_DATA|Err:\d{3})$/i.test(text)

/** A long number as a spreadsheet shows it, its last digits lost. */
export const isSpoiled = (text: string): boolean => /^[+-]?\d{1,3}([.,]\d+)?E[+-]\d+$/i.test(text)

/** A control or an invisible character. */
export const hasHidden = (text: string): boolean => /[\p{Cc}\p{Cf}]/u.test(text)

/** Digits in groups, as people read them: `2,016`. */
export const isGrouped = (text: string): boolean => /^[+-]?\d{1,3}([,，'_\s]\d{3})+([.]\d+)?$/.test(text)

/** Integers as tools that know only fractions write them: `2016.0`. */
export const withoutZeros = (text: string): string => text.replace(/^([+-]?\d+)\.0+$/, "$1")

/** Whether a row that begins so gives the total of others (R25), or psql's count of them. */
export const isTotal = (text: string): boolean =>
  /^(合计|总计|小计|共计|汇总|grand total|subtotal|total|sum)($|[\s:：(（\d])/i.test(text) ||
  /^\(\d+ rows?\)$/i.test(text)
