/** `alerts test`: sends a test message to the targets that the settings name, and says what each of them answered. */
import { AlertRoutes, AlertSender } from "@faceid-tally/books"
import { alertsOf } from "@faceid-tally/host"
import { type Language, printable, type Table, tableLines, workExplanation } from "@faceid-tally/report"
import type { AlertsTest } from "@faceid-tally/report/documents"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"

import { answer } from "../../output/answer.ts"
import { withSettings } from "../../context/CommandContext.ts"
import { type Command, Refusal } from "../../session/Session.ts"

interface Tested {
  readonly target: string
  /** Why it did not take the message, as a stable code. */
  readonly code: string | null
}

export const alertsTest: Command = (args, session) =>
  withSettings(args, session, ({ settings, desk }) =>
    Effect.gen(function* () {
      const names = (yield* AlertRoutes).map(({ target }) => target)
      const asked = args.string("target")
      if (names.length === 0) return yield* new Refusal({ message: desk.alerts.none })
      if (asked !== undefined && !names.includes(asked)) {
        return yield* new Refusal({ message: desk.alerts.unknown(printable(asked), names) })
      }
      const tested = yield* Effect.forEach(asked === undefined ? names : [asked], testTarget, {
        concurrency: "unbounded",
      })
      const isFine = tested.every(({ code }) => code === null)
      const { say, style } = session
      const language = say.language as Language
      return yield* answer(args, session, {
        document: {
          ok: isFine,
          targets: tested.map(({ target, code }) => ({ target, ok: code === null, code })),
        } satisfies AlertsTest,
        lines: tableLines(testedTable(desk.alerts.sent, language), tested, {
          say,
          style,
          titles: false,
          paint: ({ code }, { good, bad }) => (code === null ? good : bad),
        }),
        exitCode: isFine ? 0 : 2,
      })
    }).pipe(Effect.provide(alertsOf(settings, process.env))),
  )

const testTarget = (target: string) =>
  Effect.gen(function* (): Effect.fn.Return<Tested, never, AlertSender> {
    const sent = yield* Effect.result((yield* AlertSender).test(target))
    return { target, code: Result.isSuccess(sent) ? null : sent.failure.code }
  })

const testedTable = (sent: string, language: Language): Table<Tested> => [
  { key: "ok", title: () => "", value: ({ code }) => code === null, text: ({ code }) => (code === null ? "✓" : "✗") },
  { key: "target", title: () => "", value: ({ target }) => target },
  {
    key: "detail",
    title: () => "",
    value: ({ code }) => (code === null ? sent : workExplanation({ kind: "alert", code }, language)),
  },
]
