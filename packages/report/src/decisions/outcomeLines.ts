/** What became of the rows by which somebody decided: the sum, and each refused row with what to do. */
import { decisionDocument } from "@faceid-tally/books/engine"
import type { NumberedOutcome, RowFault, RowField } from "@faceid-tally/core/money"
import { instantToIso } from "@faceid-tally/core/engine"

import { printable } from "../language/printable.ts"
import type { Language } from "../language/Language.ts"
import { decisionText, type DecisionText } from "./decisionText.ts"

export interface OutcomeOptions {
  readonly language: Language
  readonly dryRun: boolean
}

/** An outcome as data; what it has beside row and key depends on what it is. */
export const outcomeDocument = (outcome: NumberedOutcome) => {
  const { row, key } = outcome
  switch (outcome.outcome) {
    case "applied":
      return { row, key, outcome: outcome.outcome, number: outcome.number }
    case "invalid":
      return { row, key, outcome: outcome.outcome, field: outcome.field, code: outcome.code }
    case "conflict": {
      const { latest } = outcome
      return { row, key, outcome: outcome.outcome, latest: latest === null ? null : decisionDocument(latest) }
    }
    default:
      return { row, key, outcome: outcome.outcome }
  }
}

export const outcomeLines = (
  outcomes: ReadonlyArray<NumberedOutcome>,
  { language, dryRun }: OutcomeOptions,
): ReadonlyArray<string> => {
  const words = decisionText[language]
  const count = (of: NumberedOutcome["outcome"]) => outcomes.filter(({ outcome }) => outcome === of).length
  const [applied, same] = [count("applied"), count("same")]
  const refused = outcomes.length - applied - same
  return [
    (dryRun ? words.tried : words.summary)(applied, same, refused),
    ...outcomes.flatMap((outcome) => {
      const why = refusal(outcome, words)
      return why === undefined ? [] : [`  ${words.row(outcome.row, printable(outcome.key ?? "—"), why)}`]
    }),
  ]
}

export const isRefused = ({ outcome }: NumberedOutcome): boolean => outcome !== "applied" && outcome !== "same"

const sheetHeads: Readonly<Partial<Record<RowField, string>>> = { state: "decision" }

/** A field by the head of its column. */
const headOf = (field: RowField, { columns }: DecisionText): string =>
  field === "state" || field === "key" || field === "facts" || field === "base"
    ? (sheetHeads[field] ?? field)
    : columns[field]

/** A wrong field, by the head of its column. */
export const faultSentence = ({ field, code }: RowFault, words: DecisionText): string =>
  words.fault[code](headOf(field, words))

const refusal = (outcome: NumberedOutcome, words: DecisionText): string | undefined => {
  switch (outcome.outcome) {
    case "invalid":
      return faultSentence(outcome, words)
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
