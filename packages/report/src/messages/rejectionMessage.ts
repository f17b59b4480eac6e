/** A rejection in words. It names the place and what belongs there; no value of the record is ever in it. */
import { isOfRecord, pathText, type Rejection } from "@faceid-tally/core/engine"

import { rejectionText } from "./rejectionText.ts"
import type { SharedText } from "./sharedText.ts"

export const rejectionMessage = (rejection: Rejection, say: SharedText): string => {
  const { code, path, expected, met } = rejection
  const text = rejectionText[say.language]
  const sentence = text.rejected[code](text.expected(expected ?? ""), met ?? "")
  return path.length > 0 && !isOfRecord(code) ? `${pathText(path)}${say.colon}${sentence}` : sentence
}
