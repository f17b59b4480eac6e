/**
 * A sheet in which people have decided (F4.5), as a workbook or a table of text: the header is the row that has `key`.
 * Other columns, their order, filters, sorting, rows that were deleted and more sheets do not matter.
 */
import type { RowField, RowValues } from "@faceid-tally/core/money"

import type { SpreadsheetCell, SpreadsheetReader, SpreadsheetSheet } from "../options/spreadsheet.ts"
import { isBomb } from "../limits/unpackedBytes.ts"
import { formatByMagic, MAGIC_BYTES } from "../sniffing/magic.ts"
import { textTable } from "./textTable.ts"

/** A row with its number in the sheet, of which the first is 1. */
export interface SheetRow {
  readonly row: number
  readonly values: RowValues
}

export type DecisionSheet =
  | { readonly _tag: "Decisions"; readonly month: string; readonly rows: ReadonlyArray<SheetRow> }
  | {
      readonly _tag: "NoDecisions"
      readonly why: "unreadable" | "no_header" | "missing_columns" | "no_month" | "several_months"
      /** The columns that are missing. */
      readonly columns: ReadonlyArray<string>
    }

export interface DecisionSheetOptions {
  readonly spreadsheet: SpreadsheetReader
  /** The code that a word in a cell stands for; what is no word of the sheet is taken as it is. */
  readonly codeOf: (word: string) => string
  /** The heads of columns in any language, by what they are. */
  readonly heads: ReadonlyMap<string, RowField>
}

type Column = RowField | "month"

/** Headed so in every language. */
const required: Readonly<Record<string, Column>> = {
  month: "month",
  key: "key",
  facts: "facts",
  base: "base",
  decision: "state",
}
/** So many rows are looked at for the header. */
const HEADER_ROWS_MAX = 50

interface Row {
  readonly index: number
  readonly values: ReadonlyArray<SpreadsheetCell>
}

export const readDecisionSheet = async (bytes: Uint8Array, options: DecisionSheetOptions): Promise<DecisionSheet> => {
  let missing: ReadonlyArray<string> | undefined
  const sheets = await sheetsOf(bytes, options.spreadsheet)
  if (sheets === undefined) return none("unreadable")
  for (const rows of sheets) {
    const header = await headerOf(rows(), options)
    if (header === undefined) continue
    if (header.missing.length === 0) return decisionsOf(await gathered(rows()), header, options)
    missing ??= header.missing
  }
  return missing === undefined ? none("no_header") : none("missing_columns", missing)
}

const none = (
  why: Extract<DecisionSheet, { _tag: "NoDecisions" }>["why"],
  columns: ReadonlyArray<string> = [],
): DecisionSheet => ({ _tag: "NoDecisions", why, columns })

type Rows = () => AsyncIterable<Row>

/** The sheets that can be seen; `undefined` where the bytes are neither a workbook that can be read nor text. */
const sheetsOf = async (bytes: Uint8Array, read: SpreadsheetReader): Promise<ReadonlyArray<Rows> | undefined> => {
  if (formatByMagic(bytes.subarray(0, MAGIC_BYTES)) !== "zip") {
    const rows = textTable(bytes)
    return rows === undefined ? undefined : [() => eachOf(rows)]
  }
  if (isBomb(bytes)) return undefined
  try {
    const sheets: ReadonlyArray<SpreadsheetSheet> = await read(bytes)
    return sheets.filter(({ isHidden }) => !isHidden).map((sheet) => () => sheet.rows())
  } catch {
    return undefined
  }
}

async function* eachOf(rows: Iterable<Row>): AsyncGenerator<Row> {
  yield* rows
}

const gathered = async (rows: AsyncIterable<Row>): Promise<ReadonlyArray<Row>> => {
  const all: Array<Row> = []
  for await (const row of rows) all.push(row)
  return all
}

interface Header {
  readonly index: number
  readonly columns: ReadonlyMap<Column, number>
  readonly missing: ReadonlyArray<string>
}

const headerOf = async (rows: AsyncIterable<Row>, { heads }: DecisionSheetOptions): Promise<Header | undefined> => {
  for await (const { index, values } of rows) {
    if (index >= HEADER_ROWS_MAX) return undefined
    const names = values.map((value) => plainText(value))
    if (!names.includes("key")) continue
    const columns = new Map<Column, number>()
    for (const [cell, name] of names.entries()) {
      const column = required[name] ?? heads.get(name)
      if (column !== undefined && !columns.has(column)) columns.set(column, cell)
    }
    return { index, columns, missing: Object.keys(required).filter((name) => !names.includes(name)) }
  }
  return undefined
}

const decisionsOf = (rows: ReadonlyArray<Row>, header: Header, options: DecisionSheetOptions): DecisionSheet => {
  const read = rows.flatMap(({ index, values }) => {
    if (index <= header.index) return []
    const cellOf = (column: Column) => values[header.columns.get(column) ?? -1] ?? null
    const isBlank = [...header.columns.values()].every((cell) => plainText(values[cell] ?? null) === "")
    return isBlank ? [] : [{ row: index + 1, month: plainText(cellOf("month")), values: valuesOf(cellOf, options) }]
  })
  const decided = read.filter(({ values }) => values.state !== "")
  const months = new Set((decided.length > 0 ? decided : read).map(({ month }) => month))
  const [month = ""] = months
  if (months.size > 1) return none("several_months")
  return month === ""
    ? none("no_month")
    : { _tag: "Decisions", month, rows: decided.map(({ row, values }) => ({ row, values })) }
}

const valuesOf = (cellOf: (column: Column) => SpreadsheetCell, { codeOf }: DecisionSheetOptions): RowValues => ({
  key: plainText(cellOf("key")),
  facts: plainText(cellOf("facts")),
  base: numberOf(cellOf("base")),
  state: codeOf(plainText(cellOf("state"))),
  reason: codeOf(plainText(cellOf("reason"))),
  ref: plainText(cellOf("ref")),
  amount: amountOf(cellOf("amount")),
  units: numberOf(cellOf("units")),
  note: plainText(cellOf("note")),
})

const plainText = (cell: SpreadsheetCell): string => {
  if (cell === null) return ""
  return cell instanceof Date ? monthOfDate(cell) : String(cell).trim()
}

/** A spreadsheet makes a date of `2026-10`. */
const monthOfDate = (date: Date): string => (Number.isNaN(date.getTime()) ? "" : date.toISOString().slice(0, 7))

/** What is no number stays as it is, and is refused. */
const numberOf = (cell: SpreadsheetCell): unknown => {
  if (typeof cell === "number") return cell
  const text = plainText(cell)
  return /^\d{1,15}$/.test(text) ? Number(text) : text
}

/** A number is rounded to 8 decimals first (F1.1). */
const amountOf = (cell: SpreadsheetCell): string =>
  typeof cell === "number" ? cell.toFixed(8).replace(/\.?0+$/, "") : plainText(cell)
