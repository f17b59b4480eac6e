/**
 * The one place where an Effect becomes an exit code, and a failure becomes a line for the person. What a defect says
 * of itself is never printed: it could quote the data.
 */
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Result from "effect/Result"

import type { Arguments } from "./Arguments.ts"
import type { Command, Session } from "./Session.ts"

export const run = async (command: Command, args: Arguments, session: Session): Promise<number> => {
  const exit = await Effect.runPromiseExit(command(args, session))
  if (Exit.isSuccess(exit)) return exit.value
  const failure = Cause.findError(exit.cause)
  session.tell(`faceid-tally: ${Result.isSuccess(failure) ? sentence(failure.success, session) : session.text.broken}`)
  return 2
}

const sentence = (error: Effect.Error<ReturnType<Command>>, { text }: Session): string => {
  switch (error._tag) {
    case "UsageError":
      return error.message
    case "NoFiles":
      return text.noFiles(error.pattern)
    case "UnknownColumn":
      return text.unknownColumn(error.column, error.known)
  }
}
