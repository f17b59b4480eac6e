/** `alerts test`: sends a test message to the targets that the settings name, and says what each of them answered. */
import { AlertRoutes, AlertSender } from "@faceid-tally/books/engine"
import { alertsOf } from "@faceid-tally/host/apps"
import { type Language, printable, type Table, tableLines, workExplanation } from "@faceid-tally/report"
import type { AlertsTest } from "@faceid-tally/report/documents"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"

import { answer } from "../../output/answer.ts"
import { withSettings } from "../../context/CommandContext.ts"
import { Refusal } from "../../session/Session.ts"
import type { RunOf } from "../../spec/CommandSpec.ts"
import type { alertsTestSpec } from "./spec.ts"
import { alertsText } from "./alertsText.ts"

interface Tested {
  readonly target: string
  /** Why it did not take the message, as a stable code. */
  readonly code: string | null
}

export const alertsTest: RunOf<typeof alertsTestSpec> = (args, session) =>
  withSettings(args, session, ({ settings }) =>
    Effect.gen(function* () {
      const text = alertsText[session.language]
      const names = (yield* AlertRoutes).map(({ target }) => target)
      const only = args.string("target")
      if (names.length === 0) return yield* new Refusal({ message: text.none })
      if (only !== undefined && !names.includes(only)) {
        return yield* new Refusal({ message: text.unknown(printable(only), names) })
      }
      const tested = yield* Effect.forEach(only === undefined ? names : [only], testTarget, {
        concurrency: "unbounded",
      })
      const isFine = tested.every(({ code }) => code === null)
      const { say, style } = session
      return yield* answer(args, session, {
        document: {
          ok: isFine,
          targets: tested.map(({ target, code }) => ({ target, ok: code === null, code })),
        } satisfies AlertsTest,
        lines: tableLines(testedTable(text.sent, session.language), tested, {
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
