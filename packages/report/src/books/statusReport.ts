/** Where the books stand, for people: BizTokens by state, what is due next, and a grid of days and accounts. */
import type { DayStatus, Status } from "@faceid-tally/books/engine"
import { dayFromNumber, isoOrNull, type VerificationState, verificationStates } from "@faceid-tally/core/engine"

import type { SharedText } from "../messages/sharedText.ts"
import { formatCount } from "../language/Money.ts"
import { plainStyle, type Style } from "../table/Style.ts"
import type { Table } from "../table/Table.ts"
import { tableLines } from "../table/tableLines.ts"
import type { BooksText } from "./booksText.ts"

export interface BooksReportOptions {
  readonly say: SharedText
  readonly words: BooksText
  readonly style?: Style
}

/** So many deadlines are shown. */
const DEADLINES_SHOWN = 5

export const statusLines = (status: Status, { say, words, style = plainStyle }: BooksReportOptions): Array<string> => {
  const deadlines = status.deadlines.slice(0, DEADLINES_SHOWN)
  const states = verificationStates.map((state) => ({ name: words.state[state], count: status.tokens[state], state }))
  const refused = status.refused === 0 ? [] : [{ name: words.status.refused, count: status.refused, state: null }]
  return [
    style.strong(words.status.tokens),
    ...tableLines(stateTable(words), [...states, ...refused], {
      say,
      style,
      titles: false,
      paint: ({ state, count }, { bad, faint }) =>
        count === 0 ? faint : state === "lapsed" || state === "expired" ? bad : (line) => line,
    }),
    words.status.due(status.due),
    ...(deadlines.length === 0
      ? []
      : ["", style.strong(words.status.deadlines), ...tableLines(deadlineTable(words), deadlines, { say, style })]),
    "",
    ...(status.grid.length === 0
      ? [words.status.noDays]
      : [
          style.strong(words.status.days),
          ...tableLines(dayTable(words), status.grid, {
            say,
            style,
            paint: ({ difference }, { bad }) => (difference === null || difference === 0 ? (line) => line : bad),
          }),
        ]),
    "",
    words.status.head(status.head, status.unsealedBatches),
  ]
}

interface StateRow {
  readonly name: string
  readonly count: number
  readonly state: VerificationState | null
}

const stateTable = ({ columns }: BooksText): Table<StateRow> => [
  { key: "state", title: () => columns.state, value: ({ name }) => name },
  { key: "count", title: () => columns.count, value: ({ count }) => count, align: "right" },
]

const deadlineTable = ({ columns }: BooksText): Table<Status["deadlines"][number]> => [
  { key: "bizToken", title: () => "BizToken", value: ({ bizToken }) => bizToken },
  { key: "account", title: () => columns.account, value: ({ account }) => account },
  { key: "nextDue", title: () => columns.nextDue, value: ({ nextDue }) => isoOrNull(nextDue), holds: "time" },
  { key: "deadline", title: () => columns.deadline, value: ({ deadline }) => isoOrNull(deadline), holds: "time" },
]

/** The grid: a row for each day of each account. */
export const dayTable = ({ columns, status }: BooksText): Table<DayStatus> => [
  { key: "day", title: () => columns.day, value: ({ day }) => dayFromNumber(day), holds: "day" },
  { key: "account", title: () => columns.account, value: ({ account }) => account },
  { key: "attempts", title: () => columns.attempts, value: ({ attempts }) => attempts, align: "right" },
  { key: "charges", title: () => columns.charges, value: ({ charges }) => charges, align: "right" },
  {
    key: "collected",
    title: () => columns.collected,
    value: ({ collected }) => collected,
    text: ({ settled, tokens, collected }) =>
      tokens === 0 ? (collected ? status.yes : status.no) : `${formatCount(settled)}/${formatCount(tokens)}`,
    align: "right",
  },
  { key: "version", title: () => columns.pulled, value: ({ pulled }) => pulled?.version ?? null, align: "right" },
  {
    key: "billCharges",
    title: () => columns.billCharges,
    value: ({ pulled }) => pulled?.charges ?? null,
    align: "right",
  },
  {
    key: "difference",
    title: () => columns.difference,
    value: ({ difference }) => difference,
    text: ({ difference }) => (difference === null ? "" : formatCount(difference, { sign: true })),
    align: "right",
  },
  { key: "run", title: () => columns.reconciled, value: ({ reconciled }) => reconciled?.run ?? null, align: "right" },
]
