/** The columns of attempt and bill tables: which header stands for which, and what a header lacks (CONTRACT 5). */
import { rejection, type Rejection } from "@faceid-tally/core"

import type { RowSplitter } from "./RowSplitter.ts"

export const columnNames = [
  "Seq",
  "IsNeedCharge",
  "Errcode",
  "ReqTime",
  "BizToken",
  "RuleId",
  "FetchedAt",
  "Account",
  "Date",
  "ChargeCount",
  "ChargeType",
  "ErrorCode",
] as const
export type Column = (typeof columnNames)[number]

/** Headers by the columns that they stand for, as the user gave them. */
export type ColumnMap = Readonly<Record<string, string>>

const required = ["Seq", "IsNeedCharge"] as const
/** Any of these in a header tells a bill from a table of attempts. */
const billColumns = ["Date", "ChargeCount", "ChargeType", "ErrorCode"] as const

/** Whether a row of names is the header of a table that can be read. */
export const hasRequired = (names: ReadonlyArray<string | undefined>, columns: ColumnMap): boolean =>
  required.every((column) => cellOf(names, column, columns) >= 0)

export const isColumn = (name: string): name is Column => (columnNames as ReadonlyArray<string>).includes(name)

export interface Header {
  readonly row: RowSplitter
  /** Where each column stands in a row, −1 for one that the table lacks. */
  readonly cells: Readonly<Record<Column, number>>
  readonly width: number
  readonly isBill: boolean
}

/** Why a table cannot be read, and the cell of its header at fault. */
export interface HeaderFault {
  readonly rejection: Rejection
  readonly cell: number
  readonly row: RowSplitter
}

/** Reads the header row, which all splitters have split, by the delimiter that fits it. */
export const readHeader = (
  bytes: Uint8Array,
  rows: readonly [RowSplitter, ...Array<RowSplitter>],
  columns: ColumnMap,
): Header | HeaderFault => {
  const headers = rows.map((row) => headerOf(bytes, row, columns))
  const fitting = headers.find(({ cells }) => required.every((column) => cells[column] >= 0))
  const [first, ...others] = headers as [Header, ...Array<Header>]
  const header = fitting ?? others.reduce((best, other) => (other.width > best.width ? other : best), first)
  const missing = required.find((column) => header.cells[column] < 0)
  if (missing !== undefined) return { rejection: rejection("missing_column", [], missing), cell: 0, row: header.row }
  const repeated = repeatedCell(bytes, header.row)
  if (repeated !== undefined) return { rejection: rejection("repeated_column"), cell: repeated, row: header.row }
  return header
}

const headerOf = (bytes: Uint8Array, row: RowSplitter, columns: ColumnMap): Header => {
  const names = Array.from({ length: row.count }, (_, cell) => row.text(bytes, cell))
  const places = columnNames.map((column) => [column, cellOf(names, column, columns)] as const)
  const cells = Object.fromEntries(places) as Record<Column, number>
  return { row, cells, width: row.count, isBill: billColumns.some((column) => cells[column] >= 0) }
}

const cellOf = (names: ReadonlyArray<string | undefined>, column: Column, columns: ColumnMap): number => {
  const mapped = Object.hasOwn(columns, column) ? names.indexOf(columns[column]) : -1
  return mapped >= 0 ? mapped : names.indexOf(column)
}

/** The first cell whose name stood before; cells without a name are nobody's. */
const repeatedCell = (bytes: Uint8Array, row: RowSplitter): number | undefined => {
  const seen = new Set<string>()
  for (let cell = 0; cell < row.count; cell++) {
    const name = row.text(bytes, cell)
    if (name === undefined || name === "") continue
    if (seen.has(name)) return cell
    seen.add(name)
  }
  return undefined
}
