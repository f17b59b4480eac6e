/** `decide`: what the discrepancies of a month are, by a sheet that goes out and comes back, or many at once (F4.5, F4.6). */
import { readFile } from "node:fs/promises"

import {
  currentRun,
  decide as decideRows,
  type DecideRequest,
  decisionsOf,
  isAsked,
  monthDecisions,
} from "@faceid-tally/books/engine"
import { type Month, monthOf } from "@faceid-tally/core/engine"
import { type NumberedOutcome, type RowValues } from "@faceid-tally/core/money"
import { readDecisionSheet } from "@faceid-tally/files/decisions"
import { pricesLayer, ruleSetLayer, sealed } from "@faceid-tally/host/apps"
import {
  codeByWord,
  csvRows,
  decisionTable,
  decisionText,
  decisionTextTable,
  fieldByHead,
  isRefused,
  outcomeDocument,
  outcomeLines,
  printable,
  readWorkbook,
  sheetOf,
  tableLines,
} from "@faceid-tally/report"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"

import { argumentText } from "../../arguments/argumentText.ts"
import { authorOf } from "../../arguments/authorOf.ts"
import { monthIn } from "../../arguments/days.ts"
import { decisionFilter } from "../../arguments/decisionFilter.ts"
import { refuseGiven } from "../../arguments/refuseGiven.ts"
import { type CommandContext, withStore } from "../../context/CommandContext.ts"
import { destinationOf } from "../../output/Destination.ts"
import { type Arguments, usage, UsageError } from "../../session/Arguments.ts"
import { Refusal, type Session } from "../../session/Session.ts"
import type { ArgumentsOf, RunOf } from "../../spec/CommandSpec.ts"
import { decideText } from "./decideText.ts"
import type { decideSpec } from "./spec.ts"

type DecideArguments = ArgumentsOf<typeof decideSpec>

const WITH_AS = ["reason", "ref", "amount", "units", "note"] as const
const OF_A_MONTH = ["kind", "day", "account", "state", "all", "as", ...WITH_AS] as const

export const decide: RunOf<typeof decideSpec> = (args, session) => {
  const what = (args.string("what") ?? "").trim()
  const month = monthIn(what)
  if (month !== undefined) return decideMonth(args, session, month)
  // What is written as a month is none of its files.
  return /^\d{4}[-/.]?\d{1,2}$/.test(what)
    ? Effect.fail(new UsageError({ message: argumentText[session.language].notAMonth(printable(what)) }))
    : decideSheet(args, session)
}

/** A month: listed, or decided as a whole. */
const decideMonth = (args: DecideArguments, session: Session, month: Month) =>
  Effect.gen(function* () {
    const { filter, said } = yield* usage(() => ({
      filter: { ...decisionFilter(args, session), all: args.boolean("all") },
      said: saidOf(args, session),
    }))
    const destination = yield* destinationOf(args, session)
    return yield* withStore(args, session, "changes", (context) =>
      Effect.gen(function* () {
        const run = yield* sealedRun(month, context, session)
        if (said !== undefined) {
          const { items } = yield* monthDecisions(month, run)
          const rows = items.filter(isAsked(filter)).map(({ item: { key, facts }, decision }): RowValues => ({
            key,
            facts,
            base: decision?.number ?? 0,
            ...said,
          }))
          return yield* write(args, session, { month, rows })
        }
        const document = yield* decisionsOf(month, filter, run)
        const { items } = document
        const { say, style, language } = session
        const words = decisionText[language]
        const texts = (): Iterable<string> => {
          switch (args.string("output")) {
            case "json":
              return [`${JSON.stringify(document, null, 2)}\n`]
            case "csv":
              return csvRows(decisionTable, items, { say, header: "titles", bom: true })
            default:
              return (
                items.length === 0
                  ? [run === null ? words.noRun : words.none]
                  : [style.strong(words.title(month.name)), ...tableLines(decisionTextTable, items, { say, style })]
              ).map((line) => `${line}\n`)
          }
        }
        const sheets = () => [sheetOf(decisionTable, items, { say, name: words.title(month.name) })]
        return yield* destination.write({ texts, sheets }, run === null ? 2 : 0)
      }).pipe(Effect.provide([pricesLayer(context.settings), ruleSetLayer(context.settings)])),
    )
  })

/** A sheet that was filled in. */
const decideSheet = (args: DecideArguments, session: Session) =>
  Effect.gen(function* () {
    const text = decideText[session.language]
    yield* usage(() => refuseGiven(args, OF_A_MONTH, text.notBoth))
    const file = args.string("what") ?? ""
    const bytes = yield* Effect.tryPromise({
      try: () => readFile(file),
      catch: () => new Refusal({ message: text.cannotRead(printable(file)) }),
    })
    const sheet = yield* Effect.promise(() =>
      readDecisionSheet(bytes, {
        spreadsheet: readWorkbook,
        codeOf: (word) => codeByWord.get(word) ?? word,
        heads: fieldByHead,
      }),
    )
    const month = sheet._tag === "Decisions" ? monthOf(sheet.month) : undefined
    if (sheet._tag === "NoDecisions" || month === undefined) {
      const why = sheet._tag === "NoDecisions" ? text.sheet[sheet.why](sheet.columns.join(", ")) : text.sheet.no_month()
      return yield* new Refusal({ message: `${printable(file)}${session.say.colon}${why}` })
    }
    return yield* withStore(args, session, "changes", (context) =>
      Effect.gen(function* () {
        yield* sealedRun(month, context, session)
        const rows = sheet.rows.map(({ values }) => values)
        return yield* write(args, session, { month, rows, sheetRow: (row) => sheet.rows[row - 1]?.row ?? row })
      }).pipe(Effect.provide([pricesLayer(context.settings), ruleSetLayer(context.settings)])),
    )
  })

/** The run that the statement of the month is made of; a new one where the books have changed. */
const sealedRun = (month: Month, { settings }: CommandContext, session: Session) =>
  Effect.gen(function* () {
    const request = {
      month,
      namedRules: Object.keys(settings.rules ?? {}),
      programVersion: session.programVersion(),
      now: yield* Clock.currentTimeMillis,
    }
    return (yield* sealed(currentRun(request))).result
  })

interface Writing extends Pick<DecideRequest, "month" | "rows"> {
  /** The row of the sheet that a row was read from. */
  readonly sheetRow?: (row: number) => number
}

const write = (args: DecideArguments, session: Session, { month, rows, sheetRow = (row) => row }: Writing) =>
  Effect.gen(function* () {
    const dryRun = args.boolean("dry-run")
    const by = yield* usage(() => authorOf(args, session))
    const now = yield* Clock.currentTimeMillis
    const { outcomes } = (yield* sealed(decideRows({ month, rows, by, now, dryRun }))).result
    const told = outcomes.map((outcome): NumberedOutcome => ({ ...outcome, row: sheetRow(outcome.row) }))
    const lines =
      args.string("output") === "json"
        ? [JSON.stringify({ outcomes: told.map(outcomeDocument) }, null, 2)]
        : outcomeLines(told, { language: session.language, dryRun })
    const exitCode = told.some(isRefused) ? 2 : 0
    yield* Effect.promise(() =>
      session.output.write(
        lines.map((line) => `${line}\n`),
        exitCode,
      ),
    )
    return exitCode
  })

/** What all that are listed are decided as; `undefined` where they are only listed. */
const saidOf = (args: DecideArguments, session: Session): RowValues | undefined => {
  const text = decideText[session.language]
  const state = args.string("as")
  if (state === undefined) {
    refuseGiven(args, WITH_AS, text.onlyWithAs)
    return undefined
  }
  return {
    state,
    reason: args.string("reason"),
    ref: args.string("ref"),
    amount: args.string("amount"),
    units: unitsOf(args, session),
    note: args.string("note"),
  }
}

const unitsOf = (args: Arguments<"units">, { language }: Session): number | undefined => {
  const given = args.string("units")
  if (given === undefined) return undefined
  if (!/^[1-9]\d{0,8}$/.test(given)) throw new UsageError({ message: decideText[language].notUnits })
  return Number(given)
}
