/** `statement`: a calendar month in money: what it costs by both sides, and what lies between. */
import { comparedFigures, monthStatement } from "@faceid-tally/books"
import { dayOfInstant } from "@faceid-tally/core"
import { type Amount, readAmount } from "@faceid-tally/core/money"
import { accountNames, pricesLayer, ruleSetLayer, sealed } from "@faceid-tally/host"
import {
  csvRows,
  labelRows,
  labelTable,
  statementLines,
  statementSheets,
  statementText as statementWords,
} from "@faceid-tally/report"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"

import { type Arguments, usage, UsageError } from "../../session/Arguments.ts"
import { withStore } from "../../context/CommandContext.ts"
import { monthOfArguments } from "../../arguments/days.ts"
import { destinationOf } from "../../output/Destination.ts"
import type { Session } from "../../session/Session.ts"
import type { RunOf } from "../../spec/CommandSpec.ts"
import type { statementSpec } from "./spec.ts"
import { statementText } from "./statementText.ts"

const exitCodes = { right: 0, different: 1, incomplete: 2 } as const

export const statement: RunOf<typeof statementSpec> = (args, session) =>
  Effect.gen(function* () {
    const { month, invoice } = yield* usage(() => ({
      month: monthOfArguments(args, session),
      invoice: invoiceOf(args, session),
    }))
    const destination = yield* destinationOf(args, session)
    const { say, style } = session
    const words = statementWords[session.language]
    return yield* withStore(args, session, "changes", ({ settings }) =>
      Effect.gen(function* () {
        if (invoice !== undefined && args.string("account") === undefined && accountNames(settings).length > 1) {
          return yield* new UsageError({ message: statementText[session.language].whoseInvoice })
        }
        const now = yield* Clock.currentTimeMillis
        const { result: document } = yield* sealed(
          monthStatement({
            month,
            invoice,
            account: args.string("account"),
            namedRules: Object.keys(settings.rules ?? {}),
            programVersion: session.programVersion(),
            now,
          }),
        )
        const figures = yield* comparedFigures(month, args.string("account"))
        const hasPlan = settings.prices !== undefined
        const options = { say, words, style, hasPlan, figures, isOver: dayOfInstant(now) > month.last }
        const texts = (): Iterable<string> => {
          switch (args.string("output")) {
            case "json":
              return [`${JSON.stringify(document, null, 2)}\n`]
            case "csv": {
              const header = say.language === "en" ? "keys" : "titles"
              return csvRows(labelTable(words), labelRows(document, figures.before), { say, header })
            }
            default:
              return statementLines(document, options).map((line) => `${line}\n`)
          }
        }
        const sheets = () => statementSheets(document, options)
        return yield* destination.write({ texts, sheets }, exitCodes[document.verdict])
      }).pipe(Effect.provide([pricesLayer(settings), ruleSetLayer(settings)])),
    )
  })

const invoiceOf = (args: Arguments<"invoice">, { language }: Session): Amount | undefined => {
  const written = args.string("invoice")
  if (written === undefined) return undefined
  const amount = readAmount(written.trim())
  if (amount === undefined) throw new UsageError({ message: statementText[language].notAnAmount("invoice") })
  return amount
}
