/** `backup`: a verified copy of the ledger, while everything runs. */
import { backUp } from "@faceid-tally/ledger"
import { printable } from "@faceid-tally/report"
import type { Backup } from "@faceid-tally/report/documents"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"

import { answer } from "../../output/answer.ts"
import { copyDocument, copyLines, ledgerFile, refusing, refuseMissingFile, textOf } from "./copyOf.ts"
import { withSettings } from "../../context/CommandContext.ts"
import type { RunOf } from "../../spec/CommandSpec.ts"
import type { backupSpec } from "./spec.ts"

export const backup: RunOf<typeof backupSpec> = (args, session) =>
  withSettings(args, session, ({ settings, words }) =>
    Effect.gen(function* () {
      const text = textOf(session)
      const ledger = yield* ledgerFile(settings)
      yield* refuseMissingFile(ledger, settings, session)
      const made = yield* backUp(ledger, args.string("copy") ?? "", yield* Clock.currentTimeMillis)
      const { file, bytes } = made
      return yield* answer(args, session, {
        document: { file, bytes, ...copyDocument(made) } satisfies Backup,
        lines: [
          session.style.good(text.backedUp(printable(file), sizeOf(bytes))),
          ...copyLines(made, words, session),
          ...(made.head === null ? [] : [text.keepHead]),
        ],
      })
    }).pipe(refusing(session)),
  )

const sizeOf = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`
