/** How commands read files: the options that they share, and what is told of what could not be read. */

import { readUtcOffset } from "@faceid-tally/core"
import type { Encoding, InputError, ReadOptions, ReadReport } from "@faceid-tally/files"
import { placeText, printable, readWorkbook, rejectionMessage, remarkMessage } from "@faceid-tally/report"
import * as Effect from "effect/Effect"

import { type Arguments, UsageError } from "./Arguments.ts"
import { Progress } from "./Progress.ts"
import { columnsOf } from "./reading/columnsOf.ts"
import type { Session } from "./Session.ts"

const encodings = ["utf-8", "utf-16le", "utf-16be", "gb18030"] as const satisfies ReadonlyArray<Encoding>

export interface Outcome {
  /** Something was rejected, or a file was missing: the exit code is 2. */
  readonly isBad: boolean
  /** `--strict` has ended the reading: there is nothing to print. */
  readonly isStopped: boolean
}

export type Reader = (
  read: (options: ReadOptions) => Effect.Effect<ReadReport, InputError>,
) => Effect.Effect<Outcome, InputError>

/** Runs readings with the options of the command line; tells each fault as it is met. */
export const readerOf = (args: Arguments, { say, text, tell }: Session): Reader => {
  const isQuiet = args.boolean("quiet")
  const columns = columnsOf(args.strings("columns"), text)
  const sheet = args.string("sheet")
  const encoding = args.choice("encoding", encodings)
  const utcOffset = utcOffsetOf(args, text)
  return (read) =>
    Effect.gen(function* () {
      const progress = new Progress(text.reading, isQuiet)
      const report = yield* read({
        ...(columns && { columns }),
        ...(encoding && { encoding }),
        ...(sheet !== undefined && { sheet }),
        ...(utcOffset !== undefined && { utcOffset }),
        strict: args.boolean("strict"),
        spreadsheet: readWorkbook,
        onRejected: ({ rejection, ...place }) => {
          progress.clear()
          tell(`${placeText(place)}: ${rejectionMessage(rejection, say)}`)
        },
        onRemark: ({ file, remark }) => {
          progress.clear()
          tell(`${printable(file)}${say.colon}${remarkMessage(remark, say)}`)
        },
        onProgress: (amount) => progress.update(amount),
        stdin: process.stdin,
      })
      progress.clear()
      for (const { file, reason } of report.missing) tell(`faceid-tally: ${text.missing[reason](printable(file))}`)
      if (report.stopped) tell(`faceid-tally: ${text.stopped}`)
      else if (report.faults > 0 && !isQuiet) tell(`faceid-tally: ${text.rejected(report.faults)}`)
      return { isBad: report.faults > 0 || report.missing.length > 0, isStopped: report.stopped }
    })
}
/** `+08:00`, in minutes */
export const utcOffsetOf = (args: Arguments, text: Session["text"]): number | undefined => {
  const written = args.string("utc-offset")
  if (written === undefined) return undefined
  const minutes = readUtcOffset(written.trim())
  if (minutes === undefined) throw new UsageError({ message: text.notAnOffset })
  return minutes
}
