/** `bill pull`: the provider's bill into the ledger, day by day; a pull that stopped goes on where it stopped. */
import { billableFrom, Ledger, Provider, pullBills, type PullOutcome } from "@faceid-tally/books"
import { dayFromNumber, instantToIso } from "@faceid-tally/core"
import { accountNames, sealed } from "@faceid-tally/host"
import { type BooksMessages, printable } from "@faceid-tally/report"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"

import { usage } from "../Arguments.ts"
import { answer, sealDocument } from "../books/answer.ts"
import { type Period, periodArgument } from "../books/arguments.ts"
import { providerSentence, withLedger, withProvider, workerName } from "../books/Desk.ts"
import { INTERRUPTED, untilInterrupted } from "../books/interruption.ts"
import type { Command } from "../Session.ts"

export const billPull: Command = (args, session) =>
  Effect.gen(function* () {
    const period = yield* usage(() => periodArgument(args, session))
    const asked = args.string("account")
    if (args.boolean("dry-run")) {
      return yield* withLedger(args, session, "writes", ({ settings, words }) =>
        Effect.gen(function* () {
          const days = yield* planOf(asked === undefined ? accountNames(settings) : [asked], period)
          return yield* answer(args, session, {
            document: { dryRun: true, days: days.map((day) => ({ ...day, day: dayFromNumber(day.day) })) },
            lines: days.map(({ account, day, version, from }) => {
              const known = version === null ? "" : ` (${words.columns.pulled} ${version})`
              return `${labelOf(account, day)} ${from === null ? words.wouldPull : words.notYet(from)}${known}`
            }),
          })
        }),
      )
    }
    return yield* withProvider(args, session, ({ words }) =>
      Effect.gen(function* () {
        const { accounts } = yield* Provider
        const ruleId = args.string("rule") ?? null
        const pulls = Effect.forEach(asked === undefined ? accounts : [asked], (account) =>
          pullBills({ account, ...period, ruleId }, workerName()),
        )
        const done = yield* untilInterrupted(sealed(pulls))
        if (done === undefined) return INTERRUPTED
        const outcomes = done.result.flat()
        return yield* answer(args, session, {
          document: { dryRun: false, days: outcomes.map(outcomeDocument), seal: sealDocument(done.seal) },
          lines: [
            ...outcomes.map((outcome) => `${labelOf(outcome.account, outcome.day)} ${outcomeText(outcome, words)}`),
            words.sealed(done.seal),
          ],
          exitCode: outcomes.some(({ _tag }) => _tag === "Failed" || _tag === "Skipped") ? 2 : 0,
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
        days.push({ account, day, version, from: now < from ? instantToIso(from) : null })
      }
    }
    return days
  })

const outcomeText = (outcome: PullOutcome, words: BooksMessages): string => {
  switch (outcome._tag) {
    case "Pulled": {
      const { version, lines, charges, isNew } = outcome.version
      return words.pulled(version, lines, charges, isNew)
    }
    case "NotYet":
      return words.notYet(instantToIso(outcome.from))
    case "Held":
      return words.held
    case "Skipped":
      return words.skipped
    case "Failed":
      return outcome.error._tag === "ProviderError"
        ? providerSentence(outcome.error, words)
        : words.pull[outcome.error.reason]
  }
}

const outcomeDocument = (outcome: PullOutcome) => {
  const { account, day, ruleId } = outcome
  const common = { account, day: dayFromNumber(day), ruleId, outcome: outcomeCodes[outcome._tag] }
  switch (outcome._tag) {
    case "Pulled": {
      const { version, digest, pages, lines, charges, isNew } = outcome.version
      return { ...common, version, digest, pages, lines, charges, isNew }
    }
    case "NotYet":
      return { ...common, from: instantToIso(outcome.from) }
    case "Failed":
      return { ...common, reason: outcome.error.reason }
    case "Held":
    case "Skipped":
      return common
  }
}

const outcomeCodes = {
  Pulled: "pulled",
  NotYet: "not_yet",
  Held: "held",
  Skipped: "skipped",
  Failed: "failed",
} as const
