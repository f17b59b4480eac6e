/** A rejection in words. It names the place and what belongs there; no value of the record is ever in it. */
import type { Rejection, RejectionCode } from "@faceid-tally/core"

import { rejectionText } from "./rejectionText.ts"
import type { SharedText } from "./sharedText.ts"

export const rejectionMessage = (rejection: Rejection, say: SharedText): string => {
  const { code, path, expected, met } = rejection
  const text = rejectionText[say.language]
  const sentence = text.rejected[code](text.expected(expected ?? ""), met ?? "")
  return path.length > 0 && !ofShapes.has(code) ? `${pathText(path)}${say.colon}${sentence}` : sentence
}

/** They concern the record as a whole, wherever in it that was seen. */
const ofShapes: ReadonlySet<RejectionCode> = new Set([
  "no_result",
  "no_bill",
  "bill_among_results",
  "result_among_bills",
  "encrypted",
  "legacy_detect_info",
])

/** `Response.Text.LivenessDetail[0].Seq` */
const pathText = (path: ReadonlyArray<string | number>): string =>
  path.map((key, i) => (typeof key === "number" ? `[${key}]` : i === 0 ? key : `.${key}`)).join("")
