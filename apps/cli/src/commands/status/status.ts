/** `status`: where the books stand. */
import { Ledger } from "@faceid-tally/books/engine"
import { dayFromNumber } from "@faceid-tally/core/engine"
import { daysShown } from "@faceid-tally/host/apps"
import { csvRows, dayTable, ruleGroupings, statusDocument, statusLines, tableLines } from "@faceid-tally/report"
import type { GroupedDays } from "@faceid-tally/report/documents"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"

import { usage } from "../../session/Arguments.ts"
import { accountsOf } from "../../arguments/accountsOf.ts"
import { answer } from "../../output/answer.ts"
import { numberOfDay } from "../../arguments/days.ts"
import { withLedger } from "../../context/CommandContext.ts"
import { ruleGroups, ruleGroupTable } from "./ruleGroups.ts"
import { daysOf } from "../../arguments/days.ts"
import type { RunOf } from "../../spec/CommandSpec.ts"
import type { statusSpec } from "./spec.ts"

export const status: RunOf<typeof statusSpec> = (args, session) =>
  Effect.gen(function* () {
    const days = yield* usage(() => {
      const { from, to } = daysOf(args, session)
      return { from: numberOfDay(from), to: numberOfDay(to) }
    })
    const { say, style, output } = session
    return yield* withLedger(args, session, "reads", ({ words, settings }) =>
      Effect.gen(function* () {
        yield* accountsOf(args, session, settings)
        const account = args.string("account")
        const now = yield* Clock.currentTimeMillis
        const { fromDay, toDay } = daysShown(now, days)
        const by = args.choice("by", ruleGroupings)
        const header = say.language === "en" ? "keys" : "titles"
        if (by !== undefined) {
          const groups = yield* ruleGroups({ fromDay, toDay, account }, by, settings)
          const table = ruleGroupTable(by, words)
          if (args.string("output") === "csv") {
            yield* Effect.promise(() => output.write(csvRows(table, groups, { say, header }), 0))
            return 0
          }
          return yield* answer(args, session, {
            document: { from: dayFromNumber(fromDay), to: dayFromNumber(toDay), by, groups } satisfies GroupedDays,
            lines: tableLines(table, groups, { say, style }),
          })
        }
        const found = yield* (yield* Ledger).status(now, { fromDay, toDay, account })
        if (args.string("output") === "csv") {
          yield* Effect.promise(() => output.write(csvRows(dayTable(words), found.grid, { say, header }), 0))
          return 0
        }
        return yield* answer(args, session, {
          document: statusDocument(found),
          lines: statusLines(found, { say, words, style }),
        })
      }),
    )
  })
