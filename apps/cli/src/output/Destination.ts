/**
 * Where an answer goes: standard output, or the file that `--out` names. It is decided before anything is read, so that
 * nothing that is read, nor the ledger, nor the settings can be written over (D43).
 */
import { accessSync, constants, createWriteStream, lstatSync, readlinkSync, type Stats, statSync } from "node:fs"
import { dirname, resolve } from "node:path"

import { fileKeys, isGiven, realPath } from "@faceid-tally/files"
import { printable, type Sheet, workbookStream } from "@faceid-tally/report"
import * as Effect from "effect/Effect"

import { type AnyArguments, usage, UsageError } from "../session/Arguments.ts"
import { Output } from "../session/Output.ts"
import { columnsOf } from "../arguments/columnsOf.ts"
import type { Session } from "../session/Session.ts"
import { outputText } from "./outputText.ts"
import type { ReplacedFile } from "./ReplacedFile.ts"

/** Texts, a workbook, or bytes that are neither. */
export type Answer = Readable | { readonly bytes: () => AsyncIterable<Uint8Array> }

interface Readable {
  readonly texts: () => Iterable<string> | AsyncIterable<string>
  /** Of `--output xlsx`. */
  readonly sheets: () => ReadonlyArray<Sheet>
}

export interface Destination {
  /** The file, as `--out` names it; `undefined` for standard output. */
  readonly file: string | undefined
  /** Writes the answer; gives the exit code, with which the program ends even if nobody reads to the end. */
  readonly write: (answer: Answer, exitCode: number) => Effect.Effect<number>
}

const STDOUT = ["/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"]

export const destinationOf = (args: AnyArguments, session: Session): Effect.Effect<Destination, UsageError> =>
  Effect.gen(function* () {
    const given = args.with<"out" | "output">()
    const out = yield* usage(() => given.string("out"))
    const isWorkbook = given.string("output") === "xlsx"
    const writeTo = async (output: Output, answer: Answer, exitCode: number) => {
      if ("bytes" in answer) await output.writeBytes(answer.bytes(), exitCode)
      else if (isWorkbook) await output.writeBytes(workbookStream(answer.sheets()), exitCode)
      else await output.write(answer.texts(), exitCode)
      return exitCode
    }
    if (out === undefined || out === "-" || STDOUT.includes(resolve(out))) {
      const { output, language } = session
      // A workbook is bytes: no terminal is flooded with them.
      if (isWorkbook && output.isTerminal)
        return yield* new UsageError({ message: outputText[language].workbookNeedsFile })
      return { file: undefined, write: (answer, exitCode) => Effect.promise(() => writeTo(output, answer, exitCode)) }
    }
    const path = targetOf(out)
    yield* refuseUnwritable(out, path, session)
    yield* refuseHarm(out, path, args, session)
    return {
      file: out,
      write: (answer, exitCode) =>
        Effect.promise(async () => {
          const file = await openFile(path)
          const cannotWrite = () =>
            session.tell(`faceid-tally: ${printable(out)}: ${outputText[session.language].cannotWrite}`)
          const output = new Output(file.stream, cannotWrite)
          try {
            await writeTo(output, answer, exitCode)
            await output.close()
            await file.commit()
          } finally {
            file.discard()
          }
          return exitCode
        }),
    }
  })

type OpenFile = Pick<ReplacedFile, "stream" | "commit" | "discard">

/** What is no plain file, as a FIFO, is written as it comes. */
const openFile = async (path: string): Promise<OpenFile> => {
  const old = statOf(path)
  if (isPlain(path, old)) {
    // Loaded only where a file is written: it takes a part of the start that every command would wait for.
    const output = await import("./ReplacedFile.ts")
    return new output.ReplacedFile(path, old)
  }
  return { stream: createWriteStream(path), commit: () => Promise.resolve(), discard: () => undefined }
}

const isPlain = (path: string, old: Stats | undefined): boolean =>
  (old === undefined || old.isFile()) && !/^\/(dev|proc)\//.test(path)

const refuseUnwritable = (out: string, path: string, { language }: Session): Effect.Effect<void, UsageError> => {
  const text = outputText[language]
  const refuse = (message: (file: string) => string) => new UsageError({ message: message(printable(out)) })
  const old = statOf(path)
  if (old?.isDirectory() === true || out === "") return refuse(text.isFolder)
  if (/[\\/]$/.test(out) || statOf(dirname(path))?.isDirectory() !== true) return refuse(text.noFolder)
  const isWritable = mayWrite(old === undefined ? dirname(path) : path)
  return isWritable ? Effect.void : refuse(text.unwritable)
}

/** Nothing is destroyed that this command reads, or that the books need. */
const refuseHarm = (
  out: string,
  path: string,
  args: AnyArguments,
  { language }: Session,
): Effect.Effect<void, UsageError> =>
  Effect.gen(function* () {
    const text = outputText[language]
    const given = args.with<"files" | "results" | "bill" | "rules" | "output" | "columns">()
    const refuse = (message: (file: string) => string) => new UsageError({ message: message(printable(out)) })
    const inputs = (["files", "results", "bill", "rules"] as const).flatMap((name) => given.strings(name))
    const isJson = ["json", "ndjson"].includes(given.string("output") ?? "")
    const columns = yield* usage(() => columnsOf(given.strings("columns"), language))
    if (yield* isGiven(inputs, { path, isJson }, columns)) return yield* refuse(text.isInput)
    // The settings are loaded only where they may come to harm.
    const { keptFiles } = yield* Effect.promise(() => import("./keptFiles.ts"))
    const keys = new Set(fileKeys(path))
    const isOne = (files: ReadonlyArray<string>) => files.some((file) => fileKeys(file).some((key) => keys.has(key)))
    const { settings, ledger } = yield* keptFiles(args)
    if (isOne(settings)) return yield* refuse(text.isSettings)
    if (isOne(ledger)) return yield* refuse(text.isLedger)
  })

/** Links that are followed before they are called a circle. */
const LINKS_MAX = 40

/** The real path that is written to; a link stays one, also where it leads to what is not there yet. */
const targetOf = (out: string): string => {
  let path = realPath(out)
  for (let links = 0; links < LINKS_MAX && isLink(path); links++) {
    path = realPath(resolve(dirname(path), readlinkSync(path)))
  }
  return path
}

const isLink = (path: string): boolean => lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true

const statOf = (path: string): Stats | undefined => {
  try {
    return statSync(path)
  } catch {
    return undefined
  }
}

const mayWrite = (path: string): boolean => {
  try {
    accessSync(path, constants.W_OK)
    return true
  } catch {
    return false
  }
}
