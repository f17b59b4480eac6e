/** `reconcile`: results and the bill in, from files or from the ledger; every difference explained. */
import {
  type Bill,
  type InputState,
  isCompared,
  isRuleSeen,
  reconcile as plan,
  type Reconciliation,
  type Seen,
  seenIn,
  type Tally,
  type Verdict,
  verdictOf,
} from "@faceid-tally/core"
import { type ReadOptions, readSide, sameFile, ReconcileInputs } from "@faceid-tally/files"
import {
  billGroupTable,
  csvRows,
  itemTable,
  nothingComparedLines,
  type Money,
  printable,
  reconcileJson,
  reconcileLines,
  reconcileSheets,
  reconcileSummary,
  ruleGroupings,
  type RuleQuestion,
} from "@faceid-tally/report"
import * as Effect from "effect/Effect"

import { type Arguments, usage, UsageError } from "../../session/Arguments.ts"
import { checkNamedSettings } from "../../context/checkNamedSettings.ts"
import { refuseReading } from "../../arguments/refuseGiven.ts"
import { daysOf } from "../../arguments/days.ts"
import { type Destination, destinationOf } from "../../output/Destination.ts"
import { isDocument, otherSideSentence, readerOf } from "../../reading/readerOf.ts"
import { columnNowhere } from "../../reading/columnNowhere.ts"
import { columnsOf } from "../../arguments/columnsOf.ts"
import { editionRulesOf } from "../../arguments/rules.ts"
import type { Command, Session } from "../../session/Session.ts"
import { unitPriceOf } from "../../arguments/unitPrice.ts"

export const reconcile: Command = (args, session) =>
  Effect.gen(function* () {
    const { question, unitPrice, read } = yield* usage(() => ({
      question: questionOf(args, session),
      unitPrice: unitPriceOf(args, session),
      read: readerOf(args, session),
    }))
    yield* checkNamedSettings(args, session)
    const destination = yield* destinationOf(args, session)
    const print = printer(args, session, { unitPrice, rules: yield* ruleQuestion(args, session), destination })
    if (args.strings("results").length + args.strings("bill").length === 0) {
      const { reconcileLedger } = yield* Effect.promise(() => import("./reconcileLedger.ts"))
      return yield* reconcileLedger(args, session, question, print)
    }
    const columns = yield* usage(() => columnsOf(args.strings("columns"), session.text))
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
    if (results.isOtherSide && bills.isOtherSide) return refused(session.text.sidesExchanged, session)
    if (bills.isOtherSide) return refused(otherSideSentence(ofBill, session.text), session)
    if (results.isOtherSide) return refused(otherSideSentence(ofResults, session.text), session)
    const absent = columnNowhere(columns, [bills, results])
    if (absent !== undefined) return refused(session.text.columnNowhere(...absent), session)
    const { tally, bill, agreed } = sides.prepare()
    const reconciliation = plan(tally, bill, { ...question, agreed })
    const isRuleKnown = yield* isKnown(question.ruleId, bill, args, session)
    return yield* print({
      reconciliation,
      tally,
      bill,
      hasFaults: results.isBad || bills.isBad,
      sides: [results.state, bills.state],
      instead: isCompared(reconciliation, isRuleKnown) ? null : seenIn(tally, bill),
    })
  })

/** A header that is given may be that of one side's tables alone. */
const ofEither = (options: ReadOptions): ReadOptions => ({ ...options, mayLackColumns: true })

const refused = (message: string, { tell }: Session): number => {
  tell(`faceid-tally: ${message}`)
  return 2
}

/** A RuleId is known that anything names that was read, or the settings, which are loaded only where that is in doubt. */
const isKnown = (ruleId: string | undefined, bill: Bill, args: Arguments, session: Session) =>
  Effect.gen(function* () {
    if (ruleId === undefined || isRuleSeen(bill, ruleId)) return true
    const { ruleNames } = yield* Effect.promise(() => import("../../context/ruleNames.ts"))
    return Object.hasOwn(yield* ruleNames(args, session), ruleId)
  })

/** What is on both sides would be compared with itself. */
const refuseSameFile = (args: Arguments, columns: ReturnType<typeof columnsOf>, { text }: Session) =>
  Effect.gen(function* () {
    const same = yield* sameFile(args.strings("results"), args.strings("bill"), columns)
    if (same !== undefined) return yield* new UsageError({ message: text.sameFile(printable(same)) })
  })

/** How the bill is to be grouped; the settings are loaded only where that is asked for. */
const ruleQuestion = (args: Arguments, session: Session) =>
  Effect.gen(function* () {
    const by = args.choice("by", ruleGroupings)
    if (by === undefined) return undefined
    const { ruleNames } = yield* Effect.promise(() => import("../../context/ruleNames.ts"))
    return { by, ruleNames: yield* ruleNames(args, session) }
  })

interface Printing {
  readonly unitPrice: Money | undefined
  readonly rules: RuleQuestion | undefined
  readonly destination: Destination
}

/** What was found, and what came of both sides. */
export interface Found {
  readonly reconciliation: Reconciliation
  readonly tally: Tally
  readonly bill: Bill
  /** Not all of the input could be read. */
  readonly hasFaults: boolean
  readonly sides: readonly [results: InputState, bill: InputState]
  /** Where nothing was compared: what there is to ask for. */
  readonly instead: Seen | null
}

const printer =
  (args: Arguments, session: Session, { unitPrice, rules, destination }: Printing) =>
  ({ reconciliation, tally, bill, hasFaults, sides, instead }: Found): Effect.Effect<number> => {
    const { say, style } = session
    const { impacts } = reconciliation.items
    const verdict = verdictOf(reconciliation, { impacts, sides, isRuleKnown: instead === null })
    const without = withoutVerdict(verdict, sides, instead, args, session)
    const isTable = !["json", "ndjson", "csv", "xlsx"].includes(args.string("output") ?? "table")
    if (without.length > 0 && isTable && verdict === "nothing_compared") {
      return destination.write({ texts: () => without.map((line) => `${line}\n`), sheets: () => [] }, 2)
    }
    for (const line of without) session.tell(line)
    if (without.length > 0 && !isDocument(args)) return Effect.succeed(2)
    const isBad = without.length > 0 || hasFaults || (!reconciliation.complete && !args.boolean("allow-incomplete"))
    const exitCode = isBad ? 2 : verdict === "different" ? 1 : 0
    const summary = reconcileSummary(reconciliation, tally, bill, rules)
    const { by, groups } = summary
    const texts = (): Iterable<string> => {
      switch (args.string("output")) {
        case "json":
          return reconcileJson(reconciliation, summary)
        case "ndjson":
          return (groups ?? reconciliation.items)[Symbol.iterator]().map((row) => `${JSON.stringify(row)}\n`)
        case "csv": {
          const header = say.language === "en" ? "keys" : "titles"
          const options = { say, header, bom: args.boolean("excel") } as const
          return by === undefined || groups === undefined
            ? csvRows(itemTable, reconciliation.items, options)
            : csvRows(billGroupTable(by, unitPrice), groups, options)
        }
        default:
          return reconcileLines(reconciliation, summary, { say, style, unitPrice, hasFaults }).map(
            (line) => `${line}\n`,
          )
      }
    }
    const sheets = () => reconcileSheets(reconciliation, summary, { say, unitPrice, hasFaults })
    return destination.write({ texts, sheets }, exitCode)
  }

/** What is said instead of a verdict; nothing where there is one. */
const withoutVerdict = (
  verdict: Verdict,
  [results, bill]: Found["sides"],
  instead: Seen | null,
  args: Arguments,
  session: Session,
): ReadonlyArray<string> => {
  const { say } = session
  if (verdict === "cannot_tell") {
    return [
      ...(results === "rejected" ? [say.reconcile.noVerdict.results] : []),
      ...(bill === "rejected" ? [say.reconcile.noVerdict.bills] : []),
    ]
  }
  if (instead === null) return []
  const asked = { ruleId: args.string("rule"), ...daysOf(args, session) }
  return nothingComparedLines(asked, instead, say)
}

const questionOf = (args: Arguments, session: Session) => {
  const { text } = session
  const { from, to } = daysOf(args, session)
  const [results, bill] = [args.strings("results"), args.strings("bill")]
  if ((results.length === 0) !== (bill.length === 0)) throw new UsageError({ message: text.filesGoTogether })
  if (results.length === 0) refuseReading(args, text)
  for (const name of ["as-of", "ledger", "no-keep"] as const) {
    if (results.length > 0 && args.isGiven(name)) {
      throw new UsageError({ message: text.onlyFromLedger(name) })
    }
  }
  if (args.boolean("excel") && args.string("output") !== "csv") throw new UsageError({ message: text.excelNeedsCsv })
  return {
    from,
    to,
    ruleId: args.string("rule"),
    account: args.string("account"),
    editionRules: editionRulesOf(args, session),
  }
}
