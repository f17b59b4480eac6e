/** Text for a cell: what XML has a meaning for is escaped, and what it cannot hold is written as spreadsheets do. */

/** A spreadsheet refuses a file with a longer cell. */
const CHARS_MAX = 32_767

export const xmlText = (text: string): string => {
  const short = text.length > CHARS_MAX ? text.slice(0, CHARS_MAX) : text
  return SPECIAL.test(short) ? short.replaceAll(ALL_SPECIAL, escaped) : short
}

// oxlint-disable-next-line no-control-regex -- these are what XML cannot hold
const SPECIAL = /[&<>"\u0000-\u001F\uFFFE\uFFFF\uD800-\uDFFF]|_x[0-9A-Fa-f]{4}_/
const ALL_SPECIAL = new RegExp(SPECIAL, "gu")

const escaped = (found: string): string => {
  switch (found) {
    case "&":
      return "&amp;"
    case "<":
      return "&lt;"
    case ">":
      return "&gt;"
    case '"':
      return "&quot;"
    case "\t":
    case "\n":
      return found
    default:
      // A text that looks like such an escape has its underscore escaped.
      return found.length === 7 ? `_x005F${found}` : `_x${hexOf(found)}_`
  }
}

const hexOf = (char: string): string => char.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")
