/** `work list|show|retry`: what the worker has planned, done, or could not do, and what to do about it. */
import { Work, type WorkItem, type WorkKind, type WorkState } from "@faceid-tally/books"
import { instantToIso, isoOrNull } from "@faceid-tally/core"
import { cellText, type Language, printable, tableLines, workTable } from "@faceid-tally/report"
import type { WorkList, WorkRetry, WorkShow } from "@faceid-tally/report/documents"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"

import { type Arguments, usage, UsageError } from "../../session/Arguments.ts"
import { answer } from "../../output/answer.ts"
import { countArgument } from "../../arguments/ledgerArguments.ts"
import { withStore } from "../../context/CommandContext.ts"
import { type Command, Refusal, type Session } from "../../session/Session.ts"

/** Enough for a look; the rest is reached by `--state` and `--kind`. */
const LISTED = 100

export const workList: Command = (args, session) =>
  withStore(args, session, "reads", ({ desk }) =>
    Effect.gen(function* () {
      const { say, style } = session
      const state = args.string("state") as WorkState | undefined
      const kind = args.string("kind") as WorkKind | undefined
      const found = yield* (yield* Work).list({ state, kind, limit: LISTED })
      const table = workTable(say.language as Language)
      return yield* answer(args, session, {
        document: { work: found.map(workDocument) } satisfies WorkList,
        lines: found.length === 0 ? [desk.work.none] : tableLines(table, found, { say, style }),
      })
    }),
  )

export const workShow: Command = (args, session) =>
  Effect.gen(function* () {
    const id = yield* usage(() => idOf(args, session))
    return yield* withStore(args, session, "reads", ({ desk }) =>
      Effect.gen(function* () {
        const { say } = session
        const item = yield* (yield* Work).find(id)
        if (item === null) return yield* new Refusal({ message: desk.work.unknown(id) })
        const rows = workTable(say.language as Language).map(
          (column) => `${column.title(say)}${say.colon}${printable(cellText(column, item, say)) || "—"}`,
        )
        return yield* answer(args, session, { document: workDocument(item), lines: rows })
      }),
    )
  })

export const workRetry: Command = (args, session) =>
  Effect.gen(function* () {
    const id = yield* usage(() => idOf(args, session))
    return yield* withStore(args, session, "changes", ({ desk }) =>
      Effect.gen(function* () {
        const work = yield* Work
        if (!(yield* work.replay(id, yield* Clock.currentTimeMillis))) {
          const item = yield* work.find(id)
          return yield* new Refusal({ message: item === null ? desk.work.unknown(id) : desk.work.isOpen(id) })
        }
        return yield* answer(args, session, {
          document: { id, reopened: true } satisfies WorkRetry,
          lines: [desk.work.reopened(id)],
        })
      }),
    )
  })

const idOf = (args: Arguments, session: Session): number => {
  const id = countArgument(args, "id", session)
  if (id === undefined) throw new UsageError({ message: session.text.notANumber("id") })
  return id
}

const workDocument = ({ body, dueAt, plannedAt, endedAt, leaseUntil, ...item }: WorkItem): WorkShow => ({
  ...item,
  dueAt: instantToIso(dueAt),
  plannedAt: instantToIso(plannedAt),
  endedAt: isoOrNull(endedAt),
  leaseUntil: isoOrNull(leaseUntil),
  body: { ...JSON.parse(body) },
})
