/**
 * Options that a command takes, but that have no say in what is asked of it: they are refused, because whoever wrote them
 * expects something of them. What environment and settings say is never refused.
 */
import { type Arguments, UsageError } from "../session/Arguments.ts"
import type { CliText, OptionName } from "../CliText.ts"
import { reading } from "../spec/CommandSpec.ts"

/** Of those that the command line gives, the first is named. */
export const refuseGiven = (
  args: Arguments,
  names: ReadonlyArray<OptionName>,
  sentence: (option: string) => string,
): void => {
  const given = names.find((name) => args.isGiven(name))
  if (given !== undefined) throw new UsageError({ message: sentence(`--${given}`) })
}

const ofReading = [...(Object.keys(reading) as Array<keyof typeof reading>), "strict"] as const

/** What says how files are read, where the ledger is asked. */
export const refuseReading = (args: Arguments, { commandLine }: CliText): void =>
  refuseGiven(args, ofReading, commandLine.onlyFromFiles)
