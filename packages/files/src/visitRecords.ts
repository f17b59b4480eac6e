/** Shows every record of files of either kind, one by one and in order: for looking something up, not for counting. */
import type { BillPage, DetectInfo, Remark } from "@faceid-tally/core"
import * as Effect from "effect/Effect"

import { type Content, hasTableName } from "./Content.ts"
import { ContentReader } from "./ContentReader.ts"
import { isDiskError } from "./isDiskError.ts"
import { checkColumns } from "./readFiles.ts"
import type { InputError, MissingFile, Place, ReadOptions, ReadReport } from "./ReadOptions.ts"
import { remarkOnce } from "./remarkOnce.ts"
import { chunksOfFile, readSource } from "./readSource.ts"
import type { RecordSink } from "./RecordSink.ts"
import { findSources, type Source } from "./Sources.ts"
import { missingReason } from "./sources/missingReason.ts"

/**
 * Calls `visit` with each result and each page or line of the bill, and where it begins. After each piece of a file it
 * waits for `pause`: there what was visited can be put away before more of it is read.
 */
export const visitRecords = (
  files: ReadonlyArray<string>,
  visit: (record: DetectInfo | BillPage, where: Place) => void,
  options: ReadOptions = {},
  pause: () => Promise<void> = () => Promise.resolve(),
): Effect.Effect<ReadReport, InputError> =>
  Effect.gen(function* () {
    yield* checkColumns(options)
    const { sources, missing, remarks } = yield* findSources(files, options.columns)
    const report = { missing: [...missing], faults: 0, stopped: false }
    const remark = remarkOnce(options)
    for (const source of sources) {
      yield* Effect.promise((signal) => visitSource(source, { visit, remark, pause }, options, report, signal))
      if (report.stopped) break
    }
    for (const each of remarks) options.onRemark?.(each)
    return report
  })

interface Visitor {
  readonly visit: (record: DetectInfo | BillPage, where: Place) => void
  readonly remark: (file: string, remark: Remark) => void
  readonly pause: () => Promise<void>
}

const visitSource = async (
  { name, path, size, isOfFolder }: Source,
  { visit, remark, pause }: Visitor,
  options: ReadOptions,
  report: { readonly missing: Array<MissingFile>; faults: number; stopped: boolean },
  signal: AbortSignal,
): Promise<void> => {
  const sink: RecordSink = {
    accept(record, place) {
      if (report.stopped) return
      if (record._tag === "ApiError") options.onApiError?.()
      else visit(record, { file: name, ...place() })
    },
    reject(rejection, place) {
      if (report.stopped) return
      report.faults++
      report.stopped = options.strict ?? false
      options.onRejected?.({ file: name, ...place, rejection })
    },
    remark: (noticed) => {
      if (!report.stopped) remark(name, noticed)
    },
  }
  const known = path === undefined ? (options.stdinName ?? name) : name
  const { columns = {}, encoding } = options
  const content: Content = { kind: "any", name: known, columns, encoding, isOptional: isOfFolder && hasTableName(name) }
  const open = () => (path === undefined ? (options.stdin ?? process.stdin) : chunksOfFile(path))
  try {
    const reader = new ContentReader(content, sink)
    const workbook = { read: options.spreadsheet, columns: content.columns }
    await readSource({ open, isRepeatable: size !== undefined, workbook }, reader, () => {
      signal.throwIfAborted()
      return pause()
    })
  } catch (error) {
    if (!isDiskError(error)) throw error
    report.missing.push({ file: name, reason: missingReason(error) })
  }
}
