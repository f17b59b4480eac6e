/** `work list|show|retry`: what the worker has planned, done, or could not do, and what to do about it. */
import { Work, type WorkItem, type WorkKind, type WorkState } from "@faceid-tally/books/engine"
import { instantToIso, isoOrNull } from "@faceid-tally/core/engine"
import { cellText, printable, tableLines, workTable } from "@faceid-tally/report"
import type { WorkList, WorkRetry, WorkShow } from "@faceid-tally/report/documents"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"

import { usage } from "../../session/Arguments.ts"
import { answer } from "../../output/answer.ts"
import { idOf } from "../../arguments/numbers.ts"
import { withStore } from "../../context/CommandContext.ts"
import { Refusal } from "../../session/Session.ts"
import type { RunOf } from "../../spec/CommandSpec.ts"
import type { workListSpec, workShowSpec, workRetrySpec } from "./spec.ts"
import { workText } from "./workText.ts"

/** Enough for a look; the rest is reached by `--state` and `--kind`. */
const LISTED = 100

export const workList: RunOf<typeof workListSpec> = (args, session) =>
  withStore(args, session, "reads", () =>
    Effect.gen(function* () {
      const { say, style } = session
      const state = args.string("state") as WorkState | undefined
      const kind = args.string("kind") as WorkKind | undefined
      const found = yield* (yield* Work).list({ state, kind, limit: LISTED })
      const table = workTable(session.language)
      return yield* answer(args, session, {
        document: { work: found.map(workDocument) } satisfies WorkList,
        lines: found.length === 0 ? [workText[session.language].none] : tableLines(table, found, { say, style }),
      })
    }),
  )

export const workShow: RunOf<typeof workShowSpec> = (args, session) =>
  Effect.gen(function* () {
    const id = yield* usage(() => idOf(args, session))
    return yield* withStore(args, session, "reads", () =>
      Effect.gen(function* () {
        const { say } = session
        const item = yield* (yield* Work).find(id)
        if (item === null) return yield* new Refusal({ message: workText[session.language].unknown(id) })
        const rows = workTable(session.language).map(
          (column) => `${column.title(say)}${say.colon}${printable(cellText(column, item, say)) || "—"}`,
        )
        return yield* answer(args, session, { document: workDocument(item), lines: rows })
      }),
    )
  })

export const workRetry: RunOf<typeof workRetrySpec> = (args, session) =>
  Effect.gen(function* () {
    const id = yield* usage(() => idOf(args, session))
    return yield* withStore(args, session, "changes", () =>
      Effect.gen(function* () {
        const work = yield* Work
        if (!(yield* work.replay(id, yield* Clock.currentTimeMillis))) {
          const item = yield* work.find(id)
          return yield* new Refusal({
            message: item === null ? workText[session.language].unknown(id) : workText[session.language].isOpen(id),
          })
        }
        return yield* answer(args, session, {
          document: { id, reopened: true } satisfies WorkRetry,
          lines: [workText[session.language].reopened(id)],
        })
      }),
    )
  })

const workDocument = ({ body, dueAt, plannedAt, endedAt, leaseUntil, ...item }: WorkItem): WorkShow => ({
  ...item,
  dueAt: instantToIso(dueAt),
  plannedAt: instantToIso(plannedAt),
  endedAt: isoOrNull(endedAt),
  leaseUntil: isoOrNull(leaseUntil),
  body: { ...JSON.parse(body) },
})
