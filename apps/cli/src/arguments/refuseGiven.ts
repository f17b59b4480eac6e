/**
 * Options that a command takes, but that have no say in what is asked of it: they are refused, because whoever wrote them
 * expects something of them. What environment and settings say is never refused.
 */
import { type AnyArguments, type Arguments, UsageError } from "../session/Arguments.ts"
import type { Session } from "../session/Session.ts"
import { readingOptions } from "../spec/sharedOptions.ts"
import { argumentText } from "./argumentText.ts"

/** Of those that the command line gives, the first is named. */
export const refuseGiven = <Name extends string>(
  args: Arguments<Name>,
  names: ReadonlyArray<NoInfer<Name>>,
  sentence: (option: string) => string,
): void => {
  const given = names.find((name) => args.isGiven(name))
  if (given !== undefined) throw new UsageError({ message: sentence(`--${given}`) })
}

const ofReading = [...(Object.keys(readingOptions) as Array<keyof typeof readingOptions>), "strict"] as const

/** What says how files are read, where the ledger is asked. */
export const refuseReading = (args: AnyArguments, { language }: Session): void =>
  refuseGiven(args.with<(typeof ofReading)[number]>(), ofReading, argumentText[language].onlyFromFiles)
