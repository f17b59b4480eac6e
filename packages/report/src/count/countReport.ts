/** A count for people: the three kinds of attempts, NFC apart, and what of the input needs a look. */
import type { RequestedDays } from "@faceid-tally/core/engine"

import type { CountDocument, Group } from "./CountDocument.ts"
import type { Grouping } from "../messages/Grouping.ts"
import { countText } from "./countText.ts"
import type { SharedText } from "../messages/sharedText.ts"
import { plainStyle, type Style } from "../table/Style.ts"
import type { Column, Table } from "../table/Table.ts"
import { tableLines } from "../table/tableLines.ts"

export interface CountReportOptions {
  readonly say: SharedText
  readonly style?: Style
  readonly by?: Grouping | undefined
  readonly edition?: string | undefined
  readonly days?: RequestedDays | undefined
}

export const countLines = (
  count: CountDocument,
  { say, style = plainStyle, by, edition, days }: CountReportOptions,
): Array<string> => [
  style.strong(countText[say.language].headline(count.charges, count.attempts)),
  ...(days === undefined ? [] : [daysSentence(count, days, say)]),
  "",
  ...tableLines(wordsTable, countWords(count, say, edition), {
    say,
    style,
    titles: false,
    paint: ({ tone }, { good, note, strong }) => ({ plain: (line: string) => line, strong, good, note })[tone],
  }),
  "",
  countText[say.language].read(count),
  ...(by === undefined || count.groups === undefined
    ? []
    : ["", ...tableLines(groupTable(by, hasTitles(count.groups)), count.groups, { say, style })]),
]

/** Which days were counted, and what was left out. */
export const daysSentence = (count: CountDocument, { from, to }: RequestedDays, { language }: SharedText): string => {
  const { days, leftOut } = countText[language]
  return days(from, to) + leftOut(count.outside ?? 0, count.undated ?? 0, count.nfcUndated ?? 0)
}

/** Whether groups are of RuleIds that the settings name. */
export const hasTitles = (groups: ReadonlyArray<Group>): boolean => groups.some(({ title }) => title !== undefined)

interface CountWord {
  readonly name: string
  readonly count: number
  readonly words: string
  readonly tone: "plain" | "strong" | "note"
}

const wordsTable: Table<CountWord> = [
  { key: "name", title: () => "", value: ({ name }) => name },
  { key: "count", title: () => "", value: ({ count }) => count, align: "right" },
  { key: "words", title: () => "", value: ({ words }) => words },
]

/** What is zero and would only worry is left out. */
const countWords = (count: CountDocument, say: SharedText, edition: string | undefined): Array<CountWord> => {
  const text = countText[say.language]
  const columns = columnsIn(say)
  const word = (key: CountColumn & keyof CountDocument, words: string, tone: CountWord["tone"] = "plain") => ({
    name: columns[key],
    count: count[key],
    words,
    tone,
  })
  const ifAny = (...args: Parameters<typeof word>) => (count[args[0]] === 0 ? [] : [word(...args)])
  const { unknownByRules } = count
  const unknownWords =
    count.unknown === 0
      ? text.unknown
      : text.unknown +
        say.comma +
        (unknownByRules === undefined ? text.unknownHint : text.unknownOf(edition ?? "", unknownByRules))
  return [
    word("charges", text.charges, "strong"),
    word("uncharged", text.uncharged),
    word("unknown", unknownWords, count.unknown > 0 ? "note" : "plain"),
    word("attempts", text.attempts),
    ...ifAny("nfcCharges", text.nfc),
    ...ifAny("unidentified", text.unidentified, "note"),
    ...ifAny("duplicates", text.duplicates),
    ...ifAny("conflicts", text.conflicts, "note"),
    ...ifAny("rejected", text.rejected, "note"),
  ]
}

/** The counts per key of one grouping; `isNamed` where the settings name RuleIds. */
export const groupTable = (by: Grouping, isNamed = false): Table<Group> => [
  {
    key: by,
    title: (say) => say.grouping[by],
    value: ({ key }, say) => key ?? say.unknown,
    text: ({ key }, say) => {
      if (key === null) return say.unknown
      return by === "channel" ? (say.channel[key] ?? String(key)) : String(key)
    },
    ...(by === "day" && { holds: "day" }),
  },
  ...(isNamed
    ? [{ key: "title", title: (say: SharedText) => say.columns.title, value: ({ title }: Group) => title ?? null }]
    : []),
  numberColumn("attempts"),
  numberColumn("charges"),
  numberColumn("uncharged"),
  numberColumn("unknown"),
]

/** The totals as one row, for CSV. */
export const totalsTable = ({ unknownByRules }: CountDocument): Table<CountDocument> => [
  ...(
    ["records", "results", "apiErrors", "rejected", "entries", "attempts", "charges", "uncharged", "unknown"] as const
  ).map((key) => numberColumn<typeof key>(key)),
  ...(unknownByRules === undefined
    ? []
    : (["charged", "free", "unlisted"] as const).map((ruling): Column<CountDocument> => {
        const key = ({ charged: "unknownCharged", free: "unknownFree", unlisted: "unknownUnlisted" } as const)[ruling]
        return {
          key,
          title: (say) => columnsIn(say)[key],
          value: (count) => count.unknownByRules?.[ruling] ?? null,
          align: "right",
        }
      })),
  ...(["unidentified", "duplicates", "conflicts", "nfcCharges"] as const).map((key) => numberColumn<typeof key>(key)),
]

/** The titles that other reports have too, and those of a count alone. */
const columnsIn = (say: SharedText) => ({ ...say.columns, ...countText[say.language].columns })

type CountColumn = keyof ReturnType<typeof columnsIn>

function numberColumn<Key extends CountColumn>(key: Key): Column<Readonly<Record<Key, number>>> {
  return { key, title: (say) => columnsIn(say)[key], value: (row) => row[key], align: "right" }
}
