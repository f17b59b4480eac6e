/** `reconcile`: results and the bill in, from files or from the ledger; every difference explained. */
import {
  type Bill,
  type BillingDay,
  dayNumberOf,
  reconcile as plan,
  type Reconciliation,
  type Tally,
} from "@faceid-tally/core"
import { readSide, sameFile, Sides } from "@faceid-tally/files"
import {
  billGroupTable,
  countImpacts,
  csvRows,
  itemTable,
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

import { type Arguments, usage, UsageError } from "../Arguments.ts"
import { type Destination, destinationOf } from "../output/Destination.ts"
import { readerOf } from "../reading.ts"
import { columnsOf } from "../reading/columnsOf.ts"
import { editionRulesOf } from "../rules.ts"
import type { Command, Session } from "../Session.ts"
import { unitPriceOf } from "../unitPrice.ts"

export const reconcile: Command = (args, session) =>
  Effect.gen(function* () {
    const { question, unitPrice, read } = yield* usage(() => ({
      question: questionOf(args, session),
      unitPrice: unitPriceOf(args, session),
      read: readerOf(args, session),
    }))
    const destination = yield* destinationOf(args, session)
    const print = printer(args, session, { unitPrice, rules: yield* ruleQuestion(args, session), destination })
    if (args.strings("results").length + args.strings("bill").length === 0) {
      const { reconcileLedger } = yield* Effect.promise(() => import("../books/reconcileLedger.ts"))
      return yield* reconcileLedger(args, session, question, (...found) => print(false, ...found))
    }
    yield* refuseSameFile(args, session)
    const sides = new Sides(question)
    // The bill comes first: then results are compared with it while a worker reads on.
    const bills = yield* read((options) => readSide(args.strings("bill"), sides.bills, options))
    if (bills.isStopped) return 2
    const results = yield* read((options) => readSide(args.strings("results"), sides.results, options))
    if (results.isStopped) return 2
    const { tally, bill, agreed } = sides.meet()
    return yield* print(results.isBad || bills.isBad, plan(tally, bill, { ...question, agreed }), tally, bill)
  })

/** What is on both sides would be compared with itself. */
const refuseSameFile = (args: Arguments, { text }: Session) =>
  Effect.gen(function* () {
    const columns = yield* usage(() => columnsOf(args.strings("columns"), text))
    const same = yield* sameFile(args.strings("results"), args.strings("bill"), columns)
    if (same !== undefined) return yield* new UsageError({ message: text.sameFile(printable(same)) })
  })

/** How the bill is to be grouped; the settings are loaded only where that is asked for. */
const ruleQuestion = (args: Arguments, session: Session) =>
  Effect.gen(function* () {
    const by = args.choice("by", ruleGroupings)
    if (by === undefined) return undefined
    const { ruleNames } = yield* Effect.promise(() => import("../books/ruleNames.ts"))
    return { by, ruleNames: yield* ruleNames(args, session) }
  })

interface Printing {
  readonly unitPrice: Money | undefined
  readonly rules: RuleQuestion | undefined
  readonly destination: Destination
}

const printer =
  (args: Arguments, session: Session, { unitPrice, rules, destination }: Printing) =>
  (hasFaults: boolean, reconciliation: Reconciliation, tally: Tally, bill: Bill): Effect.Effect<number> => {
    const { say, style } = session
    const isBad = hasFaults || (!reconciliation.complete && !args.boolean("allow-incomplete"))
    const exitCode = isBad ? 2 : countImpacts(reconciliation) > 0 ? 1 : 0
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

const questionOf = (args: Arguments, session: Session) => {
  const { text } = session
  const [from, to] = [dayOf(args, "from", session), dayOf(args, "to", session)]
  if (from !== undefined && to !== undefined && from > to) throw new UsageError({ message: text.daysReversed })
  const [results, bill] = [args.strings("results"), args.strings("bill")]
  if ((results.length === 0) !== (bill.length === 0)) throw new UsageError({ message: text.filesGoTogether })
  for (const name of ["as-of", "ledger"] as const) {
    if (results.length > 0 && args.string(name) !== undefined) {
      throw new UsageError({ message: text.onlyFromLedger(name) })
    }
  }
  if (args.boolean("excel") && args.string("output") !== "csv") throw new UsageError({ message: text.excelNeedsCsv })
  return { from, to, ruleId: args.string("rule"), editionRules: editionRulesOf(args, session) }
}

const dayOf = (args: Arguments, name: "from" | "to", { text }: Session): BillingDay | undefined => {
  const value = args.string(name)
  if (value === undefined) return undefined
  if (dayNumberOf(value) === undefined) throw new UsageError({ message: text.notADay(name) })
  return value as BillingDay
}
