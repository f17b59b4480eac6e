/** `run list|show|repeat`: reconciliations that were kept; a repeated one says whether its answer is the same. */
import { auditOf, Ledger, Listings, repeatRun, type Run } from "@faceid-tally/books/engine"
import { instantToIso } from "@faceid-tally/core/engine"
import { ruleSetOf } from "@faceid-tally/host/apps"
import {
  byPlan,
  byUnitPrice,
  csvRows,
  csvStream,
  itemDocument,
  itemsJson,
  ItemsInBrief,
  itemTable,
  keptPlan,
  keptSummary,
  reconcileLines,
  reconcileSheets,
  repeatedLines,
  runDocument,
  runTable,
  sheetOf,
  tableLines,
} from "@faceid-tally/report"
import type { RunList, RunRepeat } from "@faceid-tally/report/documents"
import * as Effect from "effect/Effect"

import { usage } from "../../session/Arguments.ts"
import { answer } from "../../output/answer.ts"
import { countOf, idOf } from "../../arguments/numbers.ts"
import { type CommandContext, withLedger, withStore } from "../../context/CommandContext.ts"
import { keptItems } from "./keptItems.ts"
import { refuseGiven } from "../../arguments/refuseGiven.ts"
import { destinationOf } from "../../output/Destination.ts"
import { rulesOf } from "../../arguments/rules.ts"
import { Refusal } from "../../session/Session.ts"
import { checkUnitPrice, unitPriceOf } from "../../arguments/unitPrice.ts"
import type { RunOf } from "../../spec/CommandSpec.ts"
import type { runListSpec, runShowSpec, runRepeatSpec } from "./spec.ts"
import { argumentText } from "../../arguments/argumentText.ts"

const LISTED = 50
/** How many discrepancies a person is shown. */
const SHOWN = 20

export const runList: RunOf<typeof runListSpec> = (args, session) =>
  Effect.gen(function* () {
    const { before, limit } = yield* usage(() => ({
      before: countOf(args, "before", session),
      limit: countOf(args, "limit", session) ?? LISTED,
    }))
    const destination = yield* destinationOf(args, session)
    return yield* withStore(args, session, "reads", ({ words }) =>
      Effect.gen(function* () {
        const { say, style } = session
        const { rows: runs, next } = yield* (yield* Listings).runs({ before, limit })
        const table = runTable(words)
        const texts = (): Iterable<string> => {
          switch (args.string("output")) {
            case "json":
              return [`${JSON.stringify({ runs: runs.map(runDocument), next } satisfies RunList, null, 2)}\n`]
            case "ndjson":
              return runs.map((run) => `${JSON.stringify(runDocument(run))}\n`)
            case "csv":
              return csvRows(table, runs, { say, header: say.language === "en" ? "keys" : "titles" })
            default:
              return (
                runs.length === 0
                  ? [words.runs.none]
                  : [...tableLines(table, runs, { say, style }), ...(next === null ? [] : [words.runs.more(next)])]
              ).map((line) => `${line}\n`)
          }
        }
        const sheets = () => [sheetOf(table, runs, { say, name: words.columns.reconciled })]
        return yield* destination.write({ texts, sheets }, 0)
      }),
    )
  })

export const runShow: RunOf<typeof runShowSpec> = (args, session) =>
  Effect.gen(function* () {
    const { id, unitPrice } = yield* usage(() => {
      if (args.string("output") !== "csv")
        refuseGiven(args, ["excel"], () => argumentText[session.language].excelNeedsCsv)
      return { id: idOf(args, session), unitPrice: unitPriceOf(args, session) }
    })
    const destination = yield* destinationOf(args, session)
    return yield* withLedger(args, session, "reads", (context) =>
      Effect.gen(function* () {
        const { say, style } = session
        const run = yield* runOf(id, context)
        yield* checkUnitPrice(args, run.amounts !== null, session)
        const items = yield* keptItems(run)
        const output = args.string("output") ?? "table"
        const brief = new ItemsInBrief(SHOWN)
        if (output === "table" || output === "xlsx") yield* Effect.promise(() => addAll(items(), brief))
        const plan = keptPlan(run, brief, brief.impacts)
        const summary = keptSummary(plan, run.amounts)
        const pricing = run.amounts !== null ? byPlan(run.amounts) : unitPrice && byUnitPrice(unitPrice)
        const texts = (): Iterable<string> | AsyncIterable<string> => {
          switch (output) {
            case "json":
              return itemsJson(runDocument(run), run.items, items(), pricing)
            case "ndjson":
              return ndjson(items(), itemDocument(pricing))
            case "csv": {
              const header = say.language === "en" ? "keys" : "titles"
              return csvStream(itemTable(pricing), items(), { say, header, bom: args.boolean("excel") })
            }
            default:
              return [
                style.faint(context.words.runs.ran(run.id, instantToIso(run.ranAt), run.programVersion)),
                ...reconcileLines(plan, summary, { say, style, pricing, limit: SHOWN }),
              ].map((line) => `${line}\n`)
          }
        }
        const sheets = () => reconcileSheets(plan, summary, { say, pricing, items: items() })
        return yield* destination.write({ texts, sheets }, 0)
      }),
    )
  })

export const runRepeat: RunOf<typeof runRepeatSpec> = (args, session) =>
  Effect.gen(function* () {
    const { id, rules } = yield* usage(() => ({ id: idOf(args, session), rules: rulesOf(args, session) }))
    return yield* withLedger(args, session, "reads", (context) =>
      Effect.gen(function* () {
        const run = yield* runOf(id, context)
        const repeated = yield* repeatRun(run, {
          rules,
          ruleSet: run.ruleSet && ruleSetOf(auditOf(run.ruleSet, rules)),
          programVersion: session.programVersion(),
        })
        const { differences } = repeated
        const isSame = differences.length === 0
        const { good, bad } = session.style
        return yield* answer(args, session, {
          document: { id, same: isSame, differences } satisfies RunRepeat,
          lines: repeatedLines(repeated, run, context.words).map(isSame ? good : bad),
          exitCode: isSame ? 0 : 1,
        })
      }),
    )
  })

const runOf = (id: number, { words }: CommandContext) =>
  Effect.gen(function* () {
    const ledger = yield* Ledger
    const run: Run | null = yield* ledger.run(id)
    if (run === null) return yield* new Refusal({ message: words.runs.unknown(id) })
    yield* ledger.checkRun(id)
    return run
  })

const addAll = async <Item>(items: AsyncIterable<Item>, to: { add(item: Item): void }): Promise<void> => {
  for await (const item of items) to.add(item)
}

async function* ndjson<Item>(items: AsyncIterable<Item>, documentOf: (item: Item) => object): AsyncGenerator<string> {
  for await (const item of items) yield `${JSON.stringify(documentOf(item))}\n`
}
