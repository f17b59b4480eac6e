/** How commands read files: the options that they share, what is told of what could not be read, and what came of it. */

import { inputState, type InputState, isAnswer, type Place, placeOf, type Rejection } from "@faceid-tally/core/engine"
import type { Encoding, InputError, ReadOptions, ReadReport } from "@faceid-tally/files"
import {
  type Language,
  placeText,
  printable,
  readWorkbook,
  rejectionMessage,
  remarkMessage,
} from "@faceid-tally/report"
import * as Effect from "effect/Effect"

import { argumentText } from "../arguments/argumentText.ts"
import { utcOffsetOf } from "../arguments/times.ts"
import { type AnyArguments, type Arguments, UsageError } from "../session/Arguments.ts"
import { Progress } from "./Progress.ts"
import { columnsOf } from "../arguments/columnsOf.ts"
import { RejectionNotices } from "./RejectionNotices.ts"
import type { Session } from "../session/Session.ts"
import type { readingOptions } from "../spec/sharedOptions.ts"
import { readingText } from "./readingText.ts"

const encodings = ["utf-8", "utf-16le", "utf-16be", "gb18030"] as const satisfies ReadonlyArray<Encoding>

export interface Outcome {
  /** Something was rejected, a file was missing, or nothing was in it: the exit code is 2. */
  readonly isBad: boolean
  /** `--strict` has ended the reading: there is nothing to print. */
  readonly isStopped: boolean
  readonly state: InputState
  /** The given columns that stood in tables; missing where no table was read. */
  readonly columnsMet?: ReadonlySet<string>
  /** Every record belongs to the other side: that is all there is to say. */
  readonly isOtherSide: boolean
}

/** Where files are read: what belongs to the other side is sent elsewhere from each. */
export type ReadAt = keyof (typeof readingText)[Language]["otherSide"]

export interface Reading {
  readonly at: ReadAt
  readonly files: ReadonlyArray<string>
  /** Another reading follows, after which the rest is told. */
  readonly isFirst?: boolean
}

export type Reader = <E extends InputError | UsageError>(
  reading: Reading,
  read: (options: ReadOptions) => Effect.Effect<ReadReport, E>,
) => Effect.Effect<Outcome, E>

/** Whether the answer is left out: where nothing was read, zeros would be taken for one (M36). */
export const hasNoAnswer = (args: AnyArguments, { isStopped, isOtherSide, state }: Outcome): boolean =>
  isStopped || isOtherSide || (!isAnswer(state) && !isDocument(args))

/** A program that reads JSON is told of what was read by the numbers in it. */
export const isDocument = (args: AnyArguments): boolean =>
  ["json", "ndjson"].includes(args.with<"output">().string("output") ?? "")

/** Of these a command takes some. */
type ReadingOption = keyof typeof readingOptions | "quiet" | "strict"

/** Runs readings with the options of the command line; tells each fault as it is met. */
export const readerOf = (args: AnyArguments, session: Session): Reader => {
  const { language, say, tell } = session
  const text = readingText[language]
  const given = args.with<ReadingOption>()
  const isQuiet = given.boolean("quiet")
  const columns = columnsOf(given.strings("columns"), language)
  const sheet = given.string("sheet")
  const encoding = given.choice("encoding", encodings)
  const utcOffset = utcOffsetOf(args, session)
  const recordsAt = placeIn(given, session)
  let progress = new Progress(text.reading, isQuiet)
  let at: ReadAt = "count"
  let faults = 0
  const messageOf = (rejection: Rejection) => {
    const message = rejectionMessage(rejection, say)
    return isOfOtherSide(rejection) ? `${message}${say.colon}${text.otherSide[at]}` : message
  }
  const rejections = new RejectionNotices({
    each: ({ rejection, ...place }) => {
      progress.clear()
      tell(`${placeText(place)}: ${messageOf(rejection)}`)
    },
    more: (count, rejection) => tell(text.moreOfKind(count, messageOf(rejection))),
  })
  return (reading, read) =>
    Effect.gen(function* () {
      progress = new Progress(text.reading, isQuiet)
      at = reading.at
      rejections.begin()
      const report = yield* read({
        ...(columns && { columns }),
        ...(encoding && { encoding }),
        ...(sheet !== undefined && { sheet }),
        ...(utcOffset !== undefined && { utcOffset }),
        ...(recordsAt && { at: recordsAt }),
        strict: given.boolean("strict"),
        spreadsheet: readWorkbook,
        onRejected: (fault) => rejections.add(fault),
        onRemark: ({ file, remark }) => {
          progress.clear()
          tell(`${printable(file)}${say.colon}${remarkMessage(remark, say)}`)
        },
        onProgress: (amount) => progress.update(amount),
        stdin: process.stdin,
      })
      progress.clear()
      const isOtherSide =
        rejections.ofOtherSide > 0 &&
        rejections.ofOtherSide === report.faults &&
        !report.hasRecords &&
        report.apiErrors === 0 &&
        !report.stopped
      const state = inputState({ ...report, rejected: report.faults })
      const isNothing = state === "nothing" && report.files > 0
      if (!isOtherSide) faults += report.faults
      rejections.end({ isAllOfOtherSide: isOtherSide, isLast: reading.isFirst !== true })
      for (const { file, reason } of report.missing)
        tell(`faceid-tally: ${argumentText[language].missing[reason](printable(file))}`)
      if (isOtherSide && !isOfReconcile(at)) tell(`faceid-tally: ${otherSideSentence(reading, language)}`)
      if (isNothing) tell(`faceid-tally: ${text.noRecords(reading.files.map(printable))}`)
      if (report.stopped) tell(`faceid-tally: ${text.stopped}`)
      else if (faults > 0 && !isQuiet && reading.isFirst !== true) tell(`faceid-tally: ${text.rejected(faults)}`)
      return {
        isBad: report.faults > 0 || report.missing.length > 0 || isNothing,
        isStopped: report.stopped,
        state,
        isOtherSide,
        ...(report.columnsMet && { columnsMet: report.columnsMet }),
      }
    })
}

/** `data.rows` */
const placeIn = (args: Arguments<"at">, { language }: Session): Place | undefined => {
  const written = args.string("at")
  const place = written === undefined ? undefined : placeOf(written)
  if (written !== undefined && place === undefined) throw new UsageError({ message: readingText[language].notAPlace })
  return place
}

/** Of a side that is all of the other; which of two sides is, `reconcile` knows when both are read. */
export const otherSideSentence = ({ at, files }: Reading, language: Language): string => {
  const text = readingText[language]
  const kind = at === "bill" || at === "billImport" ? "bills" : "results"
  return text.allOfOtherSide[kind](files.map(printable), text.otherSide[at])
}

const isOfReconcile = (at: ReadAt): boolean => at === "results" || at === "bill"

const isOfOtherSide = ({ code }: Rejection): boolean => code === "bill_among_results" || code === "result_among_bills"
