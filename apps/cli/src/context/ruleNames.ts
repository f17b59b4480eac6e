/** What the settings say of each RuleId, read only where a grouping asks for it. */
import { type RuleNames } from "@faceid-tally/report"
import * as Effect from "effect/Effect"

import type { AnyArguments } from "../session/Arguments.ts"
import { Refusal, type Session } from "../session/Session.ts"
import { readSettingsOf, sentenceOf } from "./CommandContext.ts"

export const ruleNames = (args: AnyArguments, session: Session): Effect.Effect<RuleNames, Refusal> =>
  readSettingsOf(args).pipe(
    Effect.map(({ rules = {} }) => rules),
    Effect.mapError((error) => new Refusal({ message: sentenceOf(error, session) })),
  )
