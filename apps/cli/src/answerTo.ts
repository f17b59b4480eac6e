/** Writes an answer to where the command line wants it: standard output, or the file that `--out` names. */
import { createWriteStream } from "node:fs"

import { type Sheet, workbookStream } from "@faceid-tally/report"
import * as Effect from "effect/Effect"

import { type Arguments, UsageError } from "./Arguments.ts"
import { Output } from "./Output.ts"
import type { Session } from "./Session.ts"

export interface Answer {
  readonly texts: () => Iterable<string> | AsyncIterable<string>
  /** Of `--output xlsx`. */
  readonly sheets: () => ReadonlyArray<Sheet>
}

/** A workbook is bytes: no terminal is flooded with them. */
export const refuseBytesOnTerminal = (args: Arguments, { output, text }: Session): void => {
  const isWorkbook = args.string("output") === "xlsx"
  if (isWorkbook && args.string("out") === undefined && output.isTerminal) {
    throw new UsageError({ message: text.workbookNeedsFile })
  }
}

export const answerTo = (
  args: Arguments,
  session: Session,
  { texts, sheets }: Answer,
  exitCode: number,
): Effect.Effect<number> =>
  Effect.promise(async () => {
    const file = args.string("out")
    const output = file === undefined ? session.output : fileOutput(file, session)
    if (args.string("output") === "xlsx") await output.writeBytes(workbookStream(sheets()), exitCode)
    else await output.write(texts(), exitCode)
    if (file !== undefined) await output.close()
    return exitCode
  })

const fileOutput = (file: string, { text, tell }: Session): Output =>
  new Output(createWriteStream(file), () => tell(`faceid-tally: ${file}: ${text.cannotWrite}`))
