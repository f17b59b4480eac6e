/**
 * `reconcile` without files: the ledger against its stored bill, kept as a run that can be read and repeated. One that is
 * not kept only reads.
 */
import { reconcileBooks } from "@faceid-tally/books"
import { Bill, dayFromNumber, type EditionRules, Tally } from "@faceid-tally/core"
import { ruleSetOf, sealed } from "@faceid-tally/host"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"

import type { Found } from "./reconcile.ts"
import { type Arguments, usage } from "../../session/Arguments.ts"
import { programVersion } from "../../programVersion.ts"
import type { Session } from "../../session/Session.ts"
import { asOfArgument, periodArgument } from "../../arguments/ledgerArguments.ts"
import { withLedger } from "../../context/CommandContext.ts"

export interface Question {
  readonly ruleId: string | undefined
  readonly account: string | undefined
  readonly editionRules: EditionRules | undefined
}

/** Nothing was read from files: the counts of records are 0. */
export type Print = (found: Found) => Effect.Effect<number>

export const reconcileLedger = (
  args: Arguments,
  session: Session,
  { ruleId, account, editionRules }: Question,
  print: Print,
) =>
  Effect.gen(function* () {
    const period = yield* usage(() => periodArgument(args, session))
    const { commandLine } = session.text
    const keeps = account === undefined && !args.boolean("no-keep")
    const opened = keeps ? ({ use: "changes", orElse: commandLine.withoutKeeping } as const) : "reads"
    return yield* withLedger(args, session, opened, ({ words, settings }) =>
      Effect.gen(function* () {
        const now = yield* Clock.currentTimeMillis
        const asOf = yield* usage(() => asOfArgument(args, session, now))
        const reconciled = reconcileBooks({
          from: dayFromNumber(period.fromDay),
          to: dayFromNumber(period.toDay),
          ruleId,
          account,
          asOf,
          editionRules,
          ruleSet: editionRules && ruleSetOf(editionRules),
          namedRules: Object.keys(settings.rules ?? {}),
          programVersion: programVersion(),
          keep: keeps,
        })
        const { result, seal } = keeps ? yield* sealed(reconciled) : { result: yield* reconciled, seal: null }
        const { run, reconciliation, instead } = result
        if (!args.boolean("quiet") && instead === null) {
          if (run !== null) session.tell(words.run(run))
          if (account !== undefined) session.tell(commandLine.notKept)
          if (seal !== null) session.tell(words.sealed(seal))
        }
        return yield* print({
          reconciliation,
          instead,
          tally: new Tally(),
          bill: new Bill(),
          hasFaults: false,
          sides: ["read", "read"],
        })
      }),
    )
  })
