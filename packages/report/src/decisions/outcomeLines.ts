/** What became of the rows by which somebody decided: the sum, and each refused row with what to do. */
import type { NumberedOutcome } from "@faceid-tally/core/money"
import { instantToIso } from "@faceid-tally/core"

import { printable } from "../language/printable.ts"
import type { Language } from "../language/Language.ts"
import { decisionText, type DecisionText } from "./decisionText.ts"

export interface OutcomeOptions {
  readonly language: Language
  readonly dryRun: boolean
  /** The row of the sheet that a row was read from. */
  readonly sheetRow: (row: number) => number
}

export const outcomeLines = (
  outcomes: ReadonlyArray<NumberedOutcome>,
  { language, dryRun, sheetRow }: OutcomeOptions,
): ReadonlyArray<string> => {
  const words = decisionText[language]
  const count = (of: NumberedOutcome["outcome"]) => outcomes.filter(({ outcome }) => outcome === of).length
  const [applied, same] = [count("applied"), count("same")]
  const refused = outcomes.length - applied - same
  return [
    (dryRun ? words.tried : words.summary)(applied, same, refused),
    ...outcomes.flatMap((outcome) => {
      const why = refusal(outcome, words)
      return why === undefined ? [] : [`  ${words.row(sheetRow(outcome.row), printable(outcome.key ?? "—"), why)}`]
    }),
  ]
}

export const isRefused = ({ outcome }: NumberedOutcome): boolean => outcome !== "applied" && outcome !== "same"

const refusal = (outcome: NumberedOutcome, words: DecisionText): string | undefined => {
  switch (outcome.outcome) {
    case "invalid":
      return words.fault[outcome.code](outcome.field)
    case "unknown":
      return words.unknown
    case "changed":
      return words.changed
    case "conflict": {
      const { latest } = outcome
      if (latest === null) return words.contradicts
      return words.conflict(printable(latest.by), instantToIso(latest.at), words.state[latest.state])
    }
    default:
      return undefined
  }
}
