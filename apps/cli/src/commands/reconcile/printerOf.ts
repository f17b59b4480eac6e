/** How `reconcile` answers: what was found, in each form, and the verdict as exit code. */
import {
  type Bill,
  type InputState,
  type Reconciliation,
  type Seen,
  type Tally,
  type Verdict,
  verdictOf,
} from "@faceid-tally/core/engine"
import type { ReconciledAmounts } from "@faceid-tally/core/money"
import {
  type AskedDays,
  beyondPeriod,
  billGroupTable,
  byPlan,
  byUnitPrice,
  csvRows,
  itemDocument,
  itemTable,
  type Money,
  nothingComparedLines,
  periodOf,
  printable,
  reconcileJson,
  reconcileLines,
  reconcileSheets,
  reconcileSummary,
  reconcileText,
  type RuleQuestion,
  verdict as verdictSentence,
} from "@faceid-tally/report"
import * as Effect from "effect/Effect"

import type { Destination } from "../../output/Destination.ts"
import { isDocument } from "../../reading/readerOf.ts"
import type { Session } from "../../session/Session.ts"
import type { ReconcileArguments } from "./ReconcileArguments.ts"
import { reconcileText as ownText } from "./reconcileText.ts"

/** What was found, and what came of both sides. */
export interface Found {
  readonly reconciliation: Reconciliation
  /** By the price plan; `null` without one. */
  readonly amounts: ReconciledAmounts | null
  readonly tally: Tally
  readonly bill: Bill
  /** Of files: the pairs of each day that was not asked for. */
  readonly elsewhere?: ReadonlyMap<number, number>
  /** Not all of the input could be read. */
  readonly hasFaults: boolean
  readonly sides: readonly [results: InputState, bill: InputState]
  /** Where nothing was compared: what there is to ask for. */
  readonly instead: Seen | null
}

export type Print = (found: Found) => Effect.Effect<number>

/** What was asked for. */
interface Question extends AskedDays {
  readonly ruleId: string | undefined
}

interface Printing {
  readonly unitPrice: Money | undefined
  readonly rules: RuleQuestion | undefined
  readonly question: Question
  readonly destination: Destination
}

export const printerOf =
  (args: ReconcileArguments, session: Session, { unitPrice, rules, question, destination }: Printing): Print =>
  ({ reconciliation, amounts, tally, bill, elsewhere, hasFaults, sides, instead }) => {
    const { say, style } = session
    const text = ownText[session.language]
    const { impacts } = reconciliation.items
    const verdict = verdictOf(reconciliation, { impacts, sides, isRuleKnown: instead === null })
    const without = withoutVerdict(verdict, { sides, instead, question }, session)
    const isTable = !["json", "ndjson", "csv", "xlsx"].includes(args.string("output") ?? "table")
    if (without.length > 0 && isTable && verdict === "nothing_compared") {
      return destination.write({ texts: () => without.map((line) => `${line}\n`), sheets: () => [] }, 2)
    }
    for (const line of without) session.tell(line)
    if (without.length > 0 && !isDocument(args)) return Effect.succeed(2)
    const isBad = without.length > 0 || hasFaults || (!reconciliation.complete && !args.boolean("allow-incomplete"))
    const exitCode = isBad ? 2 : verdict === "different" ? 1 : 0
    const beyond = elsewhere && beyondPeriod(reconciliation, { tally, bill, elsewhere }, question)
    const summary = reconcileSummary(reconciliation, tally, bill, { rules, amounts, beyond })
    const pricing = amounts !== null ? byPlan(amounts) : unitPrice && byUnitPrice(unitPrice)
    const { by, groups } = summary
    const texts = (): Iterable<string> => {
      switch (args.string("output")) {
        case "json":
          return reconcileJson(reconciliation, summary, pricing)
        case "ndjson": {
          const rows: Iterable<object> = groups ?? Iterator.from(reconciliation.items).map(itemDocument(pricing))
          return Iterator.from(rows).map((row) => `${JSON.stringify(row)}\n`)
        }
        case "csv": {
          const header = say.language === "en" ? "keys" : "titles"
          const options = { say, header, bom: args.boolean("excel") } as const
          return by === undefined || groups === undefined
            ? csvRows(itemTable(pricing), reconciliation.items, options)
            : csvRows(billGroupTable(by, pricing), groups, options)
        }
        default:
          return reconcileLines(reconciliation, summary, { say, style, pricing, hasFaults }).map((line) => `${line}\n`)
      }
    }
    const sheets = () => reconcileSheets(reconciliation, summary, { say, pricing, hasFaults })
    return destination.write({ texts, sheets }, exitCode).pipe(
      Effect.tap(() => {
        // A workbook is opened later: what it says comes first is said now.
        const { file } = destination
        if (file === undefined || args.string("output") !== "xlsx" || args.boolean("quiet")) return Effect.void
        return Effect.sync(() => {
          for (const line of periodOf(reconciliation, say)) session.tell(line)
          session.tell(verdictSentence(reconciliation, say, pricing, hasFaults))
          session.tell(text.written(printable(file)))
        })
      }),
    )
  }

/** What is said instead of a verdict; nothing where there is one. */
const withoutVerdict = (
  verdict: Verdict,
  { sides: [results, bill], instead, question }: Pick<Found, "sides" | "instead"> & { readonly question: Question },
  session: Session,
): ReadonlyArray<string> => {
  const { say } = session
  if (verdict === "cannot_tell") {
    return [
      ...(results === "rejected" ? [reconcileText[say.language].noVerdict.results] : []),
      ...(bill === "rejected" ? [reconcileText[say.language].noVerdict.bills] : []),
    ]
  }
  if (instead === null) return []
  return nothingComparedLines(question, instead, say)
}
