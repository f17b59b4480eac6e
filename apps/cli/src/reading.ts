/** How commands read files: the options that they share, and what is told of what could not be read. */

import type { Encoding, InputError, ReadOptions, ReadReport } from "@faceid-tally/files"
import { printable, readWorkbook, rejectionMessage, remarkMessage } from "@faceid-tally/report"
import * as Effect from "effect/Effect"

import { type Arguments, UsageError } from "./Arguments.ts"
import { Progress } from "./Progress.ts"
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
  const columns = columnsOf(args.strings("columns"), text.notColumns)
  const encoding = args.choice("encoding", encodings)
  return (read) =>
    Effect.gen(function* () {
      const progress = new Progress(text.reading, isQuiet)
      const report = yield* read({
        ...(columns && { columns }),
        ...(encoding && { encoding }),
        strict: args.boolean("strict"),
        spreadsheet: readWorkbook,
        onRejected: ({ file, line, column, rejection }) => {
          progress.clear()
          tell(`${printable(file)}:${line}:${column}: ${rejectionMessage(rejection, say)}`)
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

/** `Seq=流水号,ReqTime=时间` */
export const columnsOf = (lists: ReadonlyArray<string>, message: string): Record<string, string> | undefined => {
  if (lists.length === 0) return undefined
  return Object.fromEntries(
    lists
      .flatMap((list) => list.split(","))
      .map((pair) => {
        const [, column, header] = /^([^=]+)=(.+)$/.exec(pair) ?? []
        if (column === undefined || header === undefined) throw new UsageError({ message })
        return [column.trim(), header.trim()]
      }),
  )
}
