/** `dispute`: the pack of the disputed charges of a month (F6), and what was left out of it, and why. */
import { auditOf, currentRun, disputePack, type LeftOut } from "@faceid-tally/books/engine"
import { publishedRules } from "@faceid-tally/core/engine"
import { amountTextOrNull, sumAmounts } from "@faceid-tally/core/money"
import { pricesLayer, ruleSetLayer, ruleSetOf, sealed } from "@faceid-tally/host/apps"
import { decisionText, disputeZip, leftOutText, yuan } from "@faceid-tally/report"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"

import { decisionFilter } from "../../arguments/decisionFilter.ts"
import { monthOfArguments } from "../../arguments/days.ts"
import { withStore } from "../../context/CommandContext.ts"
import { destinationOf } from "../../output/Destination.ts"
import { usage, UsageError } from "../../session/Arguments.ts"
import { Refusal, type Session } from "../../session/Session.ts"
import type { RunOf } from "../../spec/CommandSpec.ts"
import { disputeText } from "./disputeText.ts"
import type { disputeSpec } from "./spec.ts"

export const dispute: RunOf<typeof disputeSpec> = (args, session) =>
  Effect.gen(function* () {
    const { month, filter } = yield* usage(() => {
      if (args.string("out") === undefined) throw new UsageError({ message: disputeText[session.language].needsOut })
      return { month: monthOfArguments(args, session), filter: decisionFilter(args, session) }
    })
    const destination = yield* destinationOf(args, session)
    const words = leftOutText[session.language]
    return yield* withStore(args, session, "changes", ({ settings }) =>
      Effect.gen(function* () {
        const programVersion = session.programVersion()
        const namedRules = Object.keys(settings.rules ?? {})
        const now = yield* Clock.currentTimeMillis
        const { result: run } = yield* sealed(currentRun({ month, namedRules, programVersion, now }))
        if (run === null) return yield* new Refusal({ message: decisionText[session.language].noRun })
        const ruleSet = run.ruleSet && ruleSetOf(auditOf(run.ruleSet, publishedRules))
        const includeWeak = args.boolean("include-weak")
        const made = yield* disputePack({ month, run, includeWeak, filter, repeat: { programVersion, ruleSet } })
        for (const each of made.leftOut) session.tell(leftOutLine(each, session))
        const { items, questions } = made
        if (items.length + questions.length === 0) return yield* new Refusal({ message: words.none })
        const exitCode = made.leftOut.length === 0 ? 0 : 2
        yield* destination.write({ bytes: () => disputeZip(made) }, exitCode)
        const amount = amountTextOrNull(sumAmounts(items.map(({ value }) => value)))
        session.tell(words.made(items.length, questions.length, yuan(amount, words.unpriced)))
        session.tell(words.head(made.run.head))
        return exitCode
      }).pipe(Effect.provide([pricesLayer(settings), ruleSetLayer(settings)])),
    )
  })

const leftOutLine = ({ key, item, reason }: LeftOut, { language, say }: Session): string =>
  leftOutText[language].row(key, say.kind[item.kind], leftOutText[language].reason[reason])
