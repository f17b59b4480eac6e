/** The bill of one day from a body. What names no day or account is of the day and the account that were asked for. */
import { Bill, BillTable, DEFAULT_ACCOUNT, type Remark } from "@faceid-tally/core/engine"
import type { Context } from "hono"

import type { RequestContext } from "../edge/RequestContext.ts"
import type { Env } from "../edge/Env.ts"
import { invalid, Problem } from "../problem/Problem.ts"
import { readRecords } from "./readRecords.ts"

export interface BillRequest {
  readonly day: number
  readonly account: string | undefined
}

export interface ReadBill {
  readonly bill: Bill
  readonly remarks: ReadonlyArray<Remark>
}

export const readBill = async (
  context: RequestContext,
  c: Context<Env>,
  { day, account }: BillRequest,
): Promise<ReadBill> => {
  const bill = new Bill()
  const table = new BillTable(bill)
  const { rejected, errors, remarks } = await readRecords(context, c, {
    wanted: "BillPage",
    visit: (record) => {
      if (record._tag !== "BillPage") return
      if (record.day !== null && record.day !== day) throw invalid("body", "Date", "the day of the address")
      if (account !== undefined && record.account !== null && record.account !== account) {
        throw invalid("body", "Account", "the account that was asked for")
      }
      const page = { ...record, day, account: record.account ?? account ?? DEFAULT_ACCOUNT }
      if (page.flat) table.addPage(page)
      else bill.add(page)
    },
  })
  table.close()
  if (rejected > 0) throw new Problem("rejected", { members: { rejected, errors } })
  if (bill.pages === 0) throw invalid("body", "", "a bill")
  return { bill, remarks }
}
