/** `--head` on the command line: one that is none would say that the ledger was changed. */
import { readHead } from "@faceid-tally/core/engine"
import { booksText } from "@faceid-tally/report"

import { type Arguments, UsageError } from "../session/Arguments.ts"
import type { Session } from "../session/Session.ts"

export const headOf = (args: Arguments<"head">, { language, say }: Session): string | undefined => {
  const written = args.string("head")
  if (written === undefined) return undefined
  const head = readHead(written)
  if (head === undefined) {
    throw new UsageError({ message: `--head${say.colon}${booksText[language].notAHead}` })
  }
  return head
}
