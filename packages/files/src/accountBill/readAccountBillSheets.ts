/**
 * An account bill as sheets of a workbook (F3). Cells are read as what they are and not as text: a number is rounded to 8
 * decimals first (F1.1). All visible sheets with a header are one bill (R33).
 */
import { dayFromNumber, rejection } from "@faceid-tally/core/engine"
import {
  type AccountBillColumns,
  type AccountBillField,
  accountBillFieldOf,
  accountBillHeaderOf,
  type AccountBillHeader,
} from "@faceid-tally/core/money"

import type { SpreadsheetCell, SpreadsheetRow, SpreadsheetSheet } from "../options/spreadsheet.ts"
import type { RecordSink } from "../records/RecordSink.ts"
import { cellText, isTotal } from "../table/cell.ts"
import { SameRows } from "../table/SameRows.ts"
import type { AccountBillRows } from "./AccountBillRows.ts"
import { HEADER_ROWS_MAX } from "./findAccountBillHeader.ts"
import { headerRejection } from "./headerRejection.ts"

/** So many names of sheets that are not read are told. */
const NAMES_MAX = 20
/** 1970-01-01 as spreadsheets count days. */
const EPOCH_SERIAL = 25_569

interface Sheet {
  readonly sheet: SpreadsheetSheet
  readonly header: SheetHeader | undefined
  readonly isEmpty: boolean
}

interface SheetHeader {
  readonly header: AccountBillHeader
  readonly names: ReadonlyArray<string>
  readonly index: number
  readonly isBelow: boolean
}

/** Whether a visible sheet is an account bill, of whatever level. */
export const hasAccountBillSheet = async (sheets: ReadonlyArray<SpreadsheetSheet>): Promise<boolean> => {
  for (const sheet of sheets) {
    if (!sheet.isHidden && (await lookAt(sheet)).header !== undefined) return true
  }
  return false
}

export const readAccountBillSheets = async (
  sheets: ReadonlyArray<SpreadsheetSheet>,
  wanted: string | undefined,
  sink: RecordSink,
  rows: AccountBillRows,
  pause: () => Promise<void>,
): Promise<void> => {
  const chosen = await choose(sheets, wanted, sink)
  const sameRows = new SameRows()
  const isOne = chosen.length < 2
  for (const { sheet, header } of chosen) {
    const reader = new SheetReader(isOne ? undefined : sheet.name, sameRows, sink, rows)
    if (!reader.begin(header)) continue
    for await (const row of sheet.rows()) {
      if (!reader.take(row)) break
      await pause()
    }
    sameRows.nextSheet()
  }
}

const choose = async (
  sheets: ReadonlyArray<SpreadsheetSheet>,
  wanted: string | undefined,
  sink: RecordSink,
): Promise<ReadonlyArray<Sheet>> => {
  if (wanted !== undefined) {
    const named = sheets.find(({ name }) => name === wanted)
    if (named !== undefined) return [await lookAt(named)]
    sink.reject({ ...rejection("missing_sheet"), met: wanted }, { line: 1, column: 1 })
    return []
  }
  const seen: Array<Sheet> = []
  for (const sheet of sheets) seen.push(await lookAt(sheet))
  const visible = seen.filter(({ sheet }) => !sheet.isHidden)
  const readable = visible.filter(({ header }) => header?.header._tag === "Header")
  const first = visible.find(({ header }) => header !== undefined) ?? visible.find(({ isEmpty }) => !isEmpty)
  const chosen = readable.length > 0 ? readable : first === undefined ? [] : [first]
  const left = seen.filter(
    (one) => !chosen.includes(one) && (one.sheet.isHidden ? one.header !== undefined : !one.isEmpty),
  )
  if (left.length > 0) {
    const names = left.slice(0, NAMES_MAX).map(({ sheet }) => sheet.name)
    sink.remark({ code: "sheets_left", sheets: left.length, names })
  }
  return chosen
}

/** Finds the header of a sheet; one that can be read goes before others. */
const lookAt = async (sheet: SpreadsheetSheet): Promise<Sheet> => {
  let found: SheetHeader | undefined
  let seen = 0
  for await (const { index, values } of sheet.rows()) {
    const names = values.map((value) => cellText(plainText(value)))
    if (names.every((name) => name === "")) continue
    const header = accountBillHeaderOf(names)
    if (header !== undefined && (found === undefined || header._tag === "Header")) {
      found = { header, names, index, isBelow: seen > 0 }
    }
    seen++
    if (seen === HEADER_ROWS_MAX || found?.header._tag === "Header") break
  }
  return { sheet, header: found, isEmpty: seen === 0 }
}

class SheetReader {
  readonly #sheet: string | undefined
  readonly #sameRows: SameRows
  readonly #sink: RecordSink
  readonly #rows: AccountBillRows
  #names: ReadonlyArray<string> = []
  #cells: AccountBillColumns = new Map()
  #header = 0

  constructor(sheet: string | undefined, sameRows: SameRows, sink: RecordSink, rows: AccountBillRows) {
    this.#sheet = sheet
    this.#sameRows = sameRows
    this.#sink = sink
    this.#rows = rows
  }

  /** False where the sheet cannot be read. */
  begin(found: SheetHeader | undefined): boolean {
    if (found === undefined) {
      this.#sink.reject(rejection("no_account_bill"), this.#place(0, 0))
      return false
    }
    const { header, names, index } = found
    if (header._tag !== "Header") {
      const { why, cell } = headerRejection(header, names)
      this.#sink.reject(why, this.#place(index, cell))
      return false
    }
    this.#names = names
    this.#cells = header.cells
    this.#header = index
    this.#sink.table([])
    if (found.isBelow) this.#remark("rows_above_header", index)
    return true
  }

  /** False where the row ends the sheet. */
  take({ index, values }: SpreadsheetRow): boolean {
    if (index <= this.#header) return true
    const cells = [...this.#cells].map(
      ([field, cell]) => [field, cellText(textOf(field, values[cell] ?? null))] as const,
    )
    const texts = new Map(cells)
    if (cells.every(([, text]) => text === "")) return true
    if (accountBillFieldOf(texts.get("product") ?? "") === "product") {
      const isSame = this.#names.every((name, cell) => cellText(plainText(values[cell] ?? null)) === name)
      if (isSame) this.#remark("repeated_header", index)
      else this.#sink.reject(rejection("repeated_header"), this.#place(index, 0))
      return isSame
    }
    const first = values.map((value) => cellText(plainText(value))).find((text) => text !== "") ?? ""
    if (isTotal(first) && texts.get("component") === "") {
      this.#remark("total_row", index)
      return true
    }
    if (this.#sheet !== undefined && this.#sameRows.isRepeated(cells.map(([, text]) => text).join("\0"))) return true
    const rejected = this.#rows.take(Object.fromEntries(cells))
    if (rejected === undefined) return true
    const cell = rejected.field === undefined ? 0 : (this.#cells.get(rejected.field) ?? 0)
    this.#sink.reject({ ...rejected.rejection, path: [this.#names[cell] ?? ""] }, this.#place(index, cell))
    return true
  }

  #remark(code: "rows_above_header" | "total_row" | "repeated_header", index: number): void {
    const sheet = this.#sheet
    this.#sink.remark(sheet === undefined ? { code, line: index + 1 } : { code, line: index + 1, sheet })
  }

  #place(index: number, cell: number) {
    const place = { line: index + 1, column: cell + 1 }
    return this.#sheet === undefined ? place : { ...place, sheet: this.#sheet }
  }
}

/** What a cell holds, as the same would be written in a table of text. */
const textOf = (field: AccountBillField, cell: SpreadsheetCell): string => {
  const isMonth = field === "begin" || field === "month"
  if (typeof cell !== "number") return plainText(cell)
  // A day as spreadsheets count them, where the cell is not marked as a date.
  if (isMonth && cell >= 20_000 && cell < 100_000) return dayFromNumber(Math.floor(cell) - EPOCH_SERIAL)
  return Number.isInteger(cell) ? String(cell) : cell.toFixed(8)
}

const plainText = (cell: SpreadsheetCell): string => {
  if (cell === null) return ""
  if (!(cell instanceof Date)) return String(cell)
  return Number.isNaN(cell.getTime()) ? "" : cell.toISOString().slice(0, 10)
}
