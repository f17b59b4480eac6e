/**
 * `reconcile` without files: the ledger against its stored bill, kept as a run that can be read and repeated. One that is
 * not kept only reads.
 */
import { reconcileBooks } from "@faceid-tally/books/engine"
import { type Audit, Bill, dayFromNumber, Tally } from "@faceid-tally/core/engine"
import type { PricePlans } from "@faceid-tally/core/money"
import { ruleSetOf, sealed } from "@faceid-tally/host/apps"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"

import { usage } from "../../session/Arguments.ts"
import type { Session } from "../../session/Session.ts"
import { periodOf } from "../../arguments/days.ts"
import { asOfOf } from "../../arguments/times.ts"
import { withLedger } from "../../context/CommandContext.ts"
import type { Print } from "./printerOf.ts"
import type { ReconcileArguments } from "./ReconcileArguments.ts"
import { reconcileText } from "./reconcileText.ts"

export interface Question {
  readonly ruleId: string | undefined
  readonly account: string | undefined
  readonly audit: Audit | undefined
}

export const reconcileLedger = (
  args: ReconcileArguments,
  session: Session,
  { ruleId, account, audit }: Question,
  { plans, print }: { readonly plans: PricePlans | undefined; readonly print: Print },
) =>
  Effect.gen(function* () {
    const period = yield* usage(() => periodOf(args, session))
    const text = reconcileText[session.language]
    const keeps = account === undefined && !args.boolean("no-keep")
    const opened = keeps ? ({ use: "changes", orElse: text.withoutKeeping } as const) : "reads"
    return yield* withLedger(args, session, opened, ({ words, settings }) =>
      Effect.gen(function* () {
        const now = yield* Clock.currentTimeMillis
        const asOf = yield* usage(() => asOfOf(args, session, now))
        const reconciled = reconcileBooks({
          from: dayFromNumber(period.fromDay),
          to: dayFromNumber(period.toDay),
          ruleId,
          account,
          asOf,
          rules: audit?.rules,
          ruleSet: audit && ruleSetOf(audit),
          plans,
          namedRules: Object.keys(settings.rules ?? {}),
          programVersion: session.programVersion(),
          keep: keeps,
        })
        const { result, seal } = keeps ? yield* sealed(reconciled) : { result: yield* reconciled, seal: null }
        const { run, reconciliation, amounts, instead } = result
        if (!args.boolean("quiet") && instead === null) {
          if (run !== null) session.tell(words.run(run))
          if (account !== undefined) session.tell(text.notKept)
          if (seal !== null) session.tell(words.sealed(seal))
        }
        return yield* print({
          reconciliation,
          amounts,
          instead,
          tally: new Tally(),
          bill: new Bill(),
          hasFaults: false,
          sides: ["read", "read"],
        })
      }),
    )
  })
