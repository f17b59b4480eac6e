/** All that is known of one Seq or BizToken, for people: what it resolves to, what was read, what is billed, and why. */
import type { Charge, CodeExplanation } from "@faceid-tally/core/engine"

import { showText } from "./showText.ts"
import { explainText } from "../explain/explainText.ts"
import type { SharedText } from "../messages/sharedText.ts"
import type { ShowDocument, ShownAttempt, ShownEntry, ShownLine, Source } from "./ShowDocument.ts"
import { placeText } from "../messages/placeText.ts"
import { plainStyle, type Style } from "../table/Style.ts"
import type { Column, Table } from "../table/Table.ts"
import { tableLines } from "../table/tableLines.ts"
import { printable } from "../language/printable.ts"

export interface ShowReportOptions {
  readonly say: SharedText
  readonly style?: Style
}

export const showLines = (shown: ShowDocument, { say, style = plainStyle }: ShowReportOptions): Array<string> => {
  const { id, attempts, entries, lines, codes } = shown
  const isToken = [...entries, ...lines].some(({ bizToken }) => bizToken === id)
  if (entries.length === 0 && lines.length === 0) return [showText[say.language].nothing(printable(id))]
  const part = <Row>(title: string, table: Table<Row>, rows: ReadonlyArray<Row>, none: string) => [
    "",
    style.strong(title),
    ...(rows.length === 0 ? [`  ${none}`] : tableLines(table, rows, { say, style })),
  ]
  return [
    style.strong(isToken ? showText[say.language].token(printable(id)) : showText[say.language].seq(printable(id))),
    ...part(showText[say.language].attempts, attemptTable, attempts, showText[say.language].noAttempts),
    ...part(showText[say.language].entries, entryTable, entries, showText[say.language].noAttempts),
    ...part(showText[say.language].lines, lineTable, lines, showText[say.language].noLines),
    ...(codes.length === 0 ? [] : part(showText[say.language].rules, codeTable(codes), codes, "")),
    "",
    explainText[say.language].audits,
  ]
}

interface Facts {
  readonly seq: string | null
  readonly charge: Charge
  readonly errcode: number | null
  readonly at: string | null
  readonly bizToken: string | null
  readonly ruleId: string | null
}

const seq: Column<Facts> = { key: "seq", title: () => "Seq", value: (row) => row.seq }
const bizToken: Column<Facts> = { key: "bizToken", title: () => "BizToken", value: (row) => row.bizToken }
const ruleId: Column<Facts> = { key: "ruleId", title: () => "RuleId", value: (row) => row.ruleId }
const time: Column<Facts> = { key: "at", title: (say) => say.columns.time, value: ({ at }) => at, holds: "time" }
const charge: Column<Facts> = {
  key: "charge",
  title: (say) => say.columns.charge,
  value: (row) => row.charge,
  text: (row, say) => say.charge(row.charge),
}
const errcode: Column<Facts> = {
  key: "errcode",
  title: (say) => say.columns.errcode,
  value: (row) => row.errcode,
  text: (row) => String(row.errcode ?? ""),
  align: "right",
}
const place: Column<Source> = {
  key: "place",
  title: (say) => showText[say.language].columns.place,
  value: placeText,
}

const attemptTable: Table<ShownAttempt> = [charge, errcode, time, seq, bizToken, ruleId, accountColumn()]

const entryTable: Table<ShownEntry> = [
  charge,
  errcode,
  time,
  seq,
  { key: "fetchedAt", title: (say) => say.columns.fetchedAt, value: ({ fetchedAt }) => fetchedAt, holds: "time" },
  place,
]

const lineTable: Table<ShownLine> = [
  charge,
  errcode,
  time,
  seq,
  { key: "day", title: (say) => say.columns.day, value: ({ day }) => day, holds: "day" },
  { key: "chargeType", title: (say) => say.columns.chargeType, value: ({ chargeType }) => chargeType },
  ruleId,
  { key: "chargeCount", title: () => "ChargeCount", value: ({ chargeCount }) => chargeCount, align: "right" },
  place,
]

/** One column for each edition. */
const codeTable = ([first]: ReadonlyArray<CodeExplanation>): Table<CodeExplanation> => [
  {
    key: "errcode",
    title: (say) => say.columns.errcode,
    value: (row) => row.errcode,
    text: (row) => String(row.errcode),
    align: "right",
  },
  {
    key: "meaning",
    title: (say) => say.columns.meaning,
    value: ({ meaning }, say) => (meaning === null ? say.unknown : say.language === "en" ? meaning.en : meaning.zh),
  },
  ...(first?.editions ?? []).map(({ edition }, i): Column<CodeExplanation> => ({
    key: edition,
    title: () => edition,
    value: ({ editions }) => editions[i]?.ruling ?? null,
    text: ({ editions }, say) => say.ruling[editions[i]?.ruling ?? "unlisted"],
  })),
]

function accountColumn(): Column<{ readonly account: string | null }> {
  return { key: "account", title: (say) => say.columns.account, value: ({ account }) => account }
}
