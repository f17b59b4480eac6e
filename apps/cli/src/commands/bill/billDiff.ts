/** `bill diff`: what changed between two versions of a day's bill. */
import {
  type BillChange,
  type BillChangeCursor,
  type BilledLine,
  type BillVersion,
  Ledger,
} from "@faceid-tally/books/engine"
import { DEFAULT_ACCOUNT, isoOrNull } from "@faceid-tally/core/engine"
import { billChangeTable, csvRows, tableLines } from "@faceid-tally/report"
import type { BillDiff, ChangedLine } from "@faceid-tally/report/documents"
import * as Effect from "effect/Effect"

import { type Arguments, usage, UsageError } from "../../session/Arguments.ts"
import { answer } from "../../output/answer.ts"
import { dayOf, numberOfDay } from "../../arguments/days.ts"
import { withLedger } from "../../context/CommandContext.ts"
import type { Session } from "../../session/Session.ts"
import type { RunOf } from "../../spec/CommandSpec.ts"
import type { billDiffSpec } from "./spec.ts"
import { argumentText } from "../../arguments/argumentText.ts"
import { billText } from "./billText.ts"

const CHANGES_PER_PAGE = 1000

export const billDiff: RunOf<typeof billDiffSpec> = (args, session) =>
  Effect.gen(function* () {
    const { day, numbers } = yield* usage(() => ({
      day: numberOfDay(dayOf(args, "day", session)) ?? 0,
      numbers: versionNumbers(args, session),
    }))
    const account = args.string("account") ?? DEFAULT_ACCOUNT
    const { say, style, output } = session
    return yield* withLedger(args, session, "reads", ({ words }) =>
      Effect.gen(function* () {
        const ledger = yield* Ledger
        const versions = yield* ledger.versions({ account, day })
        const known = versions.map(({ version }) => version)
        const absent = known.length === 0 ? undefined : numbers?.find((number) => !known.includes(number))
        if (absent !== undefined) {
          return yield* new UsageError({ message: billText[session.language].noSuchVersion(absent, known) })
        }
        const [from, to] = chosen(versions, numbers)
        if (from === undefined || to === undefined) {
          const only = versions.at(-1)
          const line = only === undefined ? words.diff.none : words.diff.one(only.version)
          const document: BillDiff = { from: null, to: only?.version ?? null, impact: 0, changes: [] }
          return yield* answer(args, session, { document, lines: [line], exitCode: only === undefined ? 2 : 0 })
        }
        const changes = yield* allChanges(from, to)
        const impact = changes.reduce((sum, change) => sum + change.impact, 0)
        const table = billChangeTable(words)
        if (args.string("output") === "csv") {
          const header = say.language === "en" ? "keys" : "titles"
          yield* Effect.promise(() => output.write(csvRows(table, changes, { say, header }), 0))
          return 0
        }
        return yield* answer(args, session, {
          document: {
            from: from.version,
            to: to.version,
            impact,
            changes: changes.map(changeDocument),
          } satisfies BillDiff,
          lines: [
            style.strong(words.diff.versions(from.version, to.version)),
            ...(changes.length === 0 ? [words.diff.same] : tableLines(table, changes, { say, style })),
            ...(changes.length === 0 ? [] : ["", words.diff.total(changes.length, impact)]),
          ],
        })
      }),
    )
  })

const changeDocument = ({ before, after, ...change }: BillChange): BillDiff["changes"][number] => ({
  ...change,
  before: before && lineDocument(before),
  after: after && lineDocument(after),
})

const lineDocument = ({ at, ...line }: BilledLine): ChangedLine => ({ ...line, at: isoOrNull(at) })

const allChanges = (from: BillVersion, to: BillVersion) =>
  Effect.gen(function* () {
    const ledger = yield* Ledger
    const changes: Array<BillChange> = []
    for (let after: BillChangeCursor | undefined; ;) {
      const { rows, next } = yield* ledger.diff(from.id, to.id, { after, limit: CHANGES_PER_PAGE })
      changes.push(...rows)
      if (next === null) return changes
      after = next
    }
  })

const chosen = (versions: ReadonlyArray<BillVersion>, numbers: readonly [number, number] | undefined) =>
  numbers === undefined
    ? ([versions.at(-2), versions.at(-1)] as const)
    : numbers.map((number) => versions.find(({ version }) => version === number))

/** `--versions 1,3` */
const versionNumbers = (args: Arguments<"versions">, { language }: Session): readonly [number, number] | undefined => {
  const value = args.string("versions")
  if (value === undefined) return undefined
  const [, from, to] = /^([1-9]\d{0,8}),([1-9]\d{0,8})$/.exec(value) ?? []
  if (from === undefined || to === undefined)
    throw new UsageError({ message: argumentText[language].notANumber("versions") })
  return [Number(from), Number(to)]
}
