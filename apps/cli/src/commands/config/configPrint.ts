/** `config print`: the settings that are in force, with secrets masked; what a service would refuse is refused. */
import { checkSettings, ledgerAddress, maskedAddress, maskedSettings } from "@faceid-tally/host/apps"
import * as Effect from "effect/Effect"

import { withSettings } from "../../context/CommandContext.ts"
import type { RunOf } from "../../spec/CommandSpec.ts"
import type { configPrintSpec } from "./spec.ts"

export const configPrint: RunOf<typeof configPrintSpec> = (args, session) =>
  withSettings(args, session, ({ settings }) =>
    Effect.gen(function* () {
      yield* checkSettings(settings, process.env)
      const shown = { ...maskedSettings(settings), ledger: maskedAddress(ledgerAddress(settings)) }
      yield* Effect.promise(() => session.output.write([`${JSON.stringify(shown, null, 2)}\n`], 0))
      return 0
    }),
  )
