/** `statement`: a calendar month in money: what it costs by both sides, and what lies between. */
import {
  closedStatement,
  closeMonth,
  type ComparedFigures,
  comparedFigures,
  monthStatement,
  type StatementRequest,
} from "@faceid-tally/books/engine"
import { dayOfInstant } from "@faceid-tally/core/engine"
import { type Invoice, invoiceFault, readInvoice, type StatementDocument } from "@faceid-tally/core/money"
import { accountNames, pricesLayer, ruleSetLayer, sealed } from "@faceid-tally/host/apps"
import {
  blockerLines,
  csvRows,
  labelRows,
  labelTable,
  printable,
  statementLines,
  type StatementReportOptions,
  statementSheets,
  statementText as statementWords,
} from "@faceid-tally/report"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"

import { authorOf } from "../../arguments/authorOf.ts"
import { refuseGiven } from "../../arguments/refuseGiven.ts"
import { type Arguments, usage, UsageError } from "../../session/Arguments.ts"
import { withStore } from "../../context/CommandContext.ts"
import { monthOfArguments } from "../../arguments/days.ts"
import { destinationOf } from "../../output/Destination.ts"
import { Refusal, type Session } from "../../session/Session.ts"
import type { ArgumentsOf, RunOf } from "../../spec/CommandSpec.ts"
import type { statementSpec } from "./spec.ts"
import { statementText } from "./statementText.ts"

type StatementArguments = ArgumentsOf<typeof statementSpec>

const exitCodes = { right: 0, different: 1, incomplete: 2 } as const

export const statement: RunOf<typeof statementSpec> = (args, session) =>
  Effect.gen(function* () {
    const { month, invoices, by } = yield* usage(() => {
      refuseUnfit(args, session)
      return {
        month: monthOfArguments(args, session),
        invoices: invoicesOf(args, session),
        by: args.boolean("close") ? authorOf(args, session) : "",
      }
    })
    const destination = yield* destinationOf(args, session)
    return yield* withStore(args, session, "changes", ({ settings }) =>
      Effect.gen(function* () {
        const account = args.string("account")
        const told = account === undefined ? accountNames(settings) : [account]
        yield* usage(() => refuseInvoices(invoices, told, session))
        const now = yield* Clock.currentTimeMillis
        const request: StatementRequest = {
          month,
          invoices,
          account,
          namedRules: Object.keys(settings.rules ?? {}),
          programVersion: session.programVersion(),
          now,
        }
        const inForce = Layer.merge(pricesLayer(settings), ruleSetLayer(settings))
        const print = ({ document, figures }: Stated, exitCode: number) => {
          const about = { hasPlan: settings.prices !== undefined, isOver: dayOfInstant(now) > month.last, figures }
          return destination.write(formsOf(document, about, args, session), exitCode)
        }
        const open = Effect.gen(function* () {
          const { result: document } = yield* sealed(monthStatement(request))
          return { document, figures: yield* comparedFigures(month, account) }
        })
        if (args.boolean("close")) {
          const closed = yield* close({ ...request, by }, args, session).pipe(Effect.provide(inForce))
          if (closed !== null) return yield* print(closed, 0)
          return BLOCKED
        }
        // A closed month is printed of what was kept: neither its prices nor its rules are read.
        const stated = (yield* closedStatement(month, account)) ?? (yield* Effect.provide(open, inForce))
        return yield* print(stated, exitCodes[stated.document.verdict])
      }),
    )
  })

interface Stated {
  readonly document: StatementDocument
  readonly figures: ComparedFigures
}

const BLOCKED = 2

const refuseUnfit = (args: StatementArguments, { language }: Session): void => {
  const text = statementText[language]
  if (args.boolean("close")) refuseGiven(args, ["account"], text.notOfOne)
  else refuseGiven(args, ["force", "reason", "author"], text.onlyWithClose)
}

/** The closed month; `null` where something stands in the way, which was told. */
const close = (request: StatementRequest & { readonly by: string }, args: StatementArguments, session: Session) =>
  Effect.gen(function* () {
    const { month } = request
    const text = statementText[session.language]
    const { result: closing } = yield* sealed(
      closeMonth({
        ...request,
        force: args.boolean("force"),
        reason: args.string("reason") ?? null,
      }),
    )
    switch (closing._tag) {
      case "BadReason":
        return yield* new UsageError({ message: text.reason[closing.fault] })
      case "NotLatest":
        return yield* new Refusal({ message: text.notLatest(month.name, closing.latest) })
      case "Blocked": {
        const { document } = closing
        const lines =
          args.string("output") === "json"
            ? [JSON.stringify(document, null, 2)]
            : blockerLines(document, statementWords[session.language])
        yield* Effect.promise(() =>
          session.output.write(
            lines.map((line) => `${line}\n`),
            BLOCKED,
          ),
        )
        return null
      }
      case "Closed":
        return { document: closing.document, figures: yield* comparedFigures(month) } satisfies Stated
    }
  })

/** The statement in each form in which it can be had. */
const formsOf = (
  document: StatementDocument,
  about: Pick<StatementReportOptions, "hasPlan" | "isOver" | "figures">,
  args: StatementArguments,
  { say, style, language }: Session,
) => {
  const words = statementWords[language]
  const options = { say, words, style, ...about }
  const texts = (): Iterable<string> => {
    switch (args.string("output")) {
      case "json":
        return [`${JSON.stringify(document, null, 2)}\n`]
      case "csv": {
        const header = say.language === "en" ? "keys" : "titles"
        return csvRows(labelTable(words), labelRows(document, about.figures.before), { say, header })
      }
      default:
        return statementLines(document, options).map((line) => `${line}\n`)
    }
  }
  return { texts, sheets: () => statementSheets(document, options) }
}

const invoicesOf = (args: Arguments<"invoice">, { language }: Session): ReadonlyArray<Invoice> =>
  args.strings("invoice").map((written) => {
    const invoice = readInvoice(written)
    if (invoice === undefined) throw new UsageError({ message: statementText[language].notAnAmount("invoice") })
    return invoice
  })

/** `accounts`: those that are told of. */
const refuseInvoices = (invoices: ReadonlyArray<Invoice>, accounts: ReadonlyArray<string>, { language }: Session) => {
  const found = invoiceFault(invoices, accounts)
  if (found === null) return
  const words = statementText[language].invoice(printable(found.account ?? ""), accounts.join(", "))
  throw new UsageError({ message: words[found.fault] })
}
