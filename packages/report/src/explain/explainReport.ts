/** What a return code means and whether it is charged, by edition, with the page that says so. */
import type { CodeExplanation, Explanation } from "@faceid-tally/core/engine"

import { explainText } from "./explainText.ts"
import type { SharedText } from "../messages/sharedText.ts"
import { plainStyle, type Style } from "../table/Style.ts"
import type { Table } from "../table/Table.ts"
import { tableLines } from "../table/tableLines.ts"
import { printable } from "../language/printable.ts"

export interface ExplainReportOptions {
  readonly say: SharedText
  readonly style?: Style
}

export const explainLines = (
  code: CodeExplanation,
  { say, style = plainStyle }: ExplainReportOptions,
): Array<string> => {
  if (code.meaning === null) return [explainText[say.language].unknownCode(code.errcode)]
  const { zh, en } = code.meaning
  const meanings = say.language === "en" ? [en, zh] : [zh, en]
  return [
    style.strong(`${code.errcode}${say.colon}${printable(meanings.filter((text) => text !== "").join(" · "))}`),
    "",
    ...tableLines(rulingTable, code.editions, {
      say,
      style,
      paint:
        ({ ruling }, { bad, faint }) =>
        (line) =>
          ruling === "charged" ? bad(line) : ruling === "unlisted" ? faint(line) : line,
    }),
    "",
    explainText[say.language].audits,
  ]
}

export const rulingTable: Table<Explanation> = [
  { key: "edition", title: (say) => explainText[say.language].columns.edition, value: ({ edition }) => edition },
  {
    key: "ruling",
    title: (say) => explainText[say.language].columns.ruling,
    value: ({ ruling }) => ruling,
    text: ({ ruling }, say) => say.ruling[ruling],
  },
  {
    key: "source",
    title: (say) => explainText[say.language].columns.source,
    value: ({ edition, source }) => (source.title === edition ? source.page : `${source.title} ${source.page}`),
  },
  { key: "readOn", title: (say) => explainText[say.language].columns.readOn, value: ({ source }) => source.readOn },
]
