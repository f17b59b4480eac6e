/** `collect`: every result that is due, once or until interrupted. */
import {
  collect,
  Ledger,
  type Provider,
  type Seal,
  type SweepResult,
  type Waiting,
  watchDue,
} from "@faceid-tally/books/engine"
import { sealed, workerName } from "@faceid-tally/host/apps"
import {
  type BooksText,
  providerSentence,
  sealDocument,
  sweepDocument,
  sweepSentences,
  waitingDocument,
  waitingSentences,
} from "@faceid-tally/report"
import type { Collected } from "@faceid-tally/report/documents"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"

import { usage } from "../../session/Arguments.ts"
import { accountsOf } from "../../arguments/accountsOf.ts"
import { answer } from "../../output/answer.ts"
import { countOf } from "../../arguments/numbers.ts"
import { withLedger, withProvider } from "../../context/CommandContext.ts"
import { INTERRUPTED, untilInterrupted } from "../../context/untilInterrupted.ts"
import type { RunOf } from "../../spec/CommandSpec.ts"
import type { collectSpec } from "./spec.ts"

export const collectDue: RunOf<typeof collectSpec> = (args, session) =>
  Effect.gen(function* () {
    const concurrency = yield* usage(() => countOf(args, "concurrency", session))
    const account = args.string("account")
    const options = { worker: workerName(), concurrency, account }
    if (args.boolean("dry-run")) {
      return yield* withLedger(args, session, "tries", ({ settings, words }) =>
        Effect.gen(function* () {
          yield* accountsOf(args, session, settings)
          const left = yield* whatIsLeft(account)
          const due = left.waiting.due.reduce((sum, { count }) => sum + count, 0)
          const others = { ...left.waiting, due: [] }
          return yield* answer(args, session, {
            document: { dryRun: true, due, waiting: waitingDocument(left.waiting) } satisfies Collected,
            lines: [words.wouldCollect(due), ...waitingSentences(others, left.now, words)],
          })
        }),
      )
    }
    return yield* withProvider(args, session, ({ settings, words }) => {
      const tell = (swept: SweepResult, seal: Seal, left?: Left) =>
        answer(args, session, {
          document: {
            ...sweepDocument(swept),
            ...(left !== undefined && { waiting: waitingDocument(left.waiting) }),
            seal: sealDocument(seal),
          } satisfies Collected,
          lines: [...sweepLines(swept, words, left), words.sealed(seal)],
          exitCode: isAnyMissing(swept) ? 2 : 0,
        })
      const once = Effect.gen(function* () {
        const { result, seal } = yield* sealed(collect(options))
        return yield* tell(result, seal, yield* whatIsLeft(account))
      })
      const work = untilInterrupted(args.boolean("watch") ? Effect.as(watch(options, tell), INTERRUPTED) : once)
      return accountsOf(args, session, settings).pipe(
        Effect.andThen(work),
        Effect.map((exitCode) => exitCode ?? INTERRUPTED),
      )
    })
  })

/** What waits when the sweep is over. */
interface Left {
  readonly waiting: Waiting
  readonly now: number
}

/** What is due of other accounts is no matter of a sweep of one. */
const whatIsLeft = (account: string | undefined) =>
  Effect.gen(function* () {
    const now = yield* Clock.currentTimeMillis
    const waiting = yield* (yield* Ledger).waiting(now)
    const due = waiting.due.filter((each) => account === undefined || each.account === account)
    return { waiting: { ...waiting, due }, now } satisfies Left
  })

/** Sweep after sweep; those that had nothing to do are not told. */
const watch = <E>(
  options: Parameters<typeof watchDue>[0],
  tell: (swept: SweepResult, seal: Seal) => Effect.Effect<unknown, E, Ledger | Provider>,
) =>
  Stream.runForEach(
    Stream.filter(watchDue(options), (swept) => !isIdle(swept)),
    (swept) =>
      Effect.gen(function* () {
        const { seal } = yield* sealed(Effect.void)
        yield* tell(swept, seal)
      }),
  )

const isIdle = (swept: SweepResult): boolean => swept.fetched + swept.released === 0 && !isAnyMissing(swept)

/** Whether a result was asked for and did not come, or something was not asked for because of that. */
const isAnyMissing = ({ retried, refused, stopped }: SweepResult): boolean =>
  Object.keys({ ...retried, ...refused }).length + stopped.length > 0

const sweepLines = (swept: SweepResult, words: BooksText, left: Left | undefined): ReadonlyArray<string> => {
  const { fetched, observations, final, stopped } = swept
  const others = [
    ...sweepSentences(swept, words),
    ...stopped.flatMap(({ account, ruleId, isMostRefused, error }) => [
      words.stopped(account, ruleId, isMostRefused),
      providerSentence(error, words),
    ]),
    ...(left === undefined ? [] : waitingSentences(left.waiting, left.now, words)),
  ]
  if (fetched > 0) return [words.collected(fetched, observations, final), ...others.map((line) => `  ${line}`)]
  return others.length > 0 ? others : [words.nothingDue]
}
