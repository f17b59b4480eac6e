/** `upgrade`: brings a ledger of an earlier schema up to date. Besides `serve` nothing else does. */
import { ledgerAddress, ledgerOf, sealed } from "@faceid-tally/host/apps"
import { upgradeLedger } from "@faceid-tally/ledger"
import { sealDocument } from "@faceid-tally/report"
import type { Upgrade } from "@faceid-tally/report/documents"
import * as Effect from "effect/Effect"

import { answer } from "../../output/answer.ts"
import { refuseNone, withSettings } from "../../context/CommandContext.ts"
import type { RunOf } from "../../spec/CommandSpec.ts"
import type { upgradeSpec } from "./spec.ts"
import { upgradeText } from "./upgradeText.ts"

export const upgrade: RunOf<typeof upgradeSpec> = (args, session) =>
  withSettings(args, session, (context) =>
    Effect.gen(function* () {
      const { settings, words } = context
      const text = upgradeText[session.language]
      const { from, to } = yield* upgradeLedger(ledgerAddress(settings))
      // What an upgrade takes into the evidence is sealed, as all that a command writes.
      const { seal } = yield* sealed(Effect.void).pipe(Effect.provide(ledgerOf(settings, "changes")))
      return yield* answer(args, session, {
        document: { from, to, seal: sealDocument(seal) } satisfies Upgrade,
        lines: [from < to ? text.upgraded(from, to) : text.upToDate(to), words.sealed(seal)],
      })
    }).pipe(refuseNone(context, session)),
  )
