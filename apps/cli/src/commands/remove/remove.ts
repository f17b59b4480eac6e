/** `remove`: whole months go from the ledger, as a sealed act; what is left is proved. */
import { Ledger, LedgerError, type Removed } from "@faceid-tally/books/engine"
import { readHead } from "@faceid-tally/core/engine"
import { booksText, type BooksText, verifiedLines } from "@faceid-tally/report"
import type { Removal } from "@faceid-tally/report/documents"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"

import { type Arguments, usage, UsageError } from "../../session/Arguments.ts"
import { answer } from "../../output/answer.ts"
import { withLedger } from "../../context/CommandContext.ts"
import { Refusal, type Session } from "../../session/Session.ts"
import type { RunOf } from "../../spec/CommandSpec.ts"
import type { removeSpec } from "./spec.ts"
import { removeText } from "./removeText.ts"

export const remove: RunOf<typeof removeSpec> = (args, session) =>
  Effect.flatMap(
    usage(() => requestOf(args, session)),
    (request) =>
      withLedger(args, session, "changes", ({ words }) =>
        Effect.gen(function* () {
          const removed = yield* (yield* Ledger).removeMonths(request, yield* Clock.currentTimeMillis)
          const { verified, ...document } = removed
          return yield* answer(args, session, {
            document: { ...document, dryRun: request.isTrial, ok: verified?.ok ?? null } satisfies Removal,
            lines: linesOf(removed, request.isTrial, words, session),
            exitCode: verified?.ok === false ? 1 : 0,
          })
        }).pipe(Effect.mapError((error) => refusal(error, session))),
      ),
  )

const requestOf = (args: Arguments<"until" | "head" | "dry-run">, session: Session) => {
  const [until = "", head] = [args.string("until"), readHead(args.string("head") ?? "")]
  if (!/^20\d\d-(0[1-9]|1[0-2])$/.test(until)) throw new UsageError({ message: removeText[session.language].notAMonth })
  if (head === undefined)
    throw new UsageError({ message: `--head${session.say.colon}${booksText[session.language].notAHead}` })
  return { until, head, isTrial: args.boolean("dry-run") }
}

const linesOf = (removed: Removed, isTrial: boolean, words: BooksText, session: Session): ReadonlyArray<string> => {
  const text = removeText[session.language]
  const { months, detached, verified, until } = removed
  const proof = verified === null ? [] : verifiedLines(verified, words, session)
  if (verified?.ok === false) return proof
  if (months.length === 0) return [text.nothing(until), ...proof]
  const recorded = detached.length === 0 ? [] : [text.detached(detached)]
  return isTrial ? [text.would(months), ...recorded] : [text.done(months, removed.rows), ...recorded, ...proof]
}

/** Of a month that cannot go, why; all else is told as ever. */
const refusal = <E>(error: E, { language }: Session): E | Refusal => {
  if (!(error instanceof LedgerError) || error.reason !== "removed") return error
  return new Refusal({
    message: error.code === "too_early" ? removeText[language].tooEarly : removeText[language].headUnknown,
  })
}
