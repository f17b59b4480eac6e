/** The account bill of a month from a body: a table, a workbook, or pages of DescribeBillDetail (F3). */
import { type Fault, unpackedBytes } from "@faceid-tally/files"
import { type AccountBillFile, readAccountBills } from "@faceid-tally/files/accountBill"
import { readWorkbook } from "@faceid-tally/report"
import type { Context } from "hono"

import { pathText } from "../edge/decode.ts"
import type { Env } from "../edge/Env.ts"
import type { RequestContext } from "../edge/RequestContext.ts"
import { invalid, Problem } from "../problem/Problem.ts"
import type { RecordFault } from "./readRecords.ts"

const ERRORS_MAX = 100
/** What a workbook may unpack to here: its texts are held while it is read. */
const UNPACKED_BYTES_MAX = 256 << 20

/** Nothing is kept where a row is rejected. */
export const readAccountBill = async (
  { service, readingRoom }: RequestContext,
  c: Context<Env>,
): Promise<Pick<AccountBillFile, "rows" | "dropped">> => {
  const reader = readingRoom.enter()
  const errors: Array<RecordFault> = []
  let rejected = 0
  const reading = readAccountBills(["-"], {
    stdin: c.get("body").chunks(),
    onRejected: ({ line, column, sheet, rejection: { code, path, expected, met } }: Fault) => {
      if (++rejected > ERRORS_MAX) return
      errors.push({
        line,
        column,
        code,
        path: pathText(path),
        ...(expected !== undefined && { expected }),
        ...(met !== undefined && { met }),
        ...(sheet !== undefined && { sheet }),
      })
    },
    spreadsheet: async (workbook: Uint8Array) => {
      if ((unpackedBytes(workbook) ?? 0) > UNPACKED_BYTES_MAX) throw new RangeError("the workbook is too large")
      await reader.beAlone()
      return readWorkbook(workbook)
    },
  })
  const { report, bills } = await service.run(reading, { signal: c.get("signal") }).finally(() => reader.leave())
  // The connection broke off: nobody is left to hear of it.
  if (report.missing.length > 0) throw new Problem("timeout")
  if (rejected > 0) throw new Problem("rejected", { members: { rejected, errors } })
  const [bill] = bills
  if (bill === undefined) throw invalid("body", "", "an account bill (明细账单 L3)")
  return bill
}
