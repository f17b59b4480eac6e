/** Whole numbers on the command line. */
import { type Arguments, UsageError } from "../session/Arguments.ts"
import type { Session } from "../session/Session.ts"
import { argumentText } from "./argumentText.ts"

/** A whole number above 0. */
export const countOf = <Name extends string>(
  args: Arguments<Name>,
  name: Name,
  { language }: Session,
): number | undefined => {
  const value = args.string(name)
  if (value === undefined) return undefined
  if (!/^[1-9]\d{0,8}$/.test(value)) throw new UsageError({ message: argumentText[language].notANumber(name) })
  return Number(value)
}

/** The number by which a run or a job is named. */
export const idOf = (args: Arguments<"id">, session: Session): number => {
  const id = countOf(args, "id", session)
  if (id === undefined) throw new UsageError({ message: argumentText[session.language].notANumber("id") })
  return id
}
