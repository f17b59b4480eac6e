/** The days of a month as a table, on the page and as a spreadsheet. */
import { dayFromNumber } from "@faceid-tally/core/engine"
import { formatCount, type Language, type Table } from "@faceid-tally/report"

import type { PageContext } from "../../context/PageContext.ts"
import { monthText } from "../view/monthText.ts"
import type { MonthDay } from "../view/MonthView.ts"
import { consoleText } from "../../text/consoleText.ts"

export const monthDayTable = ({ language, words, formats }: PageContext): Table<MonthDay> => [
  {
    key: "day",
    title: () => words.columns.day,
    value: ({ day }) => dayFromNumber(day),
    text: ({ day }) => formats.day(day),
    holds: "day",
  },
  {
    key: "ledgerCharges",
    title: () => consoleText[language].ours,
    value: ({ ledgerCharges }) => ledgerCharges,
    align: "right",
  },
  {
    key: "billCharges",
    title: () => consoleText[language].bill,
    value: ({ billCharges }) => billCharges,
    text: ({ billCharges }) => (billCharges === null ? "—" : formatCount(billCharges)),
    align: "right",
  },
  {
    key: "difference",
    title: () => consoleText[language].difference,
    value: ({ difference }) => difference,
    text: ({ difference }) => (difference === null ? "—" : formatCount(difference, { sign: true })),
    align: "right",
  },
  { key: "state", title: () => consoleText[language].state, value: (day) => stateText(day, language) },
]

const stateText = (
  { attempts, tokens, settled, isCollected, unpulled, billCharges }: MonthDay,
  language: Language,
): string => {
  const text = monthText[language]
  const isOneAccount = unpulled.length === 1 && billCharges === null
  const gaps = [
    ...(unpulled.length === 0 ? [] : [isOneAccount ? text.notPulled : text.notPulledOf(unpulled.join(" "))]),
    ...(isCollected ? [] : [text.notCollected(settled, tokens)]),
  ]
  if (gaps.length > 0) return gaps.join(" · ")
  return attempts === 0 && (billCharges ?? 0) === 0 ? text.nothingHappened : text.whole
}
