/** Days, times and numbers on the command line of the books. */
import {
  type BillingDay,
  dayNumberOf,
  type InstantFault,
  isAhead,
  readAsOf,
  readHead,
  readInstant,
  rejection,
  timeRejection,
} from "@faceid-tally/core"
import { rejectionMessage } from "@faceid-tally/report"

import { type Arguments, UsageError } from "../session/Arguments.ts"
import type { OptionName } from "../CliText.ts"
import { dayOf, daysOf } from "./days.ts"
import { utcOffsetOf } from "../reading/readerOf.ts"
import type { Session } from "../session/Session.ts"
import { wordsOf } from "../context/CommandContext.ts"

/** A day number; `undefined` where the option is not given. */
export const dayArgument = (args: Arguments, name: OptionName, session: Session): number | undefined =>
  numberOf(dayOf(args, name, session))

export interface Period {
  readonly fromDay: number
  readonly toDay: number
}

/** `--from` and `--to`, both given, or `--month`. */
export const periodArgument = (args: Arguments, session: Session): Period => {
  const { from, to } = daysOf(args, session)
  const [fromDay, toDay] = [numberOf(from), numberOf(to)]
  if (fromDay === undefined || toDay === undefined) {
    throw new UsageError({ message: session.text.commandLine.periodNeeded })
  }
  return { fromDay, toDay }
}

export const numberOf = (day: BillingDay | undefined): number | undefined =>
  day === undefined ? undefined : dayNumberOf(day)

/** `--issued-at`: epoch milliseconds, not ahead of the clock. */
export const issuedAtArgument = (args: Arguments, session: Session, now: number): number | undefined =>
  timeArgument(args, "issued-at", session, now, (text) => readInstant(text, utcOffsetOf(args, session.text)))

/** `--as-of`: epoch milliseconds, not ahead of the clock; of a day its last one in China. */
export const asOfArgument = (args: Arguments, session: Session, now: number): number | undefined =>
  timeArgument(args, "as-of", session, now, readAsOf)

const timeArgument = (
  args: Arguments,
  name: OptionName,
  { say }: Session,
  now: number,
  read: (text: string) => number | InstantFault,
): number | undefined => {
  const value = args.string(name)
  if (value === undefined) return undefined
  const at = read(value.trim())
  if (typeof at === "number" && !isAhead(at, now)) return at
  const why = typeof at === "number" ? rejection("time_ahead") : timeRejection(at, [])
  throw new UsageError({ message: `--${name}${say.colon}${rejectionMessage(why, say)}` })
}

/** `--head`: a head that is none would say that the books were changed. */
export const headArgument = (args: Arguments, session: Session): string | undefined => {
  const written = args.string("head")
  if (written === undefined) return undefined
  const head = readHead(written)
  if (head === undefined) {
    throw new UsageError({ message: `--head${session.say.colon}${wordsOf(session).words.notAHead}` })
  }
  return head
}

/** A whole number above 0. */
export const countArgument = (args: Arguments, name: OptionName, { text }: Session): number | undefined => {
  const value = args.string(name)
  if (value === undefined) return undefined
  if (!/^[1-9]\d{0,8}$/.test(value)) throw new UsageError({ message: text.notANumber(name) })
  return Number(value)
}
