/** `explain`: what a return code means, and whether it is charged. */
import { explainLines } from "@faceid-tally/report"
import * as Effect from "effect/Effect"

import { usage, UsageError } from "../../session/Arguments.ts"
import { dayOf } from "../../arguments/days.ts"
import { editionOf, rulesOf } from "../../arguments/rules.ts"
import type { RunOf } from "../../spec/CommandSpec.ts"
import type { explainSpec } from "./spec.ts"
import { explainText } from "./explainText.ts"

export const explain: RunOf<typeof explainSpec> = (args, session) =>
  Effect.gen(function* () {
    const { say, style, language, output } = session
    const explanation = yield* usage(() => {
      const code = args.string("errcode") ?? ""
      if (!/^-?\d{1,10}$/.test(code)) throw new UsageError({ message: explainText[language].notACode })
      const rules = rulesOf(args, session)
      return rules.explain(Number(code), editionOf(args, rules, session), dayOf(args, "day", session))
    })
    const lines =
      args.string("output") === "json"
        ? [JSON.stringify(explanation, null, 2)]
        : explainLines(explanation, { say, style })
    yield* Effect.promise(() =>
      output.write(
        lines.map((line) => `${line}\n`),
        0,
      ),
    )
    return 0
  })
