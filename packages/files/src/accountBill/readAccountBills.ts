/** Reads account bills (明细账单): tables of text, workbooks, and pages of DescribeBillDetail, each file for itself (F3). */
import type { AccountBillRow } from "@faceid-tally/core/money"
import * as Effect from "effect/Effect"

import { ContentReader, type OtherContent } from "../content/ContentReader.ts"
import { chunksOfFile, readSource } from "../content/readSource.ts"
import type { WorkbookReading } from "../content/workbook.ts"
import { missingReason } from "../options/missingReason.ts"
import type { InputError, MissingFile, ReadOptions, ReadReport } from "../options/ReadOptions.ts"
import { remarkOnce } from "../options/remarkOnce.ts"
import type { RecordSink } from "../records/RecordSink.ts"
import { isDiskError } from "../sources/isDiskError.ts"
import { findSources, type Source } from "../sources/Sources.ts"
import { aboutOf } from "../threads/readFiles.ts"
import { AccountBillRows } from "./AccountBillRows.ts"
import { AccountBillTable } from "./AccountBillTable.ts"
import { decodeBillDetails } from "./decodeBillDetails.ts"
import { findAccountBillHeader } from "./findAccountBillHeader.ts"
import { readAccountBillSheets } from "./readAccountBillSheets.ts"

/** The bill that a file holds. */
export interface AccountBillFile {
  readonly file: string
  readonly rows: ReadonlyArray<AccountBillRow>
  /** Rows of other products, which are not kept. */
  readonly dropped: number
}

export type AccountBillOptions = Pick<
  ReadOptions,
  "encoding" | "sheet" | "spreadsheet" | "stdin" | "stdinName" | "strict" | "onRejected" | "onRemark"
>

/** Reads files, folders, globs or `-`; a file of which nothing could be read gives no bill. */
export const readAccountBills = (
  files: ReadonlyArray<string>,
  options: AccountBillOptions = {},
): Effect.Effect<{ readonly report: ReadReport; readonly bills: ReadonlyArray<AccountBillFile> }, InputError> =>
  Effect.gen(function* () {
    const { sources, missing, remarks } = yield* findSources(files, aboutOf("bills", options))
    const reading: Reading = { missing: [...missing], faults: 0, hasRecords: false, hasList: false, stopped: false }
    const bills: Array<AccountBillFile> = []
    for (const source of sources) {
      const rows = yield* Effect.promise((signal) => readBill(source, options, reading, signal))
      if (reading.stopped) break
      if (rows !== undefined) bills.push({ file: source.name, rows: rows.rows, dropped: rows.dropped })
    }
    for (const each of remarks) options.onRemark?.(each)
    const read = sources.length - (reading.missing.length - missing.length)
    return { report: { ...reading, files: read, apiErrors: 0 }, bills }
  })

interface Reading {
  readonly missing: Array<MissingFile>
  faults: number
  hasRecords: boolean
  hasList: boolean
  stopped: boolean
}

const readBill = async (
  { name, path, size }: Source,
  options: AccountBillOptions,
  reading: Reading,
  signal: AbortSignal,
): Promise<AccountBillRows | undefined> => {
  const rows = new AccountBillRows()
  const remark = remarkOnce(options)
  let [hasList, faults] = [false, 0]
  const sink: RecordSink = {
    accept() {},
    reject(rejection, place) {
      if (reading.stopped) return
      reading.faults++
      faults++
      reading.stopped = options.strict ?? false
      options.onRejected?.({ file: name, ...place, rejection })
    },
    remark: (noticed) => {
      if (!reading.stopped) remark(name, noticed)
    },
    table: () => {
      hasList = true
    },
    list: () => {
      hasList = true
    },
  }
  const known = path === undefined ? (options.stdinName ?? name) : name
  const content = { ...aboutOf("bills", options), name: known, isOptional: false }
  const other: OtherContent = {
    hasHeader: (head) => findAccountBillHeader(head, 0, head.length) !== undefined,
    openTable: (window) => new AccountBillTable(window, sink, rows),
    decode: decodeBillDetails(rows),
  }
  const workbook: WorkbookReading = {
    read: options.spreadsheet,
    content,
    readSheets: (sheets, pause) => readAccountBillSheets(sheets, options.sheet, sink, rows, pause),
  }
  const open = () => (path === undefined ? (options.stdin ?? process.stdin) : chunksOfFile(path))
  try {
    const reader = new ContentReader(content, sink, undefined, other)
    await readSource({ open, isRepeatable: size !== undefined, workbook }, reader, () => signal.throwIfAborted())
  } catch (error) {
    if (!isDiskError(error)) throw error
    reading.missing.push({ file: name, reason: missingReason(error) })
    return undefined
  }
  const { records, total } = rows
  if (records < total && !reading.stopped) remark(name, { code: "pages_lacking", records, total })
  const hasRows = rows.rows.length + rows.dropped > 0
  reading.hasRecords ||= hasRows
  reading.hasList ||= hasList
  // Of a bill whose rows were all rejected nothing is left; one without any says that nothing was charged.
  return rows.rows.length > 0 || (faults === 0 && (hasRows || hasList)) ? rows : undefined
}
