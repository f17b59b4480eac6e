/** Days and months on the command line: `2026-10-01`, `2026/10/1`, and `2026-10` where a period begins or ends (D50). */
import { type BillingDay, dayFromNumber, readDate } from "@faceid-tally/core"
import { type Month, monthOf } from "@faceid-tally/core/money"
import { printable } from "@faceid-tally/report"

import { type Arguments, UsageError } from "../session/Arguments.ts"
import type { OptionName } from "../CliText.ts"
import type { Session } from "../session/Session.ts"

export interface Days {
  readonly from: BillingDay | undefined
  readonly to: BillingDay | undefined
}

/** One day; `undefined` where the option is not given. */
export const dayOf = (args: Arguments, name: OptionName, session: Session): BillingDay | undefined =>
  read(args, name, session, dayNamed)

/** `--from` and `--to`, or `--month` for both; each may be missing. */
export const daysOf = (args: Arguments, session: Session): Days => {
  const { text } = session
  const month = args.string("month")
  if (month !== undefined) {
    if ((args.string("from") ?? args.string("to")) !== undefined) {
      throw new UsageError({ message: text.commandLine.monthAlone })
    }
    const days = monthNamed(month)
    if (days === undefined) throw new UsageError({ message: text.commandLine.notAMonth(printable(month)) })
    return { from: days.first, to: days.last }
  }
  const from = read(args, "from", session, (value) => monthNamed(value)?.first ?? dayNamed(value))
  const to = read(args, "to", session, (value) => monthNamed(value)?.last ?? dayNamed(value))
  if (from !== undefined && to !== undefined && from > to) throw new UsageError({ message: text.daysReversed })
  return { from, to }
}

const read = (
  args: Arguments,
  name: OptionName,
  { text }: Session,
  named: (value: string) => BillingDay | undefined,
): BillingDay | undefined => {
  const value = args.string(name)
  if (value === undefined) return undefined
  const day = named(value.trim())
  if (day === undefined) throw new UsageError({ message: text.commandLine.notADay(`--${name}`, printable(value)) })
  return day
}

const dayNamed = (value: string): BillingDay | undefined => {
  const day = readDate(value)
  return typeof day === "number" ? dayFromNumber(day) : undefined
}

const monthNamed = (value: string) => {
  const month = monthIn(value)
  return month && { first: dayFromNumber(month.first), last: dayFromNumber(month.last) }
}

/** `2026-10`, `2026/10`, `2026-1`. */
export const monthIn = (value: string): Month | undefined => {
  const [, year = "", month = ""] = /^(\d{4})[-/](\d{1,2})$/.exec(value) ?? []
  return monthOf(`${year}-${month.padStart(2, "0")}`)
}
