/** One sheet: the description of a table and its rows become typed cells. What no cell can type stays text. */
import stringWidth from "fast-string-width"

import { dayNumberOf, startOfDay } from "@faceid-tally/core/engine"

import type { Language } from "../language/Language.ts"
import type { SharedText } from "../messages/sharedText.ts"
import { decimalText } from "../language/Money.ts"
import { cellText, type Column, isMoney, type Table } from "../table/Table.ts"
import { countFormat, dayFormat, headFormat, moneyFormat, textFormat, timeFormat } from "./styles.ts"
import { xmlText } from "./xmlText.ts"

export interface SheetOptions {
  readonly say: SharedText
  /** The sheet's name; what a name may not hold is taken out. */
  readonly name: string
  /** Sentences over the table and under it. */
  readonly above?: ReadonlyArray<string>
  readonly below?: ReadonlyArray<string>
}

/** A table that is ready to be written: its cells are made when they are asked for. */
export interface Sheet {
  readonly name: string
  readonly language: Language
  readonly above: ReadonlyArray<string>
  readonly columns: ReadonlyArray<SheetColumn>
  readonly rows: AsyncIterable<SheetRow> | Iterable<SheetRow>
  readonly below: ReadonlyArray<string>
}

export interface SheetColumn {
  readonly title: string
  /** The texts to choose from, if it has such. */
  readonly choices: ReadonlyArray<string> | undefined
}

export interface SheetRow {
  /** The inside of each cell's element and its attributes but the address; `""` for an empty cell. */
  readonly cells: ReadonlyArray<string>
  /** How many columns of text each cell takes. */
  readonly widths: () => ReadonlyArray<number>
}

export const sheetOf = <Row>(
  table: Table<Row>,
  rows: AsyncIterable<Row> | Iterable<Row>,
  { say, name, above = [], below = [] }: SheetOptions,
): Sheet => ({
  name,
  language: say.language,
  above,
  columns: table.map(({ title, choices }) => ({ title: title(say), choices: choices?.(say) })),
  rows: sheetRows(table, rows, say),
  below,
})

/** Rows that are there already are not waited for one by one: that would take longer than all else. */
const sheetRows = <Row>(
  table: Table<Row>,
  rows: AsyncIterable<Row> | Iterable<Row>,
  say: SharedText,
): AsyncIterable<SheetRow> | Iterable<SheetRow> => {
  const sheetRow = (row: Row): SheetRow => ({
    cells: table.map((column) => cellOf(column, row, say)),
    widths: () => table.map((column) => widthOf(column, row, say)),
  })
  return Symbol.asyncIterator in rows ? mapped(rows, sheetRow) : Iterator.from(rows).map(sheetRow)
}

async function* mapped<A, B>(all: AsyncIterable<A>, map: (one: A) => B): AsyncGenerator<B> {
  for await (const one of all) yield map(one)
}

const cellOf = <Row>(column: Column<Row>, row: Row, say: SharedText): string => {
  const value = column.value(row, say)
  if (value === null || value === "") return ""
  if (typeof value === "number") return numberCell(String(value), isCount(column) ? countFormat : undefined)
  if (typeof value === "boolean") return ` t="b"><v>${value ? 1 : 0}</v>`
  if (isMoney(value)) return numberCell(decimalText(value), moneyFormat(value))
  return dateCell(column, value) ?? textCell(value)
}

/** A day, or a time in China, as a date; `undefined` where the text is none that a spreadsheet has. */
const dateCell = <Row>({ holds }: Column<Row>, text: string): string | undefined => {
  if (holds === undefined) return undefined
  const days = holds === "day" ? dayNumberOf(text) : daysOfTime(text)
  if (days === undefined) return undefined
  const serial = days + DAYS_BEFORE_1970
  if (serial < SERIAL_FIRST || serial >= SERIAL_END) return undefined
  return numberCell(String(serial), holds === "day" ? dayFormat : timeFormat)
}

/** Days since 1970-01-01 as the clock in China shows it. */
const daysOfTime = (text: string): number | undefined =>
  TIME.test(text) ? (Date.parse(text) - startOfDay(0)) / MS_PER_DAY : undefined

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+08:00$/
const MS_PER_DAY = 86_400_000
/** A spreadsheet's day 25,569 is the day 0 of {@link dayNumberOf}. */
const DAYS_BEFORE_1970 = 25_569
/** 1900-03-01: spreadsheets do not agree about the days before it. */
const SERIAL_FIRST = 61
/** The day after 9999-12-31. */
const SERIAL_END = 2_958_466

/** Dates have the width of their format, however a page writes them. */
const widthOf = <Row>(column: Column<Row>, row: Row, say: SharedText): number =>
  Math.max(stringWidth(cellText(column, row, say)), column.holds === undefined ? 0 : dateWidth[column.holds])

const dateWidth = { day: "yyyy-mm-dd".length, time: "yyyy-mm-dd hh:mm:ss.000".length } as const

/** A number that only the terminal groups by thousands is a code, not a count. */
const isCount = <Row>({ align, text }: Column<Row>): boolean => align === "right" && text === undefined

const numberCell = (digits: string, format: number | undefined): string =>
  `${format === undefined ? "" : ` s="${format}"`}><v>${digits}</v>`

/** A text stays one, also when somebody edits the cell: it is marked where it looks like a formula. */
export const textCell = (text: string): string =>
  `${/^[=+\-@\t\r]/.test(text) ? ` s="${textFormat}"` : ""}${inline(text)}`

export const headCell = (text: string): string => ` s="${headFormat}"${inline(text)}`

const inline = (text: string): string =>
  ` t="inlineStr"><is><t${/^\s|\s$|\n/.test(text) ? ' xml:space="preserve"' : ""}>${xmlText(text)}</t></is>`
