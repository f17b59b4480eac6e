import type { Verification } from "@faceid-tally/books/engine"
import { fetchTimeOf } from "@faceid-tally/core/engine"
import type { Language } from "@faceid-tally/report"

import { verificationText } from "./verificationText.ts"

/** When a BizToken was fetched last: never, at a time, or at one that nobody told. */
export const fetchText = (
  verification: Verification,
  language: Language,
  formatted: (instant: number) => string,
): string => {
  const text = verificationText[language]
  const time = fetchTimeOf(verification)
  if (time !== null) return formatted(time)
  return verification.fetchedAt === null ? text.never : text.timeUnknown
}
