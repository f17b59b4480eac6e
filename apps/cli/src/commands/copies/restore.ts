/** `restore`: puts a proven copy in the place of the ledger, which nobody may use meanwhile. */
import { ledgerAddress } from "@faceid-tally/host/apps"
import { restore as restoreCopy } from "@faceid-tally/ledger"
import { printable } from "@faceid-tally/report"
import type { Restore } from "@faceid-tally/report/documents"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"

import { usage } from "../../session/Arguments.ts"
import { answer } from "../../output/answer.ts"
import { headOf } from "../../arguments/headOf.ts"
import { copyDocument, copyLines, ledgerFile, refusing, textOf } from "./copyOf.ts"
import { withSettings } from "../../context/CommandContext.ts"
import type { RunOf } from "../../spec/CommandSpec.ts"
import type { restoreSpec } from "./spec.ts"

export const restore: RunOf<typeof restoreSpec> = (args, session) =>
  Effect.gen(function* () {
    const head = yield* usage(() => headOf(args, session))
    return yield* withSettings(args, session, ({ settings, words }) =>
      Effect.gen(function* () {
        const text = textOf(session)
        const copy = args.string("copy") ?? ""
        const now = yield* Clock.currentTimeMillis
        const restored = yield* restoreCopy(copy, yield* ledgerFile(settings), { head, now })
        const { replaced, verified } = restored
        const ledger = ledgerAddress(settings)
        return yield* answer(args, session, {
          document: { ledger, copy, replaced, ...copyDocument(restored) } satisfies Restore,
          lines: [
            session.style.good(text.restored(printable(ledger), printable(copy))),
            ...copyLines(restored, words, session),
            ...(verified === null ? [text.upgradeFirst] : []),
            ...(replaced === null ? [] : [text.replaced(printable(replaced))]),
            text.afterRestoring,
          ],
        })
      }).pipe(refusing(session)),
    )
  })
