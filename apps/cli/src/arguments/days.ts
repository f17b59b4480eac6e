/** Days and months on the command line: `2026-10-01`, `2026/10/1`, and `2026-10` where a period begins or ends (D50). */
import { type BillingDay, dayFromNumber, dayNumberOf, type Month, monthOf, readDate } from "@faceid-tally/core/engine"
import { printable } from "@faceid-tally/report"

import { type Arguments, UsageError } from "../session/Arguments.ts"
import type { Session } from "../session/Session.ts"
import { argumentText } from "./argumentText.ts"

export interface Days {
  readonly from: BillingDay | undefined
  readonly to: BillingDay | undefined
}

type DaysArguments = Arguments<"from" | "to" | "month">

/** One day; `undefined` where the option is not given. */
export const dayOf = <Name extends string>(
  args: Arguments<Name>,
  name: Name,
  session: Session,
): BillingDay | undefined => read(args, name, session, dayNamed)

/** `--from` and `--to`, or `--month` for both; each may be missing. */
export const daysOf = (args: DaysArguments, session: Session): Days => {
  const text = argumentText[session.language]
  const month = args.string("month")
  if (month !== undefined) {
    if ((args.string("from") ?? args.string("to")) !== undefined) throw new UsageError({ message: text.monthAlone })
    const days = monthNamed(month)
    if (days === undefined) throw new UsageError({ message: text.notAMonth(printable(month)) })
    return { from: days.first, to: days.last }
  }
  const from = read(args, "from", session, (value) => monthNamed(value)?.first ?? dayNamed(value))
  const to = read(args, "to", session, (value) => monthNamed(value)?.last ?? dayNamed(value))
  if (from !== undefined && to !== undefined && from > to) throw new UsageError({ message: text.daysReversed })
  return { from, to }
}

/** By their numbers. */
export interface Period {
  readonly fromDay: number
  readonly toDay: number
}

/** `--from` and `--to`, both given, or `--month`. */
export const periodOf = (args: DaysArguments, session: Session): Period => {
  const { from, to } = daysOf(args, session)
  const [fromDay, toDay] = [numberOfDay(from), numberOfDay(to)]
  if (fromDay === undefined || toDay === undefined) {
    throw new UsageError({ message: argumentText[session.language].periodNeeded })
  }
  return { fromDay, toDay }
}

export const numberOfDay = (day: BillingDay | undefined): number | undefined =>
  day === undefined ? undefined : dayNumberOf(day)

/** The calendar month that a command is of, `2026-10`. */
export const monthOfArguments = (args: Arguments<"month">, { language }: Session): Month => {
  const written = args.string("month") ?? ""
  const month = monthIn(written.trim())
  if (month === undefined) {
    throw new UsageError({ message: argumentText[language].notAMonth(printable(written)) })
  }
  return month
}

const read = <Name extends string>(
  args: Arguments<Name>,
  name: Name,
  { language }: Session,
  named: (value: string) => BillingDay | undefined,
): BillingDay | undefined => {
  const value = args.string(name)
  if (value === undefined) return undefined
  const day = named(value.trim())
  if (day === undefined) {
    throw new UsageError({ message: argumentText[language].notADay(`--${name}`, printable(value)) })
  }
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
/** `2026-10`, also as people write it; `undefined` for anything else. */
export const monthIn = (value: string): Month | undefined => {
  const [, year = "", month = ""] = /^(\d{4})[-/](\d{1,2})$/.exec(value) ?? []
  return monthOf(`${year}-${month.padStart(2, "0")}`)
}
