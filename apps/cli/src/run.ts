/** The one place where an Effect becomes an exit code, and a failure becomes a line for the person. */
import { BrokenInstall } from "@faceid-tally/files"
import { printable } from "@faceid-tally/report"
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Result from "effect/Result"

import type { Arguments } from "./session/Arguments.ts"
import { placeOfDefect } from "./placeOfDefect.ts"
import { failureText } from "./failureText.ts"
import type { Run, Session } from "./session/Session.ts"

/** So many names of files that were not read are told. */
const NAMES_TOLD = 20

export const run = async (command: Run<string>, args: Arguments<string>, session: Session): Promise<number> => {
  const exit = await Effect.runPromiseExit(command(args, session))
  if (Exit.isSuccess(exit)) return exit.value
  const failure = Cause.findError(exit.cause)
  const message = Result.isSuccess(failure)
    ? sentence(failure.success, session)
    : defectSentence(Cause.squash(exit.cause), session)
  session.tell(`faceid-tally: ${message}`)
  return 2
}

const defectSentence = (defect: unknown, { language }: Session): string =>
  defect instanceof BrokenInstall
    ? failureText[language].brokenInstall(defect.file)
    : failureText[language].broken(placeOfDefect(defect))

const sentence = (error: Effect.Error<ReturnType<Run<never>>>, { language }: Session): string => {
  switch (error._tag) {
    case "UsageError":
    case "Refusal":
      return error.message
    case "NoFiles":
      return failureText[language].noFiles(printable(error.pattern), error.left.slice(0, NAMES_TOLD).map(printable))
    case "UnknownColumn":
      return failureText[language].unknownColumn(error.column, error.known)
  }
}
