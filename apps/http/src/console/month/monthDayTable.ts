/** The days of a month as a table, on the page and as a spreadsheet. */
import { dayFromNumber } from "@faceid-tally/core"
import { formatCount, type Table } from "@faceid-tally/report"

import type { Desk } from "../Desk.ts"
import type { MonthDay } from "./MonthView.ts"

export const monthDayTable = ({ text, words, formats }: Desk): Table<MonthDay> => [
  {
    key: "day",
    title: () => words.columns.day,
    value: ({ day }) => dayFromNumber(day),
    text: ({ day }) => formats.day(day),
    holds: "day",
  },
  { key: "ledgerCharges", title: () => text.month.ours, value: ({ ledgerCharges }) => ledgerCharges, align: "right" },
  {
    key: "billCharges",
    title: () => text.month.bill,
    value: ({ billCharges }) => billCharges,
    text: ({ billCharges }) => (billCharges === null ? "—" : formatCount(billCharges)),
    align: "right",
  },
  {
    key: "difference",
    title: () => text.month.difference,
    value: ({ difference }) => difference,
    text: ({ difference }) => (difference === null ? "—" : formatCount(difference, { sign: true })),
    align: "right",
  },
  { key: "state", title: () => text.month.state, value: (day) => stateText(day, text.month) },
]

const stateText = (
  { attempts, tokens, settled, isCollected, unpulled, billCharges }: MonthDay,
  text: Desk["text"]["month"],
): string => {
  const isOneAccount = unpulled.length === 1 && billCharges === null
  const gaps = [
    ...(unpulled.length === 0 ? [] : [isOneAccount ? text.notPulled : text.notPulledOf(unpulled.join(" "))]),
    ...(isCollected ? [] : [text.notCollected(settled, tokens)]),
  ]
  if (gaps.length > 0) return gaps.join(" · ")
  return attempts === 0 && (billCharges ?? 0) === 0 ? text.nothingHappened : text.whole
}
