/** Text for a cell: what XML has a meaning for is escaped, and what it cannot hold is written as spreadsheets do. */

export const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
export const worksheet = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'

/** A spreadsheet refuses a file with a longer cell. */
const CHARS_MAX = 32_767

export const xmlText = (text: string): string => {
  const short = text.length > CHARS_MAX ? text.slice(0, CHARS_MAX) : text
  return SPECIAL.test(short) ? short.replaceAll(ALL_SPECIAL, escaped) : short
}

/** What XML cannot hold; an escape for it begins with an underscore. */
const CONTROL = String.raw`\u0000-\u0008\u000B-\u001F\uFFFE\uFFFF\uD800-\uDFFF`
// A text that would look like such an escape has its underscore escaped.
const ALL_SPECIAL = new RegExp(`[&<>"${CONTROL}]|_(?=x[0-9A-Fa-f]{4}[_${CONTROL}])`, "gu")
const SPECIAL = new RegExp(ALL_SPECIAL.source, "u")

const entityByChar: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" }

const escaped = (found: string): string => entityByChar[found] ?? `_x${hexOf(found)}_`

const hexOf = (char: string): string => char.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")
