/** The account bill of a month from a body: a table, a workbook, or pages of DescribeBillDetail (F3). */
import { type AccountBillFile, readAccountBills } from "@faceid-tally/files/accountBill"
import type { Context } from "hono"

import type { Env } from "../edge/Env.ts"
import type { RequestContext } from "../edge/RequestContext.ts"
import { invalid, Problem } from "../problem/Problem.ts"
import { FaultList } from "./FaultList.ts"
import { workbookReader } from "./workbookReader.ts"

/** Nothing is kept where a row is rejected. */
export const readAccountBill = async (
  { service, readingRoom }: RequestContext,
  c: Context<Env>,
): Promise<Pick<AccountBillFile, "rows" | "dropped">> => {
  const reader = readingRoom.enter()
  const faults = new FaultList()
  const reading = readAccountBills(["-"], {
    stdin: c.get("body").chunks(),
    onRejected: faults.add,
    spreadsheet: workbookReader(reader),
  })
  const { report, bills } = await service.run(reading, { signal: c.get("signal") }).finally(() => reader.leave())
  // The connection broke off: nobody is left to hear of it.
  if (report.missing.length > 0) throw new Problem("timeout")
  const { rejected, errors } = faults
  if (rejected > 0) throw new Problem("rejected", { members: { rejected, errors } })
  const [bill] = bills
  if (bill === undefined) throw invalid("body", "", "an account bill (明细账单 L3)")
  return bill
}
