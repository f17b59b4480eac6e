/** `reconcile`: results and the bill in, from files or from the ledger; every difference explained. */
import {
  auditBy,
  type Bill,
  isCompared,
  isRuleSeen,
  reconcile as plan,
  type Reconciliation,
  seenIn,
} from "@faceid-tally/core/engine"
import type { PricePlans } from "@faceid-tally/core/money"
import { type ReadOptions, readSide, sameFile, ReconcileInputs } from "@faceid-tally/files"
import { printable, ruleGroupings } from "@faceid-tally/report"
import * as Effect from "effect/Effect"

import { usage, UsageError } from "../../session/Arguments.ts"
import { plansAndEditions } from "../../context/plansAndEditions.ts"
import { argumentText } from "../../arguments/argumentText.ts"
import { refuseReading } from "../../arguments/refuseGiven.ts"
import { daysOf } from "../../arguments/days.ts"
import { destinationOf } from "../../output/Destination.ts"
import { otherSideSentence, readerOf } from "../../reading/readerOf.ts"
import { columnNowhere } from "../../reading/columnNowhere.ts"
import { columnsOf } from "../../arguments/columnsOf.ts"
import { editionRulesOf } from "../../arguments/rules.ts"
import type { Session } from "../../session/Session.ts"
import { unitPriceOf } from "../../arguments/unitPrice.ts"
import type { RunOf } from "../../spec/CommandSpec.ts"
import { printerOf } from "./printerOf.ts"
import type { ReconcileArguments } from "./ReconcileArguments.ts"
import { reconcileText } from "./reconcileText.ts"
import type { reconcileSpec } from "./spec.ts"

export const reconcile: RunOf<typeof reconcileSpec> = (args, session) =>
  Effect.gen(function* () {
    const text = reconcileText[session.language]
    const {
      question: { given, ...asked },
      unitPrice,
      read,
    } = yield* usage(() => ({
      question: questionOf(args, session),
      unitPrice: unitPriceOf(args, session),
      read: readerOf(args, session),
    }))
    const { plans, audit } = yield* plansAndEditions(args, session)
    // An edition that is asked for goes before those of the settings.
    const question = { ...asked, audit: given === undefined ? audit : auditBy(given.rules, given.edition) }
    const destination = yield* destinationOf(args, session)
    const rules = yield* ruleQuestion(args, session)
    const print = printerOf(args, session, { unitPrice, rules, question, destination })
    if (args.strings("results").length + args.strings("bill").length === 0) {
      const { reconcileLedger } = yield* Effect.promise(() => import("./reconcileLedger.ts"))
      return yield* reconcileLedger(args, session, question, { plans, print })
    }
    const columns = yield* usage(() => columnsOf(args.strings("columns"), session.language))
    yield* refuseSameFile(args, columns, session)
    const sides = new ReconcileInputs(question)
    // The bill comes first: then results are compared with it while a worker reads on.
    const [billFiles, resultFiles] = [args.strings("bill"), args.strings("results")]
    const ofBill = { at: "bill", files: billFiles, isFirst: true } as const
    const bills = yield* read(ofBill, (options) => readSide(billFiles, sides.bills, ofEither(options)))
    if (bills.isStopped) return 2
    const ofResults = { at: "results", files: resultFiles } as const
    const results = yield* read(ofResults, (options) => readSide(resultFiles, sides.results, ofEither(options)))
    if (results.isStopped) return 2
    if (results.isOtherSide && bills.isOtherSide) return refused(text.sidesExchanged, session)
    if (bills.isOtherSide) return refused(otherSideSentence(ofBill, session.language), session)
    if (results.isOtherSide) return refused(otherSideSentence(ofResults, session.language), session)
    const absent = columnNowhere(columns, [bills, results])
    if (absent !== undefined) return refused(text.columnNowhere(...absent), session)
    const { tally, bill, agreed, elsewhere } = sides.prepare()
    const reconciliation = plan(tally, bill, { ...question, agreed })
    const isRuleKnown = yield* isKnown(question.ruleId, bill, args, session)
    const instead = isCompared(reconciliation, isRuleKnown) ? null : seenIn(tally, bill)
    return yield* print({
      reconciliation,
      amounts: plans === undefined ? null : yield* amountsOf(reconciliation, plans),
      tally,
      bill,
      elsewhere,
      hasFaults: results.isBad || bills.isBad,
      sides: [results.state, bills.state],
      instead,
    })
  })

/** What money needs is loaded only where there is a plan. */
const amountsOf = (reconciliation: Reconciliation, plans: PricePlans) =>
  Effect.promise(async () => {
    const { valuesOfBill, weigh } = await import("@faceid-tally/core/money")
    return weigh(valuesOfBill(reconciliation, plans), reconciliation)
  })

/** A header that is given may be that of one side's tables alone. */
const ofEither = (options: ReadOptions): ReadOptions => ({ ...options, mayLackColumns: true })

const refused = (message: string, { tell }: Session): number => {
  tell(`faceid-tally: ${message}`)
  return 2
}

/** A RuleId is known that anything names that was read, or the settings, which are loaded only where that is in doubt. */
const isKnown = (ruleId: string | undefined, bill: Bill, args: ReconcileArguments, session: Session) =>
  Effect.gen(function* () {
    if (ruleId === undefined || isRuleSeen(bill, ruleId)) return true
    const { ruleNames } = yield* Effect.promise(() => import("../../context/ruleNames.ts"))
    return Object.hasOwn(yield* ruleNames(args, session), ruleId)
  })

/** What is on both sides would be compared with itself. */
const refuseSameFile = (args: ReconcileArguments, columns: ReturnType<typeof columnsOf>, { language }: Session) =>
  Effect.gen(function* () {
    const same = yield* sameFile(args.strings("results"), args.strings("bill"), columns)
    if (same !== undefined) return yield* new UsageError({ message: reconcileText[language].sameFile(printable(same)) })
  })

/** How the bill is to be grouped; the settings are loaded only where that is asked for. */
const ruleQuestion = (args: ReconcileArguments, session: Session) =>
  Effect.gen(function* () {
    const by = args.choice("by", ruleGroupings)
    if (by === undefined) return undefined
    const { ruleNames } = yield* Effect.promise(() => import("../../context/ruleNames.ts"))
    return { by, ruleNames: yield* ruleNames(args, session) }
  })

const questionOf = (args: ReconcileArguments, session: Session) => {
  const text = reconcileText[session.language]
  const { from, to } = daysOf(args, session)
  const [results, bill] = [args.strings("results"), args.strings("bill")]
  if ((results.length === 0) !== (bill.length === 0)) throw new UsageError({ message: text.filesGoTogether })
  if (results.length === 0) refuseReading(args, session)
  for (const name of ["as-of", "ledger", "no-keep"] as const) {
    if (results.length > 0 && args.isGiven(name)) {
      throw new UsageError({ message: argumentText[session.language].onlyFromLedger(name) })
    }
  }
  if (args.boolean("excel") && args.string("output") !== "csv")
    throw new UsageError({ message: argumentText[session.language].excelNeedsCsv })
  return {
    from,
    to,
    ruleId: args.string("rule"),
    account: args.string("account"),
    given: editionRulesOf(args, session),
  }
}
