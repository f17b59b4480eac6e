/** `config print`: the settings that are in force, with secrets masked. */
import { ledgerAddress, maskedAddress, maskedSettings } from "@faceid-tally/host"
import * as Effect from "effect/Effect"

import { withSettings } from "../books/Desk.ts"
import type { Command } from "../Session.ts"

export const configPrint: Command = (args, session) =>
  withSettings(args, session, ({ settings }) => {
    const shown = { ...maskedSettings(settings), ledger: maskedAddress(ledgerAddress(settings)) }
    return Effect.as(
      Effect.promise(() => session.output.write([`${JSON.stringify(shown, null, 2)}\n`], 0)),
      0,
    )
  })
