/** `config prices`: what the price plans say at each edge of their steps, and what packs have left. */
import { pricesOfMonth } from "@faceid-tally/books/engine"
import { dayOfInstant, monthOfDay } from "@faceid-tally/core/engine"
import { accountNames, pricesLayer } from "@faceid-tally/host/apps"
import { pricesLines, statementText } from "@faceid-tally/report"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"

import { usage } from "../../session/Arguments.ts"
import { answer } from "../../output/answer.ts"
import { withLedger } from "../../context/CommandContext.ts"
import { monthOfArguments } from "../../arguments/days.ts"
import type { RunOf } from "../../spec/CommandSpec.ts"
import type { configPricesSpec } from "./spec.ts"

export const configPrices: RunOf<typeof configPricesSpec> = (args, session) =>
  Effect.gen(function* () {
    const given = args.string("month") === undefined ? undefined : yield* usage(() => monthOfArguments(args, session))
    const { say, style } = session
    const words = statementText[session.language]
    return yield* withLedger(args, session, "tries", ({ settings }) =>
      Effect.gen(function* () {
        const now = yield* Clock.currentTimeMillis
        const month = given ?? monthOfDay(dayOfInstant(now))
        const accounts = accountNames(settings)
        const document = yield* pricesOfMonth(month, accounts)
        return yield* answer(args, session, {
          document,
          lines: pricesLines(document, { say, words, style }),
          exitCode: document.accounts.length === 0 ? 2 : 0,
        })
      }).pipe(Effect.provide(pricesLayer(settings))),
    )
  })
