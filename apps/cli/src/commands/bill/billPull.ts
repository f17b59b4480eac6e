/** `bill pull`: the provider's bill into the ledger, day by day; a pull that stopped goes on where it stopped. */
import { BILL_DAYS_BACK, billableFrom, Ledger, pullBills } from "@faceid-tally/books/engine"
import { dayFromNumber, dayOfInstant, instantToIso } from "@faceid-tally/core/engine"
import { sealed, workerName } from "@faceid-tally/host/apps"
import { printable, pullDocument, pullSentence, sealDocument } from "@faceid-tally/report"
import type { BillPull } from "@faceid-tally/report/documents"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"

import { usage } from "../../session/Arguments.ts"
import { accountsOf } from "../../arguments/accountsOf.ts"
import { answer } from "../../output/answer.ts"
import { type Period, periodOf } from "../../arguments/days.ts"
import { withLedger, withProvider } from "../../context/CommandContext.ts"
import { INTERRUPTED, untilInterrupted } from "../../context/untilInterrupted.ts"
import type { RunOf } from "../../spec/CommandSpec.ts"
import type { billPullSpec } from "./spec.ts"

export const billPull: RunOf<typeof billPullSpec> = (args, session) =>
  Effect.gen(function* () {
    const period = yield* usage(() => periodOf(args, session))
    if (args.boolean("dry-run")) {
      return yield* withLedger(args, session, "tries", ({ settings, words }) =>
        Effect.gen(function* () {
          const days = yield* planOf(yield* accountsOf(args, session, settings), period)
          return yield* answer(args, session, {
            document: {
              dryRun: true,
              days: days.map((day) => ({ ...day, day: dayFromNumber(day.day) })),
            } satisfies BillPull,
            lines: days.map(({ account, day, version, from, tooOld }) => {
              const known = version === null ? "" : ` (${words.columns.pulled} ${version})`
              const plan = tooOld
                ? words.billGone(BILL_DAYS_BACK)
                : from === null
                  ? words.wouldPull
                  : words.notYet(from)
              return `${labelOf(account, day)} ${plan}${known}`
            }),
            exitCode: days.some(({ tooOld }) => tooOld) ? 2 : 0,
          })
        }),
      )
    }
    return yield* withProvider(args, session, ({ settings, words }) =>
      Effect.gen(function* () {
        const accounts = yield* accountsOf(args, session, settings)
        const ruleId = args.string("rule") ?? null
        const pulls = Effect.forEach(accounts, (account) => pullBills({ account, ...period, ruleId }, workerName()))
        const done = yield* untilInterrupted(sealed(pulls))
        if (done === undefined) return INTERRUPTED
        const outcomes = done.result.flat()
        return yield* answer(args, session, {
          document: {
            dryRun: false,
            days: outcomes.map(pullDocument),
            seal: sealDocument(done.seal),
          } satisfies BillPull,
          lines: [
            ...outcomes.map((outcome) => `${labelOf(outcome.account, outcome.day)} ${pullSentence(outcome, words)}`),
            words.sealed(done.seal),
          ],
          // A day that was asked for and of which no page came is not there, whyever.
          exitCode: outcomes.every(({ _tag }) => _tag === "Pulled") ? 0 : 2,
        })
      }),
    )
  })

const labelOf = (account: string, day: number): string => `${dayFromNumber(day)} ${printable(account)}`

/** What would be asked for: each day, with the version that is there, and from when the provider has it. */
const planOf = (accounts: ReadonlyArray<string>, { fromDay, toDay }: Period) =>
  Effect.gen(function* () {
    const ledger = yield* Ledger
    const now = yield* Clock.currentTimeMillis
    const days = []
    for (const account of accounts) {
      for (let day = fromDay; day <= toDay; day++) {
        const version = (yield* ledger.versions({ account, day })).at(-1)?.version ?? null
        const from = billableFrom(day)
        const tooOld = dayOfInstant(now) - day > BILL_DAYS_BACK
        days.push({ account, day, version, from: now < from ? instantToIso(from) : null, tooOld })
      }
    }
    return days
  })
