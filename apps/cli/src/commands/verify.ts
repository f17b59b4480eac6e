/** `verify`: proves that the books were not touched; `--receipt` gives the proof for one Seq away. */
import { type Break, Ledger } from "@faceid-tally/books"
import type { BooksMessages } from "@faceid-tally/report"
import { printable } from "@faceid-tally/report"
import * as Effect from "effect/Effect"

import { answer } from "../books/answer.ts"
import { withLedger } from "../books/Desk.ts"
import { type Command, Refusal } from "../Session.ts"

export const verify: Command = (args, session) =>
  withLedger(args, session, "reads", ({ words }) =>
    Effect.gen(function* () {
      const ledger = yield* Ledger
      const seq = args.string("receipt")
      if (seq !== undefined) {
        const receipt = yield* ledger.receipt(seq)
        if (receipt === null) return yield* new Refusal({ message: words.noReceipt(printable(seq)) })
        return yield* answer(args, session, { document: receipt, lines: [JSON.stringify(receipt, null, 2)] })
      }
      const head = args.string("head")
      const verified = yield* ledger.verify(head === undefined ? {} : { head })
      const { ok, rows, batches, seals, unsealed, broken } = verified
      const { style } = session
      return yield* answer(args, session, {
        document: verified,
        lines: [
          ok
            ? style.good(words.verified(rows, batches, seals, unsealed))
            : style.bad(
                `${words.broken}${session.say.gap}${broken === null ? "" : brokenText(broken, words, session.say.colon)}`,
              ),
          words.head(verified.head),
        ],
        exitCode: ok ? 0 : 1,
      })
    }),
  )

const brokenText = ({ what, seal, batch, row }: Break, words: BooksMessages, colon: string): string => {
  const place = words.brokenAt(seal, batch, row === null ? null : printable(`${row.table} ${row.key.join(" ")}`))
  return `${words.brokenWhat[what]}${place === "" ? "" : `${colon}${place}`}`
}
