/** `remove`: whole months go from the ledger, as a sealed act; what is left is proved. */
import { Ledger, LedgerError, type Removed } from "@faceid-tally/books"
import { readHead } from "@faceid-tally/core"
import { verifiedLines } from "@faceid-tally/report"
import type { Removal } from "@faceid-tally/report/documents"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"

import { type Arguments, usage, UsageError } from "../../session/Arguments.ts"
import { answer } from "../../output/answer.ts"
import { type Desk, withLedger, wordsOf } from "../../context/CommandContext.ts"
import { type Command, Refusal, type Session } from "../../session/Session.ts"

export const remove: Command = (args, session) =>
  Effect.flatMap(
    usage(() => askedFor(args, session)),
    (asked) =>
      withLedger(args, session, "changes", (desk) =>
        Effect.gen(function* () {
          const removed = yield* (yield* Ledger).removeMonths(asked, yield* Clock.currentTimeMillis)
          const { verified, ...document } = removed
          return yield* answer(args, session, {
            document: { ...document, dryRun: asked.isTrial, ok: verified?.ok ?? null } satisfies Removal,
            lines: linesOf(removed, asked.isTrial, desk, session),
            exitCode: verified?.ok === false ? 1 : 0,
          })
        }).pipe(Effect.mapError((error) => refusal(error, desk))),
      ),
  )

const askedFor = (args: Arguments, session: Session) => {
  const [until = "", head] = [args.string("until"), readHead(args.string("head") ?? "")]
  const { desk, words } = wordsOf(session)
  if (!/^20\d\d-(0[1-9]|1[0-2])$/.test(until)) throw new UsageError({ message: desk.remove.notAMonth })
  if (head === undefined) throw new UsageError({ message: `--head${session.say.colon}${words.notAHead}` })
  return { until, head, isTrial: args.boolean("dry-run") }
}

const linesOf = (
  removed: Removed,
  isTrial: boolean,
  { desk, words }: Desk,
  session: Session,
): ReadonlyArray<string> => {
  const { months, detached, verified, until } = removed
  const proof = verified === null ? [] : verifiedLines(verified, words, session)
  if (verified?.ok === false) return proof
  if (months.length === 0) return [desk.remove.nothing(until), ...proof]
  const recorded = detached.length === 0 ? [] : [desk.remove.detached(detached)]
  return isTrial
    ? [desk.remove.would(months), ...recorded]
    : [desk.remove.done(months, removed.rows), ...recorded, ...proof]
}

/** Of a month that cannot go, why; all else is told as ever. */
const refusal = <E>(error: E, { desk }: Desk): E | Refusal => {
  if (!(error instanceof LedgerError) || error.reason !== "removed") return error
  return new Refusal({ message: error.code === "too_early" ? desk.remove.tooEarly : desk.remove.headUnknown })
}
