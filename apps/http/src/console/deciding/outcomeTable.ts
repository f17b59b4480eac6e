/** What became, or would become, of each row: the discrepancy that it is of, and what to do about one that is refused. */
import type { DecidableItem } from "@faceid-tally/books/engine"
import { type NumberedOutcome, readDecisionRow } from "@faceid-tally/core/money"
import { decisionText, faultSentence, isRefused, kindText, type Table } from "@faceid-tally/report"
import * as Result from "effect/Result"

import type { PageContext } from "../context/PageContext.ts"
import { saidText } from "../decisions/saidText.ts"
import { decisionsText } from "../decisions/decisionsText.ts"
import { shortened } from "../text/shortened.ts"
import type { ProposedRow } from "./Proposal.ts"

export interface OutcomeRow {
  readonly outcome: NumberedOutcome
  readonly proposed: ProposedRow
  /** `null` where the month has none of the key. */
  readonly item: DecidableItem["item"] | null
}

export const outcomeTable = (context: PageContext, isTried: boolean): Table<OutcomeRow> => {
  const { language, say } = context
  const text = decisionsText[language]
  const words = isTried ? text.tried : text.became
  return [
    { key: "row", title: () => text.row, value: ({ proposed }) => proposed.row, align: "right" },
    {
      key: "seq",
      title: () => text.item,
      value: ({ item, outcome }) =>
        item === null
          ? (outcome.key ?? "—")
          : `${kindText(item.kind, say)} · ${shortened(item.seq ?? item.bizToken ?? outcome.key ?? "—")}`,
    },
    { key: "outcome", title: () => text.outcome, value: ({ outcome }) => words[outcome.outcome] },
    { key: "why", title: () => text.why, value: (row) => whyOf(row, context) },
  ]
}

const whyOf = ({ outcome, proposed }: OutcomeRow, { language, formats }: PageContext): string => {
  const text = decisionsText[language]
  switch (outcome.outcome) {
    case "applied": {
      const row = readDecisionRow(proposed.values)
      return row !== null && Result.isSuccess(row)
        ? text.applied(outcome.number, saidText(row.success, { language }))
        : ""
    }
    case "same":
      return text.same
    case "invalid":
      return text.invalid(faultSentence(outcome, decisionText[language]))
    case "unknown":
      return text.gone
    case "changed":
      return text.changed
    case "conflict": {
      const { latest } = outcome
      return latest === null
        ? text.contradicts
        : text.conflict(latest.by, formats.exactInstant(latest.at), saidText(latest, { language }))
    }
  }
}

/** Refused rows first, each part in the order of the sheet. */
export const refusedFirst = (rows: ReadonlyArray<OutcomeRow>): ReadonlyArray<OutcomeRow> =>
  rows.toSorted((a, b) => Number(isRefused(b.outcome)) - Number(isRefused(a.outcome)))
