/** `verify`: proves that the books were not touched; `--receipt` gives the proof for one Seq away. */
import { type Break, Ledger } from "@faceid-tally/books"
import { readHead } from "@faceid-tally/core"
import type { BooksMessages } from "@faceid-tally/report"
import { printable } from "@faceid-tally/report"
import * as Effect from "effect/Effect"

import { type Arguments, usage, UsageError } from "../Arguments.ts"
import { answer } from "../books/answer.ts"
import { withLedger, wordsOf } from "../books/Desk.ts"
import { type Command, Refusal, type Session } from "../Session.ts"

export const verify: Command = (args, session) =>
  Effect.flatMap(
    usage(() => headArgument(args, session)),
    (head) => verifyWith(head, args, session),
  )

/** A head that is none would say that the books were changed. */
const headArgument = (args: Arguments, session: Session): string | undefined => {
  const written = args.string("head")
  if (written === undefined) return undefined
  const head = readHead(written)
  if (head === undefined)
    throw new UsageError({ message: `--head${session.say.colon}${wordsOf(session).words.notAHead}` })
  return head
}

const verifyWith = (head: string | undefined, args: Arguments, session: Session) =>
  withLedger(args, session, "reads", ({ words }) =>
    Effect.gen(function* () {
      const ledger = yield* Ledger
      const seq = args.string("receipt")
      if (seq !== undefined) {
        const receipt = yield* ledger.receipt(seq)
        if (receipt === null) return yield* new Refusal({ message: words.noReceipt(printable(seq)) })
        return yield* answer(args, session, { document: receipt, lines: [JSON.stringify(receipt, null, 2)] })
      }
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
