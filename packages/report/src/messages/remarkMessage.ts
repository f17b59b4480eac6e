/** A remark in words. */
import type { Remark } from "@faceid-tally/core/engine"

import { type RemarkTexts, remarkText } from "./remarkText.ts"
import type { SharedText } from "./sharedText.ts"

export const remarkMessage = <C extends Remark["code"]>(
  remark: Extract<Remark, { readonly code: C }>,
  say: SharedText,
): string => {
  const texts: RemarkTexts = remarkText[say.language]
  const sentence: (remark: Extract<Remark, { readonly code: C }>) => string = texts[remark.code]
  return sentence(remark)
}
