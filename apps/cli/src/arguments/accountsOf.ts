/** `--account` of a command that asks the provider: one that the settings name. */
import { accountNames, type Settings } from "@faceid-tally/host/apps"
import { printable } from "@faceid-tally/report"
import * as Effect from "effect/Effect"

import { type Arguments, UsageError } from "../session/Arguments.ts"
import type { Session } from "../session/Session.ts"
import { argumentText } from "./argumentText.ts"

/** The accounts that are asked for: all of them where none is named. */
export const accountsOf = (
  args: Arguments<"account">,
  { language }: Session,
  settings: Settings,
): Effect.Effect<ReadonlyArray<string>, UsageError> => {
  const known = accountNames(settings)
  const name = args.string("account")
  if (name === undefined) return Effect.succeed(known)
  if (known.includes(name)) return Effect.succeed([name])
  return new UsageError({ message: argumentText[language].unknownAccount(printable(name), known.map(printable)) })
}
