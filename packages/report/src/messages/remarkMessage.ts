/** A remark in words. */
import type { Remark } from "@faceid-tally/core"

import type { Messages } from "./Messages.ts"
import { printable } from "../language/printable.ts"

export const remarkMessage = <C extends Remark["code"]>(
  remark: Extract<Remark, { readonly code: C }>,
  say: Messages,
): string => {
  const sentence: (remark: Extract<Remark, { readonly code: C }>) => string = say.remark[remark.code]
  return sentence(remark)
}

/** Names as a person may be shown them. */
export const listed = (names: ReadonlyArray<string>, separator: string): string => names.map(printable).join(separator)
