/** `count`: results in, charges out. */
import { type RequestedDays, groupings, Tally } from "@faceid-tally/core/engine"
import { readResults, readTotals, Totals } from "@faceid-tally/files"
import {
  type CountDocument,
  countDocument,
  countLines,
  csvRows,
  daysSentence,
  groupTable,
  hasTitles,
  isRuleGrouping,
  ruleGroupings,
  sheetOf,
  totalsTable,
} from "@faceid-tally/report"
import * as Effect from "effect/Effect"

import { type AnyArguments, type Arguments, usage } from "../../session/Arguments.ts"
import { checkNamedSettings } from "../../context/checkNamedSettings.ts"
import { daysOf } from "../../arguments/days.ts"
import { destinationOf } from "../../output/Destination.ts"
import { hasNoAnswer, readerOf } from "../../reading/readerOf.ts"
import { editionRulesOf } from "../../arguments/rules.ts"
import type { Session } from "../../session/Session.ts"
import type { RunOf } from "../../spec/CommandSpec.ts"
import type { countSpec } from "./spec.ts"

export const count: RunOf<typeof countSpec> = (args, session) =>
  Effect.gen(function* () {
    const { by, days, editionRules, read } = yield* usage(() => ({
      days: daysGiven(args, session),
      by: args.choice("by", [...groupings, ...ruleGroupings]),
      editionRules: editionRulesOf(args, session),
      read: readerOf(args, session),
    }))
    yield* checkNamedSettings(args, session)
    const destination = yield* destinationOf(args, session)
    const names = by !== undefined && isRuleGrouping(by) ? yield* namesOf(args, session) : undefined
    const files = args.strings("files")
    const [tally, totals] = [new Tally(), new Totals()]
    const isTotals = by === undefined && editionRules === undefined && days === undefined
    const outcome = yield* read({ at: "count", files }, (options) =>
      isTotals ? readTotals(files, totals, options) : readResults(files, tally, options),
    )
    if (hasNoAnswer(args, outcome)) return 2

    const document: CountDocument = isTotals
      ? totals.summary()
      : countDocument(tally, { by, days, ruleNames: names, editionRules })
    const { groups } = document
    const { say, style } = session
    const csv = { say, header: say.language === "en" ? "keys" : "titles" } as const
    const texts = (): Iterable<string> => {
      switch (args.string("output")) {
        case "json":
          return [`${JSON.stringify(document, null, 2)}\n`]
        case "ndjson":
          return (groups ?? [document]).map((row) => `${JSON.stringify(row)}\n`)
        case "csv":
          return by === undefined || groups === undefined
            ? csvRows(totalsTable(document), [document], csv)
            : csvRows(groupTable(by, hasTitles(groups)), groups, csv)
        default:
          return countLines(document, { say, style, by, days, edition: editionRules?.edition }).map(
            (line) => `${line}\n`,
          )
      }
    }
    const sheets = () => [
      sheetOf(totalsTable(document), [document], { say, name: say.sheet.count }),
      ...(by === undefined || groups === undefined
        ? []
        : [sheetOf(groupTable(by, hasTitles(groups)), groups, { say, name: say.sheet.groups(say.grouping[by]) })]),
    ]
    // A table says so itself, and the document has the numbers.
    const isSaid = ["table", "json"].includes(args.string("output") ?? "table")
    if (days !== undefined && !isSaid && !args.boolean("quiet")) session.tell(daysSentence(document, days, say))
    return yield* destination.write({ texts, sheets }, outcome.isBad ? 2 : 0)
  })

/** The days that are asked for, `undefined` where all are. */
const daysGiven = (args: Arguments<"from" | "to" | "month">, session: Session): RequestedDays | undefined => {
  const days = daysOf(args, session)
  return days.from === undefined && days.to === undefined ? undefined : days
}

/** The settings are loaded only where they are needed. */
const namesOf = (args: AnyArguments, session: Session) =>
  Effect.flatMap(
    Effect.promise(() => import("../../context/ruleNames.ts")),
    ({ ruleNames }) => ruleNames(args, session),
  )
