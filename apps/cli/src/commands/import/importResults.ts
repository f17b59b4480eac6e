/** `import`: results and attempt tables of files into the ledger. */
import { importResults as store } from "@faceid-tally/books/engine"
import { sealDocument } from "@faceid-tally/report"
import type { Imported } from "@faceid-tally/report/documents"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"

import { usage } from "../../session/Arguments.ts"
import { answer } from "../../output/answer.ts"
import { withLedger, withSettings } from "../../context/CommandContext.ts"
import { INTERRUPTED, untilInterrupted } from "../../context/untilInterrupted.ts"
import { resultStream } from "./resultStream.ts"
import { hasNoAnswer, type Outcome, readerOf } from "../../reading/readerOf.ts"
import type { RunOf } from "../../spec/CommandSpec.ts"
import type { importSpec } from "./spec.ts"

export const importResults: RunOf<typeof importSpec> = (args, session) =>
  Effect.gen(function* () {
    const read = yield* usage(() => readerOf(args, session))
    let outcome: Outcome = { isBad: false, isStopped: false, state: "empty", isOtherSide: false }
    const records = resultStream(args.strings("files"), read, (ended) => {
      outcome = ended
    })
    if (args.boolean("dry-run")) {
      return yield* withSettings(args, session, ({ words }) =>
        Effect.gen(function* () {
          const count = yield* Stream.runCount(records)
          if (hasNoAnswer(args, outcome)) return 2
          return yield* answer(args, session, {
            document: { dryRun: true, records: count } satisfies Imported,
            lines: [words.wouldStore(count)],
            exitCode: outcome.isBad ? 2 : 0,
          })
        }),
      )
    }
    return yield* withLedger(args, session, "writes", ({ words }) =>
      Effect.gen(function* () {
        const imported = yield* untilInterrupted(store(records))
        if (imported === undefined) return INTERRUPTED
        const { seal, ...stored } = imported
        if (hasNoAnswer(args, outcome)) return 2
        return yield* answer(args, session, {
          document: { dryRun: false, ...stored, seal: sealDocument(seal) } satisfies Imported,
          lines: [words.stored(stored), words.sealed(seal)],
          exitCode: outcome.isBad ? 2 : 0,
        })
      }),
    )
  })
