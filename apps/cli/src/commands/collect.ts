/** `collect`: every result that is due, once or until interrupted. */
import { collect, Ledger, type Provider, type Seal, type Swept, watchDue } from "@faceid-tally/books"
import { sealed, workerName } from "@faceid-tally/host"
import { type BooksMessages, errorDocument, providerSentence, sealDocument, sweptSentences } from "@faceid-tally/report"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"

import { usage } from "../Arguments.ts"
import { answer } from "../books/answer.ts"
import { countArgument } from "../books/arguments.ts"
import { withLedger, withProvider } from "../books/Desk.ts"
import { INTERRUPTED, untilInterrupted } from "../books/interruption.ts"
import type { Command } from "../Session.ts"

export const collectDue: Command = (args, session) =>
  Effect.gen(function* () {
    const concurrency = yield* usage(() => countArgument(args, "concurrency", session))
    const options = { worker: workerName(), concurrency }
    if (args.boolean("dry-run")) {
      return yield* withLedger(args, session, "reads", ({ words }) =>
        Effect.gen(function* () {
          const { due } = yield* (yield* Ledger).status(yield* Clock.currentTimeMillis, NO_DAYS)
          return yield* answer(args, session, { document: { dryRun: true, due }, lines: [words.wouldCollect(due)] })
        }),
      )
    }
    return yield* withProvider(args, session, ({ words }) => {
      const tell = (swept: Swept, seal: Seal) =>
        answer(args, session, {
          document: { ...sweptDocument(swept), seal: sealDocument(seal) },
          lines: [...sweptLines(swept, words), words.sealed(seal)],
          exitCode: swept.stopped.length > 0 ? 2 : 0,
        })
      const once = Effect.flatMap(sealed(collect(options)), ({ result, seal }) => tell(result, seal))
      return Effect.map(
        untilInterrupted(args.boolean("watch") ? Effect.as(watch(options, tell), INTERRUPTED) : once),
        (exitCode) => exitCode ?? INTERRUPTED,
      )
    })
  })

const NO_DAYS = { fromDay: 0, toDay: -1 }

/** Sweep after sweep; those that had nothing to do are not told. */
const watch = <E>(
  options: Parameters<typeof watchDue>[0],
  tell: (swept: Swept, seal: Seal) => Effect.Effect<unknown, E, Ledger | Provider>,
) =>
  Stream.runForEach(
    Stream.filter(watchDue(options), (swept) => !isIdle(swept)),
    (swept) =>
      Effect.gen(function* () {
        const { seal } = yield* sealed(Effect.void)
        yield* tell(swept, seal)
      }),
  )

const isIdle = ({ fetched, released, retried, refused, stopped }: Swept): boolean =>
  fetched + released + Object.keys({ ...retried, ...refused }).length + stopped.length === 0

const sweptDocument = ({ fetched, final, observations, retried, refused, errors, released, stopped }: Swept) => ({
  fetched,
  final,
  observations,
  retried,
  refused,
  errors: Object.fromEntries(Object.entries(errors).map(([code, error]) => [code, errorDocument(error)])),
  released,
  stopped: stopped.map(({ account, ruleId, code, isMostRefused, error }) => ({
    account,
    ruleId,
    code,
    isMostRefused,
    error: errorDocument(error),
  })),
})

const sweptLines = (swept: Swept, words: BooksMessages): Array<string> => {
  const { fetched, observations, final, stopped } = swept
  return [
    words.collected(fetched, observations, final),
    ...sweptSentences(swept, words).map((sentence) => `  ${sentence}`),
    ...stopped.flatMap(({ account, ruleId, isMostRefused, error }) => [
      words.stopped(account, ruleId, isMostRefused),
      `  ${providerSentence(error, words)}`,
    ]),
  ]
}
