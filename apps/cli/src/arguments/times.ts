/** Times on the command line, none of them ahead of the clock; `now` is the time of the business, in epoch milliseconds. */
import {
  type InstantFault,
  isAhead,
  readAsOf,
  readInstant,
  rejection,
  timeRejection,
  readUtcOffset,
} from "@faceid-tally/core/engine"
import { rejectionMessage } from "@faceid-tally/report"

import { type AnyArguments, type Arguments, UsageError } from "../session/Arguments.ts"
import type { Session } from "../session/Session.ts"
import { argumentText } from "./argumentText.ts"

/** `--issued-at`, in epoch milliseconds. */
export const issuedAtOf = (
  args: Arguments<"issued-at" | "utc-offset">,
  session: Session,
  now: number,
): number | undefined =>
  timeOf(args, "issued-at", session, now, (text) => readInstant(text, utcOffsetOf(args, session)))

/** `--as-of`, in epoch milliseconds; of a day its last one in China. */
export const asOfOf = (args: Arguments<"as-of">, session: Session, now: number): number | undefined =>
  timeOf(args, "as-of", session, now, readAsOf)

/** `--utc-offset`, in minutes: `+08:00` */
export const utcOffsetOf = (args: AnyArguments, { language }: Session): number | undefined => {
  const written = args.with<"utc-offset">().string("utc-offset")
  if (written === undefined) return undefined
  const minutes = readUtcOffset(written.trim())
  if (minutes === undefined) throw new UsageError({ message: argumentText[language].notAnOffset })
  return minutes
}

const timeOf = <Name extends string>(
  args: Arguments<Name>,
  name: Name,
  { say }: Session,
  now: number,
  read: (text: string) => number | InstantFault,
): number | undefined => {
  const value = args.string(name)
  if (value === undefined) return undefined
  const at = read(value.trim())
  if (typeof at === "number" && !isAhead(at, now)) return at
  const fault = typeof at === "number" ? rejection("time_ahead") : timeRejection(at, [])
  throw new UsageError({ message: `--${name}${say.colon}${rejectionMessage(fault, say)}` })
}
