/** The discrepancies of a run as a table of a page: few columns, with the explanation in words. */
import type { RunItem } from "@faceid-tally/books"
import { dayNumberOf, type Side } from "@faceid-tally/core"
import { explanation, formatCount, kindText, type SharedText, type Table } from "@faceid-tally/report"

import type { PageContext } from "../context/PageContext.ts"
import { discrepanciesText } from "./discrepanciesText.ts"
import { consoleText } from "../text/consoleText.ts"

export const runItemTable = ({ language, formats }: PageContext): Table<RunItem> => [
  {
    key: "day",
    title: (say) => say.columns.day,
    value: ({ item }) => item.day,
    text: ({ item: { day } }) => (day === null ? "—" : formats.day(dayNumberOf(day) ?? 0)),
    holds: "day",
  },
  { key: "kindName", title: (say) => say.columns.kindName, value: ({ item }, say) => kindText(item.kind, say) },
  {
    key: "impact",
    title: (say) => say.columns.impact,
    value: ({ item }) => item.impact,
    text: ({ item }) => formatCount(item.impact, { sign: true }),
    align: "right",
  },
  {
    key: "seq",
    title: () => "Seq / BizToken",
    value: ({ item }) => item.seq ?? item.bizToken,
    text: ({ item }) => item.seq ?? item.bizToken ?? discrepanciesText[language].noId,
  },
  { key: "account", title: (say) => say.columns.account, value: ({ item }) => item.account },
  { key: "ledger", title: () => consoleText[language].ours, value: ({ item }, say) => flagText(item.ledger, say) },
  { key: "bill", title: () => consoleText[language].bill, value: ({ item }, say) => flagText(item.bill, say) },
  { key: "explanation", title: (say) => say.columns.explanation, value: ({ item }, say) => explanation(item, say) },
]

const flagText = (side: Side | null, say: SharedText): string => (side === null ? "—" : say.charge(side.charge))

/** What a side says: its flag and its code. */
export const sideText = (side: Side | null, say: SharedText): string => {
  if (side === null) return "—"
  return side.errcode === null
    ? say.charge(side.charge)
    : `${say.charge(side.charge)} · ${say.columns.errcode} ${side.errcode}`
}
