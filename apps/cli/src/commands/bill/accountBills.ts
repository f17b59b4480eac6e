/** Account bills on the command line: of which account and month each file is, and what is told of it (F3.3). */
import { dayFromNumber, DEFAULT_ACCOUNT, type Month, nextMonth } from "@faceid-tally/core/engine"
import {
  type AccountBillRow,
  accountBillPart,
  type Amount,
  amountText,
  monthOfAccountBill,
  monthsNamed,
} from "@faceid-tally/core/money"
import type { AccountBillFile } from "@faceid-tally/files/accountBill"
import { accountNames, type Settings } from "@faceid-tally/host/apps"
import { printable } from "@faceid-tally/report"

import { argumentText } from "../../arguments/argumentText.ts"
import { monthOfArguments } from "../../arguments/days.ts"
import { refuseGiven } from "../../arguments/refuseGiven.ts"
import { type Arguments, UsageError } from "../../session/Arguments.ts"
import type { Session } from "../../session/Session.ts"
import { accountBillText } from "./accountBillText.ts"

/** The bill of one account and month, as a file has it. */
export interface AccountBillOfMonth extends AccountBillFile {
  readonly month: Month
  /** Rows that begin in another month. */
  readonly otherMonths: number
  /** What all rows cost. */
  readonly total: Amount
}

type Given = Arguments<"account" | "month">

/** What goes with one kind of bill only, and both kinds at once. */
export const refuseOtherSide = (
  accountBills: ReadonlyArray<string>,
  others: ReadonlyArray<string>,
  args: Arguments<"account" | "month" | "columns" | "at" | "utc-offset">,
  { language }: Session,
): void => {
  const text = accountBillText[language]
  const [accountBill] = accountBills
  const [other] = others
  if (accountBill === undefined) return refuseGiven(args, ["account", "month"], text.ofAccountBill)
  if (other !== undefined) throw new UsageError({ message: text.mixed(printable(accountBill), printable(other)) })
  return refuseGiven(args, ["columns", "at", "utc-offset"], text.notOfAccountBill)
}

/** The account that the bills are of: one that the settings name. */
export const accountOf = (args: Given, { language }: Session, settings: Settings): string => {
  const account = args.string("account") ?? DEFAULT_ACCOUNT
  const known = accountNames(settings)
  if (known.includes(account)) return account
  throw new UsageError({ message: argumentText[language].unknownAccount(printable(account), known.map(printable)) })
}

/** The month of each file; a file whose month is not clear is refused, and so are two of one month. */
export const monthsOf = (
  bills: ReadonlyArray<AccountBillFile>,
  args: Given,
  session: Session,
): ReadonlyArray<AccountBillOfMonth> => {
  const text = accountBillText[session.language]
  const given = args.string("month") === undefined ? undefined : monthOfArguments(args, session)
  const first = new Map<string, string>()
  return bills.map((bill) => {
    const file = printable(bill.file)
    const month = given ?? monthOfAccountBill(bill.rows)
    if (month === undefined) throw new UsageError({ message: text.noMonth(file) })
    const other = first.get(month.name)
    if (other !== undefined) throw new UsageError({ message: text.twice(other, file, month.name) })
    first.set(month.name, file)
    const parts = Map.groupBy(bill.rows, (row) => accountBillPart(row, month))
    return {
      ...bill,
      month,
      otherMonths: parts.get("other_month")?.length ?? 0,
      total: costOf(bill.rows) - costOf(parts.get("precision") ?? []),
    }
  })
}

const costOf = (rows: ReadonlyArray<AccountBillRow>): Amount => rows.reduce((sum, { cost }) => sum + cost, 0n)

/** What a person should know of a bill before it is relied upon; `today` is a day number. */
export const noticesOf = (bill: AccountBillOfMonth, today: number, { language }: Session): ReadonlyArray<string> => {
  const text = accountBillText[language]
  const { month, otherMonths } = bill
  const file = printable(bill.file)
  const [named, ...more] = monthsNamed(bill.rows)
  const isNamedOtherwise = named !== undefined && more.length === 0 && named !== month.name
  const finalFrom = nextMonth(month).first + 2
  return [
    ...(isNamedOtherwise ? [text.named(file, month.name, named)] : []),
    ...(otherMonths > 0 ? [text.otherMonths(file, otherMonths, month.name)] : []),
    ...(today < finalFrom ? [text.early(file, dayFromNumber(finalFrom))] : []),
  ]
}

export const summaryOf = ({ rows, dropped, total }: AccountBillOfMonth, { language }: Session): string =>
  accountBillText[language].summary({ rows: rows.length, dropped, total: amountText(total) })
