/** Records as JSON values into a tally or a bill, file by file, as a reader of files does it. */
import * as Result from "effect/Result"

import {
  Bill,
  BillTable,
  dayNumberOf,
  decodeBillPage,
  decodeDetectInfo,
  type Dictionaries,
  NO_DAY,
  rowText,
  Tally,
} from "../src/engine.ts"

export type Files = ReadonlyArray<ReadonlyArray<unknown>>

export const tallyOf = (files: Files, names?: Dictionaries): Tally => {
  const tally = new Tally(names)
  for (const file of files) {
    const rowsBefore = new Map<string, number>()
    for (const record of file) {
      const decoded = decodeDetectInfo(record)
      if (Result.isFailure(decoded)) {
        tally.rejected++
        continue
      }
      const info = decoded.success
      if (info._tag === "ApiError" || !info.flat) {
        tally.add(info)
        continue
      }
      const row = rowText(info)
      const before = rowsBefore.get(row) ?? 0
      rowsBefore.set(row, before + 1)
      tally.add(info, before)
    }
  }
  return tally
}

export const billOf = (files: Files, names: Dictionaries): Bill => {
  const bill = new Bill(names)
  for (const file of files) {
    const table = new BillTable(bill)
    for (const record of file) {
      const decoded = decodeBillPage(record)
      if (Result.isFailure(decoded)) {
        bill.rejected++
        continue
      }
      const page = decoded.success
      if (page._tag === "ApiError" || !page.flat) {
        bill.add(page)
        continue
      }
      table.addPage(page)
    }
    table.close()
  }
  return bill
}

export const dayNumber = (day: string): number => dayNumberOf(day) ?? NO_DAY
