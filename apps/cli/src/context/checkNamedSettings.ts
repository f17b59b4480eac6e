/** The settings that the command line names, checked also where a command does without them: a wrong path is told. */
import * as Effect from "effect/Effect"

import type { AnyArguments } from "../session/Arguments.ts"
import type { Session } from "../session/Session.ts"

export const checkNamedSettings = (args: AnyArguments, session: Session) =>
  Effect.gen(function* () {
    if (!args.with<"config">().isGiven("config")) return
    const { withSettings } = yield* Effect.promise(() => import("./CommandContext.ts"))
    yield* withSettings(args, session, () => Effect.succeed(0))
  })
