/** `count`: results in, charges out. */
import { groupings, Tally } from "@faceid-tally/core"
import { readResults } from "@faceid-tally/files"
import { countDocument, countLines, csvRows, groupTable, totalsTable } from "@faceid-tally/report"
import * as Effect from "effect/Effect"

import { usage } from "../Arguments.ts"
import { readerOf } from "../reading.ts"
import { editionRulesOf } from "../rules.ts"
import type { Command } from "../Session.ts"

export const count: Command = (args, session) =>
  Effect.gen(function* () {
    const { by, editionRules, read } = yield* usage(() => ({
      by: args.choice("by", groupings),
      editionRules: editionRulesOf(args, session),
      read: readerOf(args, session),
    }))
    const tally = new Tally()
    const { isBad, isStopped } = yield* read((options) => readResults(args.strings("files"), tally, options))
    if (isStopped) return 2

    const document = countDocument(tally, { by, editionRules })
    const { say, style, output } = session
    const csv = { say, header: say.language === "en" ? "keys" : "titles" } as const
    const texts = (): Iterable<string> => {
      switch (args.string("output")) {
        case "json":
          return [`${JSON.stringify(document, null, 2)}\n`]
        case "ndjson":
          return (document.groups ?? [document]).map((row) => `${JSON.stringify(row)}\n`)
        case "csv":
          return by === undefined || document.groups === undefined
            ? csvRows(totalsTable(document), [document], csv)
            : csvRows(groupTable(by), document.groups, csv)
        default:
          return countLines(document, { say, style, by, edition: editionRules?.edition }).map((line) => `${line}\n`)
      }
    }
    const exitCode = isBad ? 2 : 0
    yield* Effect.promise(() => output.write(texts(), exitCode))
    return exitCode
  })
