/** What `verify` found, for people: the verdict, what does not belong there, and what of the ledger nothing proves. */
import { dayFromNumber, dayOfInstant } from "@faceid-tally/core/engine"
import type { Break, Verified } from "@faceid-tally/books/engine"

import type { SharedText } from "../messages/sharedText.ts"
import type { Style } from "../table/Style.ts"
import { printable } from "../language/printable.ts"
import type { BooksText } from "./booksText.ts"

export const verifiedLines = (
  verified: Verified,
  words: BooksText,
  { say, style }: { readonly say: SharedText; readonly style: Style },
): ReadonlyArray<string> => [
  verified.ok ? style.good(verifyVerdict(verified, words, say)) : style.bad(verifyVerdict(verified, words, say)),
  ...removedLines(verified, words),
  words.head(verified.head),
  words.databaseCheck[verified.database],
  ...verified.remarks.map(({ what, table, name }) => words.verifyRemark[what](printable(table), printable(name))),
  style.faint(words.notEvidence(verified.workInProgress)),
]

/** One line: months are removed from the earliest on. */
const removedLines = ({ removed, ok }: Verified, words: BooksText): ReadonlyArray<string> => {
  const last = removed.at(-1)
  if (last === undefined) return []
  return [words.removedUntil(last.month, dayFromNumber(dayOfInstant(last.removedAt)), ok)]
}

/** In one sentence or two. */
export const verifyVerdict = (verified: Verified, words: BooksText, say: SharedText): string => {
  const { ok, rows, batches, seals, unsealed, broken, breaks } = verified
  if (ok || broken === null)
    return batches === 0 ? words.nothingRecorded : words.verified(rows, batches, seals, unsealed)
  const more = breaks > 1 ? `${say.stop}${words.moreBreaks(breaks - 1)}` : ""
  return `${words.broken}${say.gap}${breakText(broken, words, say)}${more}`
}

const breakText = ({ what, seal, batch, row }: Break, words: BooksText, say: SharedText): string => {
  const place = words.brokenAt(seal, batch, row === null ? null : printable(`${row.table} ${row.key.join(" ")}`))
  return `${words.brokenWhat[what]}${place === "" ? "" : `${say.colon}${place}`}`
}
