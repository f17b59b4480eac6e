/** Closed months in the statement of a later one, and what keeps a month from being closed. */
import type { Adjustment, StatementDocument } from "@faceid-tally/core/money"

import type { SharedText } from "../messages/sharedText.ts"
import type { Table } from "../table/Table.ts"
import { moneyColumn, textColumn, unitsColumn } from "./columns.ts"
import type { StatementText } from "./statementText.ts"

/** One label of an adjustment; `undefined` where the month cannot be compared any more. */
export interface AdjustmentRow extends Pick<Adjustment, "month" | "causes"> {
  readonly of: Adjustment["labels"][number] | undefined
}

export const adjustmentRows = ({ adjustments }: StatementDocument): ReadonlyArray<AdjustmentRow> =>
  adjustments.flatMap(({ month, causes, labels }): ReadonlyArray<AdjustmentRow> =>
    labels.length === 0 ? [{ month, causes, of: undefined }] : labels.map((of) => ({ month, causes, of })),
  )

const always = () => true

export const adjustmentTable = (words: StatementText): Table<AdjustmentRow> => [
  textColumn(words, "month", ({ month }) => month),
  textColumn(words, "account", ({ of }) => of?.account ?? null),
  textColumn(words, "label", ({ of }) => (of === undefined ? null : (of.label ?? words.noLabel))),
  unitsColumn(words, "oursCharges", ({ of }) => of?.units.ours ?? null, always),
  unitsColumn(words, "billCharges", ({ of }) => of?.units.bill ?? null, always),
  moneyColumn(words, "oursBilled", ({ of }) => of?.billed.ours, always),
  moneyColumn(words, "billBilled", ({ of }) => of?.billed.bill, always),
  moneyColumn(words, "oursConsumed", ({ of }) => of?.consumed.ours, always),
  moneyColumn(words, "billConsumed", ({ of }) => of?.consumed.bill, always),
  moneyColumn(words, "cost", ({ of }) => of?.cost, always),
  textColumn(words, "causes", ({ causes }) => causes.map((cause) => words.cause[cause]).join(words.listMark)),
]

type Earlier = StatementDocument["earlier"][number]

export const earlierTable = (words: StatementText): Table<Earlier> => [
  textColumn(words, "month", ({ month }) => month),
  textColumn(words, "state", ({ state }) => words.state[state]),
  unitsColumn(words, "count", ({ count }) => count),
  moneyColumn(words, "amount", ({ amount }) => amount ?? undefined),
  unitsColumn(words, "units", ({ units }) => units),
]

/** What stands in the way of a close, each with what to do, and how it is closed all the same. */
export const blockerLines = ({ blockers }: StatementDocument, words: StatementText): ReadonlyArray<string> => [
  words.blocked,
  ...blockers.map(({ code, count }) => `  ${words.blockers[code](count)}`),
  words.blockedHint,
]

/** When and by whom a month was closed; nothing of an open one. */
export const closedSentences = (
  { close }: Pick<StatementDocument, "close">,
  { gap }: SharedText,
  words: StatementText,
): ReadonlyArray<string> => {
  if (close === null) return []
  const { at, by, revision, reason } = close
  const sentence = words.closed(at.slice(0, "2026-10-01".length), by, revision)
  return [reason === null ? sentence : `${sentence}${gap}${words.closedBecause(reason)}`]
}
